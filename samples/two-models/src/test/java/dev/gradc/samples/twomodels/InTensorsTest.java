package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** All variants of the reference, trained with tensors. */
final class InTensorsTest {

  private static JsonArray iterations(String variant) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            InTensorsTest.class.getResourceAsStream("/ref/two-models.json"),
            StandardCharsets.UTF_8)) {
      JsonObject variants =
          JsonParser.parseReader(reader).getAsJsonObject().getAsJsonObject("variants");
      return variants.getAsJsonObject(variant).getAsJsonArray("iters");
    }
  }

  private static void agrees(String variant, InTensors.Form form) throws IOException {
    JsonArray expected = iterations(variant);
    InTensors.Both[] actual = InTensors.train(form, InTensors.Setting.start());
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      JsonObject iteration = expected.get(i).getAsJsonObject();
      assertClose(iteration.get("l1").getAsDouble(), actual[i].l1());
      assertClose(iteration.get("l2").getAsDouble(), actual[i].l2());
    }
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-10 * Math.abs(expected));
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
