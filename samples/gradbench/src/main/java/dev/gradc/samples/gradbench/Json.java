package dev.gradc.samples.gradbench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.util.Arrays;

/** Numbers and arrays of them, from JSON and to it. */
final class Json {

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  /**
   * A text that is one JSON value, to the letter of the standard.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static JsonElement parse(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      require(reader.peek() == JsonToken.END_DOCUMENT, "not JSON: more than one value");
      return element;
    } catch (IOException | JsonParseException malformed) {
      throw new IllegalArgumentException("not JSON", malformed);
    }
  }

  /**
   * Writes a value on one line, without the end of the line.
   *
   * @throws JsonIOException if it cannot be written
   */
  static void write(JsonElement element, Writer writer) {
    GSON.toJson(element, writer);
  }

  /** Whether all numbers in it are finite. */
  static boolean isFinite(JsonElement element) {
    if (element instanceof JsonArray array) {
      return array.asList().stream().allMatch(Json::isFinite);
    }
    if (element instanceof JsonObject object) {
      return object.asMap().values().stream().allMatch(Json::isFinite);
    }
    return !(element instanceof JsonPrimitive primitive)
        || !primitive.isNumber()
        || Double.isFinite(primitive.getAsDouble());
  }

  /**
   * A member of an input.
   *
   * @throws IllegalArgumentException if there is none
   */
  static JsonElement member(JsonElement input, String name) {
    if (input == null || !input.isJsonObject() || !input.getAsJsonObject().has(name)) {
      throw new IllegalArgumentException("the input has no '" + name + "'");
    }
    return input.getAsJsonObject().get(name);
  }

  /**
   * A finite number.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static double number(JsonElement element) {
    if (!(element instanceof JsonPrimitive primitive)
        || !primitive.isNumber()
        || !Double.isFinite(primitive.getAsDouble())) {
      throw new IllegalArgumentException("not a finite number: " + element);
    }
    return primitive.getAsDouble();
  }

  /**
   * An integer.
   *
   * @param least what it may be at least
   * @throws IllegalArgumentException if it is something else
   */
  static int integer(JsonElement element, int least) {
    double number = number(element);
    if (number != Math.rint(number) || number < least || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not an integer of at least " + least + ": " + element);
    }
    return (int) number;
  }

  /**
   * A list of integers.
   *
   * @param least what they may be at least
   * @throws IllegalArgumentException if it is something else, or empty
   */
  static int[] integers(JsonElement element, int least) {
    JsonArray array = list(element);
    int[] integers = new int[array.size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integer(array.get(i), least);
    }
    return integers;
  }

  /**
   * True or false.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static boolean truth(JsonElement element) {
    require(
        element instanceof JsonPrimitive primitive && primitive.isBoolean(),
        "neither true nor false: " + element);
    return element.getAsBoolean();
  }

  /**
   * A list of numbers.
   *
   * @throws IllegalArgumentException if it is something else, or empty
   */
  static double[] vector(JsonElement element) {
    return numbers(list(element));
  }

  /**
   * A list of lists of numbers, all of one length.
   *
   * @throws IllegalArgumentException if it is something else, or empty
   */
  static double[][] matrix(JsonElement element) {
    JsonArray rows = list(element);
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      if (!rows.get(i).isJsonArray()) {
        throw new IllegalArgumentException("not a list of lists");
      }
      matrix[i] = numbers(rows.get(i).getAsJsonArray());
      require(matrix[i].length == matrix[0].length, "the rows are not of one length");
    }
    return matrix;
  }

  private static JsonArray list(JsonElement element) {
    if (element == null || !element.isJsonArray() || element.getAsJsonArray().isEmpty()) {
      throw new IllegalArgumentException("not a list with something in it: " + element);
    }
    return element.getAsJsonArray();
  }

  private static double[] numbers(JsonArray array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i));
    }
    return numbers;
  }

  /**
   * Checks an input.
   *
   * @throws IllegalArgumentException if the condition does not hold
   */
  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  static JsonArray of(double[] vector) {
    JsonArray array = new JsonArray(vector.length);
    for (double element : vector) {
      array.add(element);
    }
    return array;
  }

  static JsonArray of(double[][] matrix) {
    JsonArray array = new JsonArray(matrix.length);
    for (double[] row : matrix) {
      array.add(of(row));
    }
    return array;
  }

  /** The first elements and the last one. */
  static JsonArray ends(double[] vector, int first) {
    JsonArray array = of(Arrays.copyOf(vector, Math.min(first, vector.length)));
    array.add(vector[vector.length - 1]);
    return array;
  }

  /** The first elements and the last one. */
  static JsonArray ends(int[] vector, int first) {
    JsonArray array = new JsonArray(first + 1);
    for (int i = 0; i < Math.min(first, vector.length); i++) {
      array.add(vector[i]);
    }
    array.add(vector[vector.length - 1]);
    return array;
  }

  /** Columns as rows. */
  static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
