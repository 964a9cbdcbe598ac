package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule throws in the middle of a backward pass: what it leaves behind reaches no other pass. */
final class InterruptedPassTest {

  @TempDir private Path directory;

  private static final String SOURCE =
      """
      import dev.gradc.*;
      final class Interrupted {
        static final class Special { static double f(double x) { return x * x; } }
        static boolean fails;
        @DerivativeOf(type = Special.class, method = "f")
        static double df(double x, double seed) {
          if (fails) throw new ArithmeticException("no derivative");
          return 2 * x * seed;
        }
        record Out(double l1, double l2) {}
        @Differentiable static Out f(double[] x) {
          double[] a = new double[x.length];
          for (int i = 0; i < x.length; i++) a[i] = Special.f(x[i]);
          double s = 0;
          for (double e : a) s += Math.sin(e);
          double p = 0;
          for (double e : a) p += e * 3;
          return new Out(s, p);
        }
        static double tape() {
          double[] x = {0.3, 0.7};
          var tape = new InterruptedGrad.F.Tape();
          attempt(() -> tape.forward(x).l1().backward());
          try {
            tape.l2().backward();
            return -1;
          } catch (IllegalStateException ended) {
            return tape.forward(x).l2().backward().x()[0];
          }
        }
        static double fused() {
          double[] x = {0.3, 0.7};
          var gradient = InterruptedGrad.F.Gradient.zeros(x);
          attempt(() -> InterruptedGrad.F.addGradient(x, new Out(1, 0), gradient));
          gradient.setZero();
          InterruptedGrad.F.addGradient(x, new Out(0, 1), gradient);
          return gradient.x()[0];
        }
        private static void attempt(Runnable pass) {
          fails = true;
          try {
            pass.run();
          } catch (ArithmeticException expected) {
            // What the rule throws.
          }
          fails = false;
        }
      }
      """;

  @Test
  void nothingIsLeftBehind() {
    Build.Result result = new Build(directory).source("Interrupted.java", SOURCE).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(1.8, (Double) result.call("Interrupted", "tape"), 1e-15, "tape");
    assertEquals(1.8, (Double) result.call("Interrupted", "fused"), 1e-15, "fused");
  }

  /** A loop that goes back as it runs has added to adjoints of arrays when an index is wrong. */
  @Test
  void nothingIsLeftBehindByALoopThatGoesBackAsItRuns() {
    Build.Result result =
        new Build(directory)
            .source(
                "Places.java",
                """
                import dev.gradc.*;
                final class Places {
                  @Differentiable static double f(double[] x, int[] places) {
                    double[] table = new double[x.length];
                    for (int i = 0; i < x.length; i++) table[i] = x[i] * x[i];
                    double sum = 0;
                    for (int place : places) {
                      double[] own = {table[place], 1};
                      own[1] += own[0];
                      sum += own[0] * own[1];
                    }
                    return sum;
                  }
                  static double run() {
                    double[] x = {0.3, 0.7};
                    int[] wrong = {0, 5};
                    var gradient = PlacesGrad.F.Gradient.zeros(x, wrong);
                    try {
                      PlacesGrad.F.addGradient(x, wrong, gradient);
                      return -1;
                    } catch (ArrayIndexOutOfBoundsException expected) {
                      gradient.setZero();
                      PlacesGrad.F.addGradient(x, new int[] {0, 1}, gradient);
                      return gradient.x()[0];
                    }
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals((1 + 2 * 0.09) * 0.6, (Double) result.call("Places", "run"), 1e-15);
    String generated = result.generated("PlacesGrad.java");
    assertTrue(
        generated.indexOf("isInterrupted = true") < generated.indexOf("// backward"), generated);
  }

  /** The caller gets the array that the tape hands to another class's pullback. */
  @Test
  void anOutputThatTheCallerWritesIsKept() {
    Build.Result result =
        new Build(directory)
            .source(
                "Cubes.java",
                """
                import dev.gradc.*;
                final class Cubes {
                  @Differentiable static double sum(double[] x) {
                    double s = 0;
                    for (double e : x) s += e * e * e;
                    return s;
                  }
                }
                """)
            .source(
                "Written.java",
                """
                import dev.gradc.*;
                final class Written {
                  record Out(double l1, double[] a) {}
                  @Differentiable static Out f(double w, double[] x) {
                    double[] a = new double[x.length];
                    for (int i = 0; i < x.length; i++) a[i] = Math.exp(w * x[i]);
                    return new Out(Cubes.sum(a), a);
                  }
                  static double run() {
                    var tape = WrittenGrad.F.forward(0.4, new double[] {0.3, 0.7});
                    tape.a().value()[0] = 100;
                    return tape.l1().backward().w();
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    double expected = 3 * 0.3 * Math.exp(3 * 0.4 * 0.3) + 3 * 0.7 * Math.exp(3 * 0.4 * 0.7);
    assertEquals(expected, (Double) result.call("Written", "run"), 1e-14);
  }

  /** What an object holds may change before the pullback would read it again. */
  @Test
  void callsThatReadArraysOfObjectsAreRefused() {
    Build.Result result =
        new Build(directory)
            .source(
                "Holder.java",
                """
                import dev.gradc.*;
                final class Holder {
                  static final class Model { final double[] w = {2}; }
                  static final double[] TABLE = {2};
                  static double held(double x, Model m, int n) { return n == 0 ? x : held(x * m.w[0], m, n - 1); }  // refused in itself, too
                  static double table(double x, int n) { return n == 0 ? x : table(x * TABLE[0], n - 1); }
                  @Differentiable static double refused(double x, Model m) { return held(x, m, 1); }
                  @Differentiable static double fine(double x) { return table(x, 1); }
                  @Differentiable static double written(double x) { double y = table(x, 1); TABLE[0] = 7; return y; }
                }
                """)
            .run();
    assertEquals(3, result.errors().size(), result.messages()::toString);
    assertTrue(result.errors().stream().allMatch(it -> it.contains("[GC0108]")));
  }
}
