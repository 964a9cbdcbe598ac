package dev.gradc.samples.focalloss;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.FocalLosses;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/** A small network that scores windows, and what it may learn by. */
record Detector(Linear hidden, Linear score) {

  /** The share of windows that it takes for digits at first (section 4.1 of the paper). */
  private static final double PRIOR = 0.01;

  static Detector of(RandomGenerator random) {
    Linear score = Linear.of(random, DType.FLOAT, 32, 1);
    score.bias().fill(-Math.log((1 - PRIOR) / PRIOR));
    return new Detector(Linear.of(random, DType.FLOAT, Scenes.SIDE * Scenes.SIDE, 32), score);
  }

  /** The score of each window, [windows, 1]. */
  Tensor apply(@Detach Tensor windows) {
    return score.apply(hidden.applyToData(windows).relu());
  }

  // The losses of a scene, which has one digit: sums over all windows.

  @Differentiable
  static double crossEntropy(Detector detector, @Detach Tensor windows, @Detach Tensor targets) {
    return Losses.binaryCrossEntropies(detector.apply(windows), targets).sum().item();
  }

  @Differentiable
  static double balanced(
      Detector detector, @Detach Tensor windows, @Detach Tensor targets, @Detach double alpha) {
    return FocalLosses.balancedCrossEntropies(detector.apply(windows), targets, alpha).sum().item();
  }

  @Differentiable
  static double focal(
      Detector detector,
      @Detach Tensor windows,
      @Detach Tensor targets,
      @Detach double alpha,
      @Detach double gamma) {
    return FocalLosses.balancedFocal(detector.apply(windows), targets, alpha, gamma).sum().item();
  }

  /** Of the windows with the largest losses only. */
  @Differentiable
  static double hardest(
      Detector detector, @Detach Tensor windows, @Detach Tensor targets, int count) {
    Tensor losses = Losses.binaryCrossEntropies(detector.apply(windows), targets);
    return Losses.hardest(losses, count).sum().item();
  }
}
