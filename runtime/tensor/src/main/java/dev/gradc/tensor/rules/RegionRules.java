package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Regions;
import dev.gradc.tensor.Resampling;
import dev.gradc.tensor.Tensor;

/** Rules of the pooling of regions. Boxes are constants. */
public final class RegionRules {

  private RegionRules() {}

  @DerivativeOf(type = Regions.class, method = "maxPool")
  public static Tensor maxPool(Tensor x, Boxes boxes, int rows, int columns, Tensor cotangent) {
    int[] places = Regions.maxPlaces(x, boxes, rows, columns);
    return Indexing.scatterAdd(cotangent, places, x.shape());
  }

  @DerivativeOf(type = Regions.class, method = "align")
  public static Tensor align(
      Tensor x, Boxes boxes, int rows, int columns, int samplingRatio, Tensor cotangent) {
    Resampling map = Regions.aligning(x.dim(2), x.dim(3), boxes, rows, columns, samplingRatio);
    return Resampling.resampleBack(cotangent, map, x.dim(0));
  }

  @DerivativeOf(type = Regions.class, method = "positionSensitive")
  public static Tensor positionSensitive(Tensor x, Boxes boxes, int bins, Tensor cotangent) {
    Resampling map = Regions.positionSensitiveMap(x.dim(2), x.dim(3), boxes, bins);
    return Resampling.resampleBack(cotangent, map, x.dim(0)).reshape(x.shape());
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Regions.class, method = "maxPool", mode = Mode.FORWARD)
    public static Tensor maxPool(Tensor x, Boxes boxes, int rows, int columns, Tensor dX) {
      int[] places = Regions.maxPlaces(x, boxes, rows, columns);
      return Indexing.take(dX, places, Regions.maxPool(x, boxes, rows, columns).shape());
    }

    @DerivativeOf(type = Regions.class, method = "align", mode = Mode.FORWARD)
    public static Tensor align(
        Tensor x, Boxes boxes, int rows, int columns, int samplingRatio, Tensor dX) {
      return Regions.align(dX, boxes, rows, columns, samplingRatio);
    }

    @DerivativeOf(type = Regions.class, method = "positionSensitive", mode = Mode.FORWARD)
    public static Tensor positionSensitive(Tensor x, Boxes boxes, int bins, Tensor dX) {
      return Regions.positionSensitive(dX, boxes, bins);
    }
  }
}
