package corpus.records;

import dev.gradc.Differentiable;

final class Constructors {

  private Constructors() {}

  /** The compact form changes its parameters. */
  record Sorted(double low, double high) {
    Sorted {
      if (low > high) {
        double swapped = low;
        low = high;
        high = swapped;
      }
    }

    Sorted(double only) {
      this(only * only, -only);
    }

    double width() {
      return high - low * low;
    }
  }

  /** The canonical form, with a field that is read again and an early return. */
  record Scaled(double value, double[] factors, int count) {
    Scaled(double value, double[] factors, int count) {
      this.count = count + 1;
      if (count > 2) {
        this.value = value;
        this.factors = factors;
        return;
      }
      double[] copy = {factors[0] * value, factors[1]};
      this.factors = copy;
      this.value = value * this.count;
    }

    Scaled(double value) {
      this(value, new double[] {value, 2}, 1);
    }

    double total() {
      return value * factors[0] + count;
    }
  }

  /** An accessor with a body. */
  record Angle(double degrees) {
    @Override
    public double degrees() {
      return degrees + 0;
    }

    double radians() {
      return Math.toRadians(degrees());
    }
  }

  // guarded
  // kinks
  @Differentiable
  static double sorted(Sorted s, double a, double b) {
    return s.width() + new Sorted(a, b).width() * new Sorted(b).width();
  }

  // sample: n in [1, 4]
  @Differentiable
  static double scaled(double a, double[] factors, int n) {
    Scaled made = new Scaled(a, factors, n);
    return made.total() + factors[0] * new Scaled(a).total();
  }

  @Differentiable
  static double sine(Angle angle, double amplitude) {
    return amplitude * Math.sin(angle.radians() + new Angle(amplitude).degrees());
  }

  record Guarded(double mean, double deviation) {
    Guarded {
      if (deviation <= 0) {
        deviation = deviation / 0;
      }
    }
  }

  // guarded
  // sample: normal.deviation in [0.5, 2]
  @Differentiable
  static double density(Guarded normal, double x) {
    double z = (x - normal.mean()) / normal.deviation();
    return Math.exp(-z * z / 2) / normal.deviation();
  }
}
