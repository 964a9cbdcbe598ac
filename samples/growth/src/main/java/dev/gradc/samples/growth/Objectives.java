package dev.gradc.samples.growth;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** What grows: elements, layers, steps. */
final class Objectives {

  private Objectives() {}

  /** The mean of the focal loss with γ = 2 over scores, of which none depends on another one. */
  @Differentiable
  static double elements(double[] scores, @Detach double[] targets) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double signed = targets[i] * scores[i];
      double wrong = 1 / (1 + Math.exp(signed));
      double surprise = Math.log1p(Math.exp(-Math.abs(signed))) + Math.max(-signed, 0);
      sum += wrong * wrong * surprise;
    }
    return sum / scores.length;
  }

  /** Layers of one width, each the hyperbolic tangent of a product: all are needed backward. */
  @Differentiable
  static double layers(double[][][] weights, @Detach double[] input) {
    double[] now = input.clone();
    for (int layer = 0; layer < weights.length; layer++) {
      double[] next = new double[now.length];
      for (int i = 0; i < now.length; i++) {
        double sum = 0;
        for (int j = 0; j < now.length; j++) {
          sum += weights[layer][i][j] * now[j];
        }
        next[i] = Math.tanh(sum);
      }
      now = next;
    }
    double sum = 0;
    for (double each : now) {
      sum += each * each;
    }
    return sum;
  }

  /** Steps of a ring of oscillators, each of which overwrites the state. */
  @Differentiable
  static double steps(double[] start, int steps) {
    double[] now = start.clone();
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < now.length; i++) {
        now[i] += 0.1 * Math.sin(now[(i + 1) % now.length] - now[i]);
      }
    }
    return now[0];
  }

  /** The same, of which about √steps states are kept. */
  @Differentiable
  static double checkpointed(double[] start, int steps) {
    double[] now = start.clone();
    for (@Checkpoint int t = 0; t < steps; t++) {
      for (int i = 0; i < now.length; i++) {
        now[i] += 0.1 * Math.sin(now[(i + 1) % now.length] - now[i]);
      }
    }
    return now[0];
  }

  /** The same, of which 20 states are kept, whatever the number of steps. */
  @Differentiable
  static double snapshots(double[] start, int steps) {
    double[] now = start.clone();
    for (@Checkpoint(snapshots = 20) int t = 0; t < steps; t++) {
      for (int i = 0; i < now.length; i++) {
        now[i] += 0.1 * Math.sin(now[(i + 1) % now.length] - now[i]);
      }
    }
    return now[0];
  }
}
