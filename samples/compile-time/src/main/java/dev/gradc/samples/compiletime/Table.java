package dev.gradc.samples.compiletime;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH has found, a row for each number of methods. */
final class Table {

  private static final String HEAD =
      """
      | methods | javac, ms | javac, generated code too, ms | with gradc, ms | gradc itself, ms a method | with gradc over javac |
      | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  private Table() {}

  static String of(Collection<RunResult> results) {
    Map<Integer, Map<String, Result<?>>> rows = new TreeMap<>();
    for (RunResult result : results) {
      rows.computeIfAbsent(
              Integer.valueOf(result.getParams().getParam("methods")), count -> new TreeMap<>())
          .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult());
    }
    StringBuilder table = new StringBuilder(HEAD);
    rows.forEach((methods, row) -> table.append(row(methods, row)));
    return table.toString();
  }

  private static String row(int methods, Map<String, Result<?>> row) {
    Result<?> alone = row.get("javac");
    Result<?> withGenerated = row.get("javacWithGenerated");
    Result<?> gradc = row.get("gradc");
    return String.format(
        Locale.ROOT,
        "| %d | %s | %s | %s | %.1f | %.1f |%n",
        methods,
        text(alone),
        text(withGenerated),
        text(gradc),
        (gradc.getScore() - withGenerated.getScore()) / methods,
        gradc.getScore() / alone.getScore());
  }

  private static String text(Result<?> result) {
    double deviation = result.getStatistics().getStandardDeviation();
    return Double.isNaN(deviation)
        ? String.format(Locale.ROOT, "%.0f", result.getScore())
        : String.format(Locale.ROOT, "%.0f ± %.0f", result.getScore(), deviation);
  }
}
