package dev.gradc.samples.passes;

import dev.gradc.processor.optimize.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times derivatives that are compiled without a pass over those with all passes. */
@Command(
    name = "passes",
    mixinStandardHelpOptions = true,
    description = "Times derivatives that are compiled without a pass over those with all passes.")
public final class Passes implements Callable<Integer> {

  @Option(
      names = "--passes",
      split = ",",
      description = "Which are left out, one at a time; all of them if not given.")
  private List<String> passes = disabled();

  @Option(names = "--seconds", description = "Of each measurement (${DEFAULT-VALUE}).")
  private double seconds = 0.1;

  @Option(names = "--rounds", description = "Measurements of each (${DEFAULT-VALUE}).")
  private int rounds = 7;

  @Option(names = "--out", description = "Where the results go (${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "results");

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Passes()).execute(arguments));
  }

  /** What is switched off, by the names of the option: each pass, and all. */
  static List<String> disabled() {
    List<String> names = new ArrayList<>();
    Arrays.stream(Pass.values()).map(Pass::optionName).forEach(names::add);
    names.add("all");
    return names;
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    try (ProgressBar progress =
        new ProgressBarBuilder()
            .setTaskName("passes")
            .setInitialMax(passes.size())
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      for (String name : passes) {
        // Both anew: what the virtual machine has compiled once differs from time to time.
        Kernels whole = Kernels.without("", out);
        Kernels without = Kernels.without(name, out);
        Map<String, String> row = new LinkedHashMap<>();
        whole
            .tasks()
            .forEach((kernel, task) -> row.put(kernel, ratio(task, without.tasks().get(kernel))));
        rows.put(name, row);
        progress.step();
      }
    }
    String table = table(rows);
    Files.writeString(out.resolve("passes.md"), table);
    System.out.print(table);
    return 0;
  }

  /** Times in turn; the median of the quotients, and half the distance of their quartiles. */
  private String ratio(Supplier<double[]> with, Supplier<double[]> without) {
    // Both once before, for the compiler of the virtual machine.
    Timing.of(with, 2 * seconds);
    Timing.of(without, 2 * seconds);
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double base = Timing.of(with, seconds);
      ratios[i] = Timing.of(without, seconds) / base;
    }
    Arrays.sort(ratios);
    double median = ratios[rounds / 2];
    double spread = (ratios[3 * rounds / 4] - ratios[rounds / 4]) / 2;
    return String.format(Locale.ROOT, "%.2f ± %.2f", median, spread);
  }

  private static String table(Map<String, Map<String, String>> rows) {
    List<String> kernels = new ArrayList<>(rows.values().iterator().next().keySet());
    StringBuilder table = new StringBuilder("| without | " + String.join(" | ", kernels) + " |\n");
    table.append("| --- |").append(" ---: |".repeat(kernels.size())).append('\n');
    rows.forEach(
        (name, row) ->
            table.append("| `" + name + "` | " + String.join(" | ", row.values()) + " |\n"));
    return table.toString();
  }
}
