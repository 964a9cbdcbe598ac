package dev.gradc.optim;

import java.util.Set;

/**
 * Adam with decoupled weight decay: before each step of {@link Adam}, {@code w *= 1 - rate ·
 * decay}.
 */
public final class AdamW extends Optimizer<AdamW> {

  private final AdamMoments moments = new AdamMoments();
  private double weightDecay = 1e-2;

  private AdamW(Object[] models) {
    super(1e-3, models);
  }

  /** Over the parameters of models; the learning rate is 0.001 until it is set. */
  public static AdamW over(Object... models) {
    return new AdamW(models);
  }

  /** Sets the parts of the moments that stay from step to step; 0.9 and 0.999 at first. */
  public AdamW betas(double beta1, double beta2) {
    moments.betas(beta1, beta2);
    return this;
  }

  /** Sets what keeps the divisor away from 0; 1e-8 at first. */
  public AdamW epsilon(double epsilon) {
    moments.epsilon(epsilon);
    return this;
  }

  /** Sets the part, times the learning rate, by which each parameter shrinks; 0.01 at first. */
  public AdamW weightDecay(double newWeightDecay) {
    this.weightDecay = notNegative("the weight decay", newWeightDecay);
    return this;
  }

  /** Divides by the largest second moment so far (AMSGrad). */
  public AdamW amsgrad(boolean amsgrad) {
    moments.amsgrad(amsgrad);
    return this;
  }

  @Override
  AdamW self() {
    return this;
  }

  @Override
  Set<String> memories() {
    return moments.memories();
  }

  @Override
  void update(Parameter parameter, double rate, long step) {
    moments.update(parameter, rate, step, 1 - rate * weightDecay, 0);
  }
}
