package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Every iteration of every form against PyTorch 1.13 in double precision: losses always, gradients
 * in the first two iterations, parameters where the reference has them.
 */
final class ReferenceTest {

  @Test
  void startIsTheReferences() throws IOException {
    JsonObject reference = Reference.variant("detach");
    Networks start = Networks.start();
    JsonObject initial = reference.getAsJsonObject("init");
    assertArrayEquals(Reference.flat(initial.get("w1")), start.model1().weight());
    assertArrayEquals(Reference.flat(initial.get("b1")), start.model1().bias());
    assertArrayEquals(Reference.flat(initial.get("w2")), start.model2().weight());
    assertArrayEquals(Reference.flat(initial.get("b2")), start.model2().bias());
    assertArrayEquals(Reference.flat(reference.get("data")), start.data());
  }

  @Test
  void detached() throws IOException {
    Networks networks = Networks.start();
    compare("detach", networks, new DetachedStep(networks));
  }

  @Test
  void retained() throws IOException {
    Networks networks = Networks.start();
    compare("retain", networks, new RetainedStep(networks, false));
  }

  @Test
  void chained() throws IOException {
    Networks networks = Networks.start();
    compare("chain_retain", networks, new RetainedStep(networks, true));
  }

  @Test
  void detachedAndRetainedAgreeBitForBit() {
    Networks one = Networks.start();
    Networks other = Networks.start();
    TrainingStep detached = new DetachedStep(one);
    TrainingStep retained = new RetainedStep(other, false);
    for (int i = 0; i < TwoModels.ITERATIONS; i++) {
      assertEquals(detached.run().loss1(), retained.run().loss1());
    }
    assertArrayEquals(one.model1().weight(), other.model1().weight());
    assertArrayEquals(one.model1().bias(), other.model1().bias());
    assertArrayEquals(one.model2().weight(), other.model2().weight());
    assertArrayEquals(one.model2().bias(), other.model2().bias());
  }

  @Test
  void sharedAndNotRetainedFailsAndNamesTheCures() {
    String message = TwoModels.failing(Networks.start());
    assertTrue(message.contains("'l1' of Training.shared"), message);
    assertTrue(message.contains("'l2' (called at TwoModels.java:"), message);
    assertTrue(message.contains("record Losses(double l1, @Retain double l2)"), message);
    assertTrue(message.contains("@Detach var cut = a;"), message);
  }

  private static void compare(String variant, Networks networks, TrainingStep step)
      throws IOException {
    JsonArray iterations = Reference.variant(variant).getAsJsonArray("iters");
    assertEquals(TwoModels.ITERATIONS, iterations.size());
    for (JsonElement element : iterations) {
      JsonObject expected = element.getAsJsonObject();
      Iteration actual = step.run();
      Reference.assertClose(expected.get("l1"), actual.loss1());
      Reference.assertClose(expected.get("l2"), actual.loss2());
      if (expected.has("grad_m2_after_l2")) {
        Reference.assertAllClose(
            expected.get("grad_m2_after_l2"),
            actual.gradient2().weight(),
            actual.gradient2().bias());
        Reference.assertAllClose(
            expected.get("grad_m1_after_l1"),
            actual.gradient1().weight(),
            actual.gradient1().bias());
      }
      if (expected.has("w1")) {
        Reference.assertAllClose(expected.get("w1"), networks.model1().weight());
        Reference.assertAllClose(expected.get("b1"), networks.model1().bias());
        Reference.assertAllClose(expected.get("w2"), networks.model2().weight());
        Reference.assertAllClose(expected.get("b2"), networks.model2().bias());
      }
    }
  }
}
