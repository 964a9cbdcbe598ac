package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** Forward and backward passes in a differentiable method. */
final class Tapes {

  record Losses(double l1, double l2) {}

  // sample: x length 3, w length 3
  @Differentiable
  static double energy(double[] x, double[] w) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double e = Math.exp(0.3 * x[i] * w[i]);
      sum += e * e;
    }
    return sum;
  }

  @Differentiable
  static Losses losses(double a, double b) {
    double t = Math.sin(a);
    return new Losses(t * b, a * Math.exp(b));
  }

  @Retain
  @Differentiable
  static double[] scaled(double[] x, double factor) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.sin(x[i] * factor);
    }
    return y;
  }

  // sample: x length 3, w length 3
  @Differentiable
  static double onTape(double[] x, double[] w) {
    try (TapesGrad.Energy.Tape tape = TapesGrad.Energy.forward(x, w)) {
      double value = tape.value();
      TapesGrad.Energy.Gradient g = tape.backward();
      double sum = value;
      for (int i = 0; i < x.length; i++) {
        sum += g.x()[i] * g.w()[i];
      }
      return sum;
    }
  }

  // sample: x length 3, w length 3, seed in [0.5, 2]
  @Differentiable
  static double seeded(double[] x, double[] w, double seed) {
    TapesGrad.Energy.Tape tape = new TapesGrad.Energy.Tape();
    TapesGrad.Energy.Gradient g = TapesGrad.Energy.Gradient.zeros(x, w);
    for (int i = 0; i < 2; i++) {
      tape.forward(x, w);
      tape.backward(seed * (i + 1), g);
    }
    tape.close();
    return g.x()[0] * g.w()[1] + g.x()[2];
  }

  // sample: a in [0.2, 1], b in [0.2, 1]
  @Differentiable
  static double outputs(double a, double b) {
    TapesGrad.Losses.Tape tape = TapesGrad.Losses.forward(a, b);
    TapesGrad.Losses.Gradient first = tape.l1().backward();
    TapesGrad.Losses.Gradient second = tape.l2().backward(tape.l1().value());
    return first.a() * second.b() + first.b() * second.a() + tape.value().l2();
  }

  // sample: a in [0.2, 1], b in [0.2, 1]
  @Differentiable
  static double together(double a, double b) {
    TapesGrad.Losses.Gradient g = TapesGrad.Losses.forward(a, b).backward(new Losses(b, 2));
    TapesGrad.Losses.Gradient h = TapesGrad.Losses.gradient(a, b, new Losses(a * b, b));
    return g.a() * g.b() + h.a() - h.value().l1();
  }

  // sample: x length 3, factor in [0.5, 2]
  @Differentiable
  static double twice(double[] x, double factor) {
    TapesGrad.Scaled.Tape tape = TapesGrad.Scaled.forward(x, factor);
    double[] y = tape.value();
    TapesGrad.Scaled.Gradient g = tape.backward(y);
    double[] seed = new double[x.length];
    seed[0] = factor;
    TapesGrad.Scaled.Gradient h = tape.backward(seed);
    tape.backward(y, h);
    return g.factor() * h.x()[0] + h.x()[1] + g.value()[2];
  }

  /** The array that the tape reads changes after the backward pass, and before the next forward. */
  // sample: x length 3, w length 3, steps in [1, 3]
  @Differentiable
  static double stepped(double[] x, double[] w, int steps) {
    double[] v = w.clone();
    TapesGrad.Energy.Tape tape = new TapesGrad.Energy.Tape();
    double[] gradient = new double[w.length];
    for (int i = 0; i < steps; i++) {
      tape.forward(x, v);
      TapesGrad.Energy.Gradient g =
          tape.backward(TapesGrad.Energy.Gradient.of(new double[x.length], gradient));
      for (int k = 0; k < v.length; k++) {
        v[k] -= 0.1 * g.w()[k];
        gradient[k] = 0;
      }
    }
    return v[0] * v[1] + v[2];
  }
}
