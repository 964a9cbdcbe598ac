package dev.gradc.processor.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.gradc.processor.report.TapeReport.Output;
import dev.gradc.processor.report.TapeReport.Place;
import dev.gradc.processor.report.TapeReport.Row;
import java.util.List;
import java.util.Locale;

/** Writes a report as JSON, for other programs; docs/guide/reports.md has the fields. */
final class JsonReport {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The whole document. */
  String write(TapeReport report) {
    JsonObject root = new JsonObject();
    root.addProperty("version", 1);
    root.addProperty("method", report.method());
    root.addProperty("generated", report.generated());
    root.addProperty("file", report.file());
    root.addProperty("line", report.line());
    root.add("size", size(report.total()));
    JsonArray outputs = new JsonArray();
    report.outputs().forEach(output -> outputs.add(output(output)));
    root.add("outputs", outputs);
    JsonArray stored = new JsonArray();
    JsonArray recomputed = new JsonArray();
    report.rows().forEach(row -> (row.isStored() ? stored : recomputed).add(row(row)));
    root.add("stored", stored);
    root.add("recomputed", recomputed);
    if (!report.runAgain().isEmpty()) {
      root.add("runAgain", places(report.runAgain()));
    }
    return GSON.toJson(root) + "\n";
  }

  private static JsonObject output(Output output) {
    JsonObject object = new JsonObject();
    object.addProperty("name", output.name());
    object.addProperty("slots", output.slots());
    object.add("size", size(output.size()));
    object.add("blocks", strings(output.blocks()));
    return object;
  }

  private static JsonObject row(Row row) {
    JsonObject object = new JsonObject();
    object.addProperty("line", row.line());
    object.addProperty("value", row.variable());
    object.addProperty("source", row.text());
    object.addProperty("reason", name(row.reason()));
    object.add("neededBy", places(row.neededBy()));
    if (row.isStored()) {
      object.add("size", size(row.size()));
      object.add("outputs", strings(row.outputs()));
      object.addProperty("life", name(row.life()));
    }
    return object;
  }

  private static JsonArray places(List<Place> places) {
    JsonArray array = new JsonArray();
    for (Place place : places) {
      JsonObject object = new JsonObject();
      object.addProperty("line", place.line());
      object.addProperty("source", place.text());
      array.add(object);
    }
    return array;
  }

  private static JsonObject size(Size size) {
    JsonObject object = new JsonObject();
    object.addProperty("formula", size.formula());
    size.bytes().ifPresent(bytes -> object.addProperty("bytes", bytes));
    JsonArray terms = new JsonArray();
    for (Size.Term term : size.terms()) {
      JsonObject product = new JsonObject();
      product.addProperty("bytes", term.bytes());
      product.add("factors", strings(term.factors()));
      terms.add(product);
    }
    object.add("terms", terms);
    return object;
  }

  private static JsonArray strings(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
