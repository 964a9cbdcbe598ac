package dev.gradc.samples.focalloss;

import dev.gradc.nn.FocalLosses;
import dev.gradc.nn.FocalLossesGrad;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The curves of the paper: losses and their derivatives, for several γ. */
final class Curves {

  static final double[] GAMMAS = {0, 0.5, 1, 2, 5};

  private static final int POINTS = 400;

  private Curves() {}

  /** Figure 1: the loss against the probability of the right class. */
  static XYSeriesCollection losses() {
    return against(0.001, 0.999, "loss", Curves::probability, Tensors::loss);
  }

  /** The backward pass beside it: by how much the score is moved, |dFL/dx|. */
  static XYSeriesCollection slopes() {
    return against(0.001, 0.999, "|derivative|", Curves::probability, Tensors::size);
  }

  /** The appendix's view: the derivative against the score for the right class. */
  static XYSeriesCollection derivatives() {
    return against(-6, 6, "derivative", DoubleUnaryOperator.identity(), Tensors::derivative);
  }

  /** The score that has a probability. */
  private static double probability(double p) {
    return Math.log(p) - Math.log1p(-p);
  }

  private interface Curve {
    Tensor of(Tensor scores, double gamma);
  }

  private static XYSeriesCollection against(
      double from, double to, String name, DoubleUnaryOperator score, Curve curve) {
    double[] places = new double[POINTS];
    double[] scores = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      places[i] = from + (to - from) * i / (POINTS - 1);
      scores[i] = score.applyAsDouble(places[i]);
    }
    XYSeriesCollection all = new XYSeriesCollection();
    for (double gamma : GAMMAS) {
      XYSeries series = new XYSeries(name + ", γ = " + gamma);
      double[] values = curve.of(Tensor.of(scores, POINTS), gamma).toDoubles();
      for (int i = 0; i < POINTS; i++) {
        series.add(places[i], values[i]);
      }
      all.addSeries(series);
    }
    return all;
  }

  /** What is drawn, of scores for the right class. */
  private static final class Tensors {

    private Tensors() {}

    static Tensor loss(Tensor scores, double gamma) {
      return FocalLosses.focal(scores, ones(scores), gamma);
    }

    static Tensor derivative(Tensor scores, double gamma) {
      Tensor ones = ones(scores);
      return FocalLossesGrad.Focal.gradient(scores, ones, gamma, ones).logits();
    }

    static Tensor size(Tensor scores, double gamma) {
      return derivative(scores, gamma).abs();
    }

    private static Tensor ones(Tensor scores) {
      return Tensor.full(DType.DOUBLE, 1, scores.shape());
    }
  }
}
