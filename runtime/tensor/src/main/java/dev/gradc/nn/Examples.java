package dev.gradc.nn;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;

/** What losses ask of labels and settings: constants, and refusals. */
final class Examples {

  private Examples() {}

  /** Refuses what is not 0 or 1. */
  static void requireSides(Tensor targets) {
    for (int i = 0; i < targets.size(); i++) {
      double target = targets.storage().get(i);
      if (target != 0 && target != 1) {
        throw new IllegalArgumentException("targets are 0 or 1, but number " + i + " is " + target);
      }
    }
  }

  static void requireWeight(double alpha) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha is " + alpha + ", not from 0 to 1");
    }
  }

  static void requireFocus(double gamma) {
    if (!(gamma >= 0)) {
      throw new IllegalArgumentException("gamma is " + gamma + ", not 0 or more");
    }
  }

  static void requireOthers(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("softmaxFocal: a single class has no others");
    }
  }

  /** The weight of each example: α, but 1 - α for the first class. */
  static Tensor weights(DType dtype, int[] labels, double alpha) {
    Tensor weights = Tensor.full(dtype, alpha, labels.length);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        weights.set(1 - alpha, i);
      }
    }
    return weights;
  }
}
