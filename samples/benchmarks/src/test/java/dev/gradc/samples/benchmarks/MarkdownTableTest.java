package dev.gradc.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkdownTableTest {

  private static Measurement measurement(
      String workload, String by, double mean, double deviation, double bytes) {
    return new Measurement(workload, by, new Spread(mean, deviation), bytes);
  }

  @Test
  void ratiosAreWithinAWorkload() {
    String table =
        MarkdownTable.of(
            List.of(
                measurement("a 1", "by hand", 30, 3, 0.01),
                measurement("a 1", "gradc", 40, 4, 1e6),
                measurement("b 1", "gradc", 1234.6, 0.4, 24),
                measurement("a 1", "primal", 20, 0, 0)));
    assertEquals(
        """
        | workload | by | time, µs | over the primal's | over gradc's | bytes a call |
        | --- | --- | ---: | ---: | ---: | ---: |
        | a 1 | by hand | 30.0 ± 3.0 | 1.50 ± 0.15 | 0.750 ± 0.106 | 0 |
        | a 1 | gradc | 40.0 ± 4.0 | 2.00 ± 0.20 | – | 1000000 |
        | a 1 | primal | 20.0 ± 0.0 | – | 0.500 ± 0.050 | 0 |
        | b 1 | gradc | 1235 ± 0 | – | – | 24 |
        """,
        table);
  }

  @Test
  void aSingleIterationHasNoSpread() {
    String table =
        MarkdownTable.of(
            List.of(
                measurement("a", "primal", 0.0123, Double.NaN, 0),
                measurement("a", "gradc", 0.0246, Double.NaN, 0)));
    assertEquals("| a | gradc | 0.025 | 2.00 | – | 0 |", table.lines().toList().get(3));
  }
}
