package dev.gradc.optim;

import dev.gradc.tensor.Storage;
import java.util.Set;

/**
 * Adagrad: {@code s += g²}, {@code w -= rate / (1 + (t - 1) · rate decay) · g / (√s + epsilon)},
 * with t the number of the step. Weight decay adds its multiple of w to g.
 */
public final class Adagrad extends Optimizer<Adagrad> {

  private static final String SUM = "sum";

  private final Along along = new Along();
  private double rateDecay;
  private double epsilon = 1e-10;
  private double weightDecay;

  private Adagrad(Object[] models) {
    super(1e-2, models);
  }

  /** Over the parameters of models; the learning rate is 0.01 until it is set. */
  public static Adagrad over(Object... models) {
    return new Adagrad(models);
  }

  /** Sets how fast the learning rate falls; 0 at first. */
  public Adagrad rateDecay(double newRateDecay) {
    this.rateDecay = notNegative("the decay of the learning rate", newRateDecay);
    return this;
  }

  /** Sets what keeps the divisor away from 0; 1e-10 at first. */
  public Adagrad epsilon(double newEpsilon) {
    this.epsilon = notNegative("epsilon", newEpsilon);
    return this;
  }

  /** Sets the multiple of each parameter that is added to its gradient; 0 at first. */
  public Adagrad weightDecay(double newWeightDecay) {
    this.weightDecay = notNegative("the weight decay", newWeightDecay);
    return this;
  }

  @Override
  Adagrad self() {
    return this;
  }

  @Override
  Set<String> memories() {
    return Set.of(SUM);
  }

  @Override
  void update(Parameter parameter, double rate, long step) {
    along.sums = parameter.state(SUM);
    along.size = rate / (1 + (step - 1) * rateDecay);
    parameter.update(along);
  }

  /** The step of a parameter; kept, so that nothing is made in each. */
  private final class Along implements Parameter.Update {
    private Storage sums;
    private double size;

    @Override
    public double next(int i, double w, double gradient) {
      double g = gradient + weightDecay * w;
      double sum = sums.get(i) + g * g;
      sums.set(i, sum);
      return w - size * g / (Math.sqrt(sum) + epsilon);
    }
  }
}
