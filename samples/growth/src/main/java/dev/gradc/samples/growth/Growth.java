package dev.gradc.samples.growth;

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
import picocli.CommandLine.Option;

/** Times derivatives, and weighs their tapes, as the work grows by decades. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description = "Times derivatives, and weighs their tapes, as the work grows by decades.")
public final class Growth implements Callable<Integer> {

  @Option(names = "--decades", description = "Powers of ten of each, at most (${DEFAULT-VALUE}).")
  private int decades = 6;

  @Option(names = "--seconds", description = "Of runs that count (${DEFAULT-VALUE}).")
  private double seconds = 0.5;

  @Option(names = "--out", description = "Where the results go (${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "results");

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Growth()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    StringBuilder table = new StringBuilder(Measured.HEAD);
    int steps = 0;
    for (Work work : Work.values()) {
      steps += work.sizes(decades).length;
    }
    try (ProgressBar progress =
        new ProgressBarBuilder()
            .setTaskName("sizes")
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      for (Work work : Work.values()) {
        List<Measured> sizes = new ArrayList<>();
        for (int size : work.sizes(decades)) {
          sizes.add(Measured.of(work, size, seconds));
          progress.step();
        }
        sizes.forEach(it -> table.append(it.row()));
        draw(work, sizes);
      }
    }
    Files.writeString(out.resolve("growth.md"), table);
    System.out.print(table);
    return 0;
  }

  private void draw(Work work, List<Measured> sizes) throws IOException {
    String name = work.name().toLowerCase(Locale.ROOT);
    Charts.write(
        out,
        name + "-time",
        "seconds",
        sizes,
        List.of(
            new Charts.Line("primal", Measured::primal),
            new Charts.Line("gradient", Measured::gradient),
            new Charts.Line("tape, both passes", Measured::tape)));
    Charts.write(
        out,
        name + "-memory",
        "bytes",
        sizes,
        List.of(
            new Charts.Line("tape", Measured::bytes), new Charts.Line("needed", Measured::needed)));
  }
}
