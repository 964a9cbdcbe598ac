package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Pooling of the regions of detectors: features [batch, channels, height, width] in boxes, to one
 * size for all boxes.
 */
public final class Regions {

  private static final KeptMaps.Maker<Boxes> ALIGNING = Regions::makeAligning;
  private static final KeptMaps.Maker<Boxes> POSITION_SENSITIVE = Regions::makePositionSensitive;

  private Regions() {}

  /**
   * RoI max pooling, as in Fast R-CNN. Corners are rounded to elements, right and bottom belong to
   * the box; bin i of n is from ⌊i · length / n⌋ to before ⌈(i + 1) · length / n⌉. A bin outside of
   * the picture is 0.
   *
   * @param x [batch, channels, height, width]
   * @param boxes n of them
   * @param rows of bins
   * @param columns of bins
   * @return [n, channels, rows, columns]
   */
  public static Tensor maxPool(Tensor x, Boxes boxes, int rows, int columns) {
    return maxPool(x, boxes, rows, columns, null);
  }

  public static Tensor maxPool(Tensor x, Boxes boxes, int rows, int columns, Tensor into) {
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(boxes.count(), channels("maxPool", x), rows, columns);
    checkBins("maxPool", rows, columns);
    int[] places = scratch.ints(Scratch.PARTS, Dimensions.size(shape));
    findLargest(x, boxes, rows, columns, scratch.window(), places);
    return Indexing.take(x, places, shape, into);
  }

  /** Where the elements that {@link #maxPool} chooses are; -1 in empty bins. */
  public static int[] maxPlaces(Tensor x, Boxes boxes, int rows, int columns) {
    return maxPlaces(x, boxes, rows, columns, null);
  }

  public static int[] maxPlaces(Tensor x, Boxes boxes, int rows, int columns, KeptPlaces into) {
    int channels = channels("maxPool", x);
    checkBins("maxPool", rows, columns);
    int[] places = KeptPlaces.reuse(into, boxes.count() * channels * rows * columns);
    findLargest(x, boxes, rows, columns, KeptPlaces.scratch(into).window(), places);
    return places;
  }

  private static void findLargest(
      Tensor x, Boxes boxes, int rows, int columns, Window window, int[] places) {
    int next = 0;
    for (int box = 0; box < boxes.count(); box++) {
      int sample = boxes.samples()[box];
      if (sample < 0 || sample >= x.dim(0)) {
        throw new IndexOutOfBoundsException(
            "box " + box + " is in picture " + sample + " of a batch of " + x.dim(0));
      }
      long top = rounded(boxes.top(box));
      long height = Math.max(rounded(boxes.bottom(box)) - top + 1, 1);
      long left = rounded(boxes.left(box));
      long width = Math.max(rounded(boxes.right(box)) - left + 1, 1);
      for (int c = 0; c < x.dim(1); c++) {
        int plane = (sample * x.dim(1) + c) * x.dim(2) * x.dim(3);
        for (int i = 0; i < rows * columns; i++) {
          int row = i / columns;
          int column = i % columns;
          window.down(
              first(top, height, row, rows, x.dim(2)), end(top, height, row, rows, x.dim(2)));
          window.across(
              first(left, width, column, columns, x.dim(3)),
              end(left, width, column, columns, x.dim(3)));
          places[next++] = window.largest(x.storage(), x.dim(3), plane);
        }
      }
    }
  }

  /** As C's {@code round}, half away from 0. */
  private static long rounded(double corner) {
    return (long) Math.copySign(Math.floor(Math.abs(corner) + 0.5), corner);
  }

  /** Where a bin begins in a box of whole elements, within the picture. */
  private static int first(long start, long size, int index, int bins, int length) {
    return within(start + index * size / bins, length);
  }

  /** Where it ends; neighbouring bins may have an element in common. */
  private static int end(long start, long size, int index, int bins, int length) {
    return within(start + ((index + 1) * size + bins - 1) / bins, length);
  }

  private static int within(long place, int length) {
    return (int) Math.min(Math.max(place, 0), length);
  }

  /**
   * RoI align, as in Mask R-CNN: the mean of points spread evenly over each bin, interpolated
   * between elements, whose centres are at integers. Points more than 1 outside of the picture are
   * 0. Boxes are taken as they are, those that are narrower than an element too, which some
   * libraries widen to one.
   *
   * @param x [batch, channels, height, width]
   * @param boxes n of them
   * @param rows of bins
   * @param columns of bins
   * @param samplingRatio the points in a bin in each direction; 0 for as many as it is long
   * @return [n, channels, rows, columns]
   */
  public static Tensor align(Tensor x, Boxes boxes, int rows, int columns, int samplingRatio) {
    return align(x, boxes, rows, columns, samplingRatio, null);
  }

  public static Tensor align(
      Tensor x, Boxes boxes, int rows, int columns, int samplingRatio, Tensor into) {
    channels("align", x);
    Resampling map = aligning(x.dim(2), x.dim(3), boxes, rows, columns, samplingRatio);
    return Resampling.resample(x, map, into);
  }

  /** The linear map that {@link #align} is, of planes of the size given. */
  public static Resampling aligning(
      int height, int width, Boxes boxes, int rows, int columns, int samplingRatio) {
    checkBins("align", rows, columns);
    return boxes.map(ALIGNING, height, width, rows, columns, samplingRatio);
  }

  /** Points in the middle of equal parts. */
  private record Spread(double start, double length, int count) {

    double at(int i) {
      return start + (i + 0.5) / count * length;
    }

    /** None before it is in a picture of any size: of a huge box most points are outside. */
    int first() {
      return length > 0 ? within((long) Math.floor((-1 - start) / length * count) - 1, count) : 0;
    }

