package dev.gradc.tensor.compiled;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the thread allocates in a step that has run before. */
public final class AllocatedBytes {

  private static final int WARM = 300;
  private static final int WINDOWS = 50;
  private static final int STEPS = 40;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /**
   * The bytes of one step: the least of several runs, since the first ones link classes and calls.
   * Compiled or not, a step allocates what its code does.
   */
  public static long ofStep(Runnable step) {
    run(step, WARM);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < WINDOWS && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run(step, STEPS);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least / STEPS;
  }

  private static void run(Runnable step, int times) {
    for (int i = 0; i < times; i++) {
      step.run();
    }
  }
}
