package dev.gradc.samples.twomodels;

import dev.gradc.samples.twomodels.Training.Linear;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adam (Kingma and Ba, 2015), with ε added after the bias correction as in PyTorch. Changes the
 * parameters in place; remembers moments for each of its parameter arrays.
 */
final class Adam {

  private static final double LEARNING_RATE = 0.001;
  private static final double BETA1 = 0.5;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<double[]> parameters;
  private final List<double[]> firstMoments;
  private final List<double[]> secondMoments;
  private int steps;

  /**
   * An optimizer of one network, or of several in a row.
   *
   * @param models whose arrays {@link #step} changes
   */
  Adam(Linear... models) {
    this.parameters = arrays(models);
    this.firstMoments = zerosLike(parameters);
    this.secondMoments = zerosLike(parameters);
  }

  /**
   * One step against the gradients.
   *
   * @param models the gradient of each network, in their order
   */
  void step(Linear... models) {
    List<double[]> gradients = arrays(models);
    steps++;
    double correction1 = 1 - Math.pow(BETA1, steps);
    double correction2 = Math.sqrt(1 - Math.pow(BETA2, steps));
    for (int p = 0; p < parameters.size(); p++) {
      double[] parameter = parameters.get(p);
      double[] gradient = gradients.get(p);
      double[] m = firstMoments.get(p);
      double[] v = secondMoments.get(p);
      for (int i = 0; i < parameter.length; i++) {
        m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
        v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
        double denominator = Math.sqrt(v[i]) / correction2 + EPSILON;
        parameter[i] -= LEARNING_RATE / correction1 * m[i] / denominator;
      }
    }
  }

  private static List<double[]> arrays(Linear... models) {
    return Stream.of(models).flatMap(it -> Stream.of(it.weight(), it.bias())).toList();
  }

  private static List<double[]> zerosLike(List<double[]> arrays) {
    return arrays.stream().map(array -> new double[array.length]).toList();
  }
}
