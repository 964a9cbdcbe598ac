package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Times derivatives against their primals at the sizes of GradBench's default workloads, and prints
 * a table.
 */
public final class Ratios {

  private static final double SECONDS = 1;

  /** A workload. */
  private record Workload(String module, String primal, String derivative, int... sizes) {}

  private static final List<Workload> WORKLOADS =
      List.of(
          new Workload("llsq", "primal", "gradient", 128, 1024),
          new Workload("llsq", "primal", "gradient", 128, 16392),
          new Workload("lse", "primal", "gradient", 80_000),
          new Workload("lse", "primal", "gradient", 1_280_000),
          new Workload("ode", "primal", "gradient", 1000, 100),
          new Workload("ode", "primal", "gradient", 100_000, 100),
          new Workload("det", "primal", "gradient", 8),
          new Workload("det", "primal", "gradient", 11),
          new Workload("gmm", "objective", "jacobian", 10, 25, 1000),
          new Workload("gmm", "objective", "jacobian", 64, 100, 1000),
          new Workload("lstm", "objective", "jacobian", 2, 1024),
          new Workload("lstm", "objective", "jacobian", 6, 8192),
          new Workload("kmeans", "cost", "gradient", 100, 1000, 8),
          new Workload("kmeans", "cost", "gradient", 1000, 10_000, 16));

  private Ratios() {}

  /**
   * Prints the table.
   *
   * @param arguments not used
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Evals evals = new Evals();
    out.println("| eval | sizes | primal, ms | derivative, ms | ratio |");
    out.println("| --- | --- | ---: | ---: | ---: |");
    for (Workload workload : WORKLOADS) {
      evals.warmUp(workload.module());
      JsonElement input = Workloads.of(workload.module(), workload.sizes());
      double primal = seconds(evals.prepare(workload.module(), workload.primal(), input));
      double derivative = seconds(evals.prepare(workload.module(), workload.derivative(), input));
      out.println(
          String.format(
              Locale.ROOT,
              "| %s %s | %s | %.3f | %.3f | %.1f |",
              workload.module(),
              workload.derivative(),
              sizes(workload),
              primal * 1e3,
              derivative * 1e3,
              derivative / primal));
    }
  }

  private static String sizes(Workload workload) {
    StringBuilder text = new StringBuilder();
    for (int size : workload.sizes()) {
      text.append(text.isEmpty() ? "" : ", ").append(size);
    }
    return text.toString();
  }

  /** The mean of as many runs as fit into a second, at least two, as the suite takes it. */
  private static double seconds(Run run) {
    long total = 0;
    int runs = 0;
    while (runs < 2 || total < SECONDS * 1e9) {
      long start = System.nanoTime();
      run.run();
      total += System.nanoTime() - start;
      runs++;
    }
    return total / 1e9 / runs;
  }
}
