package dev.gradc.samples.twomodels;

import dev.gradc.TapeFreedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trains two networks with two losses and two optimizers, in every form that the story has. */
final class TwoModels {

  static final int ITERATIONS = 20;

  private TwoModels() {}

  /** Prints the losses of each form as training goes, and the message of the form that fails. */
  public static void main(String[] arguments) throws IOException {
    List<String> rows = new ArrayList<>(List.of("form,iteration,loss 1,loss 2"));
    train("second network's input detached", new DetachedStep(Networks.start()), rows);
    train("graph shared and retained", new RetainedStep(Networks.start(), false), rows);
    train(
        "graph shared and optimizer 2 over both networks",
        new RetainedStep(Networks.start(), true),
        rows);
    System.out.println("graph shared, neither detached nor retained:");
    System.out.println("  " + failing(Networks.start()));
    System.out.println("with tensors, layers and losses of the library:");
    for (InTensors.Form form : InTensors.Form.values()) {
      InTensors.Both[] losses = InTensors.train(form, InTensors.Setting.start());
      InTensors.Both last = losses[ITERATIONS - 1];
      System.out.printf(
          Locale.ROOT,
          "  %-16s last losses %.15f %.15f%n",
          form.name().toLowerCase(Locale.ROOT),
          last.l1(),
          last.l2());
      for (int i = 0; i < losses.length; i++) {
        rows.add("in tensors: " + form + "," + i + "," + losses[i].l1() + "," + losses[i].l2());
      }
    }
    Path results = Files.createDirectories(Path.of("target", "results"));
    Files.write(results.resolve("losses.csv"), rows);
  }

  /**
   * The form that everybody writes first, and that fails: the pass from l2 frees what the pass from
   * l1 needs. Without the {@code catch} it does not even compile: gradc sees both calls.
   *
   * @return what the second backward pass has to say
   */
  static String failing(Networks n) {
    try (var tape = TrainingGrad.Shared.forward(n.model1(), n.model2(), n.data(), n.labels())) {
      tape.l2().backward();
      tape.l1().backward();
      throw new AssertionError("the second backward pass should have failed");
    } catch (TapeFreedException freed) {
      return freed.getMessage();
    }
  }

  private static void train(String form, TrainingStep step, List<String> rows) {
    System.out.println(form + ":");
    for (int i = 0; i < ITERATIONS; i++) {
      Iteration iteration = step.run();
      rows.add(form + "," + i + "," + iteration.loss1() + "," + iteration.loss2());
      if (i == 0 || i == 1 || i == ITERATIONS - 1) {
        System.out.printf(
            Locale.ROOT,
            "  iteration %2d   loss1 %.15f   loss2 %.15f%n",
            i,
            iteration.loss1(),
            iteration.loss2());
      }
    }
  }
}
