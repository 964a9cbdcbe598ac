package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Convolution;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;

/** Rules of convolutions: each of its three sides by the two others. */
public final class ConvolutionRules {

  private ConvolutionRules() {}

  /** The cotangents of pictures and kernels. */
  public record Kernels(Tensor x, Tensor weight) {}

  /** The cotangents of pictures, kernels and what is added. */
  public record Affine(Tensor x, Tensor weight, Tensor bias) {}

  /** The cotangents of results and kernels. */
  public record Back(Tensor y, Tensor weight) {}

  /** The cotangents of pictures and results. */
  public record Sides(Tensor x, Tensor y) {}

  @DerivativeOf(type = Convolution.class, method = "conv2d")
  public static Kernels conv2d(Tensor x, Tensor weight, Sliding sliding, Tensor cotangent) {
    return new Kernels(
        Convolution.backToPictures(cotangent, weight, sliding, x.dim(2), x.dim(3)),
        Convolution.backToWeight(x, cotangent, sliding, weight.dim(2), weight.dim(3)));
  }

  @DerivativeOf(type = Convolution.class, method = "conv2d")
  public static Affine conv2d(
      Tensor x, Tensor weight, Tensor bias, Sliding sliding, Tensor cotangent) {
    return new Affine(
        Convolution.backToPictures(cotangent, weight, sliding, x.dim(2), x.dim(3)),
        Convolution.backToWeight(x, cotangent, sliding, weight.dim(2), weight.dim(3)),
        cotangent.sum(0, 2, 3));
  }

  @DerivativeOf(type = Convolution.class, method = "convTranspose2d")
  public static Affine convTranspose2d(
      Tensor x, Tensor weight, Tensor bias, Sliding sliding, int more, Tensor cotangent) {
    return new Affine(
        Convolution.conv2d(cotangent, weight, sliding),
        Convolution.backToWeight(cotangent, x, sliding, weight.dim(2), weight.dim(3)),
        cotangent.sum(0, 2, 3));
  }

  @DerivativeOf(type = Convolution.class, method = "backToPictures")
  public static Back backToPictures(
      Tensor y, Tensor weight, Sliding sliding, int height, int width, Tensor cotangent) {
    return new Back(
        Convolution.conv2d(cotangent, weight, sliding),
        Convolution.backToWeight(cotangent, y, sliding, weight.dim(2), weight.dim(3)));
  }

  @DerivativeOf(type = Convolution.class, method = "backToWeight")
  public static Sides backToWeight(
      Tensor x, Tensor y, Sliding sliding, int kernelHeight, int kernelWidth, Tensor cotangent) {
    return new Sides(
        Convolution.backToPictures(y, cotangent, sliding, x.dim(2), x.dim(3)),
        Convolution.conv2d(x, cotangent, sliding));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Convolution.class, method = "conv2d", mode = Mode.FORWARD)
    public static Tensor conv2d(
        Tensor x, Tensor weight, Sliding sliding, Tensor dX, Tensor dWeight) {
      return Convolution.conv2d(dX, weight, sliding).add(Convolution.conv2d(x, dWeight, sliding));
    }

    @DerivativeOf(type = Convolution.class, method = "conv2d", mode = Mode.FORWARD)
    public static Tensor conv2d(
        Tensor x,
        Tensor weight,
        Tensor bias,
        Sliding sliding,
        Tensor dX,
        Tensor dWeight,
        Tensor dBias) {
      int[] shape = Convolution.conv2d(x, weight, bias, sliding).shape();
      int[] channels = {-1, 1, 1};
      return Convolution.conv2d(dX, weight, sliding)
          .add(Convolution.conv2d(x, dWeight, sliding))
          .add(Shapes.broadcastTo(dBias.reshape(channels), shape));
    }

    @DerivativeOf(type = Convolution.class, method = "convTranspose2d", mode = Mode.FORWARD)
    public static Tensor convTranspose2d(
        Tensor x,
        Tensor weight,
        Tensor bias,
        Sliding sliding,
        int more,
        Tensor dX,
        Tensor dWeight,
        Tensor dBias) {
      Tensor y = Convolution.convTranspose2d(x, weight, bias, sliding, more);
      int height = y.dim(2);
      int width = y.dim(3);
      int[] channels = {-1, 1, 1};
      return Convolution.backToPictures(dX, weight, sliding, height, width)
          .add(Convolution.backToPictures(x, dWeight, sliding, height, width))
          .add(Shapes.broadcastTo(dBias.reshape(channels), y.shape()));
    }

    @DerivativeOf(type = Convolution.class, method = "backToPictures", mode = Mode.FORWARD)
    public static Tensor backToPictures(
        Tensor y,
        Tensor weight,
        Sliding sliding,
        int height,
        int width,
        Tensor dY,
        Tensor dWeight) {
      return Convolution.backToPictures(dY, weight, sliding, height, width)
          .add(Convolution.backToPictures(y, dWeight, sliding, height, width));
    }

    @DerivativeOf(type = Convolution.class, method = "backToWeight", mode = Mode.FORWARD)
    public static Tensor backToWeight(
        Tensor x,
        Tensor y,
        Sliding sliding,
        int kernelHeight,
        int kernelWidth,
        Tensor dX,
        Tensor dY) {
      return Convolution.backToWeight(dX, y, sliding, kernelHeight, kernelWidth)
          .add(Convolution.backToWeight(x, dY, sliding, kernelHeight, kernelWidth));
    }
  }
}
