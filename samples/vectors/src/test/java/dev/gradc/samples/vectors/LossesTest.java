package dev.gradc.samples.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed forms of the derivatives; vectors have 2 to 16 lanes, whatever the machine has. */
final class LossesTest {

  private static final double ALPHA = 0.25;
  private static final double GAMMA = 2;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double focal(double logit, double target) {
    double p = sigmoid(target == 1 ? logit : -logit);
    return -(target == 1 ? ALPHA : 1 - ALPHA) * Math.pow(1 - p, GAMMA) * Math.log(p);
  }

  /** Appendix B of the paper. */
  private static double slope(double logit, double target) {
    double side = target == 1 ? 1 : -1;
    double p = sigmoid(side * logit);
    double weight = target == 1 ? ALPHA : 1 - ALPHA;
    return weight * side * Math.pow(1 - p, GAMMA) * (GAMMA * p * Math.log(p) + p - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 1000})
  void focalLoss(int length) {
    SplittableRandom random = new SplittableRandom(length);
    double[] logits = random.doubles(length, -5, 5).toArray();
    double[] targets = new double[length];
    float[] floatLogits = new float[length];
    float[] floatTargets = new float[length];
    double sum = 0;
    for (int i = 0; i < length; i++) {
      floatLogits[i] = (float) logits[i];
      logits[i] = floatLogits[i];
      targets[i] = random.nextInt(2);
      floatTargets[i] = (float) targets[i];
      sum += focal(logits[i], targets[i]);
    }
    var gradient = LossesGrad.FocalOfDoubles.gradient(logits, targets, ALPHA, GAMMA);
    var ofFloats = LossesGrad.FocalOfFloats.gradient(floatLogits, floatTargets, ALPHA, GAMMA);
    assertEquals(sum / length, gradient.value(), 1e-13);
    assertEquals(sum / length, ofFloats.value(), 1e-6);
    for (int i = 0; i < length; i++) {
      double expected = slope(logits[i], targets[i]) / length;
      assertEquals(expected, gradient.logits()[i], 1e-13 / length);
      assertEquals(expected, ofFloats.logits()[i], 1e-6 / length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 17, 1000})
  void logSumExp(int length) {
    double[] x = new SplittableRandom(length).doubles(length, 990, 1000).toArray();
    double sum = 0;
    for (double element : x) {
      sum += Math.exp(element - 1000);
    }
    var gradient = LossesGrad.LogSumExp.gradient(x);
    assertEquals(1000 + Math.log(sum), gradient.value(), 1e-11);
    for (int i = 0; i < length; i++) {
      assertEquals(Math.exp(x[i] - 1000) / sum, gradient.x()[i], 1e-12);
    }
  }
}
