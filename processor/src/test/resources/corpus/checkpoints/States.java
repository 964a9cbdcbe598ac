package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

/** What may cross from one segment to the next. */
final class States {

  private States() {}

  // sample: u length 3;2, k in [0.1, 0.5], n in [0, 9]
  @Differentiable
  static double freshRows(double[][] u, double k, int n) {
    double[][] now = u;
    for (@Checkpoint int t = 0; t < n; t++) {
      double[][] next = new double[u.length][2];
      for (int i = 0; i < u.length; i++) {
        next[i][0] = Math.sin(now[i][1]) + k * u[i][0];
        next[i][1] = now[i][0] * k;
      }
      now = next;
    }
    return now[0][0] * now[1][1] + now[2][0];
  }

  // sample: u length 3;2, k in [0.1, 0.5], n in [0, 9]
  @Differentiable
  static double rowsInPlace(double[][] u, double k, int n) {
    for (@Checkpoint(snapshots = 3) int t = 0; t < n; t++) {
      for (double[] row : u) {
        double first = row[0];
        row[0] = Math.sin(row[1]) + k;
        row[1] = first * u[0][0];
      }
    }
    return u[0][0] * u[1][1] + u[2][0];
  }

  // sample: x length 4 in [-1, 1], w in [0.5, 1], n in [0, 12]
  @Differentiable
  static float floats(float[] x, float w, int n) {
    float[] y = x.clone();
    float sum = 0;
    int count = 0;
    boolean isOdd = false;
    for (@Checkpoint(snapshots = 2) int t = 0; t < n; t++) {
      if (t % 5 == 4) {
        continue;
      }
      int k = count % y.length;
      y[k] = (float) Math.sin(y[k] * w) + (isOdd ? x[0] : w);
      sum += y[k];
      count++;
      isOdd = !isOdd;
    }
    return sum * w + count;
  }

  record Body(double x, double v, @Detach double mass) {

    @Checkpoint
    Body moved(double dt) {
      double a = -Math.sin(x) / mass;
      return new Body(x + dt * v, v + dt * a, mass);
    }
  }

  // sample: start.mass in [1, 2], dt in [0.01, 0.1], n in [0, 8]
  @Differentiable
  static double body(Body start, double dt, int n) {
    Body body = start;
    for (@Checkpoint(snapshots = 2) int t = 0; t < n; t++) {
      body = body.moved(dt);
    }
    Body other = start;
    for (int t = 0; t < n; t++) {
      other = other.moved(dt * body.x());
    }
    return body.x() * body.v() + other.x();
  }

  record Sums(double first, @Retain double second) {}

  // sample: x length 5 in [0.5, 1], w in [0.5, 1]
  @Differentiable
  static Sums outputs(double[] x, double w) {
    double first = 0;
    for (@Checkpoint double value : x) {
      first = Math.sin(first + value * w);
    }
    double second = w;
    for (@Checkpoint(snapshots = 2) double value : x) {
      second = Math.cos(second * value) + w;
    }
    return new Sums(first * w, second * first);
  }

  // sample: x in [0.5, 1], n in [0, 9]
  @Differentiable
  static double unusedUntilLater(double x, int n) {
    double last;
    double y = x;
    double square = 0;
    for (@Checkpoint int i = n; i > 0; i -= 3) {
      last = Math.exp(-y);
      square = last * last;
      y += 0.1 * square;
    }
    last = y * x;
    return last + square;
  }

  // sample: x in [0.5, 1], n in [1, 9]
  @Differentiable
  static double extremes(double x, int n) {
    double y = x;
    for (@Checkpoint(segments = 2) int i = Integer.MAX_VALUE - n; i < Integer.MAX_VALUE; i++) {
      y = Math.sin(y * x);
    }
    for (@Checkpoint(snapshots = 2) int i = Integer.MIN_VALUE + n; i >= Integer.MIN_VALUE + 1; i--) {
      y = y + 0.1 * Math.cos(y);
    }
    return y;
  }
}
