package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What PyTorch 1.13 has computed in double precision. */
final class Reference {

  private static final double TOLERANCE = 1e-12;

  private Reference() {}

  static JsonObject variant(String name) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Reference.class.getResourceAsStream("/ref/two-models.json"), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader)
          .getAsJsonObject()
          .getAsJsonObject("variants")
          .getAsJsonObject(name);
    }
  }

  static void assertClose(JsonElement expected, double actual) {
    double value = expected.getAsDouble();
    assertEquals(value, actual, TOLERANCE * Math.abs(value));
  }

  static void assertAllClose(JsonElement expected, double[]... actual) {
    double[] values = flat(expected);
    int position = 0;
    for (double[] array : actual) {
      for (double element : array) {
        double value = values[position++];
        assertEquals(value, element, TOLERANCE * Math.abs(value));
      }
    }
    assertEquals(values.length, position);
  }

  static double[] flat(JsonElement element) {
    List<Double> values = new ArrayList<>();
    collect(element, values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonElement element, List<Double> values) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(inner -> collect(inner, values));
    } else {
      values.add(element.getAsDouble());
    }
  }
}
