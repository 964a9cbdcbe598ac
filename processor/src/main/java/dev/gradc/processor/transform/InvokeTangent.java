package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Writes the call of a member with the tangents of what it gives: instead of the member its
 * pushforward is called, once for each direction, or behind it a rule.
 */
final class InvokeTangent {

  private final TangentVariables tangents;
  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final List<Statement> statements;

  InvokeTangent(
      TangentVariables tangents,
      ArrayOrigins arrays,
      FreshNames names,
      List<Statement> statements) {
    this.tangents = tangents;
    this.arrays = arrays;
    this.names = names;
    this.statements = statements;
  }

  void write(Statement.Invoke statement) {
    Member member = statement.member();
    if (member.isRetain()) {
      return;
    }
    if (!member.cotangents().isEmpty()
        && member.pullback().isEmpty()
        && statement.arguments().stream().anyMatch(tangents::isVaried)) {
      throw new IllegalArgumentException("a pullback has no derivative: " + member.key());
    }
    boolean isActive =
        statement.targets().stream().anyMatch(tangents::isActive)
            || member.inPlace().stream()
                .anyMatch(position -> tangents.isActive(statement.arguments().get(position)));
    if (!isActive || member.pullback().isEmpty()) {
      statements.add(statement);
      constants(statement);
      return;
    }
    if (member.pullback().get().rule().isPresent()) {
      statements.add(statement);
      new RuleTangent(tangents, names, statements).write(statement);
    } else {
      byPushforward(statement);
    }
  }

  /** Arrays that are given as constants, and may be written. */
  private void constants(Statement.Invoke statement) {
    for (Variable target : statement.targets()) {
      if (tangents.isActive(target)) {
        zeros(target, tangents.make(target, Role.SINGLE), statement);
      }
    }
  }

  private void zeros(Variable array, List<Variable> zeros, Statement.Invoke statement) {
    ElementLoops loops = new ElementLoops(names, statement.origin());
    zeros.forEach(zero -> loops.zerosLike(array, zero, statements));
  }

  private void byPushforward(Statement.Invoke statement) {
    Member member = statement.member();
    Member.Pushforward pushforward =
        member
            .pushforward()
            .orElseThrow(() -> new IllegalArgumentException("no forward mode: " + member.key()));
    new DistinctArguments(arrays, names, statements).require(statement);
    List<List<Atom>> arguments = new ArrayList<>();
    arguments.add(statement.arguments());
    for (int i = 1; i < tangents.directions(); i++) {
      arguments.add(copied(statement));
    }
    for (int i = 0; i < member.results().size(); i++) {
      Variable target = statement.targets().get(i);
      if (tangents.isActive(target)) {
        tangents.make(target, Role.SINGLE);
      }
    }
    for (int i = 0; i < tangents.directions(); i++) {
      call(statement, pushforward, arguments.get(i), i);
    }
    for (int i = 0; i < member.results().size(); i++) {
      Variable target = statement.targets().get(i);
      if (tangents.isActive(target) && !member.results().get(i).isActive()) {
        zeros(target, tangents.of(target), statement);
      }
    }
  }

  /** The arguments for one more call, with the arrays as they are before the first. */
  private List<Atom> copied(Statement.Invoke statement) {
    List<Atom> arguments = new ArrayList<>(statement.arguments());
    for (int position : statement.member().effects().written().stream().sorted().toList()) {
      Variable array = (Variable) arguments.get(position);
      arguments.set(position, new ElementLoops(names, statement.origin()).copy(array, statements));
    }
    return arguments;
  }

  private void call(
      Statement.Invoke statement,
      Member.Pushforward pushforward,
      List<Atom> primals,
      int direction) {
    Member member = statement.member();
    List<Atom> arguments = new ArrayList<>(primals);
    for (int i = 0; i < primals.size(); i++) {
      if (member.pullback().orElseThrow().isActive(i)) {
        Atom argument = statement.arguments().get(i);
        Atom tangent = tangent(argument, direction, statement);
        arguments.add(
            TensorTangent.isTensor(argument)
                ? tensors().orZeros(tangent, argument, statement.origin())
                : tangent);
      }
    }
    if (pushforward.function().isEmpty()) {
      arguments.add(carrier(statement, pushforward));
    }
    List<Variable> targets = new ArrayList<>();
    for (Variable target : statement.targets()) {
      targets.add(direction == 0 ? target : names.fresh("again", target.type(), Role.SINGLE));
    }
    for (int i = 0; i < member.results().size(); i++) {
      Variable target = statement.targets().get(i);
      if (member.results().get(i).isActive()) {
        targets.add(
            tangents.isActive(target)
                ? tangents.of(target).get(direction)
                : names.fresh("unused", target.type(), Role.SINGLE));
      }
    }
    Member called = called(member, pushforward, arguments);
    statements.add(new Statement.Invoke(targets, called, arguments, statement.origin()));
  }

