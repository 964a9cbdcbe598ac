package corpus.outputs;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class TwoLosses {

  private TwoLosses() {}

  record Losses(double l1, double l2) {}

  record FirstKept(@Retain double l1, double l2) {}

  record SecondKept(double l1, @Retain double l2) {}

  record BothKept(@Retain double l1, @Retain double l2) {}

  @Differentiable
  static Losses shared(double x, double y) {
    double a = Math.exp(x * y);
    return new Losses(a * a, Math.sin(a) * y);
  }

  // detached
  @Differentiable
  static Losses parted(double x, double y) {
    double a = Math.exp(x * y);
    @Detach double cut = a;
    return new Losses(a * a, Math.sin(cut) * y);
  }

  @Differentiable
  static FirstKept firstKept(double x, double y) {
    double a = Math.exp(x * y);
    return new FirstKept(a * a, Math.sin(a) * y);
  }

  @Differentiable
  static SecondKept secondKept(double x, double y) {
    double a = Math.exp(x * y);
    return new SecondKept(a * a, Math.sin(a) * y);
  }

  @Differentiable
  static BothKept bothKept(double x, double y) {
    double a = Math.exp(x * y);
    return new BothKept(a * a, Math.sin(a) * y);
  }

  @Retain
  @Differentiable
  static Losses methodKept(double x, double y) {
    double a = Math.exp(x * y);
    return new Losses(a * a, Math.sin(a) * y);
  }

  @Differentiable
  static Losses localKept(double x, double y) {
    @Retain double a = Math.exp(x * y);
    return new Losses(a * a, Math.sin(a) * y);
  }

  /** What is shared stores nothing. */
  @Differentiable
  static Losses sum(double x, double y) {
    double a = x + 2 * y;
    return new Losses(a * a, Math.sin(a) * y);
  }

  @Differentiable
  static Losses apart(double x, double y) {
    return new Losses(Math.exp(x), Math.exp(y));
  }

  @Differentiable
  static Losses same(double x, double y) {
    double a = Math.exp(x * y);
    return new Losses(a, a);
  }

  /** One is made of the other. */
  @Differentiable
  static Losses chained(double x, double y) {
    double first = Math.tanh(x * y);
    return new Losses(first, Math.log(2 + first) * x);
  }

  /** The same variable, used again. */
  @Differentiable
  static Losses reused(double x, double y) {
    double t = Math.exp(x);
    double first = t * t;
    t = Math.sin(y);
    return new Losses(first, t * t);
  }

  /** What is written twice are two steps. */
  @Differentiable
  static Losses twice(double x, double y) {
    return new Losses(Math.exp(x * y), 2 * Math.exp(x * y));
  }
}
