package dev.gradc.samples.growth;

import java.util.Arrays;

/** Seconds of a run. */
final class Timing {

  private Timing() {}

  /**
   * The median over runs for so long, at least three, after others for as long.
   *
   * @param seconds of each of both
   */
  static double of(Runnable run, double seconds) {
    runs(run, seconds);
    double[] times = runs(run, seconds);
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static double[] runs(Runnable run, double seconds) {
    double[] times = new double[1024];
    int count = 0;
    double sum = 0;
    while ((count < 3 || sum < seconds) && count < times.length) {
      long start = System.nanoTime();
      run.run();
      times[count] = (System.nanoTime() - start) / 1e9;
      sum += times[count++];
    }
    return Arrays.copyOf(times, count);
  }
}
