package dev.gradc.optim;

/** How the learning rate changes from step to step: a factor for the rate that was set. */
@FunctionalInterface
public interface Schedule {

  /**
   * The factor.
   *
   * @param step the number of steps that were taken before, from 0
   * @return what the learning rate is multiplied by
   */
  double factor(long step);

  /** Always the rate that was set. */
  static Schedule constant() {
    return step -> 1;
  }

  /** Multiplied once more after each so many steps. */
  static Schedule stepwise(long every, double decay) {
    check(every > 0, "a decay every " + every + " steps");
    check(Double.isFinite(decay), "a decay by " + decay);
    return step -> {
      long times = step / every;
      return Math.pow(decay, (double) times);
    };
  }

  /** Multiplied once more after each step. */
  static Schedule exponential(double decay) {
    check(Double.isFinite(decay), "a decay by " + decay);
    return step -> Math.pow(decay, (double) step);
  }

  /** Half a cosine from 1 down to a floor, which is reached after so many steps and stays. */
  static Schedule cosine(long steps, double floor) {
    check(steps > 0, "a cosine over " + steps + " steps");
    check(Double.isFinite(floor), "a cosine down to " + floor);
    return step -> {
      double part = Math.min(1, (double) step / steps);
      return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * part));
    };
  }

  /** A straight line up to 1, which is reached after so many steps; then the other schedule. */
  static Schedule warmup(long steps, Schedule then) {
    check(steps > 0, "a warm-up of " + steps + " steps");
    return step -> step < steps ? (step + 1.0) / (steps + 1.0) : then.factor(step - steps);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
