package dev.gradc.tensor.copied;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.gradc.tensor.Tensor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * With {@code -Agradc.guard=copy} gradients are those of what was recorded, whatever callers do to
 * their tensors before the backward pass. This package is compiled with that option.
 */
final class CopiedTest {

  private static final double[] X = {1, 2, -3};
  private static final double[] Y = {0.5, -1, 4};

  private static void change(Tensor... tensors) {
    for (Tensor tensor : tensors) {
      tensor.fill(77);
    }
  }

  private static void assertNumbers(Tensor found, Numbers expected) {
    double[] numbers = new double[X.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = expected.of(X[i], Y[i]);
    }
    assertArrayEquals(numbers, found.toDoubles(), 1e-12);
  }

  private interface Numbers {
    double of(double x, double y);
  }

  private static void given(Consumer<Tensor[]> test) {
    test.accept(new Tensor[] {Tensor.of(X, 3), Tensor.of(Y, 3)});
  }

  @Test
  void parameters() {
    given(
        it -> {
          var tape = CopiedGrad.Itself.forward(it[0]);
          change(it);
          assertNumbers(tape.backward().x(), (x, y) -> 3 * x * x);
        });
  }

  @Test
  void parametersUnderAnotherName() {
    given(
        it -> {
          var tape = CopiedGrad.Detached.forward(it[0]);
          change(it);
          assertNumbers(tape.backward().x(), (x, y) -> x * x);
        });
  }

  @Test
  void layers() {
    given(
        it -> {
          Copied.Layer[] layers = {new Copied.Layer(it[0]), new Copied.Layer(it[1])};
          Tensor input = Tensor.of(new double[] {1, 1, 1}, 3);
          var tape = CopiedGrad.Layers.forward(layers, input);
          change(it);
          change(input);
          layers[1] = layers[0];
          var gradient = tape.backward();
          assertNumbers(gradient.layers()[0].weight(), (x, y) -> x * y * y);
          assertNumbers(gradient.layers()[1].weight(), (x, y) -> x * x * y);
          assertNumbers(gradient.x(), (x, y) -> x * x * y * y);
        });
  }

  /** The second step multiplies by a constant that is y. */
  @Test
  void slotsOfLoops() {
    given(
        it -> {
          var tape = CopiedGrad.Carried.forward(it[0], it[1], 2);
          change(it);
          var gradient = tape.backward();
          assertNumbers(gradient.x(), (x, y) -> y * y);
          assertNumbers(gradient.y(), (x, y) -> x * y);
        });
  }

  @Test
  void elementsThatAreReplaced() {
    given(
        it -> {
          Tensor[] tensors = it.clone();
          var tape = CopiedGrad.Element.forward(tensors);
          change(it);
          var gradient = tape.backward();
          assertNumbers(gradient.tensors()[0], (x, y) -> 2 * x * y);
          assertNumbers(gradient.tensors()[1], (x, y) -> x * x);
        });
  }
}