    /** Neither is this one, nor any after it, in a picture of that size. */
    int end(int size) {
      double last = Math.ceil((size - start) / length * count);
      return length > 0 ? within((long) last + 1, count) : count;
    }
  }

  private static void addPoints(
      Resampling.Builder map, int height, int width, Spread down, Spread across) {
    double weight = 1.0 / ((double) down.count() * across.count());
    for (int i = down.first(); i < down.end(height); i++) {
      double y = down.at(i);
      for (int k = across.first(); k < across.end(width); k++) {
        double x = across.at(k);
        if (y >= -1 && y <= height && x >= -1 && x <= width) {
          Upsampling.addBilinear(map, height, width, Math.max(0, y), Math.max(0, x), weight);
        }
      }
    }
  }

  /**
   * Position-sensitive RoI pooling, as in R-FCN: the mean of each bin, taken from a channel that
   * belongs to this bin. Corners are not rounded; right and bottom do not belong to the box; an
   * empty bin is 0.
   *
   * @param x [batch, classes · bins · bins, height, width]; class, row and column of the bin in
   *     this order
   * @param boxes n of them
   * @param bins in each direction
   * @return [n, classes, bins, bins]
   */
  public static Tensor positionSensitive(Tensor x, Boxes boxes, int bins) {
    return positionSensitive(x, boxes, bins, null);
  }

  public static Tensor positionSensitive(Tensor x, Boxes boxes, int bins, Tensor into) {
    int[] planes = Scratch.of(into).ints(Scratch.PARTS, 3);
    setPositionSensitivePlanes(x, bins, planes);
    Resampling map = positionSensitiveMap(x.dim(2), x.dim(3), boxes, bins);
    return Resampling.resample(x, planes, map, into);
  }

  /** The shape [batch, classes, all bins' channels] that {@link #positionSensitiveMap} maps. */
  public static int[] positionSensitivePlanes(Tensor x, int bins) {
    int[] planes = new int[3];
    setPositionSensitivePlanes(x, bins, planes);
    return planes;
  }

  private static void setPositionSensitivePlanes(Tensor x, int bins, int[] planes) {
    int channels = channels("positionSensitive", x);
    checkBins("positionSensitive", bins, bins);
    if (channels % (bins * bins) != 0) {
      throw new IllegalArgumentException(
          "positionSensitive: shape "
              + Arrays.toString(x.dimensions())
              + " has "
              + channels
              + " channels, no multiple of "
              + bins
              + "x"
              + bins
              + " bins");
    }
    planes[0] = x.dim(0);
    planes[1] = channels / (bins * bins);
    planes[2] = bins * bins * x.dim(2) * x.dim(3);
  }

  /** The linear map that {@link #positionSensitive} is. */
  public static Resampling positionSensitiveMap(int height, int width, Boxes boxes, int bins) {
    return boxes.map(POSITION_SENSITIVE, height, width, bins, bins, 0);
  }

  private static int channels(String operation, Tensor x) {
    if (x.rank() != 4 || x.dim(2) == 0 || x.dim(3) == 0) {
      throw new IllegalArgumentException(
          operation
              + ": shape "
              + Arrays.toString(x.dimensions())
              + ": features have four axes and are not empty");
    }
    return x.dim(1);
  }

  private static void checkBins(String operation, int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(operation + ": " + rows + "x" + columns + " bins");
    }
  }

  /** The elements of a bin in one direction. */
  private record Bin(int from, int to) {

    /** All elements that the bin covers a part of. */
    static Bin covered(double first, double last, int index, int bins, int length) {
      double size = (last - first) / bins;
      double from = Math.floor(first + index * size);
      double to = Math.ceil(first + (index + 1) * size);
      int start = within((long) from, length);
      return new Bin(start, Math.max(within((long) to, length), start));
    }

    int length() {
      return to - from;
    }
  }

  private static Resampling makeAligning(
      int height, int width, int rows, int columns, int samplingRatio, Boxes boxes) {
    Resampling.Builder map =
        new Resampling.Builder(
            new int[] {height, width}, new int[] {rows, columns}, boxes.samples());
    for (int box = 0; box < boxes.count(); box++) {
      double binHeight = (boxes.bottom(box) - boxes.top(box)) / rows;
      double binWidth = (boxes.right(box) - boxes.left(box)) / columns;
      int down = samplingRatio > 0 ? samplingRatio : Math.max(1, (int) Math.ceil(binHeight));
      int across = samplingRatio > 0 ? samplingRatio : Math.max(1, (int) Math.ceil(binWidth));
      for (int row = 0; row < rows; row++) {
        double top = boxes.top(box) + row * binHeight;
        for (int column = 0; column < columns; column++) {
          double left = boxes.left(box) + column * binWidth;
          addPoints(
              map,
              height,
              width,
              new Spread(top, binHeight, down),
              new Spread(left, binWidth, across));
          map.next();
        }
      }
    }
    return map.build();
  }

  private static Resampling makePositionSensitive(
      int height, int width, int bins, int binsAcross, int none, Boxes boxes) {
    int plane = height * width;
    Resampling.Builder map =
        new Resampling.Builder(
            new int[] {bins * bins * plane}, new int[] {bins, bins}, boxes.samples());
    for (int box = 0; box < boxes.count(); box++) {
      for (int i = 0; i < bins * bins; i++) {
        Bin down = Bin.covered(boxes.top(box), boxes.bottom(box), i / bins, bins, height);
        Bin across = Bin.covered(boxes.left(box), boxes.right(box), i % bins, bins, width);
        double weight = 1.0 / (down.length() * across.length());
        for (int y = down.from(); y < down.to(); y++) {
          for (int x = across.from(); x < across.to(); x++) {
            map.add(i * plane + y * width + x, weight);
          }
        }
        map.next();
      }
    }
    return map.build();
  }
}
