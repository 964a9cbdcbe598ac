package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What generated methods say to null, and to one array as a point and a direction. */
final class GivenArgumentsTest {

  private static final String USER =
      """
      package user;

      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      import java.util.Arrays;

      final class User {
        private User() {}

        record Model(double[] w, double b) {}

        @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN, Mode.FORWARD})
        static double f(double[] x, double y) {
          return x[0] * x[0] * x[1] * y;
        }

        @Differentiable
        static double[] map(double[] x) {
          return new double[] {x[0] * x[1], x[0]};
        }

        @Differentiable
        static Model both(Model m) {
          return new Model(new double[] {m.w()[0] * m.b()}, m.b() * m.b());
        }

        record Outer(Model inner, double[][] rows) {}

        @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD})
        static double outer(Outer o) {
          return o.inner().w()[0] * o.inner().b() * o.rows()[0][0];
        }

        @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD})
        static double written(double[] x, double[] y) {
          x[0] *= x[1] * x[0];
          return x[0] * y[0] * y[1];
        }

        @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD})
        static double rows(double[][] x, double[][] y) {
          x[0][0] *= x[1][0] * y[0][0];
          return x[0][0] * x[0][0];
        }

        /** Names that generated code uses itself. */
        @Differentiable(modes = {Mode.HESSIAN, Mode.JACOBIAN, Mode.FORWARD})
        static double named(double[] Objects, double[] SummedArrays, Model into) {
          return Objects[0] * SummedArrays[0] * into.w()[0] * into.b();
        }

        interface Call {
          Object run();
        }

        private static String told(Call call) {
          try {
            call.run();
            return "nothing";
          } catch (NullPointerException | IllegalArgumentException e) {
            return e.getMessage();
          }
        }

        static String[] nulls() {
          double[] x = {1, 2};
          double[][] square = new double[3][3];
          UserGrad.F.Gradient g = UserGrad.F.Gradient.zeros(x, 3);
          UserGrad.Map.Tape tape = UserGrad.Map.forward(x);
          return new String[] {
            told(() -> UserGrad.F.addGradient(x, 3, null)),
            told(() -> UserGrad.F.forward(x, 3).backward(null)),
            told(() -> UserGrad.F.forward(x, 3).backward(2, null)),
            told(() -> UserGrad.F.jvp(x, 3, null, 1)),
            told(() -> UserGrad.F.jvp(x, 3, x, 1, null)),
            told(() -> UserGrad.F.hvp(x, 3, null, 1)),
            told(() -> UserGrad.F.addHvp(x, 3, null, 1, g, g)),
            told(() -> UserGrad.F.addHvp(x, 3, x, 1, null, g)),
            told(() -> UserGrad.F.addHvp(x, 3, x, 1, g, null)),
            told(() -> UserGrad.F.addHessian(x, 3, null)),
            told(() -> UserGrad.F.addHessian(x, 3, null, square)),
            told(() -> UserGrad.F.addHessian(x, 3, g, null)),
            told(() -> UserGrad.F.addHessianDiagonal(x, 3, null, g)),
            told(() -> UserGrad.F.addHessianDiagonal(x, 3, g, null)),
            told(() -> UserGrad.F.addJacobian(x, 3, null)),
            told(() -> UserGrad.F.Gradient.of(null)),
            told(() -> UserGrad.Map.gradient(x, null)),
            told(() -> UserGrad.Map.addGradient(x, null, UserGrad.Map.Gradient.of(new double[2]))),
            told(() -> tape.backward((double[]) null)),
            told(() -> tape.backward(x, null)),
            told(() -> UserGrad.Both.gradient(new Model(x, 1), null)),
            told(() -> UserGrad.Both.forward(new Model(x, 1)).w().backward((double[]) null)),
            told(() -> UserGrad.Both.forward(new Model(x, 1)).b().backward(null))
          };
        }

        static String[] components() {
          double[] x = {1, 2};
          double[][] rows = {x};
          Outer o = new Outer(new Model(x, 1), rows);
          Outer d = new Outer(new Model(null, 1), rows);
          Outer e = new Outer(new Model(x, 1), null);
          return new String[] {
            told(() -> UserGrad.Outer.hvp(o, d)),
            told(() -> UserGrad.Outer.hvp(o, e)),
            told(() -> UserGrad.Outer.jvp(o, d)),
            told(() -> UserGrad.Outer.jvp(o, e)),
            told(() -> UserGrad.Both.gradient(new Model(x, 1), new Model(null, 1))),
            told(() -> UserGrad.Both.forward(new Model(x, 1)).backward(new Model(null, 1)))
          };
        }

        static String[] directions() {
          double[] x = {1, 2};
          double[] y = {3, 4};
          double[][] a = {{1}, {2}};
          double[][] b = {{3}, {4}};
          double[][] c = {{5}, {6}};
          return new String[] {
            told(() -> UserGrad.F.jvp(x, 3, x, 1)),
            told(() -> UserGrad.F.hvp(x, 3, x, 1)),
            told(() -> UserGrad.Written.jvp(x.clone(), y, x, y)),
            told(() -> UserGrad.Written.hvp(x.clone(), y, x, y)),
            told(() -> UserGrad.Written.jvp(x, y, x, y)),
            told(() -> UserGrad.Written.hvp(x, y, x, y)),
            told(() -> UserGrad.Written.jvp(x, y, y.clone(), x)),
            told(() -> UserGrad.Written.hvp(x, y, y.clone(), x)),
            told(() -> UserGrad.Written.jvp(x, y, y, y.clone())),
            told(() -> UserGrad.Written.hvp(x, y, y, y.clone())),
            told(() -> UserGrad.Rows.jvp(a, b, c, a)),
            told(() -> UserGrad.Rows.hvp(a, b, c, a)),
            told(() -> UserGrad.Rows.jvp(a, b, c, new double[][] {a[0], {1}})),
            told(() -> UserGrad.Rows.hvp(a, b, c, new double[][] {a[0], {1}}))
          };
        }

        /** Point and direction may be one array: the result is that of a copy. */
        static boolean areSame() {
          double[] x = {1, 2};
          return UserGrad.F.jvp(x, 3, x, 1).tangent()
                  == UserGrad.F.jvp(x, 3, x.clone(), 1).tangent()
              && Arrays.equals(
                  UserGrad.F.hvp(x, 3, x, 1).x(), UserGrad.F.hvp(x, 3, x.clone(), 1).x());
        }

        static double[] names() {
          double[] one = {2};
          double[] other = {3};
          Model model = new Model(new double[] {5}, 7);
          UserGrad.Named.Gradient g = UserGrad.Named.Gradient.of(new double[1], new double[1], model);
          UserGrad.Named.addGradient(
              one, other, new Model(new double[] {5}, 7), UserGrad.Named.gradient(one, other, model));
          return new double[] {
            UserGrad.Named.gradient(one, other, model).Objects()[0],
            UserGrad.Named.jvp(one, other, model, other, one, new Model(new double[1], 0)).tangent(),
            UserGrad.Named.hvp(one, other, model, one, one, new Model(new double[1], 0)).Objects()[0],
            g.SummedArrays()[0]
          };
        }
      }
      """;

