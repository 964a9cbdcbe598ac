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

  /** Elements of arrays are no fields. */
  record Filled(double[] values, double first) {
    Filled {
      values[0] = first;
      double[] own = {1, 2};
      (own[0]) = first;
      first = own[0] * own[1];
    }
  }

  record Cloned(double[] values, double first) {
    Cloned(double[] values, double first) {
      this.values = values.clone();
      (this.values[0]) = 3 * first;
      (this.first) = first * first;
    }
  }

  /** Names of patterns, before and in what it begins with. */
  record Named(double value) {
    Named {
      Object own = value > 0 ? "a" : 1;
      if (own instanceof Integer number) {
        value *= number + 2;
      }
    }

    Named(Object any, double x) {
      this(any instanceof String text ? x * text.length() : -x);
    }
  }

  @Differentiable
  static double elements(double x) {
    Filled filled = new Filled(new double[] {x, 2}, x);
    Cloned cloned = new Cloned(new double[] {1, x}, x);
    return x * filled.values()[0] * filled.first() + cloned.values()[0] * cloned.first();
  }

  @Differentiable
  static double named(double x, int n) {
    Object any = n > 0 ? "abc" : n;
    return new Named(any, x).value() * new Named(x).value();
  }
}
