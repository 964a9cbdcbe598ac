package dev.gradc.processor.optimize;

import java.util.Set;

/**
 * The optimisation passes, each with a switch and with the reason why no executed answer changes
 * when it is thrown.
 *
 * <p>All passes rely on the normal form: a variable that is not mutable keeps its value while it is
 * visible, and a mutable one is changed only by assignments, accumulations and reservations that
 * name it.
 *
 * <p>They run in this order: a variable that has one value takes over from the temporary that it
 * was copied from, before propagation would leave the name of the temporary.
 */
public enum Pass {
  /**
   * Methods over tensors of other top-level classes of the build stand in the place of their calls,
   * which would evaluate them once more on the way back. It runs once, before the regions are made.
   *
   * <p>What is put there is what the method's own derivative is made of, and what flows back to an
   * argument is summed up before it goes on, as the pullback does: the numbers are the same to the
   * bit, and an infinite partial of a result that nobody uses is not multiplied by zero.
   */
  BODIES("bodies"),

  /**
   * Adjoints that are still zero: an accumulation into a variable that is known to hold the zero
   * that was assigned to it becomes an assignment; into an element that was set to zero just
   * before, a store; and an accumulation of a literal zero goes. Only for code that the compiler
   * made.
   *
   * <p>{@code 0.0 + e} is {@code e} for every {@code e}, and {@code x + 0.0} is {@code x} for every
   * {@code x}, but that {@code -0.0} stays {@code -0.0} where the sum would have been {@code 0.0}.
   * So an adjoint may come out as the other zero, which compares equal; nothing else changes.
   */
  ZEROS("zeros"),

  /**
   * Cotangents of tensors that are there, or are not: whether one is zero, which is no tensor at
   * all, is not asked where it is known.
   *
   * <p>What an operation or a rule gives is a tensor, never null. Where a branch gives a variable
   * one if another cotangent is there, whether it is there is that question again.
   */
  PRESENCE("presence"),

  /**
   * What nobody needs goes: definitions that are not read, changes of variables that are not read
   * before the next change, declarations, branches and counted loops with nothing left in them.
   *
   * <p>What goes has no effect but on a variable whose value is not read again, neither by what
   * stays nor after the region. In the user's code whatever may throw stays, so the same programs
   * throw in the same place; while loops stay, since they might not end. Writes of arrays stay,
   * even of local adjoint arrays that nobody reads.
   */
  DEAD_CODE("deadCode"),

  /**
   * Variables are declared where they get their first value. One that gets a single value in the
   * block of its declaration, by one copy or by a copy and one accumulation before anybody reads
   * it, becomes a single variable; a temporary that was computed only to be that value gives way to
   * the name of the variable. Variables that are live at the end stay what they are.
   *
   * <p>The one value is the value at every read: Java's rules for definite assignment, which the
   * normal form has, put the assignment before all of them. An accumulation computes {@code v + e},
   * and so does the sum in its place.
   */
  DECLARATIONS("declarations"),

  /**
   * Values in the place of their copies: a constant, a parameter or a single variable is used
   * instead of single variables copied from it; the snapshot of a mutable variable is used for
   * later ones as long as the variable is not changed; an assignment of what a variable holds
   * already goes; within the branches of an {@code If} its condition is known.
   *
   * <p>Each atom is replaced by one that has the same value whenever the statement runs, and that
   * is visible there: what is known of a mutable variable is dropped when a statement, a branch or
   * any iteration of a loop may change it.
   */
  PROPAGATION("propagation"),

  /**
   * Two branches on one condition, one after the other, are one. Only in code that the compiler
   * made.
   *
   * <p>A condition that is not mutable is the same in both; only copies stand between them, which
   * nothing in the first branch changes.
   */
  BRANCHES("branches"),

  /**
   * Identities of arithmetic and of constants: integer and boolean algebra, constants folded,
   * {@code x * 1.0}, {@code -(-x)}, {@code a - (-b)}, selections and branches whose condition is
   * known, loops that are never entered.
   *
   * <p>Only identities that hold for every value: of floating point those that keep NaN, infinities
   * and the sign of zeros ({@code x * 0.0}, {@code x + 0.0}, {@code x - x} and {@code x / x} are
   * left alone), of integers those that hold modulo 2<sup>n</sup>. Constants are folded as the Java
   * language defines it; operations that would throw and functions of {@code Math} never are.
   */
  ALGEBRA("algebra"),

