package corpus.loops;

import dev.gradc.Differentiable;

/** Loops that look like sums, whose way back has to wait for something. */
final class NoSums {

  private NoSums() {}

  /** The elements are overwritten after the loop. */
  // sample: x length 4
  @Differentiable
  static double overwritten(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i] * x[i];
    }
    x[1] = Math.sin(x[2]) * sum;
    return sum + x[1] * x[0];
  }

  /** They are overwritten in the loop. */
  // sample: x length 4
  @Differentiable
  static double inside(double[] x) {
    double sum = 0;
    for (int i = 1; i < x.length; i++) {
      sum += x[i] * x[i - 1];
      x[i] = x[i] * 0.5 + sum;
    }
    return sum;
  }

  /** What is added up is used by the terms. */
  // sample: x length 4
  @Differentiable
  static double running(double[] x) {
    double sum = 0.3;
    for (double each : x) {
      sum += Math.sin(sum * each);
    }
    return sum;
  }

  /** A factor before the loop, whose gradient is complete behind it. */
  // sample: x length 4, scale in [0.5, 1.5]
  @Differentiable
  static double scaled(double[] x, double scale) {
    double factor = Math.exp(scale * x[0]);
    double sum = 0;
    for (double each : x) {
      sum += factor * each * each;
    }
    return Math.log(sum) + sum * factor;
  }

  /** The array is one of the method's own, and another name of it changes. */
  // sample: x length 4
  @Differentiable
  static double own(double[] x) {
    double[] y = x.clone();
    double[] z = y;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += y[i] * y[i];
    }
    z[0] = sum * z[3];
    return sum * y[0];
  }

  /** The terms are kept, and the way back reads them. */
  // sample: x length 4, n in [0, 4]
  @Differentiable
  static double kept(double[] x, int n) {
    double[] terms = new double[4];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      terms[i] += Math.exp(x[i]);
      sum += terms[i];
    }
    return sum * terms[0] + terms[3];
  }

  /** The sum goes through an element of an array, whose adjoint is zero before. */
  // sample: x length 4, factor in [0.5, 1.5]
  @Differentiable
  static double throughAnElement(double[] x, double factor) {
    double[] whole = new double[2];
    double sum = 0;
    for (double each : x) {
      sum += Math.exp(each * factor);
    }
    whole[0] = sum;
    return whole[0];
  }

  /** It goes through an element of a parameter. */
  // sample: x length 4, y length 2
  @Differentiable
  static double throughAParameter(double[] x, double[] y) {
    double sum = 0;
    for (double each : x) {
      sum += each * each * each;
    }
    y[1] = sum;
    return y[1];
  }

  /** A sum is put into a table that was made before, and another loop reads it. */
  // sample: x length 3
  @Differentiable
  static double intoATable(double[] x) {
    double[] table = new double[2];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * x[i];
    }
    table[0] = sum;
    double result = 0;
    for (int i = 0; i < 2; i++) {
      result += table[i] * x[i];
    }
    return result;
  }

  /** The same with a parameter, whose element another loop reads. */
  // sample: x length 3, w length 2;3
  @Differentiable
  static double intoAParameter(double[] x, double[][] w) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += w[0][i] * w[0][i];
    }
    x[0] = sum;
    double result = 0;
    for (int i = 0; i < 3; i++) {
      result += x[i] * w[1][i];
    }
    return result;
  }

  /** It is a part of a result that is an array. */
  // sample: x length 3
  @Differentiable
  static double[] intoAResult(double[] x) {
    double[] out = new double[3];
    out[2] = x[0];
    double sum = 0;
    for (double each : x) {
      sum += Math.sin(each) * each;
    }
    out[2] += sum;
    for (int i = 0; i < 3; i++) {
      out[1] += out[2] * x[i];
    }
    return out;
  }

  /** An integer that the loop counts, and one that it leaves behind. */
  // sample: x length 5 in [-1, 1]
  // kinks
  @Differentiable
  static double counted(double[] x) {
    int places = 0;
    int last = 0;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > 0) {
        sum += x[i] * x[last] * (places + 1);
        places++;
        last = i;
      }
    }
    return sum + x[last] * places;
  }

  /** A table of the method's own, which an iteration changes after it has read it. */
  // sample: x length 4
  @Differentiable
  static double table(double[] x) {
    double[] now = new double[3];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      now[i % 3] += 1 + i;
      for (int k = 0; k < 3; k++) {
        sum += Math.cos(x[i] * now[k]);
        now[k] = now[k] * 0.5 - k;
      }
    }
    return sum;
  }

  /** Rows that change places. */
  // sample: m length 3;2
  @Differentiable
  static double turned(double[][] m) {
    double sum = 0;
    for (double[] row : m) {
      sum += row[0] * row[1];
    }
    double[] first = m[0];
    m[0] = m[1];
    m[1] = first;
    return sum * m[0][0];
  }
}
