package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.ModifiedInPlaceException;
import dev.gradc.TapeFreedException;
import dev.gradc.optim.Adam;
import dev.gradc.optim.Sgd;
import dev.gradc.tensor.Cotangents;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.Training.Linear;
import dev.gradc.tensor.compiled.Training.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled training steps and optimizers against PyTorch, and what goes wrong. */
final class TrainingTest {

  /** The parts of {@code two-models.json}. */
  private static final class TwoModels {
    private final JsonObject variant;
    private final Tensor data;
    private final int[] labels;
    private final Linear model1;
    private final Linear model2;

    TwoModels(String name) {
      variant = Reference.file("two-models.json").getAsJsonObject("variants").getAsJsonObject(name);
      data = Reference.tensor(variant.get("data"));
      labels = Reference.ints(variant.get("label"));
      model1 = linear(variant.getAsJsonObject("init"), "w1", "b1");
      model2 = linear(variant.getAsJsonObject("init"), "w2", "b2");
    }
  }

  private static Linear linear(JsonObject json, String weight, String bias) {
    return new Linear(Reference.tensor(json.get(weight)), Reference.tensor(json.get(bias)));
  }

  private static void agrees(JsonElement expected, Linear actual, String what) {
    JsonArray both = expected.getAsJsonArray();
    Reference.assertAgrees(both.get(0), actual.weight(), what + " weight");
    Reference.assertAgrees(both.get(1), actual.bias(), what + " bias");
  }

  /** What the two backward passes of a step give. */
  private record Step(double l1, double l2, Linear ofL1, Linear second, Linear throughL2) {}

  private static Step step(String name, TwoModels it) {
    if (name.endsWith("detach")) {
      var tape = TrainingGrad.Detached.forward(it.model1, it.model2, it.data, it.labels);
      var l2 = tape.l2().backward();
      var l1 = tape.l1().backward();
      return new Step(tape.value().l1(), tape.value().l2(), l1.model1(), l2.model2(), l2.model1());
    }
    var tape = TrainingGrad.Retained.forward(it.model1, it.model2, it.data, it.labels);
    var l2 = tape.l2().backward();
    var l1 = tape.l1().backward();
    return new Step(tape.value().l1(), tape.value().l2(), l1.model1(), l2.model2(), l2.model1());
  }

  /** The chained form steps model 1 in both optimizers. */
  @ParameterizedTest
  @ValueSource(strings = {"detach", "retain", "chain_retain", "chain_detach"})
  void twoModels(String name) {
    TwoModels it = new TwoModels(name);
    boolean chained = name.startsWith("chain");
    Adam adam1 = Adam.over(it.model1).betas(0.5, 0.999);
    Adam adam2 =
        (chained ? Adam.over(it.model2, it.model1) : Adam.over(it.model2)).betas(0.5, 0.999);
    for (JsonElement each : it.variant.getAsJsonArray("iters")) {
      JsonObject expected = each.getAsJsonObject();
      Step step = step(name, it);
      Reference.assertAgrees(expected.get("l1"), Tensor.scalar(step.l1), name + " l1");
      Reference.assertAgrees(expected.get("l2"), Tensor.scalar(step.l2), name + " l2");
      if (expected.has("grad_m2_after_l2")) {
        agrees(expected.get("grad_m2_after_l2"), step.second, name + " m2");
        agrees(expected.get("grad_m1_after_l1"), step.ofL1, name + " m1");
      }
      assertEquals(name.endsWith("detach"), Cotangents.isNone(step.throughL2.weight()));
      if (chained) {
        adam2.step(step.second, step.throughL2);
      } else {
        adam2.step(step.second);
      }
      adam1.step(step.ofL1);
      if (expected.has("w1")) {
        Reference.assertAgrees(expected.get("w1"), it.model1.weight(), name);
        Reference.assertAgrees(expected.get("b1"), it.model1.bias(), name);
        Reference.assertAgrees(expected.get("w2"), it.model2.weight(), name);
        Reference.assertAgrees(expected.get("b2"), it.model2.bias(), name);
      }
    }
  }

