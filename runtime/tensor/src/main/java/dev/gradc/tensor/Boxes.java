package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Rectangles in the pictures of a batch, in coordinates of the features that are pooled. They are
 * constants for differentiation. Immutable.
 */
public final class Boxes {

  private final int[] samples;
  private final double[][] corners;
  private final KeptMaps maps = new KeptMaps();

  /**
   * Boxes.
   *
   * @param samples which picture of the batch each box is in
   * @param corners left, top, right and bottom of each box
   * @throws IllegalArgumentException if there are not as many samples, not four corners, or one
   *     that is infinite or no number
   */
  public Boxes(int[] samples, double[][] corners) {
    if (samples.length != corners.length) {
      throw new IllegalArgumentException(
          samples.length + " samples for " + corners.length + " boxes");
    }
    this.samples = samples.clone();
    this.corners = new double[corners.length][];
    for (int i = 0; i < corners.length; i++) {
      if (corners[i].length != 4) {
        throw new IllegalArgumentException(
            "box " + i + " has " + corners[i].length + " numbers, not left, top, right, bottom");
      }
      if (!Arrays.stream(corners[i]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "box " + i + " is nowhere: " + Arrays.toString(corners[i]));
      }
      this.corners[i] = corners[i].clone();
    }
  }

  /** How many there are. */
  public int count() {
    return samples.length;
  }

  /** A linear map of planes that follows from these boxes: it is made once. */
  Resampling map(
      KeptMaps.Maker<Boxes> maker, int height, int width, int rows, int columns, int more) {
    synchronized (maps) {
      return maps.of(maker, height, width, rows, columns, more, this);
    }
  }

  int[] samples() {
    return samples;
  }

  double left(int box) {
    return corners[box][0];
  }

  double top(int box) {
    return corners[box][1];
  }

  double right(int box) {
    return corners[box][2];
  }

  double bottom(int box) {
    return corners[box][3];
  }
}
