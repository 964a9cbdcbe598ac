package corpus.loops;

import dev.gradc.Differentiable;

/** Searches for a winner where they stand: in loops and branches, one in another, beside others. */
final class WinnersInLoops {

  private WinnersInLoops() {}

  // sample: x length 3;4 in [-2, 2]
  @Differentiable
  static double ofRows(double[][] x) {
    double sum = 0;
    for (double[] row : x) {
      double largest = Double.NEGATIVE_INFINITY;
      for (double element : row) {
        largest = Math.max(largest, Math.sin(element));
      }
      double terms = 0;
      for (double element : row) {
        terms += Math.exp(element - largest);
      }
      sum += largest * Math.log(terms);
    }
    return sum;
  }

  // sample: x length 3;4 in [-2, 2]
  @Differentiable
  static double ofAll(double[][] x) {
    double smallest = 10;
    for (double[] row : x) {
      for (double element : row) {
        smallest = Math.min(element * row[0], smallest);
      }
    }
    return smallest * smallest;
  }

  /** The largest of the smallest. */
  // sample: x length 3;4 in [-2, 2]
  @Differentiable
  static double saddle(double[][] x) {
    double largest = -10;
    for (double[] row : x) {
      double smallest = 10;
      for (double element : row) {
        smallest = element < smallest ? element : smallest;
      }
      largest = Math.max(largest, smallest * x[0][0]);
    }
    return largest * largest;
  }

  // sample: x length 6 in [-2, 2], sign in [-1, 1]
  @Differentiable
  static double inBranch(double[] x, double sign) {
    double found = sign;
    if (sign > 0) {
      for (int i = x.length - 1; i >= 0; i -= 2) {
        if (!(x[i] <= found)) {
          found = x[i] * sign;
        }
      }
    }
    return found * found;
  }

  /** Whoever is last. */
  // sample: x length 6 in [-2, 2]
  @Differentiable
  static double last(double[] x) {
    double last = 1;
    for (int i = 0; i < x.length; i++) {
      if (i % 2 == 1) {
        last = x[i] * x[0];
      } else {
        last = last;
      }
    }
    return last * x[1];
  }

  // sample: x length 6 in [-2, 2]
  @Differentiable
  static float ofFloats(float[] x) {
    float largest = -3;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(x[i] * 2, largest);
    }
    return largest * largest;
  }

  /** The second largest, which needs what was the largest before. */
  // sample: x length 6 in [-2, 2]
  @Differentiable
  static double second(double[] x) {
    double largest = -10;
    double second = -10;
    for (double element : x) {
      if (element > largest) {
        second = largest;
        largest = element;
      } else if (element > second) {
        second = element;
      }
    }
    return largest * second;
  }

  /** A sum beside it, which every iteration has a part in. */
  // sample: x length 6 in [-2, 2]
  @Differentiable
  static double besideASum(double[] x) {
    double largest = -10;
    double sum = 0;
    for (double element : x) {
      largest = Math.max(largest, element);
      sum += element * element;
    }
    return largest * sum;
  }

  /** A maximum that is read as it grows. */
  // sample: x length 6 in [-2, 2]
  @Differentiable
  static double drawdown(double[] x) {
    double top = x[0];
    double deepest = 0;
    for (double element : x) {
      top = Math.max(top, element);
      deepest = Math.max(deepest, top - element);
    }
    return deepest * top;
  }

  /** A search again and again, in a loop whose number of iterations nobody knows. */
  // sample: x length 5 in [0.5, 2]
  @Differentiable
  static double again(double[] x) {
    double scale = 1;
    while (scale < 6) {
      double largest = 0;
      for (double element : x) {
        largest = Math.max(largest, element * scale);
      }
      scale *= 1 + largest;
    }
    return scale;
  }
}
