package dev.gradc.processor.ir;

/**
 * How a loop is gone back through: its backward pass stores the variables that some iterations
 * begin with, and runs the iterations between them again. A fact for one stage, which takes such
 * loops out of their functions; for all others the loop is as any other.
 *
 * @param segments into how many parts, of the same length, the iterations are divided; 0 for as
 *     many as each has iterations
 * @param snapshots how many states are held at once by a binomial schedule; 0 where there are
 *     segments
 * @param isCall whether it stands for the body of a checkpointed method, in a loop that runs once
 */
public record Checkpoint(int segments, int snapshots, boolean isCall, Origin origin) {

  /** That of a checkpointed method. */
  public static Checkpoint ofCall(Origin method) {
    return new Checkpoint(1, 0, true, method);
  }

  /** What it stands on, as far as it fits a line: the head of a loop, or a call. */
  public static String nameOf(Origin marked) {
    String line = marked.text().lines().findFirst().orElse("").strip();
    return line.endsWith("{") ? line.substring(0, line.length() - 1).strip() : line;
  }

  /** Whether it says how long the parts are, for which the number of iterations must be known. */
  public boolean needsCount() {
    return segments > 0 || snapshots > 0;
  }
}
