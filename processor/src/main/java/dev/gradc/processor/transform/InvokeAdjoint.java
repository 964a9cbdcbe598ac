package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.RuleBody;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reverses the call of a member that has a pullback of its own. The forward region calls the member
 * and keeps nothing but its arguments; the backward region calls the pullback, which evaluates the
 * member once more.
 */
final class InvokeAdjoint {

  private final Setting setting;
  private final AdjointVariables adjoints;
  private final FreshNames names;
  private final List<Statement> forward;
  private final List<Statement> reversed;

  InvokeAdjoint(Setting setting, List<Statement> forward, List<Statement> reversed) {
    this.setting = setting;
    this.adjoints = setting.adjoints();
    this.names = setting.names();
    this.forward = forward;
    this.reversed = reversed;
  }

  void reverse(Statement.Invoke statement) {
    if (statement.member().isRetain()) {
      retain(statement);
      return;
    }
    boolean isActive =
        statement.targets().stream().anyMatch(adjoints::isActive)
            || statement.member().inPlace().stream()
                .anyMatch(position -> adjoints.isActive(statement.arguments().get(position)));
    if (!isActive || statement.member().pullback().isEmpty()) {
      forward.add(statement);
      statement.targets().forEach(target -> constant(target, statement));
      return;
    }
    new DistinctArguments(setting.arrays(), names, forward).require(statement);
    List<Atom> kept = keptArguments(statement);
    forward.add(statement);
    List<Atom> seeds = seeds(statement);
    Member.Pullback pullback = statement.member().pullback().get();
    List<Statement> steps = new ArrayList<>();
    InvokeAdjoint inner = new InvokeAdjoint(setting, forward, steps);
    if (pullback.rule().isPresent()) {
      inner.byRule(statement, pullback, pullback.rule().get(), kept, seeds);
    } else if (pullback.function().isPresent()) {
      Map<Integer, Variable> parts = inner.adjointArrays(statement, pullback, kept);
      new FunctionPullback(setting, steps).write(statement, kept, seeds, parts);
    } else {
      inner.byPullback(statement, pullback, kept, seeds);
    }
    // What the member has written into arrays has cotangents of its own.
    boolean isOnlySeed = seeds.size() == 1 && statement.member().inPlace().isEmpty();
    if (isOnlySeed && isTensor(seeds.get(0))) {
      unlessZero(seeds.get(0), new Block(steps), statement);
    } else {
      reversed.addAll(steps);
    }
    clear(seeds, statement);
    constants(statement);
  }

  /**
   * Arrays that are given as constants: what they hold is one, until something else is put there.
   */
  private void constants(Statement.Invoke statement) {
    for (int i = 0; i < statement.targets().size(); i++) {
      if (!statement.member().results().get(i).isActive()) {
        constant(statement.targets().get(i), statement);
      }
    }
  }

  private void constant(Variable target, Statement.Invoke statement) {
    if (target.type() instanceof ArrayType && adjoints.isActive(target)) {
      Variable adjoint = adjoints.singleArray(target);
      ElementLoops loops = new ElementLoops(names, statement.origin());
      loops.zerosLike(target, adjoint, forward);
      loops.clear(adjoint, reversed);
    }
  }

  private static boolean isTensor(Atom atom) {
    return atom.type().equals(ObjectType.TENSOR);
  }

  /** A tensor's cotangent that is zero has no shape, and carries nothing back. */
  private void unlessZero(Atom cotangent, Block steps, Statement.Invoke statement) {
    Variable isZero = names.fresh("isZero", Scalar.BOOLEAN, Role.SINGLE);
    Operation same =
        new Operation.Inspect(
            Operation.Inspect.Aspect.SAME,
            List.of(cotangent, Constant.zero(cotangent.type())),
            "",
            "",
            Scalar.BOOLEAN);
    reversed.add(new Statement.Assign(isZero, same, statement.origin()));
    reversed.add(new Statement.If(isZero, Block.EMPTY, steps, statement.origin()));
  }

