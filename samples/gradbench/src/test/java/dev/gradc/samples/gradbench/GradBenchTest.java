package dev.gradc.samples.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the tool as a process, over the protocol. */
final class GradBenchTest {

  private static Tool tool;

  @BeforeAll
  static void start() {
    tool = new Tool();
    JsonObject message = new JsonObject();
    message.addProperty("kind", "start");
    assertEquals("gradc", tool.ask(message).get("tool").getAsString());
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    assertEquals(0, tool.end());
    tool.close();
  }

  private static JsonElement output(String module, String function, JsonElement input) {
    JsonObject answer = tool.evaluate(module, function, input);
    assertTrue(answer.get("success").getAsBoolean(), answer::toString);
    return answer.get("output");
  }

  /** Messages of the suite, with the outputs of its hand-written tool. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "llsq",
        "lse",
        "ode",
        "det",
        "gmm",
        "lstm",
        "kmeans",
        "ba",
        "ht",
        "particle",
        "saddle"
      })
  void agreesWithTheSuite(String module) throws IOException {
    assertTrue(tool.define(module).get("success").getAsBoolean());
    List<JsonObject> messages = messages(module);
    assertTrue(messages.size() > 1);
    for (JsonObject message : messages) {
      String function = message.get("function").getAsString();
      assertClose(message.get("output"), output(module, function, message.get("input")));
    }
  }

  /** The hand is in the first message only. */
  private static List<JsonObject> messages(String module) throws IOException {
    List<JsonObject> messages = new ArrayList<>();
    JsonElement hand = null;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GradBenchTest.class.getResourceAsStream("/messages/" + module + ".jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonObject message = JsonParser.parseString(line).getAsJsonObject();
        if (module.equals("ht")) {
          JsonObject data = message.getAsJsonObject("input").getAsJsonObject("data");
          hand = data.has("model") ? data.get("model") : hand;
          data.add("model", hand);
        }
        messages.add(message);
      }
    }
    return messages;
  }

  /** As the suite compares, only more closely. */
  private static void assertClose(JsonElement expected, JsonElement actual) {
    if (expected.isJsonObject()) {
      assertEquals(expected.getAsJsonObject().keySet(), actual.getAsJsonObject().keySet());
      for (String key : expected.getAsJsonObject().keySet()) {
        assertClose(expected.getAsJsonObject().get(key), actual.getAsJsonObject().get(key));
      }
    } else if (expected.isJsonArray()) {
      assertEquals(expected.getAsJsonArray().size(), actual.getAsJsonArray().size());
      for (int i = 0; i < expected.getAsJsonArray().size(); i++) {
        assertClose(expected.getAsJsonArray().get(i), actual.getAsJsonArray().get(i));
      }
    } else {
      double a = expected.getAsDouble();
      double b = actual.getAsDouble();
      assertEquals(a, b, 1e-6 * Math.max(1, Math.abs(a) + Math.abs(b)));
    }
  }

  /** Central differences of the primal that the tool itself answers. */
  @ParameterizedTest
  @CsvSource({
    "llsq, primal, gradient, x",
    "lse, primal, gradient, x",
    "det, primal, gradient, A",
    "gmm, objective, jacobian, alpha",
    "gmm, objective, jacobian, mu",
    "gmm, objective, jacobian, q",
    "gmm, objective, jacobian, l",
    "kmeans, cost, gradient, centroids",
    "ode, primal, gradient, x"
  })
  void derivativeIsTheDifferenceOfThePrimal(
      String module, String primal, String derivative, String name) {
    assertTrue(tool.define(module).get("success").getAsBoolean());
    JsonObject input = tiny(module);
    JsonElement whole = output(module, derivative, input);
    double[] gradient = flat(whole.isJsonObject() ? whole.getAsJsonObject().get(name) : whole);
    for (int i = 0; i < gradient.length; i++) {
      double step = 1e-5;
      double above = last(output(module, primal, moved(input, name, i, step)));
      double below = last(output(module, primal, moved(input, name, i, -step)));
      double expected = (above - below) / (2 * step);
      assertEquals(expected, gradient[i], 1e-6 * Math.max(1, Math.abs(expected)));
    }
  }

  private static JsonObject tiny(String module) {
    return switch (module) {
      case "llsq" -> Workloads.of(module, 4, 7);
      case "lse" -> Workloads.of(module, 6);
      case "det" -> Workloads.of(module, 4);
      // More than a block of points, and of columns, and some left over.
      case "gmm" -> Workloads.of(module, 6, 2, 300);
      case "kmeans" -> Workloads.of(module, 3, 9, 2);
      case "ode" -> Workloads.of(module, 5, 3);
      default -> throw new IllegalArgumentException(module);
    };
  }

  private static JsonObject moved(JsonObject input, String name, int position, double change) {
    JsonObject copy = input.deepCopy();
    int[] rest = {position};
    copy.add(name, moved(copy.get(name), rest, change));
    return copy;
  }

  private static JsonElement moved(JsonElement element, int[] rest, double change) {
    if (!element.isJsonArray()) {
      boolean isHere = rest[0]-- == 0;
      return new com.google.gson.JsonPrimitive(element.getAsDouble() + (isHere ? change : 0));
    }
    JsonArray array = new JsonArray();
    element.getAsJsonArray().forEach(inner -> array.add(moved(inner, rest, change)));
    return array;
  }

  private static double[] flat(JsonElement element) {
    if (!element.isJsonArray()) {
      return new double[] {element.getAsDouble()};
    }
    return element.getAsJsonArray().asList().stream()
        .flatMapToDouble(inner -> java.util.Arrays.stream(flat(inner)))
        .toArray();
  }

  /** The only number, or the last of a list, which is what {@code ode} differentiates. */
  private static double last(JsonElement output) {
    double[] numbers = flat(output);
    return numbers[numbers.length - 1];
  }

  /** The softmax, and the mean of the nearest points. */
  @Test
  void closedForms() {
    tool.define("lse");
    JsonElement softmax = output("lse", "gradient", JsonParser.parseString("{\"x\": [0, 1, 2.5]}"));
    double sum = 1 + Math.exp(1) + Math.exp(2.5);
    double[] expected = {1 / sum, Math.exp(1) / sum, Math.exp(2.5) / sum};
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i], flat(softmax)[i], 1e-15);
    }
    tool.define("kmeans");
    JsonElement input =
        JsonParser.parseString("{\"points\": [[0], [1], [10]], \"centroids\": [[2], [9]]}");
    JsonElement gradient = output("kmeans", "gradient", input);
    // Twice the sum of the differences to the points that are nearest.
    assertEquals(2 * (2 - 0) + 2 * (2 - 1), flat(gradient)[0]);
    assertEquals(2 * (9 - 10), flat(gradient)[1]);
    JsonElement direction = output("kmeans", "dir", input);
    assertEquals(2 - 0.5, flat(direction)[0]);
    assertEquals(9 - 10, flat(direction)[1]);
  }

  @Test
  void modulesStayDefined() {
    tool.define("lse");
    tool.define("hello");
    assertEquals(2.0, last(output("lse", "primal", JsonParser.parseString("{\"x\": [2]}"))));
    assertEquals(9.0, last(output("hello", "square", JsonParser.parseString("3"))));
  }

  /** JSON has no infinity. */
  @Test
  void whatIsNotFiniteIsAnError() {
    tool.define("hello");
    JsonObject answer = tool.evaluate("hello", "square", JsonParser.parseString("1e200"));
    assertFalse(answer.get("success").getAsBoolean(), answer::toString);
    assertTrue(answer.get("error").getAsString().contains("not finite"), answer::toString);
  }

  @Test
  void runsAsOftenAndAsLongAsAsked() {
    tool.define("lse");
    JsonObject input = Workloads.of("lse", 10);
    input.addProperty("min_runs", 7);
    assertEquals(7, runs(tool.evaluate("lse", "primal", input)));
    input.addProperty("min_runs", 1);
    input.addProperty("min_seconds", 0.05);
    JsonObject answer = tool.evaluate("lse", "gradient", input);
    assertTrue(runs(answer) > 1);
    long total = 0;
    for (JsonElement timing : answer.getAsJsonArray("timings")) {
      boolean isRun = timing.getAsJsonObject().get("name").getAsString().equals("evaluate");
      total += isRun ? timing.getAsJsonObject().get("nanoseconds").getAsLong() : 0;
    }
    assertTrue(total >= 50_000_000, "shorter than asked for");
    double sum = 0;
    for (double element : flat(answer.get("output"))) {
      sum += element;
    }
    assertEquals(1, sum, 1e-12, "runs add up");
  }

  private static int runs(JsonObject answer) {
    int runs = 0;
    for (JsonElement timing : answer.getAsJsonArray("timings")) {
      runs += timing.getAsJsonObject().get("name").getAsString().equals("evaluate") ? 1 : 0;
    }
    return runs;
  }

  /** What is wrong is answered, and the process lives on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "[1, 2]",
        "{id: 12, kind: 'start'}",
        "{\"id\": 1, \"kind\": \"start\"} {}",
        "{\"id\": 1}",
        "{\"id\": 1, \"kind\": 2}",
        "{\"id\": 1, \"kind\": \"define\"}",
        "{\"id\": 1, \"kind\": \"define\", \"module\": \"nothing\"}",
        "{\"id\": 1, \"kind\": \"evaluate\"}",
        "{\"id\": 1, \"kind\": \"evaluate\", \"module\": \"lse\"}",
        "{\"id\": 1, \"kind\": \"evaluate\", \"module\": \"lse\", \"function\": \"primal\"}",
        "{\"id\": 1, \"kind\": \"evaluate\", \"module\": \"nothing\", \"function\": \"primal\","
            + " \"input\": 1}"
      })
  void messagesThatAreWrong(String line) {
    tool.define("lse");
    JsonObject answer = tool.say(line);
    assertFalse(answer.get("success").getAsBoolean(), answer::toString);
    assertFalse(answer.get("error").getAsString().isEmpty());
    assertEquals(2.0, last(output("lse", "primal", JsonParser.parseString("{\"x\": [2]}"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lse | nothing | {'x': [1]}",
        "lse | primal | {'x': []}",
        "lse | primal | {'x': 1}",
        "lse | primal | {'x': ['a']}",
        "lse | primal | {'x': [null]}",
        "lse | primal | {'x': [1e999]}",
        "lse | primal | {'y': [1]}",
        "lse | primal | null",
        "lse | primal | {'x': [1], 'min_runs': 'a'}",
        "hello | square | {}",
        "llsq | primal | {'x': [1], 'n': 1}",
        "llsq | primal | {'x': [1], 'n': 2.5}",
        "ode | gradient | {'x': [1], 's': 0}",
        "det | gradient | {'A': [1, 2, 3], 'ell': 2}",
        "gmm | jacobian | {'alpha': [1], 'mu': [[1]], 'q': [[1, 2]], 'l': [[]], 'x': [[1]],"
            + " 'gamma': 1, 'm': 0}",
        "lstm | objective | {'main_params': [[1]], 'extra_params': [[1]], 'state': [[1]],"
            + " 'sequence': [[1]]}",
        "kmeans | cost | {'points': [[1, 2]], 'centroids': [[1]]}",
        "kmeans | cost | {'points': [[1, 2], [3]], 'centroids': [[1, 2]]}",
        "kmeans | dir | {'points': [[1, 2]], 'centroids': [[1]]}",
        // Nothing is nearest to the second: 0 / 0.
        "kmeans | dir | {'points': [[1]], 'centroids': [[1], [9]]}",
        "ba | objective | {'n': 1, 'm': 1, 'p': 1, 'cam': [1], 'x': [1, 1, 1], 'w': 1,"
            + " 'feat': [1, 1]}",
        "ba | jacobian | {'n': 1, 'm': 1, 'p': 99999999, 'cam': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],"
            + " 'x': [1, 1, 1], 'w': 1, 'feat': [1, 1]}",
        "ba | jacobian | {'n': 0, 'm': 1, 'p': 1, 'cam': [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],"
            + " 'x': [1, 1, 1], 'w': 1, 'feat': [1, 1]}",
        "ht | objective | {'theta': [1], 'us': [], 'data': {}}",
        "particle | ff | {}",
        "saddle | rr | {'start': [1]}"
      })
  void inputsThatAreWrong(String module, String function, String input) {
    tool.define(module);
    JsonObject answer =
        tool.evaluate(module, function, JsonParser.parseString(input.replace('\'', '"')));
    assertFalse(answer.get("success").getAsBoolean(), answer::toString);
    assertFalse(answer.get("error").getAsString().isEmpty());
    assertTrue(tool.define("hello").get("success").getAsBoolean());
    assertEquals(6.0, last(output("hello", "double", JsonParser.parseString("3"))));
  }

  @Test
  void otherMessagesGetTheirIdBack() {
    JsonObject answer =
        tool.say("{\"id\": 42, \"kind\": \"analysis\", \"of\": 1, \"valid\": true}");
    assertEquals(JsonParser.parseString("{\"id\": 42}"), answer);
  }
}
