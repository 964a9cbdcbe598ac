package dev.gradc;

/**
 * A backward pass would have read an input that changed after the forward pass, and so would have
 * computed a gradient of no function at all.
 *
 * <p>A tape does not copy what the caller owns. The classic way to this error is an optimizer that
 * steps, and so writes to the parameters, between a forward pass and one of its backward passes. A
 * {@code Tensor} counts its changes and the tape compares the counts; for arrays, and records of
 * arrays, it compares a checksum.
 *
 * <p>It is thrown before any gradient is changed; the gradients passed in are as they were. The
 * message names the parameter that changed and the line of source whose derivative reads it. The
 * remedies:
 *
 * <ul>
 *   <li>run every backward pass first, and change the inputs afterwards;
 *   <li>run the forward pass again after the change;
 *   <li>for arrays, compile with {@code -Agradc.guard=copy}: the tape keeps a copy, and the
 *       gradient is that of the forward pass.
 * </ul>
 *
 * <p>{@code -Agradc.guard=none} leaves out the comparison of checksums, for callers who can promise
 * that nothing changes. The forms that compute value and gradient in one call have no gap between
 * the passes, and no check.
 */
public class ModifiedInPlaceException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Called by generated code, which knows the names.
   *
   * @param message the input that changed, what reads it, and the remedies
   */
  public ModifiedInPlaceException(String message) {
    super(message);
  }
}
