package dev.gradc.tensor;

/** A window that moves over planes, and finds the largest number that it sees. */
final class Window {

  private int top;
  private int bottom;
  private int stepDown;
  private int left;
  private int right;
  private int stepAcross;

  /** Neighbouring rows. */
  void down(int from, int to) {
    top = from;
    bottom = to;
    stepDown = 1;
  }

  /** Neighbouring columns. */
  void across(int from, int to) {
    left = from;
    right = to;
    stepAcross = 1;
  }

  /** As many rows, at equal distances, as are in a plane of that height and not in its padding. */
  void down(int start, int step, int count, int height) {
    top = first(start, step);
    bottom = Math.min(start + count * step, height);
    stepDown = step;
  }

  /** As many columns, at equal distances, as are in a plane and not in its padding. */
  void across(int start, int step, int count, int length) {
    left = first(start, step);
    right = Math.min(start + count * step, length);
    stepAcross = step;
  }

  private static int first(int start, int step) {
    int missing = start < 0 ? (step - 1 - start) / step : 0;
    return start + missing * step;
  }

  /**
   * The first place of the largest number, or -1.
   *
   * @param numbers planes row by row
   * @param width of the planes
   * @param plane where the plane begins
   */
  int largest(Storage numbers, int width, int plane) {
    int best = -1;
    double largest = Double.NEGATIVE_INFINITY;
    for (int y = top; y < bottom; y += stepDown) {
      for (int x = left; x < right; x += stepAcross) {
        int place = plane + y * width + x;
        double value = numbers.get(place);
        // Of NaN every comparison is false: one is taken, and stays.
        if (best < 0 || !(value <= largest || Double.isNaN(largest))) {
          best = place;
          largest = value;
        }
      }
    }
    return best;
  }
}
