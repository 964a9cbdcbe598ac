package models;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A critic whose gradient is to have length one: the penalty of WGAN-GP. */
final class GradientPenalty {

  private GradientPenalty() {}

  record Critic(double[][] hidden, double[] out) {}

  /** What the critic makes of a sample. */
  @Differentiable
  static double score(Critic critic, double[] x) {
    double score = 0;
    for (int i = 0; i < critic.hidden().length; i++) {
      double sum = 0;
      for (int k = 0; k < x.length; k++) {
        sum += critic.hidden()[i][k] * x[k];
      }
      score += critic.out()[i] * Math.tanh(sum);
    }
    return score;
  }

  /** How far the slope at a sample is from one, squared. */
  @Differentiable
  static double penalty(Critic critic, @Detach double[] x) {
    GradientPenaltyGrad.Score.Gradient g = GradientPenaltyGrad.Score.gradient(critic, x);
    double sum = 0;
    for (double element : g.x()) {
      sum += element * element;
    }
    double norm = Math.sqrt(sum);
    return (norm - 1) * (norm - 1);
  }

  /** Some steps of descent on the penalty alone: the slope comes to be one. */
  static double trained(int steps) {
    double[] x = {0.5, -0.3};
    Critic critic = new Critic(new double[][] {{0.2, 0.7}, {-0.4, 0.1}}, new double[] {0.6, 0.9});
    for (int step = 0; step < steps; step++) {
      Critic d = GradientPenaltyGrad.Penalty.gradient(critic, x).critic();
      for (int i = 0; i < d.out().length; i++) {
        critic.out()[i] -= 0.1 * d.out()[i];
        for (int k = 0; k < x.length; k++) {
          critic.hidden()[i][k] -= 0.1 * d.hidden()[i][k];
        }
      }
    }
    return penalty(critic, x);
  }
}
