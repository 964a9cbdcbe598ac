package dev.gradc.optim;

import dev.gradc.tensor.Storage;
import java.util.Set;

/** The moments of Adam and AdamW, and the step along them. */
final class AdamMoments implements Parameter.Update {

  private static final String FIRST = "exp_avg";
  private static final String SECOND = "exp_avg_sq";
  private static final String LARGEST = "max_exp_avg_sq";

  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;
  private boolean amsgrad;

  // Of the step of a parameter that is taken now: fields, so that nothing is made to hold them.
  private Storage first;
  private Storage second;
  private Storage largest;
  private double size;
  private double root;
  private double decay;
  private double penalty;

  void betas(double newBeta1, double newBeta2) {
    this.beta1 = Optimizer.belowOne("beta1", newBeta1);
    this.beta2 = Optimizer.belowOne("beta2", newBeta2);
  }

  void epsilon(double newEpsilon) {
    this.epsilon = Optimizer.notNegative("epsilon", newEpsilon);
  }

  void amsgrad(boolean newAmsgrad) {
    this.amsgrad = newAmsgrad;
  }

  Set<String> memories() {
    return amsgrad ? Set.of(FIRST, SECOND, LARGEST) : Set.of(FIRST, SECOND);
  }

  /**
   * One step.
   *
   * @param newDecay of the parameter before the step
   * @param newPenalty the multiple of the parameter that is added to its gradient
   */
  void update(Parameter parameter, double rate, long step, double newDecay, double newPenalty) {
    first = parameter.state(FIRST);
    second = parameter.state(SECOND);
    largest = amsgrad ? parameter.state(LARGEST) : second;
    decay = newDecay;
    penalty = newPenalty;
    size = rate / (1 - Math.pow(beta1, (double) step));
    root = Math.sqrt(1 - Math.pow(beta2, (double) step));
    parameter.update(this);
  }

  @Override
  public double next(int i, double w, double gradient) {
    double kept = w * decay;
    double g = gradient + penalty * w;
    double m = beta1 * first.get(i) + (1 - beta1) * g;
    double v = beta2 * second.get(i) + (1 - beta2) * g * g;
    double scale = amsgrad ? Math.max(largest.get(i), v) : v;
    first.set(i, m);
    second.set(i, v);
    largest.set(i, scale);
    return kept - size * m / (Math.sqrt(scale) / root + epsilon);
  }
}