  /** The next backward pass over what is retained starts from zeros again. */
  private void clear(List<Atom> seeds, Statement.Invoke statement) {
    int next = 0;
    for (int i = 0; i < statement.targets().size(); i++) {
      if (!statement.member().results().get(i).isActive()) {
        continue;
      }
      Atom seed = seeds.get(next++);
      if (seed instanceof Variable array
          && array.type() instanceof ArrayType
          && isKept(statement.targets().get(i))) {
        new ElementLoops(names, statement.origin()).clear(array, reversed);
      }
    }
  }

  /** Whether the cotangent of an array is made in the forward region, in the shape at the call. */
  private boolean isKept(Variable result) {
    return adjoints.isActive(result) || setting.arrays().areRowsMoved(result);
  }

  private void byPullback(
      Statement.Invoke statement, Member.Pullback pullback, List<Atom> kept, List<Atom> seeds) {
    Map<Integer, Variable> parts = adjointArrays(statement, pullback, kept);
    Variable gradient = wrap(statement, pullback, List.copyOf(parts.values()));
    List<Atom> arguments = new ArrayList<>(kept);
    for (int position : statement.member().effects().written()) {
      // The pullback writes it as the member does, and a tape may go back again.
      Variable array = (Variable) kept.get(position);
      arguments.set(position, new ElementLoops(names, statement.origin()).copy(array, reversed));
    }
    arguments.addAll(seeds);
    // What the pullback takes of the cotangent after the call it leaves as that before it.
    statement.member().inPlace().forEach(position -> arguments.add(parts.get(position)));
    int end = arguments.size();
    arguments.addAll(adjointsSoFar(statement, pullback, parts));
    arguments.add(gradient);
    reversed.add(
        new Statement.Invoke(
            List.of(),
            method(statement, arguments).carrying(between(kept.size(), end)),
            arguments,
            statement.origin()));
    readParts(statement, pullback, gradient);
  }

  /** Marks where the adjoint of the value is complete; the value itself comes second. */
  private void retain(Statement.Invoke statement) {
    if (statement.arguments().get(0) instanceof Variable value && adjoints.isActive(value)) {
      Variable adjoint =
          value.type() instanceof ArrayType ? adjoints.array(value) : adjoints.scalar(value);
      reversed.add(
          new Statement.Invoke(
              List.of(), statement.member(), List.of(adjoint, value), statement.origin()));
    }
  }

