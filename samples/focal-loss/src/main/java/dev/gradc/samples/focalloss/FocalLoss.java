package dev.gradc.samples.focalloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws the focal loss, and compares it with others where 1 window in 1089 shows a digit. */
@Command(
    name = "focal-loss",
    mixinStandardHelpOptions = true,
    description = "Draws the focal loss, and compares it with others on real digits.")
public final class FocalLoss implements Callable<Integer> {

  @Option(names = "--seeds", description = "How many trainings of each (${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(names = "--seed", description = "The first seed, of all chance (${DEFAULT-VALUE}).")
  private long seed = 0;

  @Option(names = "--scenes", description = "To learn from, and to test on (${DEFAULT-VALUE}).")
  private int scenes = 60;

  @Option(names = "--epochs", description = "How often each scene is seen (${DEFAULT-VALUE}).")
  private int epochs = 10;

  @Option(names = "--out", description = "Where the results go (${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "results");

  @Spec private CommandSpec spec;

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FocalLoss()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || scenes < 1 || epochs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seeds, --scenes and --epochs are 1 or more");
    }
    draw(out);
    List<String> rows = new ArrayList<>(List.of("method,seed,average precision"));
    Comparison comparison = new Comparison(scenes, epochs, seed + 100);
    StringBuilder table = new StringBuilder();
    long steps = (long) Method.values().length * seeds * comparison.steps();
    try (ProgressBar progress =
        new ProgressBarBuilder()
            .setTaskName("training")
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      for (Method method : Method.values()) {
        double[] found = new double[seeds];
        for (int i = 0; i < seeds; i++) {
          found[i] = comparison.run(method, seed + i, progress::step);
          String title = method.title.replace(",", "");
          rows.add("%s,%d,%.4f".formatted(title, seed + i, found[i]));
        }
        table.append(line(method, found));
      }
    }
    Files.write(out.resolve("average-precision.csv"), rows);
    System.out.println("average precision on other scenes, mean and deviation over the seeds:");
    System.out.print(table);
    System.out.println("curves and numbers: " + out.toAbsolutePath());
    return 0;
  }

  private static String line(Method method, double[] found) {
    double mean = 0;
    for (double each : found) {
      mean += each / found.length;
    }
    double squares = 0;
    for (double each : found) {
      squares += (each - mean) * (each - mean) / Math.max(1, found.length - 1);
    }
    String text = String.format(Locale.ROOT, "  %-24s %.3f", method.title, mean);
    // One number has no deviation.
    return found.length == 1
        ? text + System.lineSeparator()
        : text + String.format(Locale.ROOT, " ± %.3f%n", Math.sqrt(squares));
  }

  /** The three figures. */
  static void draw(Path directory) throws IOException {
    new Charts("Focal loss (Figure 1)", "probability of the right class", "loss")
        .within(0, 1, 0, 5)
        .lines(Curves.losses(), false)
        .write(directory, "loss");
    new Charts(
            "Forward and backward",
            "probability of the right class",
            "loss, and size of its derivative by the score (dashed)")
        .within(0, 1, 0, 2)
        .lines(Curves.losses(), false)
        .lines(Curves.slopes(), true)
        .write(directory, "forward-and-backward");
    new Charts("Derivative (appendix)", "score for the right class", "derivative by the score")
        .within(-6, 6, -3, 0.2)
        .lines(Curves.derivatives(), false)
        .write(directory, "derivative");
  }
}
