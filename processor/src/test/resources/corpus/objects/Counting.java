package corpus.objects;

import dev.gradc.Differentiable;

/** Objects of classes in the same file that change when they are asked. */
final class Counting {

  private Counting() {}

  static final class Random {

    private final int[] last = new int[1];
    private long state;
    int draws;
    double scale = 1;

    Random(long state) {
      this.state = state;
    }

    int next() {
      step();
      last[0] = (int) (state >>> 60);
      return last[0];
    }

    void step() {
      state = state * 6364136223846793005L + 1442695040888963407L;
      (this.draws)++;
    }

    double between(double low, double high) {
      scale *= 0.5;
      return low + (high - low) * (next() / 16.0);
    }

    double counted(double x) {
      step();
      return x * x * draws;
    }

    double average(double x) {
      return x * scale / (draws + 1);
    }
  }

  @Differentiable
  static double noise(double x, int seed) {
    Random random = new Random(seed);
    double y = x * random.next();
    double z = y * random.between(1, 2) + random.next();
    return z * z + random.average(x) * random.draws;
  }

  // sample: x length 3
  @Differentiable
  static double dropout(double[] x, int seed) {
    Random random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (random.next() > 4) {
        sum += x[i] * x[i] * random.scale;
      }
      random.step();
    }
    return sum * random.counted(x[0]);
  }
}
