package corpus.recursion;

import dev.gradc.Differentiable;

/** Recursion that writes arrays through which derivatives flow. */
final class InPlace {

  private InPlace() {}

  // sample: re length 8, im length 8
  @Differentiable
  static double spectrum(double[] re, double[] im) {
    double[] a = re.clone();
    double[] b = new double[8];
    for (int i = 0; i < 8; i++) {
      b[i] = im[i] * re[0];
    }
    transform(a, b, 0, 8);
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += (i + 1) * (a[i] * a[i] + b[i] * b[i] * a[0]);
    }
    return sum;
  }

  /** The fast Fourier transform by decimation in frequency; the results are in bit-reversed order. */
  private static void transform(double[] re, double[] im, int from, int n) {
    if (n == 1) {
      return;
    }
    int half = n / 2;
    for (int k = from; k < from + half; k++) {
      double c = Math.cos(-2 * Math.PI * (k - from) / n);
      double s = Math.sin(-2 * Math.PI * (k - from) / n);
      double x = re[k] - re[k + half];
      double y = im[k] - im[k + half];
      re[k] += re[k + half];
      im[k] += im[k + half];
      re[k + half] = x * c - y * s;
      im[k + half] = x * s + y * c;
    }
    transform(re, im, from, half);
    transform(re, im, from + half, half);
  }

  // sample: x length 5, n in [0, 4]
  @Differentiable
  static double doubled(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    x[n] *= 2 * x[n - 1];
    return doubled(x, n - 1) * x[n] + x[0];
  }

  // sample: x length 6
  @Differentiable
  static double[] sums(double[] x) {
    double[] y = x.clone();
    y[5] *= total(y, 0, 6);
    return y;
  }

  /** Prefix sums in place; gives the last one. */
  private static double total(double[] x, int from, int to) {
    if (to - from == 1) {
      return x[from];
    }
    int middle = (from + to) / 2;
    double left = total(x, from, middle);
    double right = total(x, middle, to);
    for (int i = middle; i < to; i++) {
      x[i] += left * x[from];
    }
    return left + right;
  }

  // sample: m length 3;3
  @Differentiable
  static double rows(double[][] m) {
    double[][] work = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        work[i][j] = m[i][j] + (i == j ? 5 : 0);
      }
    }
    eliminate(work, 0);
    return work[0][0] * work[1][1] * work[2][2];
  }

  private static void eliminate(double[][] a, int k) {
    if (k == a.length - 1) {
      return;
    }
    for (int i = k + 1; i < a.length; i++) {
      double factor = a[i][k] / a[k][k];
      for (int j = k; j < a.length; j++) {
        a[i][j] -= factor * a[k][j];
      }
    }
    eliminate(a, k + 1);
  }

  record Particle(double place, double speed) {}

  // sample: n in [0, 3]
  @Differentiable
  static double records(double x, double y, int n) {
    Particle[] particles = new Particle[4];
    for (int i = 0; i < 4; i++) {
      particles[i] = new Particle(x * i + y, y - i);
    }
    collide(particles, n);
    return particles[0].place() * particles[1].speed() + particles[2].place();
  }

  private static void collide(Particle[] particles, int n) {
    if (n == 0) {
      return;
    }
    Particle one = particles[n];
    Particle other = particles[n - 1];
    particles[n] = new Particle(one.place() + one.speed() * other.place(), other.speed());
    particles[n - 1] = new Particle(other.place(), one.speed() * one.place());
    collide(particles, n - 1);
  }

  // sample: x length 4, steps in [0, 4]
  @Differentiable
  static double inLoops(double[] x, int steps) {
    double[] state = x.clone();
    double[] next = new double[4];
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      diffuse(state, next, 0);
      double[] old = state;
      state = next;
      next = old;
      sum += state[step % 4] * x[0];
    }
    return sum + state[1];
  }

  private static void diffuse(double[] from, double[] to, int i) {
    if (i < from.length) {
      to[i] = from[i] * 0.5 + 0.25 * Math.sin(from[(i + 1) % from.length]);
      diffuse(from, to, i + 1);
    }
  }

  // sample: x length 4, n in [0, 3]
  @Differentiable
  static float floats(float[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    x[n - 1] += x[n] * x[n];
    return floats(x, n - 1) + x[n - 1];
  }
}
