package dev.gradc.samples.gradbench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandInputTest {

  private static final int PLACES = 6;

  private static HandInput input(boolean simple, boolean mirrored) {
    JsonObject input = Workloads.of("ht", PLACES, 8);
    if (simple) {
      input.add("us", new JsonArray());
    }
    input.getAsJsonObject("data").getAsJsonObject("model").addProperty("is_mirrored", mirrored);
    return HandInput.of(input);
  }

  /** Without a rotation of the whole, the first coordinate is the other way, and no other. */
  @Test
  void theOtherHandIsMirrored() {
    HandInput one = input(true, false);
    HandInput other = input(true, true);
    for (HandInput hand : new HandInput[] {one, other}) {
      Arrays.fill(hand.theta(), 0, 6, 0);
    }
    double[] errors = one.errors();
    double[] mirrored = other.errors();
    for (int i = 0; i < PLACES; i++) {
      double point = one.points()[3 * i];
      assertEquals(point - errors[3 * i], -(point - mirrored[3 * i]), 1e-12);
      assertEquals(errors[3 * i + 1], mirrored[3 * i + 1]);
      assertEquals(errors[3 * i + 2], mirrored[3 * i + 2]);
    }
  }

  /** A place at a corner is a vertex. */
  @Test
  void cornersAreVertices() {
    HandInput onTriangles = input(false, false);
    int[] vertices = new int[PLACES];
    for (int i = 0; i < PLACES; i++) {
      int corner = i % 3;
      vertices[i] = onTriangles.model().triangles()[3 * onTriangles.places()[i] + corner];
      onTriangles.us()[2 * i] = corner == 0 ? 1 : 0;
      onTriangles.us()[2 * i + 1] = corner == 1 ? 1 : 0;
    }
    HandInput onVertices =
        new HandInput(
            onTriangles.theta(), null, vertices, onTriangles.points(), onTriangles.model());
    assertArrayEquals(onVertices.errors(), onTriangles.errors(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "false, false", "false, true"})
  void jacobianIsTheDifferenceOfTheErrors(boolean simple, boolean mirrored) {
    HandInput input = input(simple, mirrored);
    double[][] jacobian = input.jacobian(input.matrix());
    int shifts = simple ? 0 : 2;
    assertEquals(3 * PLACES, jacobian.length);
    assertEquals(shifts + 26, jacobian[0].length);
    for (int i = 0; i < input.theta().length; i++) {
      double[] expected = difference(input, input.theta(), i);
      for (int row = 0; row < jacobian.length; row++) {
        assertClose(expected[row], jacobian[row][shifts + i]);
      }
    }
    for (int place = 0; place < PLACES && !simple; place++) {
      for (int i = 0; i < 2; i++) {
        double[] expected = difference(input, input.us(), 2 * place + i);
        for (int row = 0; row < jacobian.length; row++) {
          assertClose(expected[row], row / 3 == place ? jacobian[row][i] : 0);
        }
      }
    }
  }

  private static double[] difference(HandInput input, double[] array, int position) {
    double at = array[position];
    double step = 1e-5;
    array[position] = at + step;
    double[] above = input.errors();
    array[position] = at - step;
    double[] below = input.errors();
    array[position] = at;
    double[] difference = new double[above.length];
    Arrays.setAll(difference, i -> (above[i] - below[i]) / (2 * step));
    return difference;
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-7 * Math.max(1, Math.abs(expected)));
  }

  /** A hand that is hardly turned is not turned at all, says the suite: no derivative either. */
  @Test
  void tinyRotationsAreNone() {
    HandInput input = input(false, false);
    Arrays.fill(input.theta(), 0, 3, 1e-6);
    for (double[] row : input.jacobian(input.matrix())) {
      assertArrayEquals(new double[3], Arrays.copyOfRange(row, 2, 5));
      assertTrue(Arrays.stream(row, 5, 8).anyMatch(element -> Math.abs(element + 1) < 1e-12));
    }
  }

  @Test
  void runsDoNotAddUp() {
    HandInput input = input(false, false);
    assertArrayEquals(input.jacobian(input.matrix()), input.jacobian(input.matrix()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theta | [1, 2]",
        "us | [[0.5, 0.5]]",
        "data.points | [[1, 2, 3]]",
        "data.correspondences | [0, 1, 2, 3, 4, 8]",
        "data.correspondences | [0, 1, 2, 3, 4, -1]",
        "data.correspondences | [0, 1, 2, 3, 4, 0.5]",
        "data.model.parents | [-1, 0]",
        "data.model.parents | [-1, 1, 1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14, 15, 0, 17, 18,"
            + " 19, 0]",
        "data.model.base_relatives | [[[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]]",
        "data.model.base_positions | [[1, 2, 3, 1]]",
        "data.model.base_positions | [[1, 2, 3]]",
        "data.model.weights | [[1, 2, 3]]",
        "data.model.triangles | [[0, 1]]",
        "data.model.triangles | [[0, 1, 8]]",
        "data.model.is_mirrored | 1"
      })
  void inputsThatAreWrong(String path, String value) {
    JsonObject input = Workloads.of("ht", PLACES, 8);
    JsonObject object = input;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      object = object.getAsJsonObject(names[i]);
    }
    String name = names[names.length - 1];
    assertTrue(object.has(name), name);
    object.add(name, JsonParser.parseString(value));
    assertThrows(IllegalArgumentException.class, () -> HandInput.of(input));
  }

  /** What is no motion would move points to another fourth coordinate. */
  @Test
  void lastRowsOfMatricesAreChecked() {
    JsonObject input = Workloads.of("ht", PLACES, 8);
    JsonArray relatives =
        input.getAsJsonObject("data").getAsJsonObject("model").getAsJsonArray("base_relatives");
    relatives.get(3).getAsJsonArray().get(3).getAsJsonArray().set(0, new JsonPrimitive(0.5));
    assertThrows(IllegalArgumentException.class, () -> HandInput.of(input));
  }
}
