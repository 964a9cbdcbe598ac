package dev.gradc.processor;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An array that derivatives are added to is no input. */
final class SummedArraysTest {

  private static final String USER =
      """
      package user;

      import dev.gradc.Checkpoint;
      import dev.gradc.Detach;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      import java.util.Arrays;
      import java.util.Map;
      import java.util.TreeMap;

      final class User {
        private User() {}

        record Model(double[] w, double b) {}

        record Two(double[] first, double second) {}

        @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN, Mode.FORWARD})
        static double sum(double[] x, @Detach double[] t) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += x[i] * x[i] * x[0] * t[i];
          }
          return sum;
        }

        @Differentiable
        static double steps(double[] x) {
          double[] now = x.clone();
          for (@Checkpoint int t = 0; t < 3; t++) {
            for (int i = 0; i < now.length; i++) {
              now[i] = Math.sin(now[i] * x[0]);
            }
          }
          return now[0] * now[1];
        }

        @Differentiable(modes = {Mode.JACOBIAN, Mode.HESSIAN})
        static double rows(double[][] x, double[] y) {
          double sum = 0;
          for (double[] row : x) {
            sum += row[0] * row[0] * y[0] * row[1];
          }
          return sum;
        }

        @Differentiable
        static double model(Model m, double[] x) {
          return m.w()[0] * x[0] * x[1] + m.b() * m.w()[1];
        }

        @Differentiable(modes = Mode.JACOBIAN)
        static double[] map(double[] x) {
          double[] z = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            z[i] = Math.exp(x[i]) * x[0];
          }
          return z;
        }

        @Differentiable(modes = Mode.JACOBIAN)
        static Two numbers(double a, double b) {
          return new Two(new double[] {a * b}, a);
        }

        @Differentiable
        static Two two(double[] x) {
          double[] z = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            z[i] = Math.exp(x[i]);
          }
          return new Two(z, z[0] * x[0] * x[1]);
        }

        @Differentiable(modes = Mode.HESSIAN)
        static double written(double[] x, double[] y) {
          for (int i = 0; i < x.length; i++) {
            x[i] *= y[i] * y[i];
          }
          return x[0] * x[1];
        }

        private static double recursive(double[] row, int depth) {
          return depth == 0 ? row[0] * row[1] : Math.sin(recursive(row, depth - 1)) * row[0];
        }

        /** A tape holds the rows themselves, for calls in its backward pass. */
        @Differentiable
        static double chosen(double[][] x, double[][] y, int n) {
          double sum = 1;
          for (int i = 0; i < n; i++) {
            double[] row = sum > 0.5 ? x[i] : y[i];
            sum += recursive(row, 2);
          }
          return sum;
        }

        interface Call {
          Object run();
        }

        private static final Map<String, String> TOLD = new TreeMap<>();

        private static void told(String name, Call call) {
          try {
            call.run();
            TOLD.put(name, "nothing");
          } catch (IllegalArgumentException e) {
            TOLD.put(name, e.getMessage());
          }
        }

        static Map<String, String> run() {
          double[] x = {1, 2};
          double[] y = {3, 4};
          UserGrad.Sum.Gradient g = UserGrad.Sum.Gradient.zeros(x, y);
          UserGrad.Sum.Gradient h = UserGrad.Sum.Gradient.zeros(x, y);
          told("add", () -> UserGrad.Sum.addGradient(x, y, g));
          told("add x", () -> UserGrad.Sum.addGradient(g.x(), y, g));
          told("add detached", () -> UserGrad.Sum.addGradient(x, g.x(), g));
          told("add of", () -> UserGrad.Sum.addGradient(x, y, UserGrad.Sum.Gradient.of(x)));
          told("hvp", () -> UserGrad.Sum.addHvp(x, y, x, g, h));
          told("hvp x gradient", () -> UserGrad.Sum.addHvp(g.x(), y, x, g, h));
          told("hvp x product", () -> UserGrad.Sum.addHvp(h.x(), y, x, g, h));
          told("hvp direction", () -> UserGrad.Sum.addHvp(x, y, h.x(), g, h));
          told(
              "hvp one array",
              () -> UserGrad.Sum.addHvp(x, y, x, g, UserGrad.Sum.Gradient.of(g.x())));
          told("diagonal", () -> UserGrad.Sum.addHessianDiagonal(x, y, g, h));
          told("diagonal x", () -> UserGrad.Sum.addHessianDiagonal(h.x(), y, g, h));
          told("hessian", () -> UserGrad.Sum.addHessian(x, y, g, new double[2][2]));
          told("hessian x", () -> UserGrad.Sum.addHessian(x, y, g, new double[][] {x, {0, 0}}));
          told(
              "hessian g", () -> UserGrad.Sum.addHessian(x, y, g, new double[][] {g.x(), {0, 0}}));
          told("hessian t", () -> UserGrad.Sum.addHessian(x, y, new double[][] {{0, 0}, y}));
          told("hessian gx", () -> UserGrad.Sum.addHessian(g.x(), y, g, new double[2][2]));
          told("jacobian", () -> UserGrad.Sum.addJacobian(x, y, new double[1][2]));
          told("jacobian t", () -> UserGrad.Sum.addJacobian(x, y, new double[][] {y}));
          told("tape", () -> UserGrad.Sum.forward(g.x(), y).backward(h));
          told("tape x", () -> UserGrad.Sum.forward(g.x(), y).backward(g));
          told("tape x seeded", () -> UserGrad.Sum.forward(g.x(), y).backward(2, g));
          told("tape t", () -> UserGrad.Sum.forward(x, g.x()).backward(g));
          UserGrad.Steps.Gradient s = UserGrad.Steps.Gradient.zeros(x);
          told("steps", () -> UserGrad.Steps.addGradient(x, s));
          told("steps x", () -> UserGrad.Steps.addGradient(s.x(), s));
          maps(x, y);
          records(x, y);
          rows(x, y);
          writes(x, y);
          return TOLD;
        }

        private static void maps(double[] x, double[] y) {
          told("map", () -> UserGrad.Map.addJacobian(x, new double[2][2]));
          told("map x", () -> UserGrad.Map.addJacobian(x, new double[][] {{0, 0}, x}));
          told("map seed", () -> UserGrad.Map.addGradient(x, y, UserGrad.Map.Gradient.of(y)));
          told("map tape", () -> UserGrad.Map.forward(x).backward(y, UserGrad.Map.Gradient.of(y)));
          UserGrad.Two.Tape tape = UserGrad.Two.forward(x);
          told("two result", () -> tape.first().backward(y, UserGrad.Two.Gradient.of(y)));
          told(
              "two held",
              () ->
                  UserGrad.Two.forward(x)
                      .second()
                      .backward(UserGrad.Two.Gradient.of(x)));
          told(
              "two seed",
              () -> UserGrad.Two.addGradient(x, new Two(y, 1), UserGrad.Two.Gradient.of(y)));
        }

        private static void records(double[] x, double[] y) {
          UserGrad.Model.Gradient g = UserGrad.Model.gradient(new Model(y, 1), x);
          told("model", () -> UserGrad.Model.addGradient(new Model(y, 2), x, g));
          told("model itself", () -> UserGrad.Model.addGradient(g.m(), x, g));
          told("model x", () -> UserGrad.Model.addGradient(new Model(y, 2), g.m().w(), g));
        }

        private static void rows(double[] x, double[] y) {
          double[][] matrix = {x, y};
          UserGrad.Rows.Gradient g = UserGrad.Rows.Gradient.zeros(matrix, x);
          told("rows", () -> UserGrad.Rows.addGradient(matrix, x, g));
          told("rows row", () -> UserGrad.Rows.addGradient(new double[][] {x, g.x()[0]}, x, g));
          told("rows y", () -> UserGrad.Rows.addGradient(matrix, g.x()[1], g));
          told("rows x of y", () -> UserGrad.Rows.addGradient(new double[][] {x, g.y()}, x, g));
          told(
              "rows jacobian", () -> UserGrad.Rows.addJacobian(matrix, x, new double[1][6]));
          double[][] many = new double[40][2];
          UserGrad.Rows.Gradient of40 = UserGrad.Rows.Gradient.zeros(many, x);
          told("many", () -> UserGrad.Rows.addGradient(many, x, of40));
          many[3] = of40.x()[37];
          told("many row", () -> UserGrad.Rows.addGradient(many, x, of40));
          many[3] = new double[2];
          told("many again", () -> UserGrad.Rows.addGradient(many, x, of40));
          told("many y", () -> UserGrad.Rows.addGradient(many, of40.x()[39], of40));
          UserGrad.Chosen.Gradient c = UserGrad.Chosen.Gradient.zeros(matrix, matrix, 2);
          told("chosen", () -> UserGrad.Chosen.forward(matrix, matrix, 2).backward(c));
          double[][] other = {x, c.y()[1]};
          told("chosen row", () -> UserGrad.Chosen.forward(other, matrix, 2).backward(c));
        }

        private static void writes(double[] x, double[] y) {
          UserGrad.Written.Gradient g = UserGrad.Written.Gradient.zeros(x, y);
          UserGrad.Written.Gradient h = UserGrad.Written.Gradient.zeros(x, y);
          told("written", () -> UserGrad.Written.addGradient(x.clone(), y, g));
          told("written x", () -> UserGrad.Written.addGradient(g.x(), y, g));
          told("written y", () -> UserGrad.Written.addGradient(x.clone(), g.y(), g));
          told("written hvp", () -> UserGrad.Written.addHvp(x.clone(), y, x, h.y(), g, h));
        }

        static Map<String, String> twice() {
          TOLD.clear();
          double[] x = {1, 2};
          double[] row = new double[2];
          double[][] matrix = {row, row};
          told("columns or rows", () -> UserGrad.Map.addJacobian(x, matrix));
          told("numbers", () -> UserGrad.Numbers.addJacobian(1, 2, matrix));
          told("hessian", () -> UserGrad.Sum.addHessian(x, x, matrix));
          UserGrad.Sum.Gradient g = UserGrad.Sum.Gradient.zeros(x, x);
          told("hessian and gradient", () -> UserGrad.Sum.addHessian(x, x, g, matrix));
          double[] many = new double[300];
          double[][] square = new double[300][300];
          told("many", () -> UserGrad.Map.addJacobian(many, square));
          square[299] = square[7];
          told("many rows", () -> UserGrad.Map.addJacobian(many, square));
          double[] none = {};
          double[][] empty = new double[300][];
          Arrays.fill(empty, none);
          told("empty rows", () -> new dev.gradc.SummedArrays().addRows(empty));
          told(
              "few empty rows",
              () -> new dev.gradc.SummedArrays().addRows(new double[][] {none, none}));
          TOLD.put("kept", row[0] + " " + row[1]);
          return TOLD;
        }

        /** One array for two parts has the sum of both: tied weights. */
        static double tied() {
          double[] both = new double[2];
          double[] x = {1, 2};
          double[] y = {3, 4};
          UserGrad.Written.addGradient(x.clone(), y, UserGrad.Written.Gradient.of(both, both));
          UserGrad.Written.Gradient apart = UserGrad.Written.gradient(x.clone(), y);
          double off = 0;
          for (int i = 0; i < 2; i++) {
            off += Math.abs(apart.x()[i] + apart.y()[i] - both[i]);
          }
          return off;
        }

        /** Bytes that an evaluation allocates once it has run. */
        static long allocated() {
          double[][] x = new double[100][2];
          double[] y = {1};
          UserGrad.Rows.Gradient g = UserGrad.Rows.Gradient.zeros(x, y);
          var threads =
              (com.sun.management.ThreadMXBean)
                  java.lang.management.ManagementFactory.getThreadMXBean();
          long least = Long.MAX_VALUE;
          for (int i = 0; i < 20; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            UserGrad.Rows.addGradient(x, y, g);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
          }
          return least;
        }
      }
      """;

