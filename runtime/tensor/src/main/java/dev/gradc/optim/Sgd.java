package dev.gradc.optim;

import dev.gradc.tensor.Storage;
import java.util.Set;

/**
 * Stochastic gradient descent, with momentum b if that is set: {@code b = momentum · b + (1 -
 * dampening) · g}, at first {@code b = g}; {@code w -= rate · b}, or, after Nesterov, {@code w -=
 * rate · (g + momentum · b)}. Weight decay adds its multiple of w to g.
 */
public final class Sgd extends Optimizer<Sgd> {

  private static final String BUFFER = "momentum_buffer";

  private final Along along = new Along();
  private double momentum;
  private double dampening;
  private double weightDecay;
  private boolean nesterov;

  private Sgd(Object[] models) {
    super(1e-3, models);
  }

  /** Over the parameters of models; the learning rate is 0.001 until it is set. */
  public static Sgd over(Object... models) {
    return new Sgd(models);
  }

  /** Sets the part of the momentum that stays from step to step; 0 at first. */
  public Sgd momentum(double newMomentum) {
    this.momentum = notNegative("the momentum", newMomentum);
    return this;
  }

  /**
   * Sets the part of the gradient that does not go into the momentum; 0 at first.
   *
   * @throws IllegalArgumentException if it is infinite or NaN
   */
  public Sgd dampening(double newDampening) {
    if (!Double.isFinite(newDampening)) {
      throw new IllegalArgumentException("the dampening is " + newDampening);
    }
    this.dampening = newDampening;
    return this;
  }

  /** Sets the multiple of each parameter that is added to its gradient; 0 at first. */
  public Sgd weightDecay(double newWeightDecay) {
    this.weightDecay = notNegative("the weight decay", newWeightDecay);
    return this;
  }

  /** Steps along Nesterov's momentum; it needs momentum without dampening. */
  public Sgd nesterov(boolean newNesterov) {
    this.nesterov = newNesterov;
    return this;
  }

  @Override
  Sgd self() {
    return this;
  }

  @Override
  void checkSettings() {
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalStateException("Nesterov's momentum needs momentum without dampening");
    }
  }

  @Override
  Set<String> memories() {
    return momentum == 0 ? Set.of() : Set.of(BUFFER);
  }

  @Override
  void update(Parameter parameter, double rate, long step) {
    along.rate = rate;
    along.first = !parameter.state().containsKey(BUFFER);
    along.buffer = momentum == 0 ? null : parameter.state(BUFFER);
    parameter.update(along);
  }

  /** The step of a parameter; kept, so that nothing is made in each. */
  private final class Along implements Parameter.Update {
    private double rate;
    private boolean first;
    private Storage buffer;

    @Override
    public double next(int i, double w, double gradient) {
      double g = gradient + weightDecay * w;
      if (buffer == null) {
        return w - rate * g;
      }
      double b = first ? g : momentum * buffer.get(i) + (1 - dampening) * g;
      buffer.set(i, b);
      return w - rate * (nesterov ? g + momentum * b : b);
    }
  }
}
