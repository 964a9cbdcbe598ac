package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RuleBody;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tangents of what operations on tensors give, by their rules for forward mode. A tangent that
 * is zero is null, as a cotangent is: it has no shape, and what it would be multiplied by may be
 * infinite. So the rule is taken apart into what each tangent gives, and that of a tangent which is
 * null is left out.
 */
final class TensorTangent {

  private static final Member ZEROS =
      Member.ofStatic(
          ObjectType.TENSOR_PACKAGE + "Cotangents",
          "none",
          List.of(ObjectType.TENSOR),
          Optional.of(ObjectType.TENSOR));

  private final TangentVariables tangents;
  private final FreshNames names;
  private final List<Statement> statements;

  TensorTangent(TangentVariables tangents, FreshNames names, List<Statement> statements) {
    this.tangents = tangents;
    this.names = names;
    this.statements = statements;
  }

  static boolean isTensor(Atom atom) {
    return atom.type().equals(ObjectType.TENSOR);
  }

  /** Whether a member takes or gives tensors. */
  static boolean isOperation(Statement.Invoke statement) {
    return statement.arguments().stream().anyMatch(TensorTangent::isTensor)
        || statement.targets().stream().anyMatch(TensorTangent::isTensor);
  }

  /**
   * Assigns the tangents of an operation's result, which are made, behind the call.
   *
   * @param pushforward with a rule
   */
  void write(Statement.Invoke statement, Member.Pushforward pushforward) {
    for (int i = 0; i < tangents.directions(); i++) {
      Member.ForwardRule rule = pushforward.rule().orElseThrow();
      boolean isCompiledIn = rule.body().filter(it -> isPossible(it, statement, rule)).isPresent();
      boolean isSum = !(statement.targets().get(0).type() instanceof ArrayType);
      if (isCompiledIn && isSum) {
        byParts(statement, rule, i);
      } else {
        byWhole(statement, pushforward, rule, isCompiledIn, i);
      }
    }
  }

  private static boolean isPossible(
      RuleBody body, Statement.Invoke statement, Member.ForwardRule rule) {
    List<Atom> arguments = new ArrayList<>(statement.arguments());
    for (int i = 0; i < statement.arguments().size(); i++) {
      if (rule.tangents().contains(i)) {
        arguments.add(statement.arguments().get(i));
      }
    }
    return RuleCall.isPossible(body, arguments);
  }