  /**
   * Equal operations on equal atoms are computed once, in their block and the blocks within; so are
   * loads while no array of that element type is written. An element just stored is not loaded, and
   * one that was just loaded is not stored back.
   *
   * <p>Operators have no effects and their arguments do not change, so the second value is the
   * first, to the bit. Arrays of different element types cannot be the same array; all of one type
   * are taken for one, so aliases need no proof. Where an operation throws, the first one does, and
   * the second is not reached. Nothing is moved to where it did not run before.
   */
  COMMON_SUBEXPRESSIONS("commonSubexpressions"),

  /**
   * What is computed in every iteration of a loop, and is the same in all of them, is computed once
   * in front of it: the user's operations in floating point, of those that never throw, and not out
   * of branches.
   *
   * <p>An operator gives the same for the same arguments, so values stay to the bit. Where the loop
   * is never entered they are computed for nothing. The adjoint of what has moved is summed up over
   * the iterations and goes back once, so gradients may differ by rounding.
   */
  INVARIANTS("invariants"),

  /**
   * Loops that only sum up terms go back as they run: in the fused form each iteration right after
   * it has run, on a tape from the first iteration to the last.
   *
   * <p>The reverse of an iteration reads nothing that another one's has left, so their order is
   * free. Sums are added up in another order, in both forms in the same, and may differ from those
   * without the pass by their rounding; nothing else changes.
   */
  MERGED_LOOPS("mergedLoops"),

  /**
   * Operations on the elements of tensors become loops, in which what only they need is not stored.
   * It runs before {@link #BUFFERS}, and only with it.
   *
   * <p>A loop computes of each element what the operations do, in their order, to the bit; where
   * the shapes are not what a loop is for, it runs them one by one.
   */
  FUSION("fusion"),

  /**
   * Operations on tensors write their results into the tensors that the same places have made in
   * the evaluation before, where nobody else can hold these. It runs once, at the end.
   *
   * <p>A form that writes computes what the form that makes a tensor does, to the bit.
   */
  BUFFERS("buffers"),

  /**
   * An innermost loop that writes several arrays, each in the element of the iteration, becomes a
   * loop for each of them: HotSpot makes vectors of a loop that writes one. It runs once, at the
   * end.
   *
   * <p>Every element gets what it got from the same statements in the same order; what is read is
   * written before or behind as it was. Arrays that the caller sees are written as they were. Where
   * several arrays of a loop are too short, another one may be told of.
   */
  SPLIT_LOOPS("splitLoops"),

  /**
   * Where a loop goes in strides, the number of its iteration, which says where something is
   * stored, is counted, forward and back, in place of being divided from the index in each
   * iteration. It runs once, at the end, in gradients and tapes.
   *
   * <p>They are the same numbers.
   */
  STRENGTH_REDUCTION("strengthReduction"),

  /**
   * A loop along directions that adds multiples of a few tangents to what is there, runs only where
   * one of these is not zero: of a parameter, most columns of a Jacobian need few of its loops. It
   * runs once, at the end.
   *
   * <p>Zeros are not added: nothing changes but the sign of a zero, and the NaN that a zero tangent
   * makes of an infinite partial. Values of the method are computed as they were.
   */
  ZERO_TANGENTS("zeroTangents"),

  /**
   * Loops in which the last iteration that sets a variable decides alone (maxima, minima, a nearest
   * neighbour) become a search for that iteration, and what it computes once more. It runs once, on
   * the user's method, before that is differentiated in reverse.
   *
   * <p>The iteration gives the same once more, and other iterations have no part in the result: but
   * for ties and NaN, for which the loop is gone through as it stands. Of the others no zeros are
   * added, nor what became of these where a partial is infinite: NaN.
   */
  WINNERS("winners"),

  /**
   * A loop over vectors with several functions is cut behind them, into loops that run one after
   * the other over blocks of iterations. It is done when code is written.
   *
   * <p>Every iteration computes what it did, in its order, to the bit; sums are added up block by
   * block, and differ by rounding.
   */
  VECTOR_PARTS("vectorParts");

  private final String optionName;

  Pass(String optionName) {
    this.optionName = optionName;
  }

  /** As {@code -Agradc.disable} names it. */
  public String optionName() {
    return optionName;
  }

  /** Whether the option's names leave this pass on. */
  public boolean isEnabled(Set<String> disabledPasses) {
    return !disabledPasses.contains(optionName) && !disabledPasses.contains("all");
  }
}
