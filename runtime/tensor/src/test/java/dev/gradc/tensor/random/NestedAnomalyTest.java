package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.AnomalyException;
import dev.gradc.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where a number is told to be none: in derivatives inside of derivatives it is the user's
 * operation and the call that it is within, and the pass that runs.
 */
final class NestedAnomalyTest {

  private static final String TEXT =
      """
      import dev.gradc.Differentiable;
      import dev.gradc.tensor.Tensor;

      final class Nested {
        @Differentiable
        static double root(Tensor x) {
          return x.sqrt().sum().item();
        }

        @Differentiable
        static double power(Tensor x) {
          return x.pow(1.5).sum().item();
        }

        @Differentiable
        static double slopeOfRoot(Tensor x) {
          return NestedGrad.Root.gradient(x).x().sum().item();
        }

        @Differentiable
        static double slopeOfPower(Tensor x) {
          return NestedGrad.Power.gradient(x).x().sum().item();
        }
      }
      """;

  private static final InMemory CHECKED =
      new InMemory("Nested", TEXT, true, List.of("-Agradc.anomaly=true"));

  private static String told(String method, double... numbers) throws ReflectiveOperationException {
    Method gradient =
        CHECKED.load("NestedGrad$" + method).getDeclaredMethod("gradient", Tensor.class);
    gradient.setAccessible(true);
    try {
      gradient.invoke(null, Tensor.of(numbers, numbers.length));
      return "nothing";
    } catch (InvocationTargetException e) {
      return ((AnomalyException) e.getCause()).getMessage();
    }
  }

  @Test
  void ofOneDerivative() throws ReflectiveOperationException {
    assertEquals(
        "'x.sqrt()' (Nested.java:7), forward pass, gives NaN, number 1 of DOUBLE[2]",
        told("Root", 1, -1));
    assertEquals(
        "'x.sqrt()' (Nested.java:7), backward pass, gives Infinity, number 2 of DOUBLE[3]",
        told("Root", 4, 1, 0));
    assertEquals("nothing", told("Power", 4, 0));
  }

  /** The backward pass within runs in the forward pass around it. */
  @Test
  void withinTheForwardPass() throws ReflectiveOperationException {
    assertEquals(
        "'x.sqrt()' (Nested.java:7)"
            + " in 'NestedGrad.Root.gradient(x)' (Nested.java:17), forward pass"
            + ", gives NaN, number 1 of DOUBLE[2]",
        told("SlopeOfRoot", 1, -1));
    assertEquals(
        "'x.sqrt()' (Nested.java:7)"
            + " in 'NestedGrad.Root.gradient(x)' (Nested.java:17), forward pass"
            + ", gives Infinity, number 2 of DOUBLE[3]",
        told("SlopeOfRoot", 4, 1, 0));
  }

  /** The slope is 0 at 0, and the derivative of the slope is infinite. */
  @Test
  void withinTheBackwardPass() throws ReflectiveOperationException {
    assertEquals(
        "'x.pow(1.5)' (Nested.java:12)"
            + " in 'NestedGrad.Power.gradient(x)' (Nested.java:22), backward pass"
            + ", gives Infinity, number 1 of DOUBLE[2]",
        told("SlopeOfPower", 4, 0));
    assertEquals("nothing", told("SlopeOfPower", 4, 1));
  }
}
