package dev.gradc;

/**
 * A backward pass needed a value of the forward pass that the tape no longer holds.
 *
 * <p>A backward pass frees the slots that it reads, unless they are {@linkplain Retain retained}.
 * So this is thrown when a backward pass runs twice on one recording, when the backward passes of
 * two outputs go back through the same steps and what these have stored is not retained.
 *
 * <p>It is thrown before any gradient is changed; the gradients passed in are as they were. The
 * message names the output whose backward pass was asked for, the variable and the line of source
 * whose slot is gone, the backward pass that freed it, and both remedies:
 *
 * <ul>
 *   <li>{@link Retain @Retain} on the output whose backward pass runs first, if the gradients are
 *       to flow through the shared part from both;
 *   <li>{@link Detach @Detach} where the graphs should part, if they are not.
 * </ul>
 *
 * <p>Where gradc sees both calls it reports this at compile time instead.
 */
public class TapeFreedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /**
   * Called by generated code, which knows the names.
   *
   * @param message the output, the value that is gone, what freed it, and the remedies
   */
  public TapeFreedException(String message) {
    super(message);
  }
}
