package dev.gradc.processor.report;

import dev.gradc.processor.report.TapeReport.Output;
import dev.gradc.processor.report.TapeReport.Place;
import dev.gradc.processor.report.TapeReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as Markdown. */
final class MarkdownReport {

  private final StringBuilder text = new StringBuilder();

  /**
   * The whole page.
   *
   * @param picture name of the picture's file, beside this one
   */
  String write(TapeReport report, String picture) {
    line("# The tape of `" + report.method() + "`");
    line("");
    String place = report.file().isEmpty() ? "" : report.file() + ":" + report.line() + ", ";
    line(place + "compiled to `" + report.generated() + "`.");
    line("");
    line("![The graph](" + picture.replace("$", "%24") + ")");
    line("");
    outputs(report);
    List<Row> stored = report.rows().stream().filter(Row::isStored).toList();
    stored(stored, report.total(), report.outputs().size() > 1);
    List<Row> recomputed = report.rows().stream().filter(row -> !row.isStored()).toList();
    recomputed(recomputed);
    runAgain(report.runAgain());
    return text.toString();
  }

  private void outputs(TapeReport report) {
    line("## Backward passes");
    line("");
    line("| output | slots | size | makes impossible |");
    line("| --- | --- | --- | --- |");
    for (Output output : report.outputs()) {
      line(
          cells(
              code(output.name()),
              Integer.toString(output.slots()),
              output.size().text(),
              passes(output)));
    }
    line("");
  }

  private static String passes(Output output) {
    if (output.blocks().isEmpty()) {
      return "nothing";
    }
    return output.blocks().stream()
        .map(other -> other.equals(output.name()) ? "itself once more" : code(other))
        .collect(Collectors.joining(", "));
  }

  private void stored(List<Row> rows, Size total, boolean hasSeveralOutputs) {
    line("## Stored");
    line("");
    if (rows.isEmpty()) {
      line("Nothing: the tape has no slots.");
      line("");
      return;
    }
    line("In all " + total.text() + ".");
    line("");
    line(
        hasSeveralOutputs
            ? "| line | value | size | why | needed for | outputs | how long |"
            : "| line | value | size | why | needed for | how long |");
    line(
        hasSeveralOutputs
            ? "| ---: | --- | --- | --- | --- | --- | --- |"
            : "| ---: | --- | --- | --- | --- | --- |");
    for (Row row : rows) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  number(row.line()),
                  code(row.variable()),
                  row.size().text(),
                  row.reason().text(),
                  places(row.neededBy())));
      if (hasSeveralOutputs) {
        cells.add(row.outputs().stream().map(MarkdownReport::code).collect(joined()));
      }
      cells.add(row.life().text());
      line(cells(cells.toArray(String[]::new)));
    }
    line("");
  }

  private void recomputed(List<Row> rows) {
    line("## Computed again");
    line("");
    if (rows.isEmpty()) {
      line("Nothing.");
      return;
    }
    line("| line | value | why | needed for |");
    line("| ---: | --- | --- | --- |");
    for (Row row : rows) {
      line(
          cells(
              number(row.line()),
              code(row.variable()),
              row.reason().text(),
              places(row.neededBy())));
    }
  }

  private void runAgain(List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    line("");
    line("## Run again");
    line("");
    line(
        "From what is stored for them, with a tape of their own that is used by one of them after the"
            + " other. What is\nsaid of iterations above are segments where a loop is divided.");
    line("");
    line("| line | code |");
    line("| ---: | --- |");
    places.forEach(place -> line(cells(number(place.line()), code(place.text()))));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  private static String number(int line) {
    return line == 0 ? "" : Integer.toString(line);
  }

  private static String places(List<Place> places) {
    return places.stream()
        .map(place -> place.line() + ": " + code(place.text()))
        .collect(Collectors.joining("<br>"));
  }

  /** In a cell of a table, a bar ends the cell even in code. */
  private static String code(String source) {
    String safe = source.replace("|", "\\|");
    return safe.contains("`") ? "`` " + safe + " ``" : "`" + safe + "`";
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
