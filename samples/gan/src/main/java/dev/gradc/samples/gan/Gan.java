package dev.gradc.samples.gan;

import dev.gradc.samples.classifier.TrainedClassifier;
import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a generator of digits, and tells how good its pictures are. */
@Command(
    name = "gan",
    mixinStandardHelpOptions = true,
    description = "Trains a generator of handwritten digits.")
public final class Gan implements Callable<Integer> {

  private static final int BATCH = 50;
  private static final int SHOWN = 50;
  private static final int SCORED = 1000;

  @Option(names = "--form", description = "How the step is written: ${COMPLETION-CANDIDATES}.")
  private List<Form> forms = List.of(Form.values());

  @Option(names = "--epochs", description = "How often it sees each digit (${DEFAULT-VALUE}).")
  private int epochs = 30;

  @Option(names = "--seed", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--out", description = "Where the pictures go (${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "pictures");

  @Spec private CommandSpec spec;

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Gan()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (epochs < 1) {
      throw new ParameterException(spec.commandLine(), "--epochs is 1 or more, not " + epochs);
    }
    Digits digits = Digits.training();
    UnaryOperator<Tensor> classifier = TrainedClassifier.of(seed);
    List<String> rows = new ArrayList<>(List.of("pictures,digits,evenness,confidence"));
    tell("real digits", Score.of(classifier, digits.images()), rows);
    Tensor noise = new Training(Form.APART, seed).noise(SCORED);
    Tensor untrained = new Training(Form.APART, seed).pictures(noise);
    tell("untrained generator", Score.of(classifier, untrained), rows);
    for (Form form : forms) {
      Training training = new Training(form, seed);
      train(training, form, digits);
      tell(form.name(), Score.of(classifier, training.pictures(noise)), rows);
    }
    Files.write(Files.createDirectories(out).resolve("scores.csv"), rows);
    System.out.println("pictures: " + out.toAbsolutePath());
    return 0;
  }

  private static void tell(String pictures, Score score, List<String> rows) {
    System.out.printf("%-21s%s%n", pictures.toLowerCase(Locale.ROOT) + ":", score);
    rows.add(
        "%s,%d,%s,%s".formatted(pictures, score.classes(), score.evenness(), score.confidence()));
  }

  private void train(Training training, Form form, Digits digits) throws IOException {
    Tensor shown = training.noise(SHOWN);
    try (ProgressBar progress =
        new ProgressBarBuilder()
            .setTaskName(form.name())
            .setInitialMax((long) epochs * (digits.count() / BATCH))
            .setStyle(ProgressBarStyle.ASCII)
            .build()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        for (Digits batch : digits.batches(training.random(), BATCH)) {
          Steps.Both losses = training.step(batch);
          progress.setExtraMessage(
              "%.2f against %.2f".formatted(losses.discriminator(), losses.generator()));
          progress.step();
        }
        if (epoch % 10 == 0 || epoch == epochs) {
          Path file = out.resolve(form.name().toLowerCase(Locale.ROOT) + "-" + epoch + ".png");
          Grid.write(training.pictures(shown), file);
        }
      }
    }
  }
}
