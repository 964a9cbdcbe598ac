package dev.gradc.samples.gradbench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Answers GradBench's messages: one JSON object a line, in and out. */
public final class GradBench {

  private final Evals evals = new Evals();
  private final Set<String> defined = new HashSet<>();

  private GradBench() {}

  /**
   * Reads standard input to its end.
   *
   * @param arguments not used
   * @throws IOException if standard input cannot be read, or output not be written
   */
  public static void main(String[] arguments) throws IOException {
    GradBench tool = new GradBench();
    // Written as it is made: an answer may be larger than a text should be.
    Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        Json.write(tool.answer(line), out);
        out.write('\n');
        out.flush();
      }
    }
  }

  private JsonObject answer(String line) {
    JsonObject answer = new JsonObject();
    try {
      JsonElement parsed = Json.parse(line);
      Json.require(parsed.isJsonObject(), "not a JSON object");
      JsonObject message = parsed.getAsJsonObject();
      answer.add("id", message.get("id"));
      switch (text(message, "kind")) {
        case "start" -> answer.addProperty("tool", "gradc");
        case "define" -> define(message, answer);
        case "evaluate" -> evaluate(message, answer);
        default -> {
          // An analysis, or something of a later version: only its id is wanted.
        }
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      fail(answer, describe(failure));
    }
    return answer;
  }

  private static String text(JsonObject message, String name) {
    JsonElement text = message.get(name);
    Json.require(
        text instanceof JsonPrimitive primitive && primitive.isString(),
        "the message has no '" + name + "'");
    return text.getAsString();
  }

  private static String describe(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static void fail(JsonObject answer, String error) {
    answer.addProperty("success", false);
    answer.addProperty("error", error);
  }

  private void define(JsonObject message, JsonObject answer) {
    String module = text(message, "module");
    if (evals.has(module)) {
      evals.warmUp(module);
      defined.add(module);
      answer.addProperty("success", true);
    } else {
      fail(answer, "no such module: " + module);
    }
  }

  private void evaluate(JsonObject message, JsonObject answer) {
    String module = text(message, "module");
    String function = text(message, "function");
    if (!defined.contains(module)) {
      fail(answer, "the module is not defined: " + module);
      return;
    }
    JsonElement input = message.get("input");
    JsonArray timings = new JsonArray();
    long start = System.nanoTime();
    Run run = evals.prepare(module, function, input);
    timings.add(timing("prepare", System.nanoTime() - start));
    repeat(run, input, timings);
    JsonElement output = run.output();
    Json.require(Json.isFinite(output), "the output is not finite, and JSON has no such numbers");
    answer.addProperty("success", true);
    answer.add("output", output);
    answer.add("timings", timings);
  }

  /** As often, and as long, as the input asks for. */
  private static void repeat(Run run, JsonElement input, JsonArray timings) {
    int least = 1;
    double seconds = 0;
    if (input instanceof JsonObject object) {
      least = object.has("min_runs") ? Json.integer(object.get("min_runs"), 0) : 1;
      seconds = object.has("min_seconds") ? Json.number(object.get("min_seconds")) : 0;
    }
    long total = 0;
    for (int i = 0; i < Math.max(1, least) || total < seconds * 1e9; i++) {
      long start = System.nanoTime();
      run.run();
      long time = System.nanoTime() - start;
      timings.add(timing("evaluate", time));
      total += time;
    }
  }

  private static JsonObject timing(String name, long nanoseconds) {
    JsonObject timing = new JsonObject();
    timing.addProperty("name", name);
    timing.addProperty("nanoseconds", nanoseconds);
    return timing;
  }
}
