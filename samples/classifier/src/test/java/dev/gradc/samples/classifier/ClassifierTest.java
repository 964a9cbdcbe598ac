package dev.gradc.samples.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClassifierTest {

  private static Classifier.Network trained(int epochs) {
    Random random = new Random(3);
    Classifier.Network network = Classifier.Network.of(random);
    Adam adam = Adam.over(network).learningRate(1e-3);
    ClassifierGrad.Loss.Tape tape = new ClassifierGrad.Loss.Tape();
    double loss = Double.POSITIVE_INFINITY;
    for (int i = 0; i < epochs; i++) {
      double next = Classifier.epoch(network, Digits.training().batches(random, 50), adam, tape);
      assertTrue(next < loss, "loss " + next + " after " + loss);
      loss = next;
    }
    return network;
  }

  @Test
  void threeEpochsReadNineOfTenDigits() {
    double accuracy = Classifier.accuracy(trained(3), Digits.test());
    assertTrue(accuracy > 0.9, "accuracy " + accuracy);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    assertArrayEquals(
        trained(1).scores().weight().toDoubles(), trained(1).scores().weight().toDoubles());
  }
}
