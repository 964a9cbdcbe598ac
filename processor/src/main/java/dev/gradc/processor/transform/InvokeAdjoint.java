package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    Optional<Variable> target = statement.target().filter(adjoints::isActive);
    if (target.isEmpty() || statement.member().pullback().isEmpty()) {
      forward.add(statement);
      return;
    }
    List<Atom> kept = keptArguments(statement);
    forward.add(statement);
    Atom seed = seed(target.get(), statement);
    Member.Pullback pullback = statement.member().pullback().get();
    if (pullback.rule().isPresent()) {
      byRule(statement, pullback, pullback.rule().get(), kept, seed);
    } else {
      byPullback(statement, pullback, kept, seed);
    }
    if (seed instanceof Variable array && array.type() instanceof ArrayType) {
      // The next backward pass over what is retained starts from zeros again.
      new ElementLoops(names, statement.origin()).clear(array, reversed);
    }
  }

  private void byPullback(
      Statement.Invoke statement, Member.Pullback pullback, List<Atom> kept, Atom seed) {
    Variable gradient = wrap(statement, pullback, kept);
    List<Atom> arguments = new ArrayList<>(kept);
    arguments.add(seed);
    arguments.add(gradient);
    reversed.add(
        new Statement.Invoke(
            Optional.empty(), method(statement, arguments), arguments, statement.origin()));
    readParts(statement, pullback, gradient);
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

  private Atom seed(Variable target, Statement.Invoke statement) {
    if (target.type() instanceof ArrayType) {
      Variable adjoint = adjoints.singleArray(target);
      // As long as the result, which storage that is kept may not be.
      new ElementLoops(names, statement.origin()).zerosLike(target, adjoint, forward);
      return asItIsNow(target, statement);
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
      Atom seed) {
    List<Atom> arguments = new ArrayList<>(kept);
    arguments.add(seed);
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
            found,
            Member.ofStatic(pullback.companion(), rule.name(), typesOf(arguments), rule.result()),
            arguments,
            statement.origin()));
    if (found.isPresent() && found.get().type() instanceof ObjectType) {
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

  /** A gradient whose arrays are the arguments' adjoints; one object serves all calls. */
  private Variable wrap(Statement.Invoke statement, Member.Pullback pullback, List<Atom> primals) {
    ObjectType type = new ObjectType(pullback.companion() + ".Gradient");
    Variable storage = setting.carriers().of(statement.member(), type);
    List<Atom> arguments = new ArrayList<>();
    Variable kept = names.fresh("kept", type, Role.SINGLE);
    reversed.add(new Statement.Assign(kept, new Operation.Copy(storage), statement.origin()));
    arguments.add(kept);
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (pullback.isActive(i) && argument.type() instanceof ArrayType) {
        arguments.add(adjointArray((Variable) argument, (Variable) primals.get(i), statement));
      }
    }
    Variable gradient = names.fresh(storage.name(), type, Role.SINGLE);
    reversed.add(
        new Statement.Invoke(
            Optional.of(gradient),
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
    Variable unused = names.fresh("unused", argument.type(), Role.SINGLE);
    new ElementLoops(names, statement.origin()).zerosLike(kept, unused, reversed);
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
          new Statement.Invoke(Optional.of(part), accessor, List.of(gradient), statement.origin()));
      reversed.add(new Statement.Accumulate(adjoint, part, statement.origin()));
    }
  }

  private static List<Type> typesOf(List<Atom> atoms) {
    return atoms.stream().map(Atom::type).toList();
  }
}