  private TensorTangent tensors() {
    return new TensorTangent(tangents, names, statements);
  }

  private Variable carrier(Statement.Invoke statement, Member.Pushforward pushforward) {
    ObjectType type = pushforward.carrier();
    Variable carrier =
        names.fresh(statement.member().functionName() + "Tangent", type, Role.SINGLE);
    statements.add(
        new Statement.Invoke(
            List.of(carrier),
            Member.constructor(type.name(), List.of()),
            List.of(),
            statement.origin()));
    return carrier;
  }

  private static Member called(
      Member member, Member.Pushforward pushforward, List<Atom> arguments) {
    boolean isFunction = pushforward.function().isPresent();
    return new Member(
        Member.Kind.STATIC,
        pushforward.function().orElse(pushforward.owner() + "." + pushforward.name()),
        pushforward.owner(),
        pushforward.name(),
        arguments.stream().map(Atom::type).toList(),
        results(member),
        isFunction ? Optional.empty() : Optional.of(pushforward.carrier()),
        effects(member),
        isFunction ? Optional.of(known(pushforward, arguments)) : Optional.empty(),
        Optional.empty(),
        false,
        Set.of());
  }

  /** Says of a function of the program that it has a derivative, which is not called here. */
  private static Member.Pullback known(Member.Pushforward pushforward, List<Atom> arguments) {
    return new Member.Pullback(
        pushforward.owner(),
        arguments.stream()
            .map(it -> Optional.of("part").filter(any -> it.type().isDifferentiable()))
            .toList());
  }

  /** Those of the member, and the tangents of the active ones. */
  private static List<Member.Result> results(Member member) {
    List<String> values = Member.Pushforward.valueAccessors(member.results());
    List<String> tangents = Member.Pushforward.tangentAccessors(member.results());
    List<Member.Result> results = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      results.add(new Member.Result(member.results().get(i).type(), false, values.get(i)));
    }
    for (int i = 0; i < values.size(); i++) {
      if (member.results().get(i).isActive()) {
        results.add(new Member.Result(member.results().get(i).type(), false, tangents.get(i)));
      }
    }
    return results;
  }

  /** What a member does to arrays, its pushforward does to these and to their tangents. */
  private static Member.Effects effects(Member member) {
    Member.Effects effects = member.effects();
    List<Integer> active =
        positions(member.parameters().size(), member.pullback().orElseThrow()::isActive);
    List<Integer> results =
        positions(member.results().size(), i -> member.results().get(i).isActive());
    int arguments = member.parameters().size();
    return new Member.Effects(
        both(effects.written(), active, arguments),
        both(effects.moved(), active, arguments),
        both(effects.shared(), active, arguments),
        both(effects.joined(), results, member.results().size()),
        both(effects.repeated(), results, member.results().size()),
        effects.statics(),
        effects.isRepeatable());
  }

  private static List<Integer> positions(int count, IntPredicate isActive) {
    return IntStream.range(0, count).filter(isActive).boxed().toList();
  }

  /** Positions, and those of the tangents of what stands there. */
  private static Set<Integer> both(Set<Integer> positions, List<Integer> active, int first) {
    Set<Integer> both = new LinkedHashSet<>(positions);
    for (int i = 0; i < active.size(); i++) {
      if (positions.contains(active.get(i))) {
        both.add(first + i);
      }
    }
    return both;
  }

  /** The tangent of an argument, zeros if it has none. */
  private Atom tangent(Atom argument, int direction, Statement.Invoke statement) {
    if (tangents.isActive(argument)) {
      return tangents.of((Variable) argument).get(direction);
    }
    Type type = argument.type();
    if (!(type instanceof ArrayType)) {
      return Constant.zero(type);
    }
    Variable unused = names.fresh("unused", type, Role.SINGLE);
    zeros((Variable) argument, List.of(unused), statement);
    return unused;
  }
}
