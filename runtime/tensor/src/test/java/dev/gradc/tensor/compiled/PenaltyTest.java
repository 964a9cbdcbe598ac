package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.gradc.tensor.Cotangents;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.Penalty.Linear;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives of derivatives against PyTorch. */
final class PenaltyTest {

  private static Linear linear(JsonObject json, int number) {
    return new Linear(
        Reference.tensor(json.get("W" + number)), Reference.tensor(json.get("b" + number)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void gradientPenalty(int number) {
    JsonObject json =
        Reference.file("wgan-gp.json").getAsJsonArray("cases").get(number).getAsJsonObject();
    JsonObject params = json.getAsJsonObject("params");
    Penalty.Critic critic =
        new Penalty.Critic(
            linear(params, 1),
            linear(params, 2),
            linear(params, 3),
            json.get("activation").getAsString());
    Tensor x = Reference.tensor(json.get("x_hat"));
    double lambda = json.get("lam").getAsDouble();
    Reference.assertAgrees(
        json.get("grad_x"), PenaltyGrad.Score.gradient(critic, x).x(), "gradient in x");
    var gradient = PenaltyGrad.Penalty.gradient(critic, x, lambda);
    Reference.assertAgrees(json.get("gp"), Tensor.scalar(gradient.value() / lambda), "penalty");
    JsonObject expected = json.getAsJsonObject("grad_lam_gp");
    Reference.assertAgrees(expected.get("W1"), gradient.criticOneWeight(), "W1");
    Reference.assertAgrees(expected.get("b1"), gradient.criticOneBias(), "b1");
    Reference.assertAgrees(expected.get("W2"), gradient.criticTwoWeight(), "W2");
    Reference.assertAgrees(expected.get("b2"), gradient.criticTwoBias(), "b2");
    Reference.assertAgrees(expected.get("W3"), gradient.criticThreeWeight(), "W3");
    assertTrue(expected.get("b3").isJsonNull());
    assertTrue(Cotangents.isNone(gradient.criticThreeBias()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cube", "unreachedInside", "byTape", "added", "productWithJacobian", "third"})
  void derivativesOfDerivatives(String name) {
    Random random = new Random(7);
    Tensor x = Sampling.normal(random, 0, 1, DType.DOUBLE, 2, 2);
    Tensor w = Sampling.normal(random, 0, 1, DType.DOUBLE, 2, 2);
    new CompiledMethod(Penalty.class, name).check(new Object[] {x, w}, random);
  }
}
