package corpus.members;

import dev.gradc.Differentiable;

/** Differentiable methods of objects of other classes, and recursive ones of objects. */
// golden
final class Objects {

  private Objects() {}

  enum Kind {
    SINE,
    EXPONENTIAL
  }

  @Differentiable
  static double composed(double x, Curves.Curve curve, Kind kind) {
    double y = x;
    for (int i = 0; i < 3; i++) {
      y = y * curve.at(y, i) + named(kind, y);
    }
    return y;
  }

  private static double named(Kind kind, double y) {
    return switch (kind) {
      case SINE -> Math.sin(y);
      case EXPONENTIAL -> Math.exp(-y * y);
    };
  }

  @Differentiable
  static double both(double[] x, boolean isFirst) {
    Curves.Curve curve = isFirst ? new Curves.Curve(0.5, null) : Curves.Curve.example();
    double y = 0;
    for (int i = 0; i < x.length; i++) {
      Curves.Curve next = i % 2 == 0 ? curve : new Curves.Curve(i, curve);
      y += next.at(x[i], i) * Curves.scaled(x[i], next);
    }
    return y;
  }
}

// file: Curves.java
package corpus.members;

import dev.gradc.Differentiable;

final class Curves {

  private static final double[] TABLE = {1, 0.5, 0.25, 0.125, 0.0625};

  static double[] table() {
    return TABLE;
  }

  @Differentiable
  static double scaled(double x, Curve curve) {
    return Math.cos(x) * curve.bend;
  }

  static final class Curve {
    final double bend;
    final Curve next;

    Curve(double bend, Curve next) {
      this.bend = bend;
      this.next = next;
    }

    static Curve example() {
      return new Curve(0.25, new Curve(-0.5, new Curve(2, null)));
    }

    @Differentiable
    double at(double x, int depth) {
      if (depth < 0) {
        throw new IllegalArgumentException("negative: " + depth + " at " + x);
      }
      if (next == null || depth == 0) {
        return Math.sin(bend * x);
      }
      return next.at(x, depth - 1) * x + bend;
    }
  }
}