  /**
   * What is not refused; of 'two' that is since the pass adds to an array that it reads no more.
   */
  private static final List<String> FINE =
      List.of(
          "add",
          "hvp",
          "diagonal",
          "hessian",
          "jacobian",
          "tape",
          "steps",
          "map",
          "model",
          "rows",
          "rows jacobian",
          "many",
          "many again",
          "chosen",
          "written",
          "two held");

  /** What is refused, and what it is called. */
  private static final Map<String, String> SUBJECTS =
      Map.ofEntries(
          entry("add x", "'x'"),
          entry("add detached", "'t'"),
          entry("add of", "'x'"),
          entry("hvp x gradient", "'x'"),
          entry("hvp x product", "'x'"),
          entry("hvp direction", "the direction of 'x'"),
          entry("hvp one array", "the product of 'x'"),
          entry("diagonal x", "'x'"),
          entry("hessian x", "'x'"),
          entry("hessian g", "a row of the matrix"),
          entry("hessian t", "'t'"),
          entry("hessian gx", "'x'"),
          entry("jacobian t", "'t'"),
          entry("tape x", "'x', which the tape reads,"),
          entry("tape x seeded", "'x', which the tape reads,"),
          entry("tape t", "'t', which the tape reads,"),
          entry("steps x", "'x'"),
          entry("map x", "'x'"),
          entry("map seed", "the seed"),
          entry("map tape", "the seed"),
          entry("two result", "the seed"),
          entry("two seed", "the seed's 'first'"),
          entry("model itself", "'m.w'"),
          entry("model x", "'x'"),
          entry("rows row", "a row of 'x'"),
          entry("rows y", "'y'"),
          entry("rows x of y", "a row of 'x'"),
          entry("many row", "a row of 'x'"),
          entry("many y", "'y'"),
          entry("chosen row", "a row of 'x', which the tape reads,"),
          entry("written x", "'x'"),
          entry("written y", "'y'"),
          entry("written hvp", "the direction of 'y'"));

