package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.RuleBody;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the body of a rule in the place of its call in the backward region. What is asked of shapes
 * is asked in the forward region, so that no tensor is kept for it; what the operation itself has
 * computed is not computed once more.
 */
final class RuleCall {

  private final FreshNames names;
  private final Statement.Invoke operation;
  private final List<Statement> forward;
  private final List<Statement> reversed;

  /** What does not depend on the cotangent, and is there in the forward region. */
  private final Set<Atom> available = new LinkedHashSet<>();

  private final Set<Atom> cotangents = new LinkedHashSet<>();

  /**
   * @param operation whose rule it is
   * @param forward gets what follows the operation
   */
  RuleCall(
      FreshNames names,
      Statement.Invoke operation,
      List<Statement> forward,
      List<Statement> reversed) {
    this.names = names;
    this.operation = operation;
    this.forward = forward;
    this.reversed = reversed;
  }

  /** Whether a body can be compiled in: one that goes straight ahead, for these arguments. */
  static boolean isPossible(RuleBody body, List<Atom> arguments) {
    List<Type> given = arguments.stream().map(Atom::type).toList();
    List<Type> taken =
        body.function().parameters().stream().map(it -> it.variable().type()).toList();
    return given.equals(taken)
        && body.accessors().size() == body.function().results().size()
        && !body.accessors().isEmpty()
        && body.function().body().statements().stream().allMatch(RuleCall::isStraight);
  }

  private static boolean isStraight(Statement statement) {
    return statement instanceof Statement.Assign
        || statement instanceof Statement.Store
        || (statement instanceof Statement.Invoke invoke && !invoke.member().isOpaque());
  }

  /**
   * The results of the body, by the names of the rule's accessors.
   *
   * @param kept the arguments of the operation
   * @param seeds the cotangents of its results
   */
  Map<String, Variable> write(RuleBody body, List<Atom> kept, List<Atom> seeds) {
    available.addAll(kept);
    cotangents.addAll(seeds);
    List<Atom> arguments = new ArrayList<>(kept);
    arguments.addAll(seeds);
    Map<String, Variable> results = new HashMap<>();
    List<Variable> targets = new ArrayList<>();
    for (int i = 0; i < body.accessors().size(); i++) {
      Type type = body.function().results().get(i).type();
      Variable result = names.fresh("cotangent", type, Role.SINGLE);
      results.put(body.accessors().get(i), result);
      targets.add(result);
    }
    Statement.Call call =
        new Statement.Call(targets, body.function().key(), arguments, operation.origin());
    Block block =
        new Inline(Map.of(body.function().key(), body.function()), Map.of()).expanded(call, names);
    block.statements().forEach(this::place);
    return results;
  }

  private void place(Statement statement) {
    if (statement instanceof Statement.Invoke invoke) {
      place(invoke);
    } else {
      if (statement instanceof Statement.Assign assign
          && assign.operation().arguments().stream().anyMatch(cotangents::contains)) {
        cotangents.add(assign.target());
      } else if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Copy copy
          && available.contains(copy.value())) {
        available.add(assign.target());
        forward.add(statement);
        return;
      }
      reversed.add(statement);
    }
  }

  private void place(Statement.Invoke invoke) {
    Set<Integer> positions = new TreeSet<>();
    for (int i = 0; i < invoke.arguments().size(); i++) {
      if (cotangents.contains(invoke.arguments().get(i))) {
        positions.add(i);
      }
    }
    if (!positions.isEmpty()) {
      Member member = invoke.member();
      boolean carries = invoke.targets().stream().anyMatch(it -> it.type().isDifferentiable());
      if (carries) {
        cotangents.addAll(invoke.targets());
      }
      reversed.add(
          new Statement.Invoke(
              invoke.targets(),
              carries ? member.carrying(positions) : member,
              invoke.arguments(),
              invoke.origin()));
    } else if (isOperationItself(invoke)) {
      reversed.add(
          new Statement.Assign(
              invoke.targets().get(0),
              new Operation.Copy(operation.targets().get(0)),
              invoke.origin()));
    } else if (isOfShapes(invoke)) {
      forward.add(invoke);
      available.addAll(invoke.targets());
    } else {
      reversed.add(invoke);
    }
  }

  private boolean isOperationItself(Statement.Invoke invoke) {
    return invoke.member().key().equals(operation.member().key())
        && invoke.arguments().equals(operation.arguments())
        && operation.targets().size() == 1;
  }

  private boolean isOfShapes(Statement.Invoke invoke) {
    return invoke.targets().stream().noneMatch(it -> it.type().isDifferentiable())
        && invoke.arguments().stream()
            .allMatch(it -> !(it instanceof Variable) || available.contains(it));
  }
}
