package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.tensor.Convolution;
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
}
