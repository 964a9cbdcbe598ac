package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The tool as a process of its own, as the suite starts it. */
final class Tool implements AutoCloseable {

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private int id;

  Tool() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  GradBench.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The answer to a line. */
  JsonObject say(String line) {
    try {
      in.write(line);
      in.newLine();
      in.flush();
      return JsonParser.parseString(out.readLine()).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to a message, which gets the next id. */
  JsonObject ask(JsonObject message) {
    message.addProperty("id", id);
    JsonObject answer = say(message.toString());
    if (answer.get("id").getAsInt() != id) {
      throw new AssertionError("another id: " + answer);
    }
    id++;
    return answer;
  }

  JsonObject define(String module) {
    JsonObject message = new JsonObject();
    message.addProperty("kind", "define");
    message.addProperty("module", module);
    return ask(message);
  }

  JsonObject evaluate(String module, String function, JsonElement input) {
    JsonObject message = new JsonObject();
    message.addProperty("kind", "evaluate");
    message.addProperty("module", module);
    message.addProperty("function", function);
    message.add("input", input);
    return ask(message);
  }

  /** Ends the input, and waits for the process to end: its exit code. */
  int end() throws IOException, InterruptedException {
    in.close();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
