package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Methods of many operations on tensors. */
final class LargeMethodsTest {

  private static final int BLOCKS = 120;

  private static final String TEXT =
      """
      import dev.gradc.*;
      import dev.gradc.tensor.Tensor;

      final class Large {

        private static Tensor block(Tensor x, Tensor w) {
          Tensor y = x.matmul(w).tanh();
          y = y.matmul(w).add(x).sigmoid();
          y = y.mul(w).sub(x);
          y = y.matmul(w.transpose()).tanh();
          return y.add(x).mul(0.5);
        }

        @Differentiable
        static double inARow(Tensor x, Tensor w) {
          Tensor y = x;
      %s
          return y.sum().item();
        }

        @Differentiable
        static double inALoop(Tensor x, Tensor w) {
          Tensor y = x;
          for (int i = 0; i < %d; i++) {
            y = block(y, w);
          }
          return y.sum().item();
        }

        /** The gradients of both, twice: the second time with what the first has kept. */
        static double[][] gradients() {
          Tensor zeros = Tensor.of(new double[4], 2, 2);
          LargeGrad.InARow.Gradient inARow = LargeGrad.InARow.Gradient.zeros(zeros, zeros);
          LargeGrad.InALoop.Gradient inALoop = LargeGrad.InALoop.Gradient.zeros(zeros, zeros);
          double[][] all = new double[4][];
          for (int i = 0; i < 2; i++) {
            Tensor x = Tensor.of(new double[] {0.1, 0.7, -0.3, 0.2}, 2, 2).mul(1 + i);
            Tensor w = Tensor.of(new double[] {0.5, -0.2, 0.9, 0.4}, 2, 2);
            inARow.setZero();
            inALoop.setZero();
            LargeGrad.InARow.addGradient(x, w, inARow);
            LargeGrad.InALoop.addGradient(x, w, inALoop);
            all[2 * i] = numbers(inARow.x(), inARow.w());
            all[2 * i + 1] = numbers(inALoop.x(), inALoop.w());
          }
          return all;
        }

        private static double[] numbers(Tensor x, Tensor w) {
          double[] all = new double[8];
          System.arraycopy(x.toDoubles(), 0, all, 0, 4);
          System.arraycopy(w.toDoubles(), 0, all, 4, 4);
          return all;
        }
      }
      """;

  /** What each operation keeps has a field, and no local variable: Java has 65535 bytes for all. */
  @Test
  void operationsInARow() throws ReflectiveOperationException {
    String row = "    y = block(y, w);\n".repeat(BLOCKS);
    InMemory compiled = new InMemory("Large", TEXT.formatted(row, BLOCKS), true, List.of());
    double[][] all = call(compiled);
    for (int i = 0; i < 4; i += 2) {
      assertTrue(all[i + 1][4] != 0);
      assertArrayEquals(all[i + 1], all[i], 1e-12);
    }
  }

  private static double[][] call(InMemory compiled) throws ReflectiveOperationException {
    Method method = compiled.load("Large").getDeclaredMethod("gradients");
    method.setAccessible(true);
    return (double[][]) method.invoke(null);
  }
}
