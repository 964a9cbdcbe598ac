package dev.gradc.samples.classifier;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import me.tongfei.progressbar.ProgressBar;

/** Learns to read handwritten digits. */
public final class Classifier {

  private Classifier() {}

  /** Two layers. */
  record Network(Linear hidden, Linear scores) {

    static Network of(RandomGenerator random) {
      return new Network(
          Linear.of(random, DType.FLOAT, 784, 128), Linear.of(random, DType.FLOAT, 128, 10));
    }

    Tensor apply(@Detach Tensor images) {
      return scores.apply(hidden.applyToData(images).relu());
    }
  }

  @Differentiable
  static double loss(Network network, @Detach Tensor images, int[] labels) {
    return Losses.crossEntropy(network.apply(images), labels);
  }

  /** The share of digits that are read right. */
  static double accuracy(Network network, Digits digits) {
    int[] read = Reductions.argMax(network.apply(digits.images()), 1);
    int right = 0;
    for (int i = 0; i < read.length; i++) {
      right += read[i] == digits.labels()[i] ? 1 : 0;
    }
    return (double) right / read.length;
  }

  /** One pass over the digits; gives the mean loss. */
  static double epoch(
      Network network, Iterable<Digits> batches, Adam adam, ClassifierGrad.Loss.Tape tape) {
    double sum = 0;
    int count = 0;
    for (Digits batch : batches) {
      sum += tape.forward(network, batch.images(), batch.labels()).value();
      adam.step(tape.backward().network());
      count++;
    }
    return sum / count;
  }

  /** Trains for ten epochs, and tells how well it goes. An argument is a seed in place of 1. */
  public static void main(String[] arguments) throws IOException {
    List<String> rows = new ArrayList<>(List.of("epoch,loss,accuracy,seconds"));
    Random random = new Random(arguments.length == 0 ? 1 : Long.parseLong(arguments[0]));
    Digits training = Digits.training();
    Digits test = Digits.test();
    Network network = Network.of(random);
    Adam adam = Adam.over(network).learningRate(1e-3);
    try (ClassifierGrad.Loss.Tape tape = new ClassifierGrad.Loss.Tape()) {
      for (int epoch = 1; epoch <= 10; epoch++) {
        long start = System.nanoTime();
        Iterable<Digits> batches = ProgressBar.wrap(training.batches(random, 50), "epoch");
        double loss = epoch(network, batches, adam, tape);
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = 100 * accuracy(network, test);
        System.out.printf(
            "epoch %2d: loss %.4f, %.1f %% of other digits are read right, %.2f s%n",
            epoch, loss, accuracy, seconds);
        rows.add(epoch + "," + loss + "," + accuracy + "," + seconds);
      }
    }
    Path results = Files.createDirectories(Path.of("target", "results"));
    Files.write(results.resolve("epochs.csv"), rows);
  }
}
