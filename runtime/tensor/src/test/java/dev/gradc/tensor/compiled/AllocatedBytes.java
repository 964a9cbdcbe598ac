package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the thread allocates in a step that has run before, told in a file too. */
public final class AllocatedBytes {

  private static final int WARM = 300;
  private static final int WINDOWS = 50;
  private static final int STEPS = 40;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /**
   * Requires that a step allocates no more.
   *
   * @param name under which the bytes stand in {@code target/bytes-per-step.csv}
   */
  public static void assertAtMost(long bound, String name, Runnable step) {
    long bytes = ofStep(step);
    tell(name, bytes);
    assertTrue(bytes <= bound, () -> name + ": " + bytes + " bytes in each step");
  }

  private static void tell(String name, long bytes) {
    try {
      Files.writeString(
          Path.of("target", "bytes-per-step.csv"),
          "\"" + name + "\"," + bytes + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
