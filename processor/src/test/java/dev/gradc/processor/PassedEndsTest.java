package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters that go on at the other end of {@code int}, and reach their bound from there. */
final class PassedEndsTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.function.DoubleSupplier;
      public final class Ends {
        @Differentiable
        static double up(double x, int from, int to) {
          double s = x;
          for (int i = from; i < to; i += 60000) s = s * 0.9999 + x * (i * 1e-10);
          return s;
        }
        @Differentiable
        static double down(double x, int from, int to) {
          double s = x;
          for (int i = from; i >= to; i -= 60000) s = s * 0.9999 + x * (i * 1e-10);
          return s;
        }
        @Differentiable
        static double recorded(double x, int from, int to) {
          double s = x;
          for (int i = from; i < to; i += 60000) s = Math.sin(s) + x * (i * 1e-10);
          return s;
        }
        @Differentiable
        static double checkpointed(double x, int from, int to) {
          double s = x;
          for (@Checkpoint int i = from; i < to; i += 805306368) s = s * 0.9 + x * (i * 1e-10);
          return s;
        }
        @Differentiable
        static double scheduled(double x, int from, int to) {
          double s = x;
          for (@Checkpoint(snapshots = 2) int i = from; i >= to; i -= 60000)
            s = s * 0.9 + x * (i * 1e-10);
          return s;
        }
        static String told(DoubleSupplier use) {
          try {
            return String.valueOf(use.getAsDouble());
          } catch (ArithmeticException e) {
            return "ArithmeticException";
          }
        }
        static final int MAX = Integer.MAX_VALUE;
        public static String[] passed() {
          return new String[] {
            told(() -> EndsGrad.Up.gradient(0.7, -10000, MAX - 30000).x()),
            told(() -> EndsGrad.Up.forward(0.7, -10000, MAX - 30000).backward().x()),
            told(() -> EndsGrad.Down.gradient(0.7, 10000, 30000 - MAX).x()),
            told(() -> EndsGrad.Down.forward(0.7, 10000, 30000 - MAX).backward().x()),
            told(() -> EndsGrad.Checkpointed.gradient(0.7, 0, 1800000000).x()),
            told(() -> EndsGrad.Checkpointed.forward(0.7, 0, 1800000000).backward().x()),
            told(() -> EndsGrad.Scheduled.gradient(0.7, 10000, 30000 - MAX).x()),
          };
        }
        public static double[] reached() {
          int last = MAX - 60000;
          return new double[] {
            EndsGrad.Up.gradient(0.7, last - 120000, last + 1).x(), up(1, last - 120000, last + 1),
            EndsGrad.Up.forward(0.7, -10, 70000).backward().x(), up(1, -10, 70000),
            EndsGrad.Down.gradient(0.7, 120000 - last, -last).x(), down(1, 120000 - last, -last),
            EndsGrad.Checkpointed.gradient(0.7, 0, 1600000000).x(), checkpointed(1, 0, 1600000000),
            EndsGrad.Checkpointed.gradient(0.7, 5, -9).x(), checkpointed(1, 5, -9),
            EndsGrad.Scheduled.gradient(0.7, 120000 - last, -last).x(),
            scheduled(1, 120000 - last, -last),
          };
        }
        public static String recorded() {
          try {
            return "" + EndsGrad.Recorded.gradient(0.7, -10000, MAX - 30000).x();
          } catch (ArithmeticException | ArrayIndexOutOfBoundsException e) {
            return "exception";
          }
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void whatPassesTheEndThrows() {
    Build.Result result = new Build(directory).source("Ends.java", SOURCE).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    for (String told : (String[]) result.call("Ends", "passed")) {
      assertEquals("ArithmeticException", told);
    }
    assertEquals("exception", result.call("Ends", "recorded"));
    // The function is linear in x, so its derivative is its value at one.
    double[] reached = (double[]) result.call("Ends", "reached");
    for (int i = 0; i < reached.length; i += 2) {
      assertEquals(reached[i + 1], reached[i], 1e-14);
    }
  }

  /** It stands before the loop in what is generated, as Java evaluates it before each iteration. */
  @Test
  void whatABoundThrowsIsThrownWhereItWas() {
    Build.Result result =
        new Build(directory)
            .source(
                "Rows.java",
                """
                import dev.gradc.*;
                public final class Rows {
                  @Differentiable
                  static double rows(double[] x, int width) {
                    double y = x[1];
                    for (int i = Integer.parseInt(width < 0 ? "none" : "0"); i < x.length / width; i++)
                      y = Math.sin(y) * x[i * width];
                    return y;
                  }
                  static String thrown(int width) {
                    try {
                      return "" + RowsGrad.Rows.gradient(new double[] {1, 2, 3}, width).x()[1];
                    } catch (ArithmeticException | NumberFormatException e) {
                      return e.getMessage();
                    }
                  }
                  public static String[] run() {
                    return new String[] {thrown(0), thrown(-1), thrown(4), thrown(3)};
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertArrayEquals(
        new String[] {"/ by zero", "For input string: \"none\"", "1.0", "" + Math.cos(2)},
        (String[]) result.call("Rows", "run"));
  }
}
