package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Agradc.anomaly=true}: where the first NaN or infinity arises is told. */
final class AnomalyTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.*;
      final class A {
        @Differentiable
        static double logarithms(double[] x) {
          double sum = 0;
          for (double e : x) {
            sum += Math.log(e);
          }
          return sum * sum;
        }
        @Differentiable
        static float root(float x) {
          return (float) Math.sqrt(x) * 2;
        }
        @Differentiable
        static double difference(double x, double y) {
          double p = Math.exp(x);
          return p - Math.exp(y);
        }
        static double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }
        @Differentiable
        static double recursive(double x) { return power(x, 3); }
        @Differentiable
        static double sums(double[] x, double y) {
          double s = 0;
          for (double e : x) {
            s += e * y;
          }
          return s;
        }
        record Two(double a, double b) {}
        @Differentiable(name = "Outputs")
        static Two outputs(double x, double y) { return new Two(x / y, Math.sqrt(x)); }

        static String told(java.util.function.Supplier<Object> run) {
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage();
          }
        }
        static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          double[] good = {1, 2};
          double[] bad = {1, 0};
          all.put("good", told(() -> AGrad.Logarithms.gradient(good).x()[1]));
          all.put("fused", told(() -> AGrad.Logarithms.gradient(bad)));
          all.put("taped", told(() -> AGrad.Logarithms.forward(bad)));
          all.put("backward", told(() -> AGrad.Root.forward(0).backward()));
          all.put("difference", told(() -> AGrad.Difference.gradient(1, 800)));
          all.put("recursive", told(() -> AGrad.Recursive.gradient(2).x()));
          all.put("sum", told(() -> AGrad.Sums.gradient(new double[] {1e8, 1e8}, 1e300)));
          all.put("output", told(() -> AGrad.Outputs.forward(0, 1).b().backward()));
          all.put("other output", told(() -> AGrad.Outputs.forward(0, 1).a().backward().x()));
          return all;
        }
      }
      """;

  @TempDir private Path directory;

  @Test
  void theFirstAnomalyIsNamed() {
    Build.Result result =
        new Build(directory)
            .source("A.java", SOURCE)
            .option("-Agradc.anomaly=true", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(
        Map.of(
            "good", String.valueOf(2 * Math.log(2) / 2),
            "fused", "'Math.log(e)' (A.java:8), forward pass, gives -Infinity",
            "taped", "'Math.log(e)' (A.java:8), forward pass, gives -Infinity",
            "backward", "'Math.sqrt(x)' (A.java:14), backward pass, gives Infinity",
            "difference", "'Math.exp(y)' (A.java:19), forward pass, gives Infinity",
            "recursive", "12.0",
            "sum", "'s += e * y;' (A.java:28), forward pass, gives Infinity",
            "output", "'Math.sqrt(x)' (A.java:34), backward pass, gives Infinity",
            "other output", "1.0"),
        result.call("A", "run"));
  }

  private static final String GIVEN =
      """
      import dev.gradc.*;
      import java.util.*;
      final class A {
        record Layer(double scale, float[] weights) {
          @Differentiable
          double apply(double x) { return x * scale * weights[0]; }
        }
        record Two(double a, double[] b) {}
        static final class Scale {
          final double by;
          Scale(double by) { this.by = by; }
        }
        @Differentiable
        static double number(double x, @Detach double y) { return x * y; }
        @Differentiable
        static double limited(double x, @Detach double bound) { return Math.min(x * x, bound); }
        @Differentiable
        static float floats(float x) { return x * x; }
        @Differentiable
        static double sum(double[] x) {
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            s += x[i] * x[i];
          }
          return s;
        }
        @Differentiable
        static double corner(double[][] x) { return x[0][0]; }
        @Differentiable
        static double layers(Layer[] layers, double x) { return layers[0].scale() * x; }
        @Differentiable(name = "Outputs")
        static Two two(double x, double y) { return new Two(x * y, new double[] {x, y * y}); }
        @Differentiable
        static double squares(double[] x, double[] y) {
          for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * x[i];
          }
          return y[0];
        }
        @Differentiable
        static double leavesOne(double x, double[] y) {
          y[0] = x * x;
          return y[0];
        }
        @Differentiable
        static double least(double[] x) {
          double least = Double.POSITIVE_INFINITY;
          for (double each : x) {
            least = Math.min(least, each);
          }
          return least;
        }
        @Differentiable
        static double scaled(double x, Scale scale) { return x * scale.by; }
        @Differentiable
        static double calls(double x) { return 2 * sum(new double[] {x, x * x}); }

        static String told(java.util.function.Supplier<Object> run) {
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage();
          }
        }
        static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          double none = Double.NaN;
          double infinite = Double.POSITIVE_INFINITY;
          all.put("double", told(() -> AGrad.Number.gradient(none, 1)));
          all.put("taped", told(() -> AGrad.Number.forward(none, 1)));
          all.put("detached", told(() -> AGrad.Number.gradient(1, none)));
          all.put("infinite", told(() -> AGrad.Number.gradient(1, infinite)));
          all.put("bound", told(() -> AGrad.Limited.gradient(3, infinite).x()));
          all.put("zero times infinite", told(() -> AGrad.Number.gradient(0, infinite)));
          all.put("float", told(() -> AGrad.Floats.gradient(Float.NaN)));
          all.put("array", told(() -> AGrad.Sum.gradient(new double[] {1, none})));
          all.put("infinite array", told(() -> AGrad.Sum.gradient(new double[] {1, -infinite})));
          double[][] rows = {{1}, {2, 3, none}};
          all.put("unread row", told(() -> AGrad.Corner.gradient(rows)));
          Layer layer = new Layer(2, new float[] {1, Float.NaN});
          all.put("leaf", told(() -> A_LayerGrad.Apply.gradient(layer, 1)));
          Layer[] layers = {new Layer(2, new float[0]), new Layer(none, new float[0])};
          all.put("leaves", told(() -> AGrad.Layers.gradient(layers, 1)));
          all.put("seed", told(() -> AGrad.Number.forward(1, 1).backward(none)));
          all.put("infinite seed", told(() -> AGrad.Number.forward(1, 1).backward(infinite)));
          all.put(
              "seeds",
              told(() -> AGrad.Outputs.forward(1, 1).b().backward(new double[] {1, none})));
          all.put("output", told(() -> AGrad.Outputs.forward(1, 1).a().backward(-infinite)));
          double[] square = {none};
          all.put("written", told(() -> AGrad.Squares.gradient(new double[] {2}, square).x()[0]));
          all.put("left", told(() -> AGrad.LeavesOne.gradient(2, new double[] {0, none})));
          all.put("constant", told(() -> AGrad.Least.gradient(new double[0])));
          all.put("field", told(() -> AGrad.Scaled.gradient(2, new Scale(none))));
          all.put("called", told(() -> AGrad.Calls.gradient(none)));
          all.put("good", told(() -> AGrad.Calls.gradient(1).x()));
          return all;
        }
      }
      """;

  /**
   * What is given did not arise in an operation, and may be infinite as far as nothing comes of it.
   */
  @Test
  void whatIsGivenIsToldOf() {
    Build.Result result =
        new Build(directory)
            .source("A.java", GIVEN)
            .option("-Agradc.anomaly=true", "-Agradc.noGradient=ignore", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("double", "argument 'x' (A.java:14), forward pass, is NaN");
    expected.put("taped", "argument 'x' (A.java:14), forward pass, is NaN");
    expected.put("detached", "argument 'y' (A.java:14), forward pass, is NaN");
    expected.put(
        "infinite",
        "value of A.number, forward pass, is Infinity, with argument 'y' (A.java:14), which is Infinity");
    expected.put("bound", "6.0");
    expected.put("zero times infinite", "'x * y' (A.java:14), forward pass, gives NaN");
    expected.put("float", "argument 'x' (A.java:18), forward pass, is NaN");
    expected.put("array", "argument 'x' (A.java:20), forward pass, is NaN at [1]");
    expected.put(
        "infinite array",
        "value of A.sum, forward pass, is Infinity, with argument 'x' (A.java:20), which is -Infinity at [1]");
    expected.put("unread row", "argument 'x' (A.java:28), forward pass, is NaN at [1][2]");
    expected.put("leaf", "argument 'self.weights' (A.java:5), forward pass, is NaN at [1]");
    expected.put("leaves", "argument 'layers.scale' (A.java:30), forward pass, is NaN at [1]");
    expected.put("seed", "seed of the value of A.number, backward pass, is NaN");
    expected.put("infinite seed", "seed of the value of A.number, backward pass, is Infinity");
    expected.put("seeds", "seed of the value 'b' of A.two, backward pass, is NaN at [1]");
    expected.put("output", "seed of the value 'a' of A.two, backward pass, is -Infinity");
    expected.put("written", "4.0");
    expected.put(
        "left", "argument 'y' (A.java:41) as the method leaves it, forward pass, is NaN at [1]");
    expected.put("constant", "value of A.least, forward pass, is Infinity");
    expected.put("field", "field 'by' in 'return x * scale.by;' (A.java:54), forward pass, is NaN");
    expected.put("called", "argument 'x' (A.java:56), forward pass, is NaN");
    expected.put("good", "12.0");
    assertEquals(expected, result.call("A", "run"));
  }

  private static final String FORWARD =
      """
      import dev.gradc.*;
      import java.util.*;
      final class A {
        @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
        static double logarithms(double[] x) {
          double sum = 0;
          for (double e : x) {
            sum += Math.log(e) * e;
          }
          return sum;
        }
        @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN})
        static double root(double x, double y) {
          return y * Math.sqrt(x);
        }
        @Differentiable(modes = Mode.HESSIAN)
        static double power(double x) {
          return Math.pow(x, 1.5);
        }
        record Two(double a, double[] b) {}
        @Differentiable(name = "Both", modes = {Mode.FORWARD, Mode.JACOBIAN})
        static Two two(double[] x) { return new Two(x[0] * x[1], new double[] {Math.log(x[0])}); }
        @Differentiable(modes = Mode.FORWARD)
        static double squares(double[] x, double[] y) {
          for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / x[0];
          }
          return x[0];
        }
        static double falling(double x, int n) { return n == 0 ? Math.sqrt(x) : falling(x - 1, n - 1); }
        @Differentiable(modes = Mode.FORWARD)
        static double recursive(double x) { return 1 + falling(x, 2); }
        @Differentiable(modes = Mode.JACOBIAN)
        static double[] roots(double x) { return new double[] {Math.sqrt(x), x}; }

        static String told(java.util.function.Supplier<Object> run) {
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage();
          }
        }
        static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          double none = Double.NaN;
          double[] bad = {1, -1};
          double[] one = {1, 1};
          all.put("good", told(() -> AGrad.Root.jvp(4, 3, 1, 1).tangent()));
          all.put("value", told(() -> AGrad.Logarithms.jvp(bad, one)));
          all.put("tangent", told(() -> AGrad.Root.jvp(0, 1, 1, 0)));
          all.put("argument", told(() -> AGrad.Root.jvp(none, 1, 1, 0)));
          all.put("direction", told(() -> AGrad.Logarithms.jvp(one, new double[] {1, none})));
          all.put(
              "infinite",
              told(() -> AGrad.Root.jvp(Double.POSITIVE_INFINITY, 1, 1, 0)));
          all.put("written", told(() -> {
            double[] y = {none, none};
            return AGrad.Squares.jvp(one, y, one, new double[] {none, none}).value() + y[1];
          }));
          all.put("in written", told(() ->
            AGrad.Squares.jvp(new double[] {0, 1}, new double[2], one, new double[2])));
          all.put("recursive", told(() -> AGrad.Recursive.jvp(2, 1)));
          all.put("jacobian", told(() -> AGrad.Both.jacobian(new double[] {0, 1})));
          all.put("columns", told(() -> AGrad.Roots.jacobian(0)));
          all.put("hvp value", told(() -> AGrad.Logarithms.hvp(bad, one)));
          all.put("hvp", told(() -> AGrad.Power.hvp(0, 1)));
          all.put("hvp direction", told(() -> AGrad.Root.hvp(1, 1, none, 0)));
          all.put("hessian", told(() -> AGrad.Root.hessian(0, 1)));
          all.put("good hessian", told(() -> AGrad.Power.hessian(1)[0][0]));
          return all;
        }
      }
      """;

  /** What is not gone back over tells of its values and of its tangents. */
  @Test
  void forwardModeIsToldOf() {
    Build.Result result =
        new Build(directory)
            .source("A.java", FORWARD)
            .option("-Agradc.anomaly=true", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("good", "2.75");
    expected.put("value", "'Math.log(e)' (A.java:8), forward mode, gives NaN");
    expected.put("tangent", "'Math.sqrt(x)' (A.java:14), forward mode, gives Infinity");
    expected.put("argument", "argument 'x' (A.java:13), forward mode, is NaN");
    expected.put(
        "direction", "direction of the argument 'x' (A.java:5), forward mode, is NaN at [1]");
    expected.put("infinite", "'y * Math.sqrt(x)' (A.java:14), forward mode, gives NaN");
    expected.put("written", "2.0");
    expected.put("in written", "'x[i] / x[0]' (A.java:26), forward mode, gives NaN");
    expected.put("recursive", "'Math.sqrt(x)' (A.java:30), forward mode, gives Infinity");
    expected.put("jacobian", "'Math.log(x[0])' (A.java:22), forward pass, gives -Infinity");
    expected.put("columns", "'Math.sqrt(x)' (A.java:34), forward mode, gives Infinity");
    expected.put("hvp value", "'Math.log(e)' (A.java:8), product with the Hessian, gives NaN");
    expected.put("hvp", "'Math.pow(x, 1.5)' (A.java:18), product with the Hessian, gives Infinity");
    expected.put(
        "hvp direction",
        "direction of the argument 'x' (A.java:13), product with the Hessian, is NaN");
    expected.put("hessian", "'Math.sqrt(x)' (A.java:14), product with the Hessian, gives Infinity");
    expected.put("good hessian", "0.75");
    assertEquals(expected, result.call("A", "run"));
  }

  private static final String HANDED_IN =
      """
      import dev.gradc.*;
      import java.util.*;
      final class A {
        record Layer(double scale, float[] weights) {}
        @Differentiable(modes = Mode.HESSIAN)
        static double f(double x, double[] y) { return x * x * y[0] * y[1]; }
        @Differentiable
        static double layer(Layer layer, float handedInAs) {
          return handedInAs * layer.scale() * layer.weights()[0];
        }

        static String told(Object into, java.util.function.Supplier<Object> run) {
          String before = into.toString();
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage() + (before.equals(into.toString()) ? "" : ", and changed");
          }
        }
        static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          double[] y = {3, 5};
          AGrad.F.Gradient good = AGrad.F.gradient(2, y);
          all.put("good", told(good, () -> AGrad.F.addGradient(2, y, good) + good.x()));
          AGrad.F.Gradient array = AGrad.F.Gradient.of(new double[] {0, Double.NaN});
          all.put("array", told(array, () -> AGrad.F.addGradient(2, y, array)));
          all.put("pullback", told(array, () -> AGrad.F.pullback(2, y, 1, array)));
          all.put("tape", told(array, () -> AGrad.F.forward(2, y).backward(array)));
          all.put("seed", told(array, () -> AGrad.F.forward(2, y).backward(2, array)));
          AGrad.F.Gradient infinite =
              AGrad.F.Gradient.of(new double[] {Double.NEGATIVE_INFINITY, 0});
          all.put("infinite", told(infinite, () -> AGrad.F.addGradient(2, y, infinite)));
          all.put("hessian", told(infinite, () ->
              AGrad.F.addHessian(2, y, infinite, new double[3][3])));
          AGrad.F.Gradient product = AGrad.F.Gradient.of(new double[] {0, Double.NaN});
          all.put("product", told(product, () ->
              AGrad.F.addHvp(2, y, 1, new double[2], AGrad.F.Gradient.zeros(2, y), product)));
          Layer layer = new Layer(2, new float[] {3});
          Layer sums = new Layer(0, new float[] {Float.NaN});
          AGrad.Layer.Gradient leaf = AGrad.Layer.Gradient.of(sums);
          all.put("leaf", told(leaf, () -> AGrad.Layer.addGradient(layer, 2, leaf)));
          double[] large = {1.5e308, 1};
          AGrad.F.Gradient number = AGrad.F.gradient(0.35, large);
          all.put("number", told(number, () -> AGrad.F.addGradient(0.35, large, number)));
          AGrad.Layer.Gradient from = AGrad.Layer.gradient(layer, 2);
          all.put("record", told(from, () -> AGrad.Layer.addGradient(layer, 2, from)));
          return all;
        }
      }
      """;

  /** What a gradient holds that is added to would be taken for what was computed. */
  @Test
  void gradientsThatAreHandedInAreToldOf() {
    Build.Result result =
        new Build(directory)
            .source("A.java", HANDED_IN)
            .option("-Agradc.anomaly=true", "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    String array = "part 'y' of the gradient that is handed in as 'into' is NaN at [1]";
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("good", "180.0");
    expected.put("array", array);
    expected.put("pullback", array);
    expected.put("tape", array);
    expected.put("seed", array);
    expected.put(
        "infinite", "part 'y' of the gradient that is handed in as 'into' is -Infinity at [0]");
    expected.put(
        "hessian", "part 'y' of the gradient that is handed in as 'gradient' is -Infinity at [0]");
    expected.put(
        "product", "part 'y' of the gradient that is handed in as 'product' is NaN at [1]");
    expected.put(
        "leaf", "part 'layer.weights' of the gradient that is handed in as 'into' is NaN at [0]");
    expected.put("number", "adding to part 'x' of the gradient 'into' gives Infinity, and changed");
    expected.put("record", "12.0");
    assertEquals(expected, result.call("A", "run"));
  }

  private static final String CALLED =
      """
      package p;
      import dev.gradc.*;
      import java.util.*;
      public final class A {
        static double power(double x, int n) {
          if (n == 0) {
            return Math.log(x);
          }
          return x + power(x - 1, n - 1);
        }
        @Differentiable
        static double recursive(double x) { return 2 * power(x, 2); }
        @Differentiable
        static double itself(double x, int n) {
          return n == 0 ? Math.sqrt(x) : itself(x - 1, n - 1);
        }
        @Checkpoint
        static double kept(double x, double[] y) {
          y[0] = x - 1;
          return Math.log(y[0]);
        }
        @Differentiable
        static double checkpointed(double x) { return 2 * kept(x, new double[1]); }
        @Differentiable
        @Checkpoint
        static double whole(double x) {
          double y = x - 1;
          return 1 / y;
        }
        @Differentiable
        static double iterated(double x) {
          double s = x;
          for (@Checkpoint int i = 0; i < 4; i++) {
            s = 1 / (s - 1);
          }
          return s;
        }
        @Differentiable
        static double other(double x) { return 2 * B.quotient(x, x); }
        @Differentiable
        static double through(double x) { return 2 * B.twice(x); }
        @Differentiable
        static double ofInstance(B b, double x) { return 2 * b.scaled(x); }
        @Differentiable
        static double writes(double x) {
          double[] y = {x};
          B.fill(y);
          return y[0];
        }
        @Differentiable
        static double ofRecord(double x) { return B.pair(new B.Pair(x, x)).a(); }
        @Differentiable
        static double least(double x) { return x * B.least(new double[0]); }

        static String told(java.util.function.Supplier<Object> run) {
          try {
            return "" + run.get();
          } catch (AnomalyException e) {
            return e.getMessage();
          }
        }
        public static Map<String, String> run() {
          Map<String, String> all = new LinkedHashMap<>();
          all.put("recursive", told(() -> AGrad.Recursive.gradient(2)));
          all.put("recursive, taped", told(() -> AGrad.Recursive.forward(2)));
          all.put("good recursive", told(() -> AGrad.Recursive.gradient(3).x()));
          all.put("itself", told(() -> AGrad.Itself.gradient(1, 2)));
          all.put("itself, taped", told(() -> AGrad.Itself.forward(1, 2)));
          all.put("checkpointed", told(() -> AGrad.Checkpointed.gradient(1)));
          all.put("checkpointed, taped", told(() -> AGrad.Checkpointed.forward(1)));
          all.put("good checkpointed", told(() -> AGrad.Checkpointed.gradient(2).x()));
          all.put("whole", told(() -> AGrad.Whole.forward(1)));
          all.put("iterated", told(() -> AGrad.Iterated.gradient(1)));
          all.put("other", told(() -> AGrad.Other.gradient(0)));
          all.put("other, taped", told(() -> AGrad.Other.forward(0)));
          all.put("good other", told(() -> AGrad.Other.gradient(3).x()));
          all.put("through", told(() -> AGrad.Through.forward(0)));
          all.put("instance", told(() -> AGrad.OfInstance.forward(new B(0), 3)));
          all.put("good instance", told(() -> AGrad.OfInstance.gradient(new B(2), 3).x()));
          all.put("writes", told(() -> AGrad.Writes.forward(-1)));
          all.put("record", told(() -> AGrad.OfRecord.forward(0)));
          all.put("at the call", told(() -> AGrad.Least.forward(2)));
          return all;
        }
      }
      """;

  private static final String CALLEE =
      """
      package p;
      import dev.gradc.*;
      public final class B {
        public final double scale;
        public B(double scale) { this.scale = scale; }
        public record Pair(double a, double b) {}
        @Differentiable
        static double quotient(double x, double y) {
          double z = x / y;
          return x + z;
        }
        @Differentiable
        static double twice(double x) { return 2 * C.reciprocal(x); }
        @Differentiable
        double scaled(double x) { return x / scale; }
        @Differentiable
        static double fill(double[] y) {
          y[0] = Math.sqrt(y[0]);
          return y[0];
        }
        @Differentiable
        static Pair pair(Pair p) { return new Pair(p.a() / p.b(), p.b()); }
        @Differentiable
        static double least(double[] x) {
          double least = Double.POSITIVE_INFINITY;
          for (double each : x) {
            least = Math.min(least, each);
          }
          return least;
        }
      }
      """;

  /** What arises in what is called is told there, if that is compiled with checks as well. */
  @Test
  void whatArisesInWhatIsCalledIsToldThere() {
    Build.Result result =
        new Build(directory)
            .source("p/A.java", CALLED)
            .source("p/B.java", CALLEE)
            .source(
                "p/C.java",
                """
                package p;
                import dev.gradc.*;
                final class C {
                  @Differentiable
                  static double reciprocal(double x) { return 1 / x; }
                }
                """)
            .option(
                "-Agradc.anomaly=true",
                "-Agradc.noGradient=ignore",
                "-Agradc.uselessCheckpoint=ignore",
                "-Werror")
            .run();
    assertEquals(List.of(), result.errors());
    Map<String, String> expected = new LinkedHashMap<>();
    String logarithm = "'Math.log(x)' (A.java:7), forward pass, gives -Infinity";
    expected.put("recursive", logarithm);
    expected.put("recursive, taped", logarithm);
    expected.put("good recursive", "6.0");
    String root = "'Math.sqrt(x)' (A.java:15), forward pass, gives NaN";
    expected.put("itself", root);
    expected.put("itself, taped", root);
    String kept = "'Math.log(y[0])' (A.java:20), forward pass, gives -Infinity";
    expected.put("checkpointed", kept);
    expected.put("checkpointed, taped", kept);
    expected.put("good checkpointed", "2.0");
    expected.put("whole", "'1 / y' (A.java:28), forward pass, gives Infinity");
    expected.put("iterated", "'1 / (s - 1)' (A.java:34), forward pass, gives Infinity");
    String quotient = "'x / y' (B.java:9), forward pass, gives NaN";
    expected.put("other", quotient);
    expected.put("other, taped", quotient);
    expected.put("good other", "2.0");
    expected.put("through", "'1 / x' (C.java:5), forward pass, gives Infinity");
    expected.put("instance", "'x / scale' (B.java:15), forward pass, gives Infinity");
    expected.put("good instance", "1.0");
    expected.put("writes", "'Math.sqrt(y[0])' (B.java:18), forward pass, gives NaN");
    expected.put("record", "'p.a() / p.b()' (B.java:22), forward pass, gives NaN");
    expected.put(
        "at the call", "'B.least(new double[0])' (A.java:53), forward pass, gives Infinity");
    assertEquals(expected, result.call("p.A", "run"));
  }

  @Test
  void withoutTheOptionNobodyLooks() {
    Build.Result result = new Build(directory).source("A.java", SOURCE).run();
    assertEquals(List.of(), result.errors());
    assertFalse(result.generated("AGrad.java").contains("Anomalies"));
  }

  @Test
  void otherValuesOfTheOptionAreRefused() {
    Build.Result result =
        new Build(directory).source("A.java", SOURCE).option("-Agradc.anomaly=yes").run();
    assertTrue(
        result.errors().stream().anyMatch(it -> it.contains("gradc.anomaly")),
        result.errors().toString());
  }

  /** What is written in place would be its own operand, and hide where an anomaly arises. */
  @Test
  void tensorsAreNotWrittenInPlace() throws IOException {
    assertTrue(ofTensors("plain").run().generated("TGrad.java").contains("Into.mul"));
    Build.Result result = ofTensors("checked").option("-Agradc.anomaly=true").run();
    assertEquals(List.of(), result.errors());
    String text = result.generated("TGrad.java");
    assertFalse(text.contains("Into."));
    assertTrue(text.contains("'Tensor.scalar(y)' (T.java:6), forward pass,\", y)"), text);
    assertTrue(text.contains("into.requireFinite(\"into\")"), text);
    String part = "TensorAnomalies.checkFinite(this.x, \"part 'x' of the gradient";
    assertTrue(text.contains(part), text);
    String given = "TensorAnomalies.checkNumbers(x, \"argument 'x' (T.java:5), forward pass,\")";
    assertTrue(text.contains(given), text);
  }

  /** With stand-ins of the library. */
  private Build ofTensors(String name) throws IOException {
    Build build =
        new Build(directory.resolve(name))
            .source(
                "T.java",
                """
                import dev.gradc.Differentiable;
                import dev.gradc.tensor.Tensor;
                final class T {
                  @Differentiable
                  static double f(Tensor x, double y) {
                    return x.mul(Tensor.scalar(y)).mul(x).item();
                  }
                }
                """);
    for (String type : List.of("Tensor", "TensorRules", "Into", "Cotangents", "TensorAnomalies")) {
      Path file = Path.of("src", "test", "resources", "tensor", type + ".java");
      build.source("dev/gradc/tensor/" + type + ".java", Files.readString(file));
    }
    return build;
  }
}
