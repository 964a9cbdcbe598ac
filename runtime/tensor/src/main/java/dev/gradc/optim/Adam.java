package dev.gradc.optim;

import java.util.Set;

/**
 * Adam. With moments {@code m = β₁ · m + (1 - β₁) · g} and {@code v = β₂ · v + (1 - β₂) · g²}, and
 * t the number of the step: {@code w -= rate / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + epsilon)}. Weight
 * decay adds its multiple of w to g, as a penalty on squares does; {@link AdamW} is the other way.
 */
public final class Adam extends Optimizer<Adam> {

  private final AdamMoments moments = new AdamMoments();
  private double weightDecay = 0;

  private Adam(Object[] models) {
    super(1e-3, models);
  }

  /** Over the parameters of models; the learning rate is 0.001 until it is set. */
  public static Adam over(Object... models) {
    return new Adam(models);
  }

  /** Sets the parts of the moments that stay from step to step; 0.9 and 0.999 at first. */
  public Adam betas(double beta1, double beta2) {
    moments.betas(beta1, beta2);
    return this;
  }

  /** Sets what keeps the divisor away from 0; 1e-8 at first. */
  public Adam epsilon(double epsilon) {
    moments.epsilon(epsilon);
    return this;
  }

  /** Sets the multiple of each parameter that is added to its gradient; 0 at first. */
  public Adam weightDecay(double newWeightDecay) {
    this.weightDecay = notNegative("the weight decay", newWeightDecay);
    return this;
  }

  /** Divides by the largest second moment so far (AMSGrad). */
  public Adam amsgrad(boolean amsgrad) {
    moments.amsgrad(amsgrad);
    return this;
  }

  @Override
  Adam self() {
    return this;
  }

  @Override
  Set<String> memories() {
    return moments.memories();
  }

  @Override
  void update(Parameter parameter, double rate, long step) {
    moments.update(parameter, rate, step, 1, weightDecay);
  }
}
