package dev.gradc;

import java.util.Optional;

/**
 * For generated code: whether the backward pass of an output has run since the last forward pass,
 * and where it was called, so that a later pass that needs what it has freed can say so.
 *
 * <p>Where it was called is looked up in the stack, which costs about a microsecond; a tape does it
 * for its first passes only, so that one that is reused for ever costs and allocates nothing.
 */
public final class BackwardPass {

  /** Passes of one tape whose callers are looked up. */
  private static final int LOOKUPS = 32;

  private final String own;
  private boolean hasRun;
  private String ran = "";
  private int lookups;
  private Optional<StackWalker.StackFrame> caller = Optional.empty();
  private boolean isCallerOfAnother;

  /**
   * A pass that has not run.
   *
   * @param name what it is for in a message: {@code 'l1'}
   */
  public BackwardPass(String name) {
    this.own = "the backward pass of " + name;
  }

  /** A forward pass has recorded anew. */
  public void reset() {
    hasRun = false;
  }

  /**
   * Whether it has run since the last forward pass.
   *
   * @return whether what it frees is gone
   */
  public boolean hasRun() {
    return hasRun;
  }

  /**
   * It has run.
   *
   * @param companion the generated class, whose own frames are not the caller's
   */
  public void run(Class<?> companion) {
    run(companion, own);
  }

  /**
   * It has run as a part of another one.
   *
   * @param companion the generated class, whose own frames are not the caller's
   * @param pass what has run, for messages
   */
  public void run(Class<?> companion, String pass) {
    hasRun = true;
    ran = pass;
    if (lookups < LOOKUPS) {
      lookups++;
      String generated = companion.getName();
      caller =
          StackWalker.getInstance()
              .walk(
                  frames ->
                      frames
                          .filter(frame -> !isOf(generated, frame.getClassName()))
                          .filter(
                              frame -> !isOf(BackwardPass.class.getName(), frame.getClassName()))
                          .findFirst());
    } else {
      isCallerOfAnother = true;
    }
  }

  private static boolean isOf(String type, String name) {
    return name.equals(type) || name.startsWith(type + "$");
  }

  /**
   * Throws if it has run.
   *
   * @param output what is to run now: {@code the output 'l2' of Training.step}
   * @param slot what that needs: {@code 'a' (Training.java:12)}
   * @param retain the annotation that would have kept it, as code
   * @param detach the declaration that would have parted the graphs, as code
   * @throws TapeFreedException with all that is known
   */
  public void mustNotHaveRun(String output, String slot, String retain, String detach) {
    if (hasRun) {
      throw new TapeFreedException(
          "backward of "
              + output
              + " needs "
              + slot
              + ", which "
              + ran
              + place()
              + " has freed. If gradients are to flow through it from both, retain it: "
              + retain
              + ". If not, part the graphs where one of them should end: "
              + detach);
    }
  }

  private String place() {
    return caller
        .map(
            frame ->
                (isCallerOfAnother ? " (last seen at " : " (called at ")
                    + frame.getFileName()
                    + ":"
                    + frame.getLineNumber()
                    + ")")
        .orElse("");
  }
}
