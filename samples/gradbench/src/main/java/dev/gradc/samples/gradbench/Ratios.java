package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Times derivatives against their primals at the sizes of GradBench's default workloads, and prints
 * a table.
 */
public final class Ratios {

  private static final double SECONDS = 1;

  /** Stands for the primal of an eval that has none. */
  private static final String NONE = "";

  /** An eval, the names of two of its functions, and the sizes that the suite sends. */
  private record Eval(String module, String primal, String derivative, List<int[]> sizes) {}

  private static final List<Eval> EVALS =
      List.of(
          eval("llsq", "primal", "gradient"),
          eval("lse", "primal", "gradient"),
          eval("ode", "primal", "gradient"),
          eval("det", "primal", "gradient"),
          eval("gmm", "objective", "jacobian"),
          eval("lstm", "objective", "jacobian"),
          eval("kmeans", "cost", "gradient"),
          eval("kmeans", "cost", "dir"),
          eval("ba", "objective", "jacobian"),
          eval("ht", "objective", "jacobian"),
          eval("particle", NONE, "rr"),
          eval("particle", NONE, "ff"),
          eval("particle", NONE, "fr"),
          eval("particle", NONE, "rf"),
          eval("saddle", NONE, "rr"),
          eval("saddle", NONE, "ff"),
          eval("saddle", NONE, "fr"),
          eval("saddle", NONE, "rf"));

  private Ratios() {}

  /**
   * Prints a row per workload, and a row per eval with the sums that the suite's score is made of.
   *
   * @param arguments evals to time; all when there are none
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Set<String> chosen = Set.of(arguments);
    Evals evals = new Evals();
    out.println("| eval | sizes | primal, ms | derivative, ms | ratio |");
    out.println("| --- | --- | ---: | ---: | ---: |");
    for (Eval eval : EVALS) {
      if (!chosen.isEmpty() && !chosen.contains(eval.module())) {
        continue;
      }
      evals.warmUp(eval.module());
      time(eval, evals, out);
    }
  }

  private static void time(Eval eval, Evals evals, PrintStream out) {
    double primals = 0;
    double derivatives = 0;
    for (int[] sizes : eval.sizes()) {
      JsonElement input = Workloads.of(eval.module(), sizes);
      double primal =
          eval.primal().equals(NONE)
              ? Double.NaN
              : seconds(evals.prepare(eval.module(), eval.primal(), input));
      double derivative = seconds(evals.prepare(eval.module(), eval.derivative(), input));
      out.println(row(eval, text(sizes), primal, derivative));
      primals += primal;
      derivatives += derivative;
    }
    if (eval.sizes().size() > 1) {
      out.println(row(eval, "**all**", primals, derivatives));
    }
  }

  private static Eval eval(String module, String primal, String derivative) {
    return new Eval(module, primal, derivative, Workloads.defaults(module));
  }

  private static String row(Eval eval, String sizes, double primal, double derivative) {
    return String.format(
        Locale.ROOT,
        "| %s %s | %s | %s | %.3f | %s |",
        eval.module(),
        eval.derivative(),
        sizes,
        number("%.3f", primal * 1e3),
        derivative * 1e3,
        number("%.1f", derivative / primal));
  }

  private static String number(String format, double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
  }

  private static String text(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
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
