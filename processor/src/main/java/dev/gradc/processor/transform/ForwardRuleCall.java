package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.RuleBody;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the part of a rule for forward mode that one of the tangents has in the place of its call. A
 * rule is linear in the tangents: what depends on others alone is zero, and of a sum the other
 * summand is left. What the operation itself has computed is not computed once more.
 */
final class ForwardRuleCall {

  private final FreshNames names;
  private final Statement.Invoke operation;
  private final List<Statement> statements;

  /** The tangents that are zero, and what depends on them alone. */
  private final Set<Atom> zeros = new HashSet<>();

  /** The tangent that is not, and what depends on it. */
  private final Set<Atom> linear = new HashSet<>();

  /**
   * @param operation whose rule it is
   * @param statements where all goes
   */
  ForwardRuleCall(FreshNames names, Statement.Invoke operation, List<Statement> statements) {
    this.names = names;
    this.operation = operation;
    this.statements = statements;
  }

  /**
   * The part of the result's tangent.
   *
   * @param rule with a body that {@link RuleCall#isPossible can be compiled in}
   * @param position of the argument that has the tangent
   * @param name of the variable; absent for that which the rule has
   * @return empty if it is zero
   */
  Optional<Variable> write(
      Member.ForwardRule rule, int position, Variable tangent, Optional<String> name) {
    List<Atom> arguments = new ArrayList<>(operation.arguments());
    for (int i = 0; i < operation.arguments().size(); i++) {
      if (i == position) {
        arguments.add(tangent);
        linear.add(tangent);
      } else if (rule.tangents().contains(i)) {
        Variable zero = names.fresh("zero", operation.arguments().get(i).type(), Role.SINGLE);
        arguments.add(zero);
        zeros.add(zero);
      }
    }
    RuleBody body = rule.body().orElseThrow();
    Variable part =
        names.fresh(name.orElse("part"), operation.targets().get(0).type(), Role.SINGLE);
    Statement.Call call =
        new Statement.Call(List.of(part), rule.key(), arguments, operation.origin());
    Block block = new Inline(Map.of(rule.key(), body.function()), Map.of()).expanded(call, names);
    block.statements().forEach(this::place);
    if (name.isPresent()) {
      takeOver(part);
    }
    return Optional.of(part).filter(linear::contains);
  }

  /** What is computed last is the result itself, not copied to it. */
  private void takeOver(Variable part) {
    Atom value = part;
    int last = statements.size() - 1;
    while (last >= 0
        && statements.get(last) instanceof Statement.Assign assign
        && assign.target().equals(value)
        && assign.operation() instanceof Operation.Copy copy) {
      value = copy.value();
      last--;
    }
    if (last >= 0
        && statements.get(last) instanceof Statement.Invoke invoke
        && invoke.targets().equals(List.of(value))) {
      statements.subList(last, statements.size()).clear();
      statements.add(
          new Statement.Invoke(
              List.of(part), invoke.member(), invoke.arguments(), invoke.origin()));
    }
  }

  private void place(Statement statement) {
    List<Atom> arguments;
    List<Variable> targets;
    if (statement instanceof Statement.Assign assign) {
      arguments = assign.operation().arguments();
      targets = List.of(assign.target());
    } else if (statement instanceof Statement.Invoke invoke) {
      arguments = invoke.arguments();
      targets = invoke.targets();
    } else {
      statements.add(statement);
      return;
    }
    boolean hasZero = arguments.stream().anyMatch(zeros::contains);
    boolean isLinear = arguments.stream().anyMatch(linear::contains);
    if (hasZero && !isLinear) {
      zeros.addAll(targets);
      return;
    }
    if (isLinear) {
      linear.addAll(targets);
    }
    statements.add(hasZero ? summand(statement, arguments, targets) : kept(statement));
  }

  /** What is left of a sum. */
  private Statement summand(Statement statement, List<Atom> arguments, List<Variable> targets) {
    if (!isSum(statement)) {
      throw new IllegalArgumentException(
          "not a sum of what tangents give: " + operation.member().key());
    }
    Atom left = arguments.get(zeros.contains(arguments.get(0)) ? 1 : 0);
    return new Statement.Assign(targets.get(0), new Operation.Copy(left), statement.origin());
  }

  private static boolean isSum(Statement statement) {
    if (statement instanceof Statement.Invoke invoke) {
      return invoke.member().owner().equals(ObjectType.TENSOR.name())
          && invoke.member().name().equals("add");
    }
    return statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Apply apply
        && apply.operator() instanceof BasicOperator operator
        && operator.symbol() == Symbol.ADD;
  }

  private Statement kept(Statement statement) {
    boolean isOperationItself =
        statement instanceof Statement.Invoke invoke
            && invoke.member().key().equals(operation.member().key())
            && invoke.arguments().equals(operation.arguments());
    return isOperationItself
        ? new Statement.Assign(
            ((Statement.Invoke) statement).targets().get(0),
            new Operation.Copy(operation.targets().get(0)),
            statement.origin())
        : statement;
  }
}
