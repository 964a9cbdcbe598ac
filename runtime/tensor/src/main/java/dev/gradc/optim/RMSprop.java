package dev.gradc.optim;

import dev.gradc.tensor.Storage;
import java.util.HashSet;
import java.util.Set;

/**
 * RMSprop: {@code v = α · v + (1 - α) · g²}, {@code w -= rate · g / (√v + epsilon)}. Centred, the
 * square of the mean gradient is taken from v; with momentum, the quotients are added up in it as
 * in {@link Sgd}. Weight decay adds its multiple of w to g.
 */
public final class RMSprop extends Optimizer<RMSprop> {

  private static final String SQUARES = "square_avg";
  private static final String MEANS = "grad_avg";
  private static final String BUFFER = "momentum_buffer";

  private final Along along = new Along();
  private double alpha = 0.99;
  private double epsilon = 1e-8;
  private double momentum;
  private double weightDecay;
  private boolean centered;

  private RMSprop(Object[] models) {
    super(1e-2, models);
  }

  /** Over the parameters of models; the learning rate is 0.01 until it is set. */
  public static RMSprop over(Object... models) {
    return new RMSprop(models);
  }

  /** Sets the part of the mean square that stays from step to step; 0.99 at first. */
  public RMSprop alpha(double newAlpha) {
    this.alpha = belowOne("alpha", newAlpha);
    return this;
  }

  /** Sets what keeps the divisor away from 0; 1e-8 at first. */
  public RMSprop epsilon(double newEpsilon) {
    this.epsilon = notNegative("epsilon", newEpsilon);
    return this;
  }

  /** Sets the part of the momentum that stays from step to step; 0 at first. */
  public RMSprop momentum(double newMomentum) {
    this.momentum = notNegative("the momentum", newMomentum);
    return this;
  }

  /** Sets the multiple of each parameter that is added to its gradient; 0 at first. */
  public RMSprop weightDecay(double newWeightDecay) {
    this.weightDecay = notNegative("the weight decay", newWeightDecay);
    return this;
  }

  /** Divides by the deviation of the gradient instead of its mean square. */
  public RMSprop centered(boolean newCentered) {
    this.centered = newCentered;
    return this;
  }

  @Override
  RMSprop self() {
    return this;
  }

  @Override
  Set<String> memories() {
    Set<String> names = new HashSet<>();
    names.add(SQUARES);
    if (centered) {
      names.add(MEANS);
    }
    if (momentum > 0) {
      names.add(BUFFER);
    }
    return names;
  }

  @Override
  void update(Parameter parameter, double rate, long step) {
    along.rate = rate;
    along.squares = parameter.state(SQUARES);
    along.means = centered ? parameter.state(MEANS) : null;
    along.buffer = momentum > 0 ? parameter.state(BUFFER) : null;
    parameter.update(along);
  }

  /** The step of a parameter; kept, so that nothing is made in each. */
  private final class Along implements Parameter.Update {
    private double rate;
    private Storage squares;
    private Storage means;
    private Storage buffer;

    @Override
    public double next(int i, double w, double gradient) {
      double g = gradient + weightDecay * w;
      double v = alpha * squares.get(i) + (1 - alpha) * g * g;
      squares.set(i, v);
      if (centered) {
        means.set(i, alpha * means.get(i) + (1 - alpha) * g);
        // A variance, which may come out below 0 by rounding.
        v = Math.max(0, v - means.get(i) * means.get(i));
      }
      double quotient = g / (Math.sqrt(v) + epsilon);
      if (momentum > 0) {
        quotient += momentum * buffer.get(i);
        buffer.set(i, quotient);
      }
      return w - rate * quotient;
    }
  }
}
