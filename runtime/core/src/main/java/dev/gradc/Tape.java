package dev.gradc;

/**
 * The record of one forward pass: what its backward passes need. Each {@link Differentiable} method
 * has a tape class of its own, generated, with a field for each value that crosses from the forward
 * to the backward pass (a <i>slot</i>); this interface is what they have in common.
 *
 * <pre>{@code
 * try (LossesGrad.Focal.Tape tape = LossesGrad.Focal.forward(logit, target)) {
 *   LossesGrad.Focal.Gradient gradient = tape.backward();
 * }
 * }</pre>
 *
 * <h2>Lifetime</h2>
 *
 * <ul>
 *   <li>A forward pass records. A tape made by {@code new Tape()} is empty until its {@code
 *       forward} is called; calling {@code forward} again records anew and reuses the memory.
 *   <li>Each output has its <i>slice</i>: the slots that its backward pass reads. The backward pass
 *       frees its slice; arrays go back to the tape's own pool, for the next forward pass. What is
 *       {@linkplain Retain retained} is not freed. An operation that stores nothing, such as {@code
 *       a + b}, has no part in any slice.
 *   <li>A backward pass that needs what was freed throws {@link TapeFreedException}; one that would
 *       read an input that changed since the forward pass throws {@link ModifiedInPlaceException};
 *       one of a tape that holds no recording {@link IllegalStateException}. All are thrown before
 *       any gradient is changed, and the tape can be used as before.
 *   <li>What a backward pass has freed is kept for the next forward pass as long as memory allows;
 *       the garbage collector may take it.
 *   <li>{@link #close()} frees everything. A tape that is not closed is ordinary garbage: it holds
 *       memory of the Java heap and nothing else.
 * </ul>
 *
 * <p>A tape belongs to one thread at a time. Different tapes of the same method have nothing in
 * common. Of two threads on one tape only this is noticed: a backward pass, or a question for the
 * value, while the other records throws {@link IllegalStateException}. Two backward passes at once
 * give wrong gradients.
 */
public interface Tape extends AutoCloseable {

  /**
   * The memory that the slots hold on to, in bytes: numbers, the elements of arrays that the tape
   * has made, and the arrays in which adjoints are added up; headers of objects and arrays of the
   * caller do not count. What a backward pass has freed does not count either, nor what backward
   * passes work on for themselves, such as the tape of one segment of a checkpointed loop, which is
   * kept until {@link #close()}.
   *
   * @return 0 for a tape that holds no recording
   */
  long bytes();

  /**
   * Frees every slot, retained ones too. A backward pass then throws {@link IllegalStateException},
   * until the tape has recorded a forward pass again. On a tape that is closed already it does
   * nothing.
   */
  @Override
  void close();
}
