package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Cotangents;
import java.io.IOException;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** All variants of the reference, trained with tensors. */
final class InTensorsTest {

  /** All numbers that the reference has: those of the first iterations, and what came of it. */
  private static void agrees(String variant, InTensors.Form form) throws IOException {
    JsonObject reference = Reference.variant(variant);
    Iterator<JsonElement> iterations = reference.getAsJsonArray("iters").iterator();
    InTensors.Setting setting = InTensors.Setting.start();
    InTensors.train(
        form, setting, step -> compare(iterations.next().getAsJsonObject(), step, setting));
    assertFalse(iterations.hasNext());
    compare(reference.getAsJsonObject("final"), setting);
  }

  private static void compare(JsonObject expected, InTensors.Step step, InTensors.Setting setting) {
    Reference.assertClose(expected.get("l1"), step.losses().l1());
    Reference.assertClose(expected.get("l2"), step.losses().l2());
    if (expected.has("grad_m2_after_l2")) {
      if (expected.get("i").getAsInt() == 0) {
        // Later ones have in them what PyTorch has not set to zero yet.
        compare(expected.get("grad_m1_after_l2"), step.ofL2()[0]);
      }
      compare(expected.get("grad_m2_after_l2"), step.ofL2()[1]);
      compare(expected.get("grad_m1_after_l1"), step.ofL1());
    }
    if (expected.has("w1")) {
      compare(expected, setting);
    }
  }

  private static void compare(JsonElement expected, Linear gradient) {
    if (isNone(expected)) {
      assertTrue(Cotangents.isNone(gradient.weight()) && Cotangents.isNone(gradient.bias()));
    } else {
      Reference.assertAllClose(
          expected, gradient.weight().toDoubles(), gradient.bias().toDoubles());
    }
  }

  /** Null, or null for weight and bias. */
  private static boolean isNone(JsonElement expected) {
    return expected.isJsonNull()
        || (expected.isJsonArray() && expected.getAsJsonArray().get(0).isJsonNull());
  }

  private static void compare(JsonObject expected, InTensors.Setting setting) {
    Reference.assertAllClose(expected.get("w1"), setting.model1().weight().toDoubles());
    Reference.assertAllClose(expected.get("b1"), setting.model1().bias().toDoubles());
    Reference.assertAllClose(expected.get("w2"), setting.model2().weight().toDoubles());
    Reference.assertAllClose(expected.get("b2"), setting.model2().bias().toDoubles());
  }

  @Test
  void everyFormAgreesWithPyTorch() throws IOException {
    agrees("detach", InTensors.Form.DETACHED);
    agrees("retain", InTensors.Form.RETAINED);
    agrees("chain_retain", InTensors.Form.CHAINED);
    agrees("chain_detach", InTensors.Form.CHAINED_DETACHED);
  }

  @Test
  void detachedAndRetainedAgreeBitForBitAndChainedDiffers() {
    InTensors.Setting one = InTensors.Setting.start();
    InTensors.Setting other = InTensors.Setting.start();
    InTensors.Setting chained = InTensors.Setting.start();
    assertArrayEquals(
        InTensors.train(InTensors.Form.DETACHED, one),
        InTensors.train(InTensors.Form.RETAINED, other));
    assertArrayEquals(one.model1().weight().toDoubles(), other.model1().weight().toDoubles());
    InTensors.train(InTensors.Form.CHAINED, chained);
    assertNotEquals(one.model1().weight().get(0, 0), chained.model1().weight().get(0, 0));
  }

  @Test
  void theSharedFormNamesTheCures() {
    String message = InTensors.failing(InTensors.Setting.start());
    assertTrue(message.contains("'l1' of InTensors.shared"), message);
    assertTrue(message.contains("record Both(double l1, @Retain double l2)"), message);
    assertTrue(message.contains("@Detach var cut = a;"), message);
  }
}
