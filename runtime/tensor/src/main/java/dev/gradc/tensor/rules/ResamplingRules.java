package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Pooling;
import dev.gradc.tensor.Resampling;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.Upsampling;

/** Rules of pooling and upsampling. */
public final class ResamplingRules {

  private ResamplingRules() {}

  @DerivativeOf(type = Resampling.class, method = "resample")
  public static Tensor resample(Tensor x, Resampling map, Tensor cotangent) {
    return Resampling.resampleBack(cotangent, map, x.dim(0));
  }

  @DerivativeOf(type = Resampling.class, method = "resampleBack")
  public static Tensor resampleBack(Tensor y, Resampling map, int batch, Tensor cotangent) {
    return Resampling.resample(cotangent, map);
  }

  @DerivativeOf(type = Pooling.class, method = "maxPool2d")
  public static Tensor maxPool2d(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor cotangent) {
    int[] places = Pooling.maxPlaces(x, kernelHeight, kernelWidth, sliding);
    return Indexing.scatterAdd(cotangent, places, x.shape());
  }

  @DerivativeOf(type = Pooling.class, method = "averagePool2d")
  public static Tensor averagePool2d(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor cotangent) {
    Resampling map = Pooling.averaging(x.dim(2), x.dim(3), kernelHeight, kernelWidth, sliding);
    return Resampling.resampleBack(cotangent, map, x.dim(0));
  }

  @DerivativeOf(type = Upsampling.class, method = "nearest")
  public static Tensor nearest(Tensor x, int height, int width, Tensor cotangent) {
    Resampling map = Upsampling.nearestMap(x.dim(2), x.dim(3), height, width);
    return Resampling.resampleBack(cotangent, map, x.dim(0));
  }

  @DerivativeOf(type = Upsampling.class, method = "bilinear")
  public static Tensor bilinear(
      Tensor x, int height, int width, boolean alignCorners, Tensor cotangent) {
    Resampling map = Upsampling.bilinearMap(x.dim(2), x.dim(3), height, width, alignCorners);
    return Resampling.resampleBack(cotangent, map, x.dim(0));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Resampling.class, method = "resample", mode = Mode.FORWARD)
    public static Tensor resample(Tensor x, Resampling map, Tensor dX) {
      return Resampling.resample(dX, map);
    }

    @DerivativeOf(type = Resampling.class, method = "resampleBack", mode = Mode.FORWARD)
    public static Tensor resampleBack(Tensor y, Resampling map, int batch, Tensor dY) {
      return Resampling.resampleBack(dY, map, batch);
    }

    @DerivativeOf(type = Pooling.class, method = "maxPool2d", mode = Mode.FORWARD)
    public static Tensor maxPool2d(
        Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor dX) {
      int[] places = Pooling.maxPlaces(x, kernelHeight, kernelWidth, sliding);
      int[] shape = Pooling.maxPool2d(x, kernelHeight, kernelWidth, sliding).shape();
      return Indexing.take(dX, places, shape);
    }

    @DerivativeOf(type = Pooling.class, method = "averagePool2d", mode = Mode.FORWARD)
    public static Tensor averagePool2d(
        Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor dX) {
      return Pooling.averagePool2d(dX, kernelHeight, kernelWidth, sliding);
    }

    @DerivativeOf(type = Upsampling.class, method = "nearest", mode = Mode.FORWARD)
    public static Tensor nearest(Tensor x, int height, int width, Tensor dX) {
      return Upsampling.nearest(dX, height, width);
    }

    @DerivativeOf(type = Upsampling.class, method = "bilinear", mode = Mode.FORWARD)
    public static Tensor bilinear(
        Tensor x, int height, int width, boolean alignCorners, Tensor dX) {
      return Upsampling.bilinear(dX, height, width, alignCorners);
    }
  }
}
