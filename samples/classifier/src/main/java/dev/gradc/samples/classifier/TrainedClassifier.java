package dev.gradc.samples.classifier;

import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.Tensor;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;

/** A network that has learned to read digits, for other samples to judge pictures by. */
public final class TrainedClassifier {

  private static final int EPOCHS = 8;

  private TrainedClassifier() {}

  /**
   * Learns for some seconds.
   *
   * @return of pictures [pictures, 784] scores for each digit, [pictures, 10]
   */
  public static UnaryOperator<Tensor> of(long seed) {
    Random random = new Random(seed);
    Classifier.Network network = Classifier.Network.of(random);
    Adam adam = Adam.over(network).learningRate(1e-3);
    ClassifierGrad.Loss.Tape tape = new ClassifierGrad.Loss.Tape();
    Digits digits = Digits.training();
    ProgressBar.wrap(IntStream.range(0, EPOCHS), "learning to read")
        .forEach(epoch -> Classifier.epoch(network, digits.batches(random, 50), adam, tape));
    return network::apply;
  }
}
