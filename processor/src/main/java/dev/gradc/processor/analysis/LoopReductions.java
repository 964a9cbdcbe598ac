package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables from outside of a loop's body that its iterations only add to, or take the maximum
 * or minimum with. {@code v += x} says so; {@code t = v; u = t + x; v = u}, as the user's {@code v
 * = v + x} reads, is written as an accumulation here.
 */
final class LoopReductions {

  private final Set<Variable> defined;
  private final Map<Variable, Integer> mentions = new HashMap<>();
  private final Map<Variable, VectorLoop.Reduction> found = new LinkedHashMap<>();
  private final Block body;

  LoopReductions(Block body) {
    this.defined = DefinedVariables.in(body);
    count(body);
    this.body = in(body);
    addAccumulated(this.body);
  }

  /** The body with an accumulation for each change of what is found. */
  Block body() {
    return body;
  }

  /** The variables, and how they change; some may be read besides. */
  Map<Variable, VectorLoop.Reduction> found() {
    return found;
  }

  private void count(Block block) {
    for (Statement statement : block.statements()) {
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable) {
          mentions.merge(variable, 1, Integer::sum);
        }
      }
      statement.blocks().forEach(this::count);
    }
  }

  private boolean isMentioned(Variable variable, int times) {
    return mentions.getOrDefault(variable, 0) == times;
  }

  private Block in(Block block) {
    List<Statement> statements = new ArrayList<>();
    block.statements().forEach(it -> statements.add(it.withBlocks(blocksOf(it))));
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign last
          && last.target().isMutable()
          && !defined.contains(last.target())
          && isMentioned(last.target(), 2)
          && last.operation() instanceof Operation.Copy copy
          && copy.value() instanceof Variable result
          && isMentioned(result, 1)) {
        change(statements, last, result);
      }
    }
    return new Block(statements);
  }

  private List<Block> blocksOf(Statement statement) {
    return statement.blocks().stream().map(this::in).toList();
  }

  private static Optional<Statement.Assign> definition(
      List<Statement> statements, Variable variable) {
    return statements.stream()
        .filter(it -> it instanceof Statement.Assign assign && assign.target().equals(variable))
        .map(Statement.Assign.class::cast)
        .findFirst();
  }

  /** Writes {@code t = v; u = t + x; v = u} as {@code v += x}, where u is defined. */
  private void change(List<Statement> statements, Statement.Assign last, Variable result) {
    Variable target = last.target();
    Optional<Statement.Assign> definition = definition(statements, result);
    if (definition.isEmpty()
        || !(definition.get().operation() instanceof Operation.Apply apply)
        || apply.arguments().size() != 2) {
      return;
    }
    for (int i = 0; i < 2; i++) {
      Atom before = apply.arguments().get(i);
      Atom value = apply.arguments().get(1 - i);
      Optional<Statement.Assign> snapshot = snapshot(statements, before, target);
      Optional<VectorLoop.Reduction> reduction = reductionBy(apply, i == 0);
      boolean isChanged = before.equals(target) || snapshot.isPresent();
      if (isChanged && reduction.isPresent() && !value.equals(before)) {
        found.put(target, reduction.get());
        replace(statements, definition.get(), target, value);
        statements.remove(last);
        snapshot.ifPresent(statements::remove);
        return;
      }
    }
  }

  /** The statement that copies the target into what is changed. */
  private Optional<Statement.Assign> snapshot(
      List<Statement> statements, Atom before, Variable target) {
    return before instanceof Variable variable && isMentioned(variable, 1)
        ? definition(statements, variable)
            .filter(it -> it.operation().equals(new Operation.Copy(target)))
        : Optional.empty();
  }

  private static void replace(
      List<Statement> statements, Statement.Assign definition, Variable target, Atom value) {
    int position = statements.indexOf(definition);
    Operation.Apply apply = (Operation.Apply) definition.operation();
    Atom added = value;
    if (apply.operator() instanceof BasicOperator basic
        && basic.symbol() == BasicOperator.Symbol.SUB) {
      BasicOperator negation = new BasicOperator(BasicOperator.Symbol.NEG, basic.operand());
      statements.set(
          position,
          new Statement.Assign(
              definition.target(), Operation.Apply.of(negation, value), definition.origin()));
      added = definition.target();
      position++;
      statements.add(position, new Statement.Accumulate(target, added, definition.origin()));
    } else {
      statements.set(position, new Statement.Accumulate(target, added, definition.origin()));
    }
  }

  private static Optional<VectorLoop.Reduction> reductionBy(Operation.Apply apply, boolean isLeft) {
    if (apply.operator() instanceof MathFunction function
        && function.result().isFloating()
        && function.owner().equals("java.lang.Math")) {
      return switch (function.name()) {
        case "max" -> Optional.of(VectorLoop.Reduction.MAX);
        case "min" -> Optional.of(VectorLoop.Reduction.MIN);
        default -> Optional.empty();
      };
    }
    if (apply.operator() instanceof BasicOperator basic && basic.operand().isFloating()) {
      boolean isSum =
          basic.symbol() == BasicOperator.Symbol.ADD
              || (basic.symbol() == BasicOperator.Symbol.SUB && isLeft);
      return isSum ? Optional.of(VectorLoop.Reduction.SUM) : Optional.empty();
    }
    return Optional.empty();
  }

  private void addAccumulated(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Accumulate sum
          && !defined.contains(sum.target())
          && sum.target().type() instanceof Scalar scalar
          && scalar.isFloating()) {
        found.putIfAbsent(sum.target(), VectorLoop.Reduction.SUM);
      }
      statement.blocks().forEach(this::addAccumulated);
    }
  }
}