  /** For each active array its adjoint, by position. */
  private Map<Integer, Variable> adjointArrays(
      Statement.Invoke statement, Member.Pullback pullback, List<Atom> kept) {
    Map<Integer, Variable> parts = new LinkedHashMap<>();
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (pullback.isActive(i) && argument.type() instanceof ArrayType) {
        parts.put(i, adjointArray((Variable) argument, (Variable) kept.get(i), statement));
      }
    }
    return parts;
  }

  /** The arguments as they are at the call: arrays that change later are copied. */
  private List<Atom> keptArguments(Statement.Invoke statement) {
    Set<Integer> changed = setting.changedArguments().of(statement);
    List<Atom> kept = new ArrayList<>();
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      kept.add(
          changed.contains(i)
              ? new ElementLoops(names, statement.origin()).copy((Variable) argument, forward)
              : argument);
    }
    return kept;
  }

  /** A cotangent for each result that the pullback takes one of. */
  private List<Atom> seeds(Statement.Invoke statement) {
    List<Atom> seeds = new ArrayList<>();
    for (int i = 0; i < statement.targets().size(); i++) {
      if (statement.member().results().get(i).isActive()) {
        seeds.add(seed(statement.targets().get(i), statement));
      }
    }
    return seeds;
  }

  private Atom seed(Variable target, Statement.Invoke statement) {
    ElementLoops loops = new ElementLoops(names, statement.origin());
    if (target.type() instanceof ArrayType) {
      if (!adjoints.isActive(target)) {
        return unused(target, statement, isKept(target) ? forward : reversed);
      }
      Variable adjoint = adjoints.singleArray(target);
      // As long as the result, which storage that is kept may not be.
      loops.zerosLike(target, adjoint, forward);
      return asItIsNow(target, statement);
    }
    if (!adjoints.isActive(target)) {
      return Constant.zero(target.type());
    }
    Variable adjoint = adjoints.scalar(target);
    Variable seed = names.fresh(adjoint.name(), adjoint.type(), Role.SINGLE);
    reversed.add(new Statement.Assign(seed, new Operation.Copy(adjoint), statement.origin()));
    return seed;
  }

  /** The rule adds to the adjoints of arrays, and gives the cotangents of numbers. */
  private void byRule(
      Statement.Invoke statement,
      Member.Pullback pullback,
      Member.RuleMethod rule,
      List<Atom> kept,
      List<Atom> seeds) {
    List<Atom> arguments = new ArrayList<>(kept);
    arguments.addAll(seeds);
    if (rule.body().filter(it -> RuleCall.isPossible(it, arguments)).isPresent()) {
      byBody(statement, pullback, rule.body().get(), kept, seeds);
      return;
    }
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (pullback.isActive(i) && argument.type() instanceof ArrayType) {
        arguments.add(adjointArray((Variable) argument, (Variable) kept.get(i), statement));
      }
    }
    Optional<Variable> found =
        rule.result().map(type -> names.fresh("cotangent", type, Role.SINGLE));
    reversed.add(
        new Statement.Invoke(
            found.stream().toList(),
            Member.ofRule(pullback, arguments)
                .carrying(between(kept.size(), kept.size() + seeds.size())),
            arguments,
            statement.origin()));
    if (found.isPresent()
        && found.get().type() instanceof ObjectType
        && !found.get().type().isDifferentiable()) {
      readParts(statement, pullback, found.get());
    } else if (found.isPresent()) {
      for (int i = 0; i < statement.arguments().size(); i++) {
        Atom argument = statement.arguments().get(i);
        if (pullback.isActive(i)
            && !(argument.type() instanceof ArrayType)
            && adjoints.isActive(argument)) {
          Variable adjoint = adjoints.scalar((Variable) argument);
          reversed.add(new Statement.Accumulate(adjoint, found.get(), statement.origin()));
        }
      }
    }
  }

  /** The rule stands here itself. */
  private void byBody(
      Statement.Invoke statement,
      Member.Pullback pullback,
      RuleBody body,
      List<Atom> kept,
      List<Atom> seeds) {
    Map<String, Variable> results =
        new RuleCall(names, statement, forward, reversed).write(body, kept, seeds);
    boolean isOnly = body.accessors().equals(List.of(""));
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (pullback.isActive(i) && adjoints.isActive(argument)) {
        Variable found = results.get(isOnly ? "" : pullback.accessors().get(i).orElseThrow());
        Variable adjoint = adjoints.scalar((Variable) argument);
        reversed.add(new Statement.Accumulate(adjoint, found, statement.origin()));
      }
    }
  }

  /** A gradient whose arrays are the arguments' adjoints; one object serves all calls. */
  private Variable wrap(
      Statement.Invoke statement, Member.Pullback pullback, List<Variable> parts) {
    ObjectType type = new ObjectType(pullback.companion() + ".Gradient");
    Variable storage = setting.carriers().of(statement.member(), type);
    List<Atom> arguments = new ArrayList<>();
    Variable kept = names.fresh("kept", type, Role.SINGLE);
    reversed.add(new Statement.Assign(kept, new Operation.Copy(storage), statement.origin()));
    arguments.add(kept);
    arguments.addAll(parts);
    Variable gradient = names.fresh(storage.name(), type, Role.SINGLE);
    reversed.add(
        new Statement.Invoke(
            List.of(gradient),
            Member.ofStatic(type.name(), "wrap", typesOf(arguments), Optional.of(type)),
            arguments,
            statement.origin()));
    reversed.add(new Statement.Assign(storage, new Operation.Copy(gradient), statement.origin()));
    return gradient;
  }

  /**
   * What the callee adds the gradient of an array argument to.
   *
   * @param kept the argument with the shape that it had at the call
   */
  private Variable adjointArray(Variable argument, Variable kept, Statement.Invoke statement) {
    if (adjoints.isActive(argument)) {
      return asItIsNow(argument, statement);
    }
    return unused(kept, statement, reversed);
  }

  /** Zeros in the shape of an array whose cotangent nobody asks for. */
  private Variable unused(Variable array, Statement.Invoke statement, List<Statement> region) {
    Variable unused = names.fresh("unused", array.type(), Role.SINGLE);
    new ElementLoops(names, statement.origin()).zerosLike(array, unused, region);
    return unused;
  }

  /**
   * The adjoint of an array with the rows that it has at the call. Where rows are put elsewhere
   * later, those of the adjoint are too, and nothing on the way back undoes it.
   */
  private Variable asItIsNow(Variable array, Statement.Invoke statement) {
    Variable adjoint = adjoints.array(array);
    if (!setting.arrays().areRowsMoved(array)) {
      return adjoint;
    }
    Variable rows = names.fresh(adjoint.name() + "Rows", adjoint.type(), Role.SINGLE);
    return new ElementLoops(names, statement.origin()).shallowCopy(adjoint, rows, forward);
  }

  private static Member method(Statement.Invoke statement, List<Atom> arguments) {
    String companion = statement.member().pullback().orElseThrow().companion();
    return Member.ofStatic(companion, "pullback", typesOf(arguments), Optional.empty());
  }

  private void readParts(Statement.Invoke statement, Member.Pullback pullback, Variable gradient) {
    String owner = ((ObjectType) gradient.type()).name();
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (!pullback.isActive(i)
          || argument.type() instanceof ArrayType
          || !adjoints.isActive(argument)) {
        continue;
      }
      Variable adjoint = adjoints.scalar((Variable) argument);
      Variable part = names.fresh(adjoint.name() + "Part", adjoint.type(), Role.SINGLE);
      Member accessor =
          Member.accessor(owner, pullback.accessors().get(i).orElseThrow(), adjoint.type());
      reversed.add(
          new Statement.Invoke(List.of(part), accessor, List.of(gradient), statement.origin()));
      reversed.add(
          pullback.goesOn().contains(i)
              ? new Statement.Assign(adjoint, new Operation.Copy(part), statement.origin())
              : new Statement.Accumulate(adjoint, part, statement.origin()));
    }
  }

  /** The adjoints from which the pullback goes on. */
  private List<Atom> adjointsSoFar(
      Statement.Invoke statement, Member.Pullback pullback, Map<Integer, Variable> parts) {
    List<Atom> soFar = new ArrayList<>();
    for (int position : new TreeSet<>(pullback.goesOn())) {
      Atom argument = statement.arguments().get(position);
      if (argument.type() instanceof ArrayType) {
        soFar.add(parts.get(position));
      } else if (adjoints.isActive(argument)) {
        Variable adjoint = adjoints.scalar((Variable) argument);
        Variable number = names.fresh(adjoint.name(), adjoint.type(), Role.SINGLE);
        reversed.add(new Statement.Assign(number, new Operation.Copy(adjoint), statement.origin()));
        soFar.add(number);
      } else {
        soFar.add(Constant.zero(argument.type()));
      }
    }
    return soFar;
  }

  private static Set<Integer> between(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toSet());
  }

  private static List<Type> typesOf(List<Atom> atoms) {
    return atoms.stream().map(Atom::type).toList();
  }
}