  @Test
  void detachedAndRetainedAgreeToTheBit() {
    TwoModels one = new TwoModels("detach");
    TwoModels other = new TwoModels("detach");
    for (int i = 0; i < 5; i++) {
      Step detached = step("detach", one);
      Step retained = step("retain", other);
      assertArrayEquals(numbers(detached.ofL1), numbers(retained.ofL1), 0);
      assertArrayEquals(numbers(detached.second), numbers(retained.second), 0);
    }
  }

  private static double[] numbers(Linear linear) {
    return CompiledMethod.numbers(linear);
  }

  @Test
  void plainFailsAtTheSecondPass() {
    TwoModels it = new TwoModels("detach");
    var tape = TrainingGrad.Plain.forward(it.model1, it.model2, it.data, it.labels);
    tape.l2().backward();
    TapeFreedException freed = assertThrows(TapeFreedException.class, () -> tape.l1().backward());
    assertTrue(freed.getMessage().contains("'l1'"), freed.getMessage());
    assertTrue(freed.getMessage().contains("'l2'"), freed.getMessage());
    assertTrue(freed.getMessage().contains("@Retain"), freed.getMessage());
    assertTrue(freed.getMessage().contains("@Detach"), freed.getMessage());
  }

  @Test
  void aStepBetweenForwardAndBackwardIsNoticed() {
    TwoModels it = new TwoModels("detach");
    var tape = TrainingGrad.Retained.forward(it.model1, it.model2, it.data, it.labels);
    var gradient = TrainingGrad.Retained.Gradient.zeros(it.model1, it.model2, it.data, it.labels);
    it.model2.weight().mulInPlace(1.0);
    ModifiedInPlaceException modified =
        assertThrows(ModifiedInPlaceException.class, () -> tape.l2().backward(gradient));
    assertTrue(modified.getMessage().contains("'model2.weight'"), modified.getMessage());
    assertTrue(Cotangents.isNone(gradient.model2Weight()));
    assertTrue(Cotangents.isNone(gradient.model1Weight()));
  }

