package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** {@link Pass#INVARIANTS}. */
final class LoopInvariants {

  private static final Purity PURITY = new Purity(Set.of());

  private final Set<Variable> staying;

  /**
   * @param staying variables whose definitions stay where they are
   */
  LoopInvariants(Set<Variable> staying) {
    this.staying = staying;
  }

  /** The block with what is the same in all iterations of a loop in front of it. */
  Block run(Block block) {
    Set<Variable> defined = new HashSet<>();
    Set<Variable> repeated = new HashSet<>(staying);
    collect(block, defined, repeated);
    return new Walk(repeated).rewrite(block);
  }

  /** Blocks beside each other may use one name, which would stand for two in front of them. */
  private static void collect(Block block, Set<Variable> defined, Set<Variable> repeated) {
    for (Statement statement : block.statements()) {
      for (Variable variable : Mentions.definitions(statement)) {
        if (!defined.add(variable)) {
          repeated.add(variable);
        }
      }
      statement.blocks().forEach(inner -> collect(inner, defined, repeated));
    }
  }

  /** One walk; what leaves an inner loop may leave the next one, too. */
  private static final class Walk extends Rewriting {

    private final Set<Variable> staying;

    Walk(Set<Variable> staying) {
      this.staying = staying;
    }

    @Override
    void simple(Statement statement) {
      emit(statement);
    }

    @Override
    public Void assign(Statement.Assign statement) {
      emit(statement);
      return null;
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emit(statement);
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Block then = rewrite(statement.then());
      emit(around(statement, then, rewrite(statement.otherwise())));
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      Block body = rewrite(statement.body());
      Set<Variable> changing = DefinedVariables.in(body);
      changing.add(statement.index());
      emit(around(statement, varying(body, changing)));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      Block header = rewrite(statement.header());
      Block body = rewrite(statement.body());
      Set<Variable> changing = DefinedVariables.in(body);
      changing.addAll(DefinedVariables.in(header));
      emit(around(statement, header, varying(body, changing)));
      return null;
    }

    /** What is left of the body; the rest is emitted in front of its loop. */
    private Block varying(Block body, Set<Variable> changing) {
      List<Statement> moving = moving(body, changing);
      moving.forEach(this::emit);
      if (moving.isEmpty()) {
        return body;
      }
      Set<Statement> moved = Collections.newSetFromMap(new IdentityHashMap<>());
      moved.addAll(moving);
      return new Block(body.statements().stream().filter(it -> !moved.contains(it)).toList());
    }

    /** Floating point, and of the rest what that is computed from: indices cost nothing. */
    private List<Statement> moving(Block body, Set<Variable> changing) {
      List<Statement.Assign> same = new ArrayList<>();
      for (Statement statement : body.statements()) {
        if (statement instanceof Statement.Assign assign && isInvariant(assign, changing)) {
          changing.remove(assign.target());
          same.add(assign);
        }
      }
      Deque<Statement> moving = new ArrayDeque<>();
      Set<Atom> needed = new HashSet<>();
      for (int i = same.size() - 1; i >= 0; i--) {
        Statement.Assign assign = same.get(i);
        if (isWorthIt(assign) || needed.contains(assign.target())) {
          needed.addAll(assign.operation().arguments());
          moving.addFirst(assign);
        }
      }
      return List.copyOf(moving);
    }

    /** A change of sign or of type costs nothing. */
    private static boolean isWorthIt(Statement.Assign assign) {
      return assign.target().type() instanceof Scalar scalar
          && scalar.isFloating()
          && assign.operation() instanceof Operation.Apply apply
          && !(apply.operator() instanceof Conversion)
          && !(apply.operator() instanceof BasicOperator basic
              && basic.symbol() == BasicOperator.Symbol.NEG);
    }

    private boolean isInvariant(Statement.Assign assign, Set<Variable> changing) {
      return assign.operation() instanceof Operation.Apply apply
          && apply.accept(PURITY)
          && !assign.target().isMutable()
          && !staying.contains(assign.target())
          && apply.arguments().stream().noneMatch(argument -> isChanging(argument, changing));
    }

    private static boolean isChanging(Atom atom, Set<Variable> changing) {
      return atom instanceof Variable variable
          && (variable.isMutable() || changing.contains(variable));
    }
  }
}
