package dev.gradc.samples.benchmarks;

import static dev.gradc.samples.benchmarks.FocalLossInput.ALPHA;
import static dev.gradc.samples.benchmarks.FocalLossInput.GAMMA;

import dev.gradc.samples.vectors.LossesGrad;
import dev.gradc.tensor.DType;
import java.util.Arrays;

/** The focal loss over arrays of floats or doubles. */
interface FocalLossArrays {

  /** The value. */
  double primal();

  /** The value, and the gradient in an array that is there. */
  double gradc();

  /** The same with loops over vectors. */
  double gradcVector();

  /** The same by hand. */
  double byHand();

  /** What {@link #gradc} has left, as doubles. */
  double[] gradient();

  /** What {@link #gradcVector} has left, as doubles. */
  double[] gradientOfVectors();

  /** What {@link #byHand} has left, as doubles. */
  double[] gradientByHand();

  static FocalLossArrays of(DType type, FocalLossInput input) {
    return type == DType.FLOAT ? new OfFloats(input) : new OfDoubles(input);
  }

  /** Arrays of doubles. */
  final class OfDoubles implements FocalLossArrays {

    private final double[] logits;
    private final double[] targets;
    private final FocalLossMeanGrad.OfDoubles.Gradient gradient;
    private final LossesGrad.FocalOfDoubles.Gradient vectors;
    private final double[] gradientByHand;

    OfDoubles(FocalLossInput input) {
      logits = input.logits();
      targets = input.targets();
      gradient = FocalLossMeanGrad.OfDoubles.Gradient.zeros(logits, targets, ALPHA, GAMMA);
      vectors = LossesGrad.FocalOfDoubles.Gradient.zeros(logits, targets, ALPHA, GAMMA);
      gradientByHand = new double[logits.length];
    }

    @Override
    public double primal() {
      return FocalLossMean.mean(logits, targets, ALPHA, GAMMA);
    }

    @Override
    public double gradc() {
      gradient.setZero();
      return FocalLossMeanGrad.OfDoubles.addGradient(logits, targets, ALPHA, GAMMA, gradient);
    }

    @Override
    public double gradcVector() {
      vectors.setZero();
      return LossesGrad.FocalOfDoubles.addGradient(logits, targets, ALPHA, GAMMA, vectors);
    }

    @Override
    public double byHand() {
      Arrays.fill(gradientByHand, 0);
      return FocalLossByHand.addGradient(logits, targets, ALPHA, GAMMA, gradientByHand);
    }

    @Override
    public double[] gradient() {
      return gradient.logits();
    }

    @Override
    public double[] gradientOfVectors() {
      return vectors.logits();
    }

    @Override
    public double[] gradientByHand() {
      return gradientByHand;
    }
  }

  /** Arrays of floats. */
  final class OfFloats implements FocalLossArrays {

    private final float[] logits;
    private final float[] targets;
    private final FocalLossMeanGrad.OfFloats.Gradient gradient;
    private final LossesGrad.FocalOfFloats.Gradient vectors;
    private final float[] gradientByHand;

    OfFloats(FocalLossInput input) {
      logits = input.floatLogits();
      targets = input.floatTargets();
      gradient = FocalLossMeanGrad.OfFloats.Gradient.zeros(logits, targets, ALPHA, GAMMA);
      vectors = LossesGrad.FocalOfFloats.Gradient.zeros(logits, targets, ALPHA, GAMMA);
      gradientByHand = new float[logits.length];
    }

    @Override
    public double primal() {
      return FocalLossMean.mean(logits, targets, ALPHA, GAMMA);
    }

    @Override
    public double gradc() {
      gradient.setZero();
      return FocalLossMeanGrad.OfFloats.addGradient(logits, targets, ALPHA, GAMMA, gradient);
    }

    @Override
    public double gradcVector() {
      vectors.setZero();
      return LossesGrad.FocalOfFloats.addGradient(logits, targets, ALPHA, GAMMA, vectors);
    }

    @Override
    public double byHand() {
      Arrays.fill(gradientByHand, 0);
      return FocalLossByHand.addGradient(logits, targets, ALPHA, GAMMA, gradientByHand);
    }

    @Override
    public double[] gradient() {
      return Floats.widen(gradient.logits());
    }

    @Override
    public double[] gradientOfVectors() {
      return Floats.widen(vectors.logits());
    }

    @Override
    public double[] gradientByHand() {
      return Floats.widen(gradientByHand);
    }
  }
}