  private static Build.Result result;

  @BeforeAll
  static void build(@TempDir Path directory) {
    result = new Build(directory).source("user/User.java", USER).run();
    assertTrue(result.isSuccess(), result.errors()::toString);
  }

  @Test
  void nullIsToldByTheNameOfTheParameter() {
    List<String> expected =
        List.of(
            "into",
            "into",
            "into",
            "dX",
            "into",
            "xDirection",
            "xDirection",
            "gradient",
            "product",
            "into",
            "gradient",
            "into",
            "gradient",
            "diagonal",
            "into",
            "x",
            "seed",
            "seed",
            "seed",
            "into",
            "seed",
            "seedW",
            "into");
    assertEquals(expected, List.of((String[]) result.call("user.User", "nulls")));
  }

  @Test
  void nullInARecordIsToldByTheNameOfTheComponent() {
    List<String> expected =
        List.of(
            "the direction of 'o.inner.w'",
            "the direction of 'o.rows'",
            "the tangent of 'o.inner.w'",
            "the tangent of 'o.rows'",
            "the seed's 'w'",
            "the seed's 'w'");
    assertEquals(expected, List.of((String[]) result.call("user.User", "components")));
  }

  @Test
  void oneArrayMayBeAPointAndItsDirectionIfNothingIsWritten() {
    String tangents = " are the same array, and the method writes it";
    String rows =
        "an array stands in two places of the %s of 'y' and other parameters, and the method writes"
            + " one of them";
    List<String> expected =
        List.of(
            "nothing",
            "nothing",
            "nothing",
            "nothing",
            "'x' and the tangent of 'x'" + tangents,
            "'x' and the direction of 'x'" + tangents,
            "'x' and the tangent of 'y'" + tangents,
            "'x' and the direction of 'y'" + tangents,
            "'y' and the tangent of 'x'" + tangents,
            "'y' and the direction of 'x'" + tangents,
            "'x' and the tangent of 'y'" + tangents,
            "'x' and the direction of 'y'" + tangents,
            rows.formatted("tangent"),
            rows.formatted("direction"));
    assertEquals(expected, List.of((String[]) result.call("user.User", "directions")));
    assertEquals(true, result.call("user.User", "areSame"));
  }

  @Test
  void parametersMayBeCalledLikeWhatGeneratedCodeUses() {
    assertArrayEquals(new double[] {105, 455, 70, 0}, (double[]) result.call("user.User", "names"));
  }
}
