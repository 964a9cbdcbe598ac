package dev.gradc.samples.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measurements beside each other, each against the primal and against gradc of its workload. */
final class MarkdownTable {

  private static final String HEAD =
      """
      | workload | by | time, µs | over the primal's | over gradc's | bytes a call |
      | --- | --- | ---: | ---: | ---: | ---: |
      """;

  private MarkdownTable() {}

  /** Rows in the order of the workloads, and in each of the measurements. */
  static String of(List<Measurement> measurements) {
    Map<String, Map<String, Measurement>> workloads = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      workloads
          .computeIfAbsent(measurement.workload(), workload -> new LinkedHashMap<>())
          .put(measurement.by(), measurement);
    }
    StringBuilder table = new StringBuilder(HEAD);
    for (Map<String, Measurement> workload : workloads.values()) {
      for (Measurement measurement : workload.values()) {
        table.append(row(measurement, workload));
      }
    }
    return table.toString();
  }

  private static String row(Measurement measurement, Map<String, Measurement> workload) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |%n",
        measurement.workload(),
        measurement.by(),
        text(measurement.time()),
        ratio(measurement, workload.get(Measurement.PRIMAL)),
        ratio(measurement, workload.get(Measurement.GRADC)),
        // Less than half a byte is of the profiler itself.
        String.format(Locale.ROOT, "%.0f", measurement.bytes()));
  }

  /** Nothing if the other was not measured, or is the same. */
  private static String ratio(Measurement measurement, Measurement other) {
    boolean isThere = other != null && other != measurement;
    return isThere ? text(measurement.time().over(other.time())) : "–";
  }

  /** Three digits of the mean, and the deviation to the same place. */
  private static String text(Spread spread) {
    int integers = (int) Math.floor(Math.log10(Math.max(spread.mean(), 1e-9))) + 1;
    int places = Math.max(0, Math.min(3, 3 - integers));
    String format = "%." + places + "f";
    String mean = String.format(Locale.ROOT, format, spread.mean());
    return Double.isNaN(spread.deviation())
        ? mean
        : mean + " ± " + String.format(Locale.ROOT, format, spread.deviation());
  }
}
