package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Boxes;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Convolution;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Normalization;
import dev.gradc.tensor.Pooling;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Regions;
import dev.gradc.tensor.Resampling;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Sliding;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.Upsampling;

/**
 * A method for each operation on tensors, and of one with several active arguments a method for
 * each of these, with the others detached.
 */
final class Operations {

  private Operations() {}

  private static double weighed(Tensor y) {
    return Functions.sin(y).sum().item();
  }

  private static double weighed(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += Math.sin(number);
    }
    return sum;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorRelu(Tensor x) {
    return weighed(x.relu());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsLeakyRelu(Tensor x, double slope) {
    return weighed(Activations.leakyRelu(x, slope));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsLeakyReluOfX(Tensor x, @Detach double slope) {
    return weighed(Activations.leakyRelu(x, slope));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsLeakyReluOfSlope(@Detach Tensor x, double slope) {
    return weighed(Activations.leakyRelu(x, slope));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsElu(Tensor x, double alpha) {
    return weighed(Activations.elu(x, alpha));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsEluOfX(Tensor x, @Detach double alpha) {
    return weighed(Activations.elu(x, alpha));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsEluOfAlpha(@Detach Tensor x, double alpha) {
    return weighed(Activations.elu(x, alpha));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsGelu(Tensor x) {
    return weighed(Activations.gelu(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsSoftplus(Tensor x) {
    return weighed(Activations.softplus(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double activationsLogSigmoid(Tensor x) {
    return weighed(Activations.logSigmoid(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAdd(Tensor a, Tensor b) {
    return weighed(a.add(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAddOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.add(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAddOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.add(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAddNumber(Tensor x, double number) {
    return weighed(x.add(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAddNumberOfX(Tensor x, @Detach double number) {
    return weighed(x.add(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAddNumberOfNumber(@Detach Tensor x, double number) {
    return weighed(x.add(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSub(Tensor a, Tensor b) {
    return weighed(a.sub(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSubOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.sub(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSubOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.sub(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSubNumber(Tensor x, double number) {
    return weighed(x.sub(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSubNumberOfX(Tensor x, @Detach double number) {
    return weighed(x.sub(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSubNumberOfNumber(@Detach Tensor x, double number) {
    return weighed(x.sub(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMul(Tensor a, Tensor b) {
    return weighed(a.mul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMulOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.mul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMulOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.mul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMulNumber(Tensor x, double number) {
    return weighed(x.mul(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMulNumberOfX(Tensor x, @Detach double number) {
    return weighed(x.mul(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMulNumberOfNumber(@Detach Tensor x, double number) {
    return weighed(x.mul(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDiv(Tensor a, Tensor b) {
    return weighed(a.div(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDivOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.div(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDivOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.div(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDivNumber(Tensor x, double number) {
    return weighed(x.div(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDivNumberOfX(Tensor x, @Detach double number) {
    return weighed(x.div(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorDivNumberOfNumber(@Detach Tensor x, double number) {
    return weighed(x.div(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorNeg(Tensor x) {
    return weighed(x.neg());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSquare(Tensor x) {
    return weighed(x.square());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMaximum(Tensor a, Tensor b) {
    return weighed(a.maximum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMaximumOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.maximum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMaximumOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.maximum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMinimum(Tensor a, Tensor b) {
    return weighed(a.minimum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMinimumOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.minimum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMinimumOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.minimum(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorClamp(Tensor x, double low, double high) {
    return weighed(x.clamp(low, high));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorClampOfX(Tensor x, @Detach double low, @Detach double high) {
    return weighed(x.clamp(low, high));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorClampOfLow(@Detach Tensor x, double low, @Detach double high) {
    return weighed(x.clamp(low, high));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorClampOfHigh(@Detach Tensor x, @Detach double low, double high) {
    return weighed(x.clamp(low, high));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorAbs(Tensor x) {
    return weighed(x.abs());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double comparisonsWhere(@Detach Tensor mask, Tensor a, Tensor b) {
    return weighed(Comparisons.where(mask, a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double comparisonsWhereOfA(@Detach Tensor mask, Tensor a, @Detach Tensor b) {
    return weighed(Comparisons.where(mask, a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double comparisonsWhereOfB(@Detach Tensor mask, @Detach Tensor a, Tensor b) {
    return weighed(Comparisons.where(mask, a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorCopy(Tensor x) {
    return weighed(x.copy());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorTo(Tensor x, DType dtype) {
    return weighed(x.to(dtype));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorItem(Tensor x) {
    return Math.sin(x.item());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorGet(Tensor x, int[] index) {
    return Math.sin(x.get(index));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorFull(DType dtype, double number, int[] shape) {
    return weighed(Tensor.full(dtype, number, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorScalar(double number) {
    return weighed(Tensor.scalar(number));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorToDoubles(Tensor x) {
    return weighed(x.toDoubles());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorOf(double[] numbers, int[] shape) {
    return weighed(Tensor.of(numbers, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2d(Tensor x, Tensor weight, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dOfX(Tensor x, @Detach Tensor weight, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dOfWeight(@Detach Tensor x, Tensor weight, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dBiased(Tensor x, Tensor weight, Tensor bias, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, bias, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dBiasedOfX(
      Tensor x, @Detach Tensor weight, @Detach Tensor bias, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, bias, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dBiasedOfWeight(
      @Detach Tensor x, Tensor weight, @Detach Tensor bias, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, bias, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConv2dBiasedOfBias(
      @Detach Tensor x, @Detach Tensor weight, Tensor bias, Sliding sliding) {
    return weighed(Convolution.conv2d(x, weight, bias, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConvTranspose2d(
      Tensor x, Tensor weight, Tensor bias, Sliding sliding, int more) {
    return weighed(Convolution.convTranspose2d(x, weight, bias, sliding, more));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConvTranspose2dOfX(
      Tensor x, @Detach Tensor weight, @Detach Tensor bias, Sliding sliding, int more) {
    return weighed(Convolution.convTranspose2d(x, weight, bias, sliding, more));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConvTranspose2dOfWeight(
      @Detach Tensor x, Tensor weight, @Detach Tensor bias, Sliding sliding, int more) {
    return weighed(Convolution.convTranspose2d(x, weight, bias, sliding, more));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionConvTranspose2dOfBias(
      @Detach Tensor x, @Detach Tensor weight, Tensor bias, Sliding sliding, int more) {
    return weighed(Convolution.convTranspose2d(x, weight, bias, sliding, more));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToPictures(
      Tensor y, Tensor weight, Sliding sliding, int height, int width) {
    return weighed(Convolution.backToPictures(y, weight, sliding, height, width));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToPicturesOfY(
      Tensor y, @Detach Tensor weight, Sliding sliding, int height, int width) {
    return weighed(Convolution.backToPictures(y, weight, sliding, height, width));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToPicturesOfWeight(
      @Detach Tensor y, Tensor weight, Sliding sliding, int height, int width) {
    return weighed(Convolution.backToPictures(y, weight, sliding, height, width));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToWeight(
      Tensor x, Tensor y, Sliding sliding, int kernelHeight, int kernelWidth) {
    return weighed(Convolution.backToWeight(x, y, sliding, kernelHeight, kernelWidth));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToWeightOfX(
      Tensor x, @Detach Tensor y, Sliding sliding, int kernelHeight, int kernelWidth) {
    return weighed(Convolution.backToWeight(x, y, sliding, kernelHeight, kernelWidth));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double convolutionBackToWeightOfY(
      @Detach Tensor x, Tensor y, Sliding sliding, int kernelHeight, int kernelWidth) {
    return weighed(Convolution.backToWeight(x, y, sliding, kernelHeight, kernelWidth));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMax(Tensor x, int[] axes) {
    return weighed(x.max(axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsMax(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.max(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMin(Tensor x, int[] axes) {
    return weighed(x.min(axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsMin(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.min(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsNorm(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.norm(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsLogSumExp(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.logSumExp(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorExp(Tensor x) {
    return weighed(x.exp());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorLog(Tensor x) {
    return weighed(x.log());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorTanh(Tensor x) {
    return weighed(x.tanh());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSigmoid(Tensor x) {
    return weighed(x.sigmoid());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsExpm1(Tensor x) {
    return weighed(Functions.expm1(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsLog1p(Tensor x) {
    return weighed(Functions.log1p(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsSin(Tensor x) {
    return weighed(Functions.sin(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsCos(Tensor x) {
    return weighed(Functions.cos(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsErf(Tensor x) {
    return weighed(Functions.erf(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsNormalDistribution(Tensor x) {
    return weighed(Functions.normalDistribution(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingGather(Tensor x, int axis, int[] indices) {
    return weighed(Indexing.gather(x, axis, indices));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingScatter(Tensor y, int axis, int[] indices, int length) {
    return weighed(Indexing.scatter(y, axis, indices, length));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingIndexSelect(Tensor x, int axis, int[] indices) {
    return weighed(Indexing.indexSelect(x, axis, indices));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingIndexAdd(Tensor y, int axis, int[] indices, int length) {
    return weighed(Indexing.indexAdd(y, axis, indices, length));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingTake(Tensor x, int[] indices, int[] shape) {
    return weighed(Indexing.take(x, indices, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double indexingScatterAdd(Tensor y, int[] indices, int[] shape) {
    return weighed(Indexing.scatterAdd(y, indices, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationStandardize(Tensor x, @Detach double epsilon, int[] axes) {
    return weighed(Normalization.standardize(x, epsilon, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationBatchNorm(
      Tensor x, Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.batchNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationBatchNormOfX(
      Tensor x, @Detach Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.batchNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationBatchNormOfWeight(
      @Detach Tensor x, Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.batchNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationBatchNormOfBias(
      @Detach Tensor x, @Detach Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.batchNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationGroupNorm(
      Tensor x, int groups, Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.groupNorm(x, groups, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationGroupNormOfX(
      Tensor x, int groups, @Detach Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.groupNorm(x, groups, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationGroupNormOfWeight(
      @Detach Tensor x, int groups, Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.groupNorm(x, groups, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationGroupNormOfBias(
      @Detach Tensor x, int groups, @Detach Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.groupNorm(x, groups, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationLayerNorm(
      Tensor x, Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.layerNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationLayerNormOfX(
      Tensor x, @Detach Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.layerNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationLayerNormOfWeight(
      @Detach Tensor x, Tensor weight, @Detach Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.layerNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double normalizationLayerNormOfBias(
      @Detach Tensor x, @Detach Tensor weight, Tensor bias, @Detach double epsilon) {
    return weighed(Normalization.layerNorm(x, weight, bias, epsilon));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorPow(Tensor x, double exponent) {
    return weighed(x.pow(exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorPowOfX(Tensor x, @Detach double exponent) {
    return weighed(x.pow(exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorPowOfExponent(@Detach Tensor x, double exponent) {
    return weighed(x.pow(exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsPow(Tensor base, Tensor exponent) {
    return weighed(Functions.pow(base, exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsPowOfBase(Tensor base, @Detach Tensor exponent) {
    return weighed(Functions.pow(base, exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsPowOfExponent(@Detach Tensor base, Tensor exponent) {
    return weighed(Functions.pow(base, exponent));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double functionsRsqrt(Tensor x) {
    return weighed(Functions.rsqrt(x));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSqrt(Tensor x) {
    return weighed(x.sqrt());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMatmul(Tensor a, Tensor b) {
    return weighed(a.matmul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMatmulOfA(Tensor a, @Detach Tensor b) {
    return weighed(a.matmul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMatmulOfB(@Detach Tensor a, Tensor b) {
    return weighed(a.matmul(b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsMatmulTransposed(Tensor a, Tensor b) {
    return weighed(Products.matmulTransposed(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsMatmulTransposedOfA(Tensor a, @Detach Tensor b) {
    return weighed(Products.matmulTransposed(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsMatmulTransposedOfB(@Detach Tensor a, Tensor b) {
    return weighed(Products.matmulTransposed(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsTransposedMatmul(Tensor a, Tensor b) {
    return weighed(Products.transposedMatmul(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsTransposedMatmulOfA(Tensor a, @Detach Tensor b) {
    return weighed(Products.transposedMatmul(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double productsTransposedMatmulOfB(@Detach Tensor a, Tensor b) {
    return weighed(Products.transposedMatmul(a, b));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double regionsMaxPool(Tensor x, Boxes boxes, int rows, int columns) {
    return weighed(Regions.maxPool(x, boxes, rows, columns));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double regionsAlign(Tensor x, Boxes boxes, int rows, int columns, int samplingRatio) {
    return weighed(Regions.align(x, boxes, rows, columns, samplingRatio));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double regionsPositionSensitive(Tensor x, Boxes boxes, int bins) {
    return weighed(Regions.positionSensitive(x, boxes, bins));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double resamplingResample(Tensor x, Resampling map) {
    return weighed(Resampling.resample(x, map));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double resamplingResampleBack(Tensor y, Resampling map, int batch) {
    return weighed(Resampling.resampleBack(y, map, batch));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double poolingMaxPool2d(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    return weighed(Pooling.maxPool2d(x, kernelHeight, kernelWidth, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double poolingAveragePool2d(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    return weighed(Pooling.averagePool2d(x, kernelHeight, kernelWidth, sliding));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double upsamplingNearest(Tensor x, int height, int width) {
    return weighed(Upsampling.nearest(x, height, width));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double upsamplingBilinear(Tensor x, int height, int width, boolean alignCorners) {
    return weighed(Upsampling.bilinear(x, height, width, alignCorners));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorTranspose(Tensor x) {
    return weighed(x.transpose());
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorReshape(Tensor x, int[] newShape) {
    return weighed(x.reshape(newShape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSlice(Tensor x, int axis, int from, int to) {
    return weighed(x.slice(axis, from, to));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesPermute(Tensor x, int[] axes) {
    return weighed(Shapes.permute(x, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesBroadcastTo(Tensor x, int[] shape) {
    return weighed(Shapes.broadcastTo(x, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesSumTo(Tensor x, int[] shape) {
    return weighed(Shapes.sumTo(x, shape));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesPad(Tensor x, int axis, int before, int after) {
    return weighed(Shapes.pad(x, axis, before, after));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesConcat(Tensor a, Tensor b, int axis) {
    return weighed(Shapes.concat(a, b, axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesConcatOfA(Tensor a, @Detach Tensor b, int axis) {
    return weighed(Shapes.concat(a, b, axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesConcatOfB(@Detach Tensor a, Tensor b, int axis) {
    return weighed(Shapes.concat(a, b, axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesUnsqueeze(Tensor x, int axis) {
    return weighed(Shapes.unsqueeze(x, axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesSqueeze(Tensor x, int axis) {
    return weighed(Shapes.squeeze(x, axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double shapesFlatten(Tensor x, int fromAxis) {
    return weighed(Shapes.flatten(x, fromAxis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSoftmax(Tensor x, int axis) {
    return weighed(x.softmax(axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorLogSoftmax(Tensor x, int axis) {
    return weighed(x.logSoftmax(axis));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorSum(Tensor x, int[] axes) {
    return weighed(x.sum(axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsSum(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.sum(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double tensorMean(Tensor x, int[] axes) {
    return weighed(x.mean(axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsMean(Tensor x, boolean keepDims, int[] axes) {
    return weighed(Reductions.mean(x, keepDims, axes));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double reductionsVariance(Tensor x, int correction, boolean keepDims, int[] axes) {
    return weighed(Reductions.variance(x, correction, keepDims, axes));
  }
}
