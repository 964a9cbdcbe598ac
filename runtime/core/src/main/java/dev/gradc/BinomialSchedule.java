package dev.gradc;

/**
 * For generated code: where a loop that is gone back through with a given number of snapshots takes
 * them. See Griewank and Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000.
 *
 * <p>With <i>s</i> snapshots and at most <i>r</i> runs of each step, b(s, r) = (s + r)! / (s! r!)
 * steps can be gone back through. The state in the middle splits steps into those before it, which
 * have all snapshots again once it is given up, and those after it, which have one less.
 */
public final class BinomialSchedule {

  private BinomialSchedule() {}

  /**
   * How many steps to run before the next state is stored, so that all in all the fewest are run.
   *
   * @param steps that are to be gone back through, at least two
   * @param snapshots that they have, at least one: it holds the state before the first of them
   * @return at least one, less than {@code steps}
   */
  public static int advance(int steps, int snapshots) {
    if (snapshots == 1) {
      return steps - 1;
    }
    long runs = 1;
    long before = 1;
    long all = snapshots + 1L;
    while (all < steps) {
      runs++;
      before = all;
      all = all * (snapshots + runs) / runs;
    }
    // before = b(s, r - 1) < steps <= b(s, r); the part after the split may be no longer than
    // b(s - 1, r), and need not be shorter than b(s - 1, r - 1) = b(s, r - 1) s / (s + r - 1).
    return (int) Math.min(before, steps - before * snapshots / (snapshots + runs - 1));
  }
}
