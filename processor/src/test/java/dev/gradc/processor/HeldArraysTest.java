package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An array that an object or a static field holds is an argument too, and is written under that.
 */
final class HeldArraysTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.Arrays;
      public final class Held {
        final double[] k;
        Held(double[] k) { this.k = k; }
        static final double[] TABLE = new double[20];
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        double loss(double[] x, double[] w, @Detach double t) {
          double[] k = this.k;
          for (int i = 0; i < x.length; i++) {
            double old = k[i];
            x[i] = x[i] * t * t;
            w[i] = (w[i] + old) * t * t;
          }
          double s = 0;
          for (int i = 0; i < x.length; i++) s += w[i] * w[i];
          return s;
        }
        @Differentiable
        static double field(double[] x, double[] w, @Detach double t) {
          double[] k = TABLE;
          for (int i = 0; i < x.length; i++) {
            double old = x[i];
            k[i] = t * t * 3;
            w[i] = (w[i] + old) * t * t;
          }
          double s = 0;
          for (int i = 0; i < x.length; i++) s += w[i] * w[i];
          return s;
        }
        static double[] numbers(double shift) {
          double[] a = new double[20];
          for (int i = 0; i < a.length; i++) a[i] = 0.6 + 0.4 * Math.sin(i + shift);
          return a;
        }
        static double loss(double change) {
          double[] x = numbers(1);
          double[] w = numbers(2);
          w[0] += change;
          return new Held(x).loss(x, w, 0.5);
        }
        static double[] fill() {
          System.arraycopy(numbers(1), 0, TABLE, 0, 20);
          return TABLE;
        }
        public static double[] values() {
          double[] x = numbers(1);
          double[] y = numbers(1);
          double[] z = numbers(1);
          double[] dW = new double[20];
          dW[0] = 1;
          var fused = HeldGrad.Loss.gradient(new Held(x), x, numbers(2), 0.5);
          var tape = HeldGrad.Loss.forward(new Held(y), y, numbers(2), 0.5);
          var tangent =
              HeldGrad.Loss.jvp(new Held(z), z, numbers(2), 0.5, new double[20], dW);
          return new double[] {
            loss(0), fused.value(), tape.value(), tangent.value(),
            field(fill(), numbers(2), 0.5),
            HeldGrad.Field.gradient(fill(), numbers(2), 0.5).value(),
            (loss(1e-5) - loss(-1e-5)) / 2e-5, fused.w()[0], tape.backward().w()[0],
            tangent.tangent()
          };
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void whatIsReadBeforeItIsWrittenIsReadBefore() {
    Build.Result result = new Build(directory).source("Held.java", SOURCE).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    double[] values = (double[]) result.call("Held", "values");
    assertEquals(values[0], values[1], "gradient");
    assertEquals(values[0], values[2], "tape");
    assertEquals(values[0], values[3], "forward mode");
    assertEquals(values[4], values[5], "a static field");
    for (int i = 7; i < 10; i++) {
      assertEquals(values[6], values[i], 1e-8);
    }
  }
}