  @Test
  void aGradientOfAnotherShapeIsRefused() {
    TwoModels it = new TwoModels("detach");
    Linear other = new Linear(it.model1.weight().transpose(), it.model1.bias());
    var gradient = TrainingGrad.Plain.Gradient.zeros(it.model1, it.model2, it.data, it.labels);
    var wrong = TrainingGrad.Plain.Gradient.of(other, it.model2);
    TrainingGrad.Plain.forward(it.model1, it.model2, it.data, it.labels)
        .backward(new Training.Losses(1, 1), gradient);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                TrainingGrad.Plain.forward(it.model1, it.model2, it.data, it.labels)
                    .backward(new Training.Losses(1, 1), wrong));
    assertTrue(
        refused.getMessage().startsWith("the gradient of 'model1.weight' has shape DOUBLE["),
        refused.getMessage());
  }

  private static Network network(JsonObject json, String name) {
    return new Network(
        linear(json, name + "1w", name + "1b"), linear(json, name + "2w", name + "2b"));
  }

  private static void agrees(JsonObject expected, Network actual, String name) {
    Reference.assertAgrees(expected.get(name + "1w"), actual.first().weight(), name + "1w");
    Reference.assertAgrees(expected.get(name + "1b"), actual.first().bias(), name + "1b");
    Reference.assertAgrees(expected.get(name + "2w"), actual.second().weight(), name + "2w");
    Reference.assertAgrees(expected.get(name + "2b"), actual.second().bias(), name + "2b");
  }

  @Test
  void generativeAdversarialNetwork() {
    JsonObject file = Reference.file("gan-step.json");
    Network generator = network(file.getAsJsonObject("init"), "G");
    Network discriminator = network(file.getAsJsonObject("init"), "D");
    Tensor z = Reference.tensor(file.get("z"));
    Tensor real = Reference.tensor(file.get("x_real"));
    Adam adamG = Adam.over(generator).learningRate(2e-4).betas(0.5, 0.999);
    Adam adamD = Adam.over(discriminator).learningRate(2e-4).betas(0.5, 0.999);
    for (JsonElement each : file.getAsJsonArray("steps")) {
      JsonObject expected = each.getAsJsonObject();
      var tape = TrainingGrad.Discriminate.forward(discriminator, generator, real, z);
      Reference.assertAgrees(
          expected.get("lossD_real"), Tensor.scalar(tape.value().real()), "real");
      Reference.assertAgrees(
          expected.get("lossD_fake"), Tensor.scalar(tape.value().fake()), "fake");
      var gradient = tape.sum().backward();
      agrees(expected.getAsJsonObject("gradD_at_D_step"), gradient.discriminator(), "D");
      adamD.step(gradient.discriminator());

      var gradientG = TrainingGrad.Generate.gradient(generator, discriminator, z);
      Reference.assertAgrees(expected.get("lossG"), Tensor.scalar(gradientG.value()), "generator");
      agrees(expected.getAsJsonObject("gradG_at_G_step"), gradientG.generator(), "G");
      adamG.step(gradientG.generator());
      if (expected.has("params_after")) {
        agrees(expected.getAsJsonObject("params_after"), generator, "G");
        agrees(expected.getAsJsonObject("params_after"), discriminator, "D");
      }
    }
  }

  /** The argument is read through the variable of the loop alone. */
  @Test
  void whatFlowsThroughALoopIsGuarded() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    Tensor w = Tensor.of(new double[] {0.1, 0.2, 0.3, 0.4}, 2, 2);
    var tape = ProgramsGrad.Loop.forward(x, w, 3);
    x.set(5, 0, 0);
    ModifiedInPlaceException modified =
        assertThrows(ModifiedInPlaceException.class, tape::backward);
    assertTrue(modified.getMessage().contains("the tensor 'x'"), modified.getMessage());
  }

  @Test
  void aResultThatIsReadAgainIsGuarded() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    var tape = ProgramsGrad.GivesWhatItReads.forward(x);
    Programs.Pair pair = tape.value();
    pair.y().mulInPlace(2);
    ModifiedInPlaceException modified =
        assertThrows(ModifiedInPlaceException.class, () -> tape.z().backward(Tensor.scalar(1)));
    assertTrue(modified.getMessage().contains("the tensor 'y'"), modified.getMessage());
  }

  /**
   * A tensor that no output reaches is skipped; an array of numbers has zeros, which are a step.
   */
  @Test
  void whatIsNotReached() {
    Training.Mixed one = mixed(2);
    Training.Mixed other = mixed(3);
    Sgd sgd = Sgd.over(one, other).learningRate(0.5).momentum(0.5);
    var both = TrainingGrad.Apart.gradient(one, other, new Training.Losses(1, 1));
    sgd.step(both.model1(), both.model2());
    assertEquals(3 - 0.5 * 3, other.weight().item());
    assertEquals(3 - 0.5 * 3, other.bias()[0]);
    var first = TrainingGrad.Apart.forward(one, other).l1().backward();
    assertTrue(Cotangents.isNone(first.model2().weight()));
    assertArrayEquals(new double[1], first.model2().bias());
    sgd.step(first.model1(), first.model2());
    assertEquals(1.5, other.weight().item());
    assertEquals(1.5 - 0.5 * 0.5 * 3, other.bias()[0]);
    sgd.step(first.model1(), null);
    assertEquals(0.75, other.bias()[0]);
  }

  private static Training.Mixed mixed(double number) {
    return new Training.Mixed(Tensor.scalar(number), new double[] {number});
  }
}
