package dev.gradc.check;

import dev.gradc.Companion;
import dev.gradc.check.Written.Linear;
import dev.gradc.check.Written.Losses;

/** What gradc would generate for the record within {@link Written}, by hand. */
final class Written_LinearGrad {

  private Written_LinearGrad() {}

  /** How much of the gradient by w[1][0] is there. */
  static double left = 1;

  /** The same of the backward pass of the first output alone. */
  static double leftOfFirst = 1;

  @Companion(
      abi = 4,
      parts = {"selfW", "selfB", "", "", "x"},
      components = {"w", "b", "epoch", "scale", ""},
      results = {"l1", "l2"})
  static final class Evaluate {

    record Gradient(Losses value, double[][] selfW, double[] selfB, double[] x) {}

    record Tangent(Losses value, Losses tangent) {}

    static Gradient gradient(Linear self, double[] x, Losses seed) {
      double[] b = self.b();
      Gradient gradient =
          new Gradient(
              self.evaluate(x),
              new double[b.length][x.length],
              new double[b.length],
              new double[x.length]);
      for (int o = 0; o < b.length; o++) {
        double y = y(self, o, x);
        double dY = seed.l1() * 2 * y * self.scale() / self.epoch();
        gradient.selfB()[o] = dY;
        for (int i = 0; i < x.length; i++) {
          gradient.selfW()[o][i] = dY * x[i];
          gradient.x()[i] += dY * self.w()[o][i];
        }
      }
      gradient.selfB()[0] += seed.l2() * Math.exp(b[0]);
      gradient.selfW()[1][0] *= left;
      return gradient;
    }

    static Tangent jvp(Linear self, double[] x, Linear dSelf, double[] dX) {
      double tangent = 0;
      for (int o = 0; o < x.length; o++) {
        double dY = dSelf.b()[o];
        for (int i = 0; i < x.length; i++) {
          dY += dSelf.w()[o][i] * x[i] + self.w()[o][i] * dX[i];
        }
        tangent += 2 * y(self, o, x) * dY * self.scale() / self.epoch();
      }
      return new Tangent(
          self.evaluate(x), new Losses(tangent, Math.exp(self.b()[0]) * dSelf.b()[0]));
    }

    /** What is recorded is not looked into. */
    record Tape(Linear self, double[] x) {
      Gradient backward(Losses seed) {
        return gradient(self, x, seed);
      }

      First l1() {
        return new First(this);
      }

      Second l2() {
        return new Second(this);
      }
    }

    record First(Tape tape) {
      Gradient backward(double seed) {
        Gradient gradient = tape.backward(new Losses(seed, 0));
        gradient.selfW()[1][0] *= leftOfFirst;
        return gradient;
      }
    }

    record Second(Tape tape) {
      Gradient backward(double seed) {
        return tape.backward(new Losses(0, seed));
      }
    }

    static Tape forward(Linear self, double[] x) {
      return new Tape(self, x);
    }

    private static double y(Linear self, int o, double[] x) {
      double y = self.b()[o];
      for (int i = 0; i < x.length; i++) {
        y += self.w()[o][i] * x[i];
      }
      return y;
    }
  }
}
