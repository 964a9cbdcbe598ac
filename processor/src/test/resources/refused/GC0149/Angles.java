package refused;

import dev.gradc.Differentiable;

final class Angles {

  record Angle(double degrees) {
    Angle {
      degrees = Math.toRadians(degrees);
    }

    public double degrees() {
      return Math.toDegrees(degrees);
    }

    double sine() {
      return Math.sin(degrees);
    }
  }

  record Arm(double length, Angle[] joints) {}

  sealed interface Turn permits Left, Right {}

  record Left(Angle angle) implements Turn {}

  record Right(double sine) implements Turn {}

  record Scaled(double[] values) {
    Scaled {
      values = values.clone();
      values[0] *= 2;
    }

    public double[] values() {
      double[] given = values.clone();
      given[0] /= 2;
      return given;
    }
  }

  /** {@code copyOf} may be anyone's. */
  record Hidden(double[] values) {
    Hidden {
      values = values.clone();
      values[0] *= 2;
    }

    public double[] values() {
      return Arrays.copyOf(values, values.length);
    }

    static final class Arrays {
      static double[] copyOf(double[] values, int length) {
        double[] given = values.clone();
        given[length - 1] /= 2;
        return given;
      }
    }
  }

  /** The copy of an object may be another one. */
  record Boxed(Box box, double scale) {
    Boxed {
      box = new Box(box.value * 2);
    }

    public Box box() {
      return box.clone();
    }
  }

  static final class Box {
    final int value;

    Box(int value) {
      this.value = value;
    }

    @Override
    protected Box clone() {
      return new Box(value / 2);
    }
  }

  /** The constructor checks, and copies; the accessor copies. */
  record Weights(double[] values, double[] others) {
    Weights {
      values = values.clone();
      others = others.clone();
    }

    public double[] values() {
      return values.clone();
    }

    public double[] others() {
      return this.others.clone();
    }
  }

  /** The accessor gives what the constructor was given. */
  record Positive(double value) {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  @Differentiable
  // error: [GC0149] the accessor 'degrees' of 'Angle' and its constructor
  static double parameter(Angle angle) {
    return angle.sine();
  }

  @Differentiable
  // error: [GC0149] the accessor 'degrees' of 'Angle' and its constructor
  static Angle result(double x) {
    return new Angle(x);
  }

  @Differentiable
  // error: [GC0149] the accessor 'degrees' of 'Angle' and its constructor
  static double within(Arm arm) {
    return arm.joints()[0].sine();
  }

  @Differentiable
  // error: [GC0149] the accessor 'degrees' of 'Angle' and its constructor
  static double ofCase(Turn turn) {
    return turn instanceof Left left ? left.angle().sine() : ((Right) turn).sine();
  }

  @Differentiable
  // error: [GC0149] the accessor 'values' of 'Scaled' and its constructor
  static double array(Scaled scaled) {
    return scaled.values[0];
  }

  @Differentiable
  // error: [GC0149] the accessor 'values' of 'Hidden' and its constructor
  static double hidden(Hidden hidden) {
    return hidden.values[0];
  }

  @Differentiable
  // error: [GC0149] the accessor 'box' of 'Boxed' and its constructor
  static double boxed(Boxed boxed) {
    return boxed.scale * boxed.box.value;
  }

  @Differentiable
  static double copies(Weights weights) {
    return weights.values[0] * weights.others()[0];
  }

  @Differentiable
  static double checked(Positive positive) {
    return positive.value * positive.value();
  }

  @Differentiable
  static double inside(double x) {
    Angle angle = new Angle(x);
    return angle.sine() * angle.degrees();
  }
}
