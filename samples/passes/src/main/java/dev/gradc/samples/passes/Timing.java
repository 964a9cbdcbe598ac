package dev.gradc.samples.passes;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/** Time of the processor that a task takes, which others that run beside it disturb little. */
final class Timing {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** So that what is returned is used. */
  private static volatile double last;

  private Timing() {}

  /**
   * Seconds of one run, the mean over as many as take so long.
   *
   * @param seconds of all of them, at least
   */
  static double of(Supplier<double[]> task, double seconds) {
    long runs = 1;
    while (true) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (long i = 0; i < runs; i++) {
        last = task.get()[0];
      }
      double passed = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      if (passed >= seconds) {
        return passed / runs;
      }
      runs *= 2;
    }
  }
}