  private static Build.Result result;

  @BeforeAll
  static void build(@TempDir Path directory) {
    result = new Build(directory).source("user/User.java", USER).run();
  }

  @Test
  void whatIsAddedToIsNoInput() {
    assertTrue(result.isSuccess(), result.errors()::toString);
    Map<?, ?> told = (Map<?, ?>) result.call("user.User", "run");
    Map<String, String> expected = new TreeMap<>();
    FINE.forEach(name -> expected.put(name, "nothing"));
    SUBJECTS.forEach(
        (name, subject) ->
            expected.put(
                name,
                subject + " is also an array that derivatives are added to; pass a clone of it"));
    assertEquals(expected, told);
  }

  @Test
  void noTwoRowsOfAMatrixAreOneArray() {
    String rows =
        "the matrix has one array for row %d and row %d, which would get the sum of both; give each"
            + " row an array of its own";
    Map<String, String> expected =
        Map.of(
            "columns or rows", rows.formatted(0, 1),
            "numbers", rows.formatted(0, 1),
            "hessian", rows.formatted(0, 1),
            "hessian and gradient", rows.formatted(0, 1),
            "many", "nothing",
            "many rows", rows.formatted(7, 299),
            "empty rows", "nothing",
            "few empty rows", "nothing",
            "kept", "0.0 0.0");
    assertEquals(expected, result.call("user.User", "twice"));
  }

  @Test
  void oneArrayMayBeTwoPartsOfAGradient() {
    assertEquals(0.0, result.call("user.User", "tied"));
  }

  @Test
  void theCheckAllocatesNothingOnceWarm() {
    assertEquals(0L, result.call("user.User", "allocated"));
  }
}
