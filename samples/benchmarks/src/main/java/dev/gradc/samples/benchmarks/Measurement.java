package dev.gradc.samples.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * How long a call takes.
 *
 * @param workload what is computed, with its sizes
 * @param by how: {@link #PRIMAL}, {@link #GRADC}, or by what else
 * @param time microseconds, over all iterations of all forks
 * @param bytes allocated in a call
 */
record Measurement(String workload, String by, Spread time, double bytes) {

  static final String PRIMAL = "primal";
  static final String GRADC = "gradc";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * What JMH has found, in microseconds a call and with its garbage collection profiler.
   *
   * @throws IllegalArgumentException if it was another unit, or without the profiler
   */
  static Measurement of(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    int dot = name.lastIndexOf('.');
    String type = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
    Result<?> primary = result.getPrimaryResult();
    if (!primary.getScoreUnit().equals("us/op")) {
      throw new IllegalArgumentException(name + " is in " + primary.getScoreUnit());
    }
    return new Measurement(
        words(type.replace("Benchmark", "")) + " " + sizes(params),
        words(name.substring(dot + 1)),
        spread(primary.getStatistics()),
        allocated(result));
  }

  private static double allocated(RunResult result) {
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated == null) {
      throw new IllegalArgumentException(
          result.getParams().getBenchmark() + " was not measured with " + ALLOCATED);
    }
    return allocated.getScore();
  }

  private static Spread spread(Statistics statistics) {
    return new Spread(statistics.getMean(), statistics.getStandardDeviation());
  }

  /** Of all parameters, in the order of their names. */
  private static String sizes(BenchmarkParams params) {
    Collection<?> keys = params.getParamsKeys();
    return keys.stream()
        .map(Object::toString)
        .sorted()
        .map(params::getParam)
        .collect(Collectors.joining(", "));
  }

  /** From {@code byHand} to "by hand". */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
