package models;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

class Training {

  record Linear(double w, double b) {
    double apply(double x) {
      return w * x + b;
    }
  }

  record Losses(double l1, double l2) {}

  record KeptLosses(double l1, @Retain double l2) {}

  @Differentiable
  static Losses shared(Linear model1, Linear model2, @Detach double data, double label) {
    double a = Math.tanh(model1.apply(data));
    double b = Math.tanh(model2.apply(a));
    return new Losses(square(a - label), square(b - label));
  }

  @Differentiable
  static Losses detached(Linear model1, Linear model2, @Detach double data, double label) {
    double a = Math.tanh(model1.apply(data));
    @Detach double cut = a;
    double b = Math.tanh(model2.apply(cut));
    return new Losses(square(a - label), square(b - label));
  }

  @Differentiable
  static KeptLosses retained(Linear model1, Linear model2, @Detach double data, double label) {
    double a = Math.tanh(model1.apply(data));
    double b = Math.tanh(model2.apply(a));
    return new KeptLosses(square(a - label), square(b - label));
  }

  @Differentiable
  static double step(Linear first, Linear second, @Detach double[] data, double target) {
    double loss = 0;
    for (int i = 0; i < data.length; i++) {
      double a = Math.tanh(first.apply(data[i]));
      @Detach double cut = a;
      double b = Math.exp(second.apply(cut));
      double miss = b - target;
      if (miss > 0) {
        loss += miss * miss + a * a;
      }
    }
    return loss;
  }

  private static double square(double x) {
    return x * x;
  }
}