  private void byParts(Statement.Invoke statement, Member.ForwardRule rule, int direction) {
    Origin origin = statement.origin();
    Variable target = statement.targets().get(0);
    Variable tangent = tangents.of(target).get(direction);
    String name = AdjointVariables.nameOf(target);
    boolean isOnly = activeOf(statement, rule) == 1;
    Variable sum = names.fresh(isOnly ? "tangent" : name, tangent.type(), Role.MUTABLE);
    statements.add(new Statement.Declare(sum, origin));
    statements.add(
        new Statement.Assign(sum, new Operation.Copy(Constant.zero(sum.type())), origin));
    boolean isFirst = true;
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (rule.tangents().contains(i) && tangents.isActive(argument)) {
        Variable given = asItIsNow(tangents.of((Variable) argument).get(direction), origin);
        List<Statement> steps = new ArrayList<>();
        Optional<Variable> part =
            new ForwardRuleCall(names, statement, steps)
                .write(rule, i, given, isOnly ? Optional.of(name) : Optional.empty());
        if (part.isPresent()) {
          steps.add(
              isFirst
                  ? new Statement.Assign(sum, new Operation.Copy(part.get()), origin)
                  : new Statement.Accumulate(sum, part.get(), origin));
          isFirst = false;
        }
        unlessZero(given, steps, origin);
      }
    }
    statements.add(new Statement.Assign(tangent, new Operation.Copy(sum), origin));
  }

  private long activeOf(Statement.Invoke statement, Member.ForwardRule rule) {
    return rule.tangents().stream()
        .filter(position -> tangents.isActive(statement.arguments().get(position)))
        .count();
  }

  private Variable asItIsNow(Variable tangent, Origin origin) {
    if (!tangent.isMutable()) {
      return tangent;
    }
    Variable now = names.fresh(tangent.name(), tangent.type(), Role.SINGLE);
    statements.add(new Statement.Assign(now, new Operation.Copy(tangent), origin));
    return now;
  }

  private void unlessZero(Variable tangent, List<Statement> steps, Origin origin) {
    if (isTensor(tangent)) {
      Variable isZero = isZero(tangent, origin);
      statements.add(new Statement.If(isZero, Block.EMPTY, new Block(steps), origin));
    } else {
      statements.addAll(steps);
    }
  }

  private Variable isZero(Variable tangent, Origin origin) {
    Variable isZero = names.fresh("isZero", Scalar.BOOLEAN, Role.SINGLE);
    Operation same =
        new Operation.Inspect(
            Operation.Inspect.Aspect.SAME,
            List.of(tangent, Constant.zero(tangent.type())),
            "",
            "",
            Scalar.BOOLEAN);
    statements.add(new Statement.Assign(isZero, same, origin));
    return isZero;
  }

  /** With zeros for tangents that are none: for a rule that nobody looks into, or of an array. */
  private void byWhole(
      Statement.Invoke statement,
      Member.Pushforward pushforward,
      Member.ForwardRule rule,
      boolean isCompiledIn,
      int direction) {
    Variable tangent = tangents.of(statement.targets().get(0)).get(direction);
    List<Atom> arguments = new ArrayList<>(statement.arguments());
    for (int i = 0; i < statement.arguments().size(); i++) {
      if (rule.tangents().contains(i)) {
        arguments.add(given(statement.arguments().get(i), direction, statement.origin()));
      }
    }
    if (isCompiledIn) {
      Statement.Call call =
          new Statement.Call(List.of(tangent), rule.key(), arguments, statement.origin());
      statements.addAll(
          new Inline(Map.of(rule.key(), rule.body().orElseThrow().function()), Map.of())
              .expanded(call, names)
              .statements());
      return;
    }
    List<Type> types =
        new ArrayList<>(
            statement.member().pullback().orElseThrow().rule().orElseThrow().types(arguments));
    statements.add(
        new Statement.Invoke(
            List.of(tangent),
            Member.ofStatic(
                pushforward.owner(), pushforward.name(), types, Optional.of(tangent.type())),
            arguments,
            statement.origin()));
  }

  private Atom given(Atom argument, int direction, Origin origin) {
    if (argument.type() instanceof ArrayType && !tangents.isActive(argument)) {
      Variable zeros = names.fresh("zeros", argument.type(), Role.SINGLE);
      new ElementLoops(names, origin).zerosLike((Variable) argument, zeros, statements);
      return zeros;
    }
    Atom tangent = tangents.of(argument, direction);
    return isTensor(argument) ? orZeros(tangent, argument, origin) : tangent;
  }

  /** A tangent, or zeros in the shape of the primal where it is null. */
  Variable orZeros(Atom tangent, Atom primal, Origin origin) {
    String name = primal instanceof Variable variable ? AdjointVariables.nameOf(variable) : "zeros";
    if (!(tangent instanceof Variable variable)) {
      Variable zeros = names.fresh(name, ObjectType.TENSOR, Role.SINGLE);
      statements.add(zeros(zeros, primal, origin));
      return zeros;
    }
    Variable now = asItIsNow(variable, origin);
    Variable some = names.fresh(name, ObjectType.TENSOR, Role.MUTABLE);
    statements.add(new Statement.Declare(some, origin));
    Variable zeros = names.fresh("zeros", ObjectType.TENSOR, Role.SINGLE);
    Block none =
        new Block(
            List.of(
                zeros(zeros, primal, origin),
                new Statement.Assign(some, new Operation.Copy(zeros), origin)));
    Block there = new Block(List.of(new Statement.Assign(some, new Operation.Copy(now), origin)));
    statements.add(new Statement.If(isZero(now, origin), none, there, origin));
    Variable result = names.fresh(name, ObjectType.TENSOR, Role.SINGLE);
    statements.add(new Statement.Assign(result, new Operation.Copy(some), origin));
    return result;
  }

  private static Statement zeros(Variable zeros, Atom primal, Origin origin) {
    return new Statement.Invoke(List.of(zeros), ZEROS, List.of(primal), origin);
  }
}
