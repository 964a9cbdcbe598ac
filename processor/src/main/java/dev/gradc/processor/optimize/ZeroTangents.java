package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.TangentNumbers;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Passes over loops that would add nothing but zeros: {@link Pass#ZERO_TANGENTS}. */
public final class ZeroTangents {

  /** More questions than this cost as much as they save in short loops. */
  private static final int MOST = 8;

  private final TangentNumbers tangents;
  private final FreshNames names;

  /**
   * @param tangents of the program
   * @param names that nothing in the program has
   */
  public ZeroTangents(TangentNumbers tangents, FreshNames names) {
    this.tangents = tangents;
    this.names = names;
  }

  /** The block with questions before such loops. */
  public Block guard(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop && SplitLoops.isCandidate(loop)) {
        Optional<Set<Variable>> zeros = new IdleLoop(loop, tangents).zeros();
        if (zeros.filter(it -> !it.isEmpty() && it.size() <= MOST).isPresent()) {
          guard(loop, List.copyOf(zeros.get()), statements);
        } else {
          statements.add(loop);
        }
      } else {
        statements.add(statement.withBlocks(statement.blocks().stream().map(this::guard).toList()));
      }
    }
    return new Block(statements);
  }

  private void guard(Statement.CountedLoop loop, List<Variable> zeros, List<Statement> statements) {
    Origin origin = loop.origin();
    Variable any = null;
    for (Variable tangent : zeros) {
      Scalar type = (Scalar) tangent.type();
      Variable one = names.fresh("isVaried", Scalar.BOOLEAN, Role.SINGLE);
      statements.add(
          apply(
              one,
              new BasicOperator(BasicOperator.Symbol.NE, type),
              tangent,
              Constant.zero(type),
              origin));
      if (any == null) {
        any = one;
        continue;
      }
      Variable both = names.fresh("isVaried", Scalar.BOOLEAN, Role.SINGLE);
      statements.add(
          apply(
              both, new BasicOperator(BasicOperator.Symbol.OR, Scalar.BOOLEAN), any, one, origin));
      any = both;
    }
    statements.add(new Statement.If(any, new Block(List.of(loop)), Block.EMPTY, origin));
  }

  private static Statement apply(
      Variable target, BasicOperator operator, Atom left, Atom right, Origin origin) {
    return new Statement.Assign(
        target, new Operation.Apply(operator, List.of(left, right)), origin);
  }
}
