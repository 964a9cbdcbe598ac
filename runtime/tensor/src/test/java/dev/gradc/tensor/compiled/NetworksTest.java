package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.nn.Conv2d;
import dev.gradc.nn.GroupNorm;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every method of {@link Networks}: along a direction, all derivatives tell the same. */
final class NetworksTest {

  private final Random random = new Random(11);

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  private Linear linear(int in, int out) {
    return Linear.of(random, DType.DOUBLE, in, out);
  }

  private void check(String name, Object... arguments) {
    new CompiledMethod(Networks.class, name, 1e-6).check(arguments, random);
  }

  private Networks.Perceptron perceptron() {
    return new Networks.Perceptron(linear(3, 5), linear(5, 4));
  }

  @Test
  void perceptronWithCrossEntropy() {
    check("perceptron", perceptron(), tensor(6, 3), new int[] {0, 3, 2, 1, 1, 0});
  }

  @Test
  void convolutions() {
    Conv2d conv = Conv2d.of(random, DType.DOUBLE, 2, 3, 3, Sliding.by(1));
    Networks.Pictures model =
        new Networks.Pictures(conv, GroupNorm.of(DType.DOUBLE, 3, 3), linear(12, 4));
    check("pictures", model, tensor(5, 2, 6, 6), new int[] {0, 3, 2, 1, 1});
  }

  @Test
  void focalLosses() {
    Tensor targets = Tensor.of(new double[] {0, 1, 1, 0, 0, 1}, 6, 1);
    check("focal", linear(3, 1), tensor(6, 3), targets, 2.0);
    check("focal", linear(3, 1), tensor(6, 3), targets, 0.5);
    check("softmaxFocal", linear(3, 4), tensor(4, 3), new int[] {0, 3, 2, 1}, 2.0);
  }

  @Test
  void derivativesAlongDirectionsAreDifferentiatedAgain() {
    check("alongDirection", tensor(2, 3), tensor(2, 3));
    check("alongOne", tensor(2, 3), tensor(3));
  }

  @Test
  void rulesOfUsersAreGivenZeros() {
    check("ruled", tensor(2, 3), tensor(2, 3), tensor(2, 3));
  }

  @Test
  void ofAMissingComponentTheTangentIsZero() {
    Networks.Perceptron model = perceptron();
    Tensor data = tensor(2, 3);
    int[] labels = {1, 2};
    Tensor none = Tensor.zeros(DType.DOUBLE, 2, 3);
    Tensor bias = tensor(4);
    Linear missing = new Linear(null, null);
    double actual =
        NetworksGrad.Perceptron.jvp(
                model, data, labels, new Networks.Perceptron(missing, new Linear(null, bias)), none)
            .tangent();
    NetworksGrad.Perceptron.Gradient gradient =
        NetworksGrad.Perceptron.gradient(model, data, labels);
    assertEquals(
        gradient.modelSecondBias().mul(bias).sum().item(), actual, 1e-12 * Math.abs(actual));
    var product =
        NetworksGrad.Perceptron.hvp(
            model, data, labels, new Networks.Perceptron(missing, missing), none);
    assertArrayEquals(new double[4], product.modelSecondBias().toDoubles(), 0);
  }

  @Test
  void aDirectionHasTheShapeOfItsTensor() {
    Tensor x = tensor(2, 3);
    String jvp =
        assertThrows(IllegalArgumentException.class, () -> NetworksGrad.Curved.jvp(x, tensor(3, 2)))
            .getMessage();
    assertEquals(
        "the tangent of 'x' has shape DOUBLE[3, 2], but 'x' itself has shape DOUBLE[2, 3]", jvp);
    String hvp =
        assertThrows(
                IllegalArgumentException.class,
                () -> NetworksGrad.AlongDirection.hvp(x, x, x, x.to(DType.FLOAT)))
            .getMessage();
    assertEquals(
        "the direction of 'direction' has shape FLOAT[2, 3], but 'direction' itself has shape"
            + " DOUBLE[2, 3]",
        hvp);
    assertThrows(NullPointerException.class, () -> NetworksGrad.Curved.jvp(x, (Tensor) null));
  }

  @Test
  void aResultThatNothingReachesHasATangentOfZeros() {
    Tensor x = tensor(2);
    Tensor tangent = ProgramsGrad.Itself.jvp(x, x, true, x, tensor(2)).tangent();
    assertArrayEquals(x.toDoubles(), tangent.toDoubles(), 0);
    Tensor w = tensor(2);
    Tensor cut = NetworksGrad.Parts.jvp(x, w, Tensor.zeros(DType.DOUBLE, 2), w).tangentOther();
    assertArrayEquals(new double[2], cut.toDoubles(), 0);
  }
}
