package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Runs the passes of {@link Pass} over a region again and again until none of them finds anything
 * to do, a bounded number of times.
 *
 * <p>The result has the values of the region, to the bit but for what {@link Pass#ZEROS} says.
 * Every pass keeps the normal form, so switching some off leaves longer code, never wrong code.
 */
public final class Simplifier {

  /**
   * Each round does all it can see in one walk, so rounds are needed only where a pass makes work
   * for one that ran before it; stopping early leaves longer code, not wrong code.
   */
  private static final int ROUNDS = 32;

  private final Set<String> disabledPasses;
  private final Set<Variable> present;

  /**
   * @param disabledPasses {@linkplain Pass#optionName() names} of passes that are off; {@code all}
   *     for all of them; names that no pass has are other people's
   */
  public Simplifier(Set<String> disabledPasses) {
    this(disabledPasses, Set.of());
  }

  private Simplifier(Set<String> disabledPasses, Set<Variable> present) {
    this.disabledPasses = Set.copyOf(disabledPasses);
    this.present = Set.copyOf(present);
  }

  /**
   * One that knows of tensors which are no zeros by being null, wherever code asks.
   *
   * @param tensors that the region is given
   */
  public Simplifier knowing(Set<Variable> tensors) {
    return new Simplifier(disabledPasses, tensors);
  }

  /**
   * A user's function as a person would write it: its body with the results live at the end. A
   * scalar result that is a copy of what is still visible at the end is that itself.
   */
  public Function simplify(Function function) {
    Set<Variable> live = new LinkedHashSet<>();
    for (Atom result : function.results()) {
      if (result instanceof Variable variable) {
        live.add(variable);
      }
    }
    Block body = simplify(function.body(), live, true);
    List<Atom> results =
        Pass.PROPAGATION.isEnabled(disabledPasses)
            ? function.results().stream().map(atom -> original(atom, body)).toList()
            : function.results();
    Function simplified = function.with(body, results);
    return results.equals(function.results()) ? simplified : simplify(simplified);
  }

  private static Atom original(Atom result, Block body) {
    for (Statement statement : body.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.target().equals(result)
          && result.type() instanceof Scalar
          && assign.operation() instanceof Operation.Copy copy
          && !(copy.value() instanceof Variable variable && variable.isMutable())) {
        return copy.value();
      }
    }
    return result;
  }

  /**
   * The region as a person would write it.
   *
   * @param block the outermost block of the region
   * @param liveAtEnd variables that something outside of the region mentions: they keep their names
   *     and roles, single ones (of inner blocks too) their definitions, mutable ones the values
   *     that they have at the end. Mutable variables that the region changes but does not declare
   *     are always taken to be live
   * @param isUserCode whether the user could tell that a statement which may throw was left out;
   *     false for code that the compiler made, where unneeded loads and divisions may go
   */
  public Block simplify(Block block, Set<Variable> liveAtEnd, boolean isUserCode) {
    DeadCode deadCode = new DeadCode(liveAtEnd, isUserCode, Set.of());
    return simplify(block, passes(liveAtEnd, deadCode, liveAtEnd, isUserCode));
  }

  /**
   * The same for the user's code with ours in it.
   *
   * @param ours variables that the user's method does not have: nobody could tell that one of them
   *     was not computed
   */
  public Block simplifyMixed(Block block, Set<Variable> liveAtEnd, Set<Variable> ours) {
    return simplifyMixed(block, liveAtEnd, ours, Set.of());
  }

  /**
   * The same beside other regions of one method.
   *
   * @param elsewhere variables that those define as well, in loops of their own: in front of a loop
   *     here they would be there twice
   */
  public Block simplifyMixed(
      Block block, Set<Variable> liveAtEnd, Set<Variable> ours, Set<Variable> elsewhere) {
    Set<Variable> staying = new LinkedHashSet<>(liveAtEnd);
    staying.addAll(ours);
    staying.addAll(elsewhere);
    DeadCode deadCode = new DeadCode(liveAtEnd, true, ours);
    return simplify(block, passes(liveAtEnd, deadCode, staying, true));
  }

  private static Block simplify(Block block, List<UnaryOperator<Block>> passes) {
    Block current = block;
    for (int round = 0; round < ROUNDS; round++) {
      Block next = current;
      for (UnaryOperator<Block> pass : passes) {
        next = pass.apply(next);
      }
      if (next.equals(current)) {
        return current;
      }
      current = next;
    }
    return current;
  }

  private List<UnaryOperator<Block>> passes(
      Set<Variable> liveAtEnd, DeadCode deadCode, Set<Variable> staying, boolean isUserCode) {
    List<UnaryOperator<Block>> passes = new ArrayList<>();
    for (Pass pass : Pass.values()) {
      if (pass.isEnabled(disabledPasses)) {
        passes.add(pass(pass, liveAtEnd, deadCode, staying, isUserCode));
      }
    }
    return passes;
  }

  private UnaryOperator<Block> pass(
      Pass pass,
      Set<Variable> liveAtEnd,
      DeadCode deadCode,
      Set<Variable> staying,
      boolean isUserCode) {
    return switch (pass) {
      case ZEROS -> isUserCode ? UnaryOperator.identity() : new Zeros()::run;
      case PRESENCE -> new Presence(isUserCode, present)::run;
      case PROPAGATION -> new Propagation()::run;
      case BRANCHES -> isUserCode ? UnaryOperator.identity() : new Branches()::run;
      case ALGEBRA -> new Algebra(liveAtEnd)::run;
      case COMMON_SUBEXPRESSIONS -> new CommonSubexpressions()::run;
      case INVARIANTS -> isUserCode ? new LoopInvariants(staying)::run : UnaryOperator.identity();
      case DEAD_CODE -> deadCode::run;
      case BODIES,
          MERGED_LOOPS,
          FUSION,
          BUFFERS,
          SPLIT_LOOPS,
          STRENGTH_REDUCTION,
          ZERO_TANGENTS,
          WINNERS,
          VECTOR_PARTS ->
          UnaryOperator.identity();
      case DECLARATIONS -> new Declarations(liveAtEnd)::run;
    };
  }
}
