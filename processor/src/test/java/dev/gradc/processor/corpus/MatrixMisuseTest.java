package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What Jacobians and Hessians say to arguments of the wrong shape, and what they leave behind. */
final class MatrixMisuseTest {

  private static final Compiled COMPILED =
      new Compiled(
          CorpusFile.of(
              "misuse",
              "Misuse",
              """
              package corpus.misuse;

              import dev.gradc.Differentiable;
              import dev.gradc.Mode;

              final class Misuse {
                @Differentiable(modes = Mode.JACOBIAN)
                static double[] map(double[] x, double y) {
                  double[] z = new double[2];
                  for (int i = 0; i < x.length; i++) {
                    z[i % 2] += x[i] * y;
                  }
                  return z;
                }

                @Differentiable(modes = Mode.HESSIAN)
                static double energy(double[] x, double[][] y) {
                  double product = 1;
                  double sum = 0;
                  for (int i = 0; i < x.length; i++) {
                    if (x[i] < 0) {
                      throw new ArithmeticException("negative");
                    }
                    product *= x[i];
                    for (double each : y[i]) {
                      sum += Math.exp(each * product);
                    }
                  }
                  return sum;
                }

                @Differentiable(modes = Mode.HESSIAN)
                static double cubes(double[] x) {
                  double sum = 0;
                  for (double each : x) {
                    sum += each * each * each;
                  }
                  return sum;
                }
              }
              """));

  private static Object call(String method, String name, Object... arguments) {
    Method found =
        Arrays.stream(COMPILED.nested(method).getDeclaredMethods())
            .filter(it -> it.getName().equals(name) && it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    try {
      return found.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object zeros(String method, Object... primals) {
    try {
      Method zeros =
          Arrays.stream(COMPILED.nested(method).getDeclaredClasses())
              .filter(it -> it.getSimpleName().equals("Gradient"))
              .flatMap(it -> Arrays.stream(it.getDeclaredMethods()))
              .filter(it -> it.getName().equals("zeros"))
              .findFirst()
              .orElseThrow();
      zeros.setAccessible(true);
      return zeros.invoke(null, primals);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static void assertRefused(String message, Executable call) {
    Throwable thrown = assertThrows(IllegalStateException.class, call).getCause();
    assertInstanceOf(IllegalArgumentException.class, thrown);
    assertEquals(message, thrown.getMessage());
  }

  private static final double[] X = {1, 2, 0.5};
  private static final double[][] Y = {{1}, {2, 3}, {}};

  @Test
  void jacobianTellsBothShapes() {
    assertRefused(
        "the matrix at [1] has length 3, but the active parameters have 4 elements",
        () -> call("map", "addJacobian", X, 2.0, new double[][] {{0, 0, 0, 0}, {0, 0, 0}}));
    for (int rows : new int[] {0, 1, 3}) {
      assertRefused(
          "the matrix has length " + rows + ", but the result has 2 elements",
          () -> call("map", "addJacobian", X, 2.0, new double[rows][4]));
    }
  }

  @Test
  void hessianTellsBothShapes() {
    assertRefused(
        "the matrix has length 5, but the active parameters have 6 elements",
        () -> call("energy", "addHessian", X, Y, new double[5][6]));
    assertRefused(
        "the matrix at [0] has length 7, but the active parameters have 6 elements",
        () -> call("energy", "addHessian", X, Y, new double[6][7]));
  }

  @Test
  void directionsTellBothShapes() {
    assertRefused(
        "the direction of 'x' has length 2, but 'x' itself has length 3",
        () -> call("energy", "hvp", X, Y, new double[2], Y));
    assertRefused(
        "the direction of 'y' at [1] has length 1, but 'y' itself has length 2",
        () -> call("energy", "hvp", X, Y, X, new double[][] {{1}, {2}, {}}));
  }

  @Test
  void gradientsTellBothShapes() {
    double[] other = {1, 2};
    assertRefused(
        "the gradient of 'x' has length 2, but 'x' itself has length 3",
        () ->
            call(
                "cubes",
                "addHessianDiagonal",
                X,
                zeros("cubes", (Object) X),
                zeros("cubes", (Object) other)));
  }

  @Test
  void oneGradientIsNotTwo() {
    Object gradient = zeros("cubes", (Object) X);
    assertRefused(
        "the gradient and the product are one object",
        () -> call("cubes", "addHvp", X, X, gradient, gradient));
    assertRefused(
        "the gradient and the diagonal are one object",
        () -> call("cubes", "addHessianDiagonal", X, gradient, gradient));
  }

  /** An exception in the middle leaves nothing that a later evaluation would find. */
  @Test
  void exceptionsLeaveNothingBehind() {
    Object gradient = zeros("energy", X, Y);
    double[][] expected = (double[][]) call("energy", "hessian", X, Y);
    call("energy", "addHessian", X, Y, gradient, new double[6][6]);
    double[] negative = {1, -2, 0.5};
    Throwable thrown =
        assertThrows(
                IllegalStateException.class,
                () -> call("energy", "addHessian", negative, Y, gradient, new double[6][6]))
            .getCause();
    assertInstanceOf(ArithmeticException.class, thrown);
    double[][] actual = new double[6][6];
    call("energy", "addHessian", X, Y, gradient, actual);
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(expected[i], actual[i], 0);
    }
  }

  @Test
  void allocatesNothingOnceWarm() {
    double[] x = new double[1000];
    Arrays.fill(x, 0.5);
    Object gradient = zeros("cubes", (Object) x);
    Object diagonal = zeros("cubes", (Object) x);
    Runnable evaluation = () -> call("cubes", "addHessianDiagonal", x, gradient, diagonal);
    double[][] y = new double[3][4];
    Object first = zeros("energy", X, y);
    double[][] matrix = new double[15][15];
    Runnable whole = () -> call("energy", "addHessian", X, y, first, matrix);
    for (Runnable each : new Runnable[] {evaluation, whole}) {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        least = Math.min(least, allocatedBy(each));
      }
      long bytes = least;
      // Reflection takes a little; the arrays alone would be 8000.
      assertTrue(bytes < 3000, () -> bytes + " bytes");
    }
  }

  private static long allocatedBy(Runnable evaluation) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    evaluation.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void saysHowTheDiagonalIsFound() {
    String text = COMPILED.companion();
    assertTrue(text.contains("The diagonal of the Hessian of {@code Misuse.cubes}, in one sweep"));
    assertTrue(
        text.contains("two of them may interact in line 24: {@code product *= x[i];}"), text);
  }
}
