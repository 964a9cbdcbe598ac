package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the reference results, which are PyTorch's. */
@SuppressWarnings("exports")
public final class Reference {

  private Reference() {}

  /** One file. */
  public static JsonObject file(String name) {
    try (Reader reader =
        new InputStreamReader(
            Reference.class.getResourceAsStream("/reference/" + name), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number or nested arrays. */
  public static Tensor tensor(JsonElement element) {
    List<Integer> shape = new ArrayList<>();
    for (JsonElement each = element; each.isJsonArray(); each = each.getAsJsonArray().get(0)) {
      shape.add(each.getAsJsonArray().size());
    }
    List<Double> numbers = new ArrayList<>();
    collect(element, numbers);
    return Tensor.of(
        numbers.stream().mapToDouble(Double::doubleValue).toArray(),
        shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void collect(JsonElement element, List<Double> numbers) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> collect(each, numbers));
    } else {
      numbers.add(element.getAsDouble());
    }
  }

  /** A list of integers. */
  public static int[] ints(JsonElement element) {
    int[] result = new int[element.getAsJsonArray().size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = element.getAsJsonArray().get(i).getAsInt();
    }
    return result;
  }

  /** Equal to 1e-10, relative to the number or, where that is tiny, to the rounding of 1. */
  public static void assertAgrees(JsonElement expected, Tensor actual, String what) {
    Tensor reference = tensor(expected);
    assertArrayEquals(reference.shape(), actual.shape(), what);
    double[] numbers = reference.toDoubles();
    for (int i = 0; i < numbers.length; i++) {
      double tolerance = Math.max(1e-10 * Math.abs(numbers[i]), 1e-15);
      assertEquals(numbers[i], actual.toDoubles()[i], tolerance, what + " at " + i);
    }
  }
}
