package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
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

  private static final String MATRICES =
      """
      import dev.gradc.*;
      public final class Rows {
        final double[][] rows;
        final double[] first;
        Rows(double[][] rows) { this.rows = rows; this.first = rows[0]; }
        static class Layer { final double w; Layer(double w) { this.w = w; } }
        static final class Wide extends Layer { Wide(double w) { super(w); } }
        static final class Net {
          final Layer[] layers;
          Net(Layer[] layers) { this.layers = layers; }
        }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        static double readAsRow(double x, Rows o) {
          double s = 1;
          for (int i = 0; i < 2; i++) {
            s = Math.sin(s * o.rows[0][i] * x) + s * x;
            o.first[i] = 2.0;
          }
          return s;
        }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        static double writtenAsRow(double x, Rows o) {
          double s = 1;
          for (int i = 0; i < 2; i++) {
            s = Math.sin(s * o.first[i] * x) + s * x;
            o.rows[0][i] = 2.0;
          }
          return s;
        }
        @Differentiable
        static double replaced(double x, Wide[] own, Net net, Wide other) {
          double s = 0;
          for (int i = 0; i < 2; i++) {
            double y = own[i].w * x;
            s += y * y;
            net.layers[i] = other;
          }
          return s;
        }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        static double cleared(double[] x, double t, Rows o) {
          double s = x[0] * x[1] * t;
          for (int i = 0; i < 2; i++) o.rows[0][i] = 0.5;
          return s + x[0] * t;
        }
        @Differentiable
        static double filled(double[] x, double t, Rows o) {
          fill(o.first, 2);
          return x[0] * x[1] * t;
        }
        @Differentiable
        static double filledRows(double[] x, double t, Rows o) {
          fillAll(o.rows, 2);
          return x[0] * x[1] * t;
        }
        @Differentiable
        static double filledRow(double[][] x, double t, Rows o) {
          fill(o.first, 2);
          return x[0][0] * x[1][1] * t;
        }
        @Differentiable
        static double otherRow(double[][] x, double t, Rows o) {
          o.rows[0] = new double[] {0.5, 0.25};
          return x[0][0] * x[1][1] * t;
        }
        static void fill(double[] a, int n) {
          if (n == 0) return;
          a[n - 1] = 0.5;
          fill(a, n - 1);
        }
        static void fillAll(double[][] a, int n) {
          if (n == 0) return;
          a[n - 1][0] = 0.5;
          fillAll(a, n - 1);
        }
        static Rows example() { return new Rows(new double[][] {{0.5, 0.75}, {0.25, 1}}); }
        static Wide[] wide() { return new Wide[] {new Wide(0.5), new Wide(0.75)}; }
        public static double[] constants() {
          Wide[] one = wide();
          Wide[] other = wide();
          Wide next = new Wide(3);
          return new double[] {
            RowsGrad.ReadAsRow.gradient(1.5, example()).x(),
            RowsGrad.ReadAsRow.forward(1.5, example()).backward().x(),
            RowsGrad.ReadAsRow.jvp(1.5, example(), 1).tangent(),
            RowsGrad.WrittenAsRow.gradient(1.5, example()).x(),
            RowsGrad.WrittenAsRow.forward(1.5, example()).backward().x(),
            RowsGrad.WrittenAsRow.jvp(1.5, example(), 1).tangent(),
            RowsGrad.Replaced.gradient(1.5, one, new Net(one), next).x(),
            RowsGrad.Replaced.forward(1.5, other, new Net(other), next).backward().x()
          };
        }
        public static double[] cleared() {
          Rows a = example();
          Rows b = example();
          Rows c = example();
          double[] fused = RowsGrad.Cleared.gradient(a.first, 2, a).x();
          double[] tape = RowsGrad.Cleared.forward(b.first, 2, b).backward().x();
          var tangent = RowsGrad.Cleared.jvp(c.first, 2, c, new double[] {1, 10}, 0);
          return new double[] {fused[0], fused[1], tape[0], tape[1], tangent.tangent()};
        }
        static String told(Runnable call) {
          try {
            call.run();
            return "right";
          } catch (IllegalArgumentException e) {
            return e.getMessage();
          }
        }
        /** Of a parameter that is an array of the object, and of one that is none. */
        public static String[] refused() {
          Rows o = example();
          double[] x = {0.5, 0.75};
          double[][] m = {x, x.clone()};
          return new String[] {
            told(() -> RowsGrad.Filled.gradient(o.first, 2, o)),
            told(() -> RowsGrad.FilledRows.gradient(o.rows[1], 2, o)),
            told(() -> RowsGrad.FilledRow.gradient(new double[][] {x, o.first}, 2, o)),
            told(() -> RowsGrad.OtherRow.gradient(o.rows, 2, o)),
            told(() -> RowsGrad.Filled.gradient(x, 2, o)),
            told(() -> RowsGrad.FilledRows.gradient(x, 2, o)),
            told(() -> RowsGrad.FilledRow.gradient(m, 2, o)),
            told(() -> RowsGrad.OtherRow.gradient(m, 2, o))
          };
        }
      }
      """;

  /** Of an object's two arrays one may be a row of the other; arrays of objects have many types. */
  @Test
  void arraysOfObjectsMayShareRowsAndElements() {
    Build.Result result = new Build(directory).source("Rows.java", MATRICES).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    double[] constants = (double[]) result.call("Rows", "constants");
    // s1 = sin(0.5 x) + x, s2 = sin(0.75 s1 x) + s1 x at 1.5, both elements read before they change
    double x = 1.5;
    double s = Math.sin(0.5 * x) + x;
    double ds = 0.5 * Math.cos(0.5 * x) + 1;
    double expected = Math.cos(0.75 * s * x) * 0.75 * (ds * x + s) + ds * x + s;
    for (int i = 0; i < 6; i++) {
      assertEquals(expected, constants[i], 1e-14, "of " + i);
    }
    assertEquals(2 * x * (0.5 * 0.5 + 0.75 * 0.75), constants[6], 1e-14);
    assertEquals(2 * x * (0.5 * 0.5 + 0.75 * 0.75), constants[7], 1e-14);
    // t x0 x1 with t = 2; what is read afterwards is a constant
    double[] cleared = (double[]) result.call("Rows", "cleared");
    assertArrayEquals(new double[] {1.5, 1, 1.5, 1, 11.5}, cleared, 1e-14);
  }

  /** It is not known which elements a method writes, and what a row holds that is put there. */
  @Test
  void whatMethodsWriteIsNoParameters() {
    Build.Result result = new Build(directory).source("Rows.java", MATRICES).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    String text = "a parameter's array is one that an object holds too, and '%s' may write it (%s)";
    String[] refused = (String[]) result.call("Rows", "refused");
    assertEquals(text.formatted("fill(o.first, 2)", place("fill(o.first")), refused[0]);
    assertEquals(text.formatted("fillAll(o.rows, 2)", place("fillAll(o.rows")), refused[1]);
    assertTrue(refused[2].startsWith(text.substring(0, text.indexOf('%'))), refused[2]);
    assertTrue(refused[3].startsWith(text.substring(0, text.indexOf('%'))), refused[3]);
    assertEquals(List.of("right", "right", "right", "right"), List.of(refused).subList(4, 8));
  }

  /** A tape that keeps copies of its arguments still tells which of them an object holds, too. */
  @Test
  void copiesOfArgumentsAreTheArraysThatTheyWere() {
    String source =
        """
        import dev.gradc.*;
        public final class Copied {
          final double[] held;
          Copied(double[] held) { this.held = held; }
          @Differentiable
          static double f(double[] u, double x, Copied o) {
            for (int i = 0; i < 2; i++) o.held[i] = 0.5 * i + 1;
            double s = 0;
            for (int i = 0; i < 2; i++) s += u[i] * u[i] * x;
            return s;
          }
          public static double[] ofOne() { return gradients(true); }
          public static double[] ofTwo() { return gradients(false); }
          static double[] gradients(boolean isOne) {
            double[] u = {0.5, 0.25};
            Copied o = new Copied(isOne ? u : new double[2]);
            try (CopiedGrad.F.Tape tape = CopiedGrad.F.forward(u, 2, o)) {
              return tape.backward().u();
            }
          }
        }
        """;
    for (String guard : List.of("check", "copy", "none")) {
      Build.Result result =
          new Build(directory.resolve(guard))
              .option("-Agradc.guard=" + guard)
              .source("Copied.java", source)
              .run();
      assertTrue(result.isSuccess(), result.messages()::toString);
      double[] ofOne = (double[]) result.call("Copied", "ofOne");
      assertArrayEquals(new double[2], ofOne, guard);
      double[] ofTwo = (double[]) result.call("Copied", "ofTwo");
      assertArrayEquals(new double[] {2 * 0.5 * 2, 2 * 0.25 * 2}, ofTwo, 1e-15, guard);
    }
  }

  /**
   * Other code changes an array that an object or a static field holds after a call has read it.
   */
  @Test
  void whatOtherCodeChangesLaterWasOtherwiseThen() {
    String source =
        """
        import dev.gradc.*;
        import java.util.Iterator;
        import java.util.List;
        public final class Later {
          @Differentiable
          static double ofField(double x) {
            double[] table = Table.NUMBERS;
            double y = Table.look(table, x);
            Table.change();
            return y * x;
          }
          @Differentiable
          static double ofObject(double x, Table object) {
            double y = Table.look(object.numbers, x);
            object.step();
            return y * y;
          }
          @Differentiable
          static double ofJava(double x, List<String> names) {
            double y = x;
            for (int i = 0; i < 2; i++) {
              y = Table.inTable(y) * names.size();
            }
            Iterator<String> each = names.iterator();
            while (each.hasNext()) {
              y *= each.next().length();
            }
            return y;
          }
          public static double[] values() {
            Table.NUMBERS[0] = 1;
            double ofField = LaterGrad.OfField.gradient(0.4).x();
            Table.NUMBERS[0] = 1;
            double recorded = LaterGrad.OfField.forward(0.4).backward().x();
            Table.NUMBERS[0] = 1;
            return new double[] {
              ofField,
              recorded,
              LaterGrad.OfObject.gradient(0.4, new Table()).x(),
              LaterGrad.OfObject.forward(0.4, new Table()).backward().x(),
              LaterGrad.OfJava.gradient(0.4, List.of("a", "b")).x(),
            };
          }
        }
        final class Table {
          static final double[] NUMBERS = {1};
          final double[] numbers = {1};
          static void change() { NUMBERS[0] += 1; }
          void step() { numbers[0] += 1; }
          @Differentiable
          static double look(double[] table, double x) { return Math.sin(x * table[0]); }
          @Differentiable
          static double inTable(double x) { return Math.sin(x * NUMBERS[0]); }
        }
        """;
    Build.Result result = new Build(directory).source("Later.java", source).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    double[] values = (double[]) result.call("Later", "values");
    double x = 0.4;
    double ofField = Math.sin(x) + x * Math.cos(x);
    double ofObject = Math.sin(2 * x);
    double ofJava = 4 * Math.cos(2 * Math.sin(x)) * Math.cos(x);
    assertArrayEquals(new double[] {ofField, ofField, ofObject, ofObject, ofJava}, values, 1e-14);
  }

  @Test
  void arraysThatObjectsDoNotHoldAreMissed() {
    String source =
        """
        import dev.gradc.*;
        import java.util.Objects;
        public final class Missing {
          final double[] held = null;
          @Differentiable
          static double f(double x, Missing object) {
            Objects.requireNonNull(object.held, "held");
            return x * x;
          }
          public static String told() {
            try {
              return "" + MissingGrad.F.gradient(1, new Missing()).x();
            } catch (NullPointerException e) {
              return e.getMessage();
            }
          }
        }
        """;
    Build.Result result = new Build(directory).source("Missing.java", source).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals("held", result.call("Missing", "told"));
  }

  private static String place(String text) {
    String before = MATRICES.substring(0, MATRICES.indexOf(text));
    return "Rows.java:" + (before.lines().count() + (before.endsWith("\n") ? 1 : 0));
  }
}
