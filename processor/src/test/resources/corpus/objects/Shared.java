package corpus.objects;

import dev.gradc.Differentiable;

/** Objects, and a static field, that hold an array which is an argument too. */
final class Shared {

  private Shared() {}

  static final class Frame {
    static double[] hung = new double[3];
    final double[] held;

    Frame(double[] held) {
      this.held = held;
    }

    static Frame example() {
      return new Frame(new double[] {0.5, 0.75, -1.5});
    }

    static Frame around(double[] held) {
      return new Frame(held);
    }

    /** Called before each evaluation. */
    void hang() {
      hung = held;
    }
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double readBefore(double[] x, double t, Frame frame) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double y = frame.held[i] * t;
      sum += y * y;
      x[i] = Math.sin(y);
    }
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] * t;
    }
    return sum;
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double hungBefore(double[] x, double t, Frame frame) {
    double[] table = Frame.hung;
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      product *= table[i] * t;
      x[i] = x[i] * product;
    }
    return product * x[0] + table[1] * x[2] + frame.held[0] * t;
  }

  // sample: m length 3;3, frame holds m[1]
  @Differentiable
  static double rowBefore(double[][] m, double t, Frame frame) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double y = frame.held[i] * t;
      sum += y * y * m[1][i];
      m[1][i] = y * t;
    }
    return sum * m[1][2];
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double writtenThere(double[] x, double t, Frame frame) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] * Math.sin(t);
    }
    for (int i = 0; i < 2; i++) {
      frame.held[i] = 0.25 * i;
    }
    return sum * x[1] + x[2] * t;
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double calledBefore(double[] x, double t, Frame frame) {
    double sum = Waves.of(t, frame.held);
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.cos(x[i] * t);
    }
    return sum * x[1];
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double either(double[] x, double t, Frame frame) {
    double[] hung = t > 0 ? x : Frame.hung;
    double[] held = t > 0.5 ? frame.held : x;
    return hung[0] * x[1] * t + held[2] * t * t * x[0];
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double eitherWritten(double[] x, double t, Frame frame) {
    double[] held = t > 0 ? frame.held : x;
    double before = held[1] * t;
    x[1] = x[1] * x[1] * t;
    x[0] = Math.sin(t) * x[2];
    return before * x[1] + held[1] * x[0] + frame.held[0] * t;
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double eitherReplaced(double[] x, double t, Frame frame) {
    double[] held = t > 0 ? frame.held : x;
    double before = held[1] * t * x[0];
    frame.held[1] = 0.25;
    return before * x[1] + held[1] * x[1] * t;
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double eitherTurned(double[] x, double t, Frame frame) {
    double[] held = t > 0 ? frame.held : x;
    double before = held[0] * x[0] * t;
    double turned = Waves.turn(x, t * x[2]);
    return before * turned + held[0] * x[0];
  }

  // sample: x length 3, frame holds x
  @Differentiable
  static double madeFor(double[] x, double t, Frame frame) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      double[] turned = new double[3];
      for (int j = 0; j < 3; j++) {
        turned[j] = 0.25 * (i + j);
      }
      Frame other = new Frame(turned);
      sum += Waves.of(x[i] * t, x) * other.held[1] + new Frame(new double[] {0.5, i}).held[1] * t;
    }
    return sum + frame.held[0] * t;
  }
}

// file: Waves.java
package corpus.objects;

import dev.gradc.Differentiable;

final class Waves {

  private Waves() {}

  @Differentiable
  static double turn(double[] v, double x) {
    v[0] = v[0] * Math.cos(x);
    return v[1] * x;
  }

  @Differentiable
  static double of(double x, double[] v) {
    double sum = x;
    for (double each : v) {
      sum += Math.sin(each * x);
    }
    return sum;
  }
}
