package dev.gradc.nn;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Reductions;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/**
 * Losses of classifiers and regressions, all from scores without softmax or sigmoid, in forms that
 * do not overflow. Those in the plural give a loss for each example or element: take {@code
 * .mean().item()} or {@code .sum().item()} of them, or weigh them first.
 *
 * <p>Below x are scores, p probabilities, and δ is 1 for the class of the label and 0 elsewhere.
 */
public final class Losses {

  private Losses() {}

  /**
   * The cross-entropy of the softmax of each example, {@code -log p_c}. Its gradient is {@code p -
   * δ}: the Jacobian of the softmax, {@code p_i (δ_ij - p_j)}, times {@code -1 / p_c}. A class with
   * the score -∞ is left out: it has probability 0, and its gradient is 0 unless it is the class of
   * the label, where the loss is ∞. NaN if a score is ∞, or all of an example are -∞.
   *
   * @param logits [examples, classes]
   * @param labels the class of each example
   * @return [examples]
   * @throws IndexOutOfBoundsException for a label that is no class
   * @throws IllegalArgumentException if the logits have not two axes, or there is not a label for
   *     each example
   */
  @Differentiable
  public static Tensor crossEntropies(Tensor logits, int[] labels) {
    requireClasses(logits, labels);
    return Indexing.gather(logits.logSoftmax(1), 1, labels).neg();
  }

  /**
   * The mean of {@link #crossEntropies(Tensor, int[])} over the examples; NaN if there are none.
   *
   * @param logits [examples, classes]
   * @param labels the class of each example
   * @throws IndexOutOfBoundsException for a label that is no class
   * @throws IllegalArgumentException if the logits have not two axes, or there is not a label for
   *     each example
   */
  @Differentiable
  public static double crossEntropy(Tensor logits, int[] labels) {
    return crossEntropies(logits, labels).mean().item();
  }

  /**
   * The cross-entropies of the softmax, each times the weight of its class, {@code -w_c log p_c},
   * as PyTorch's with {@code reduction='none'}. The gradient is {@code w_c (p - δ)}.
   *
   * <p>Those of examples with the ignored label, or of a class with the weight 0, are 0. They have
   * no influence, on the gradient neither, even where their scores are infinite or NaN.
   *
   * @param logits [examples, classes]
   * @param labels the class of each example, or the one that is ignored
   * @param weights of the classes, in the type of the logits
   * @return [examples]
   * @throws IndexOutOfBoundsException for a label that is no class and not ignored
   * @throws IllegalArgumentException if the logits have not two axes, or the weights not one, or if
   *     there is not a weight for each class, or a label for each example
   */
  @Differentiable(name = "WeightedCrossEntropies")
  public static Tensor crossEntropies(Tensor logits, int[] labels, ClassWeights weights) {
    return weighed(logits, labels, weights, shares(logits, labels, weights));
  }

  /**
   * The sum of {@link #crossEntropies(Tensor, int[], ClassWeights)}, as PyTorch's with {@code
   * reduction='sum'}: {@code -Σ_k w_c(k) log p_kc(k)} over the examples k that count, with c(k) the
   * class of k. Its gradient is {@code w_c(i) (p_ij - δ_ij)}, and 0 for what is ignored. 0 if no
   * example counts.
   *
   * @param logits [examples, classes]
   * @param labels the class of each example, or the one that is ignored
   * @param weights of the classes, in the type of the logits
   * @throws IndexOutOfBoundsException for a label that is no class and not ignored
   * @throws IllegalArgumentException if the logits have not two axes, or the weights not one, or if
   *     there is not a weight for each class, or a label for each example
   */
  @Differentiable
  public static double crossEntropySum(Tensor logits, int[] labels, ClassWeights weights) {
    return crossEntropies(logits, labels, weights).sum().item();
  }

  /**
   * The mean of {@link #crossEntropies(Tensor, int[])} in which each example has the weight of its
   * class, divided by the sum of these weights, as in PyTorch. With c(k) the class of the example
   * k, and sums over those that count, it is {@code -Σ_k w_c(k) log p_kc(k) / Σ_k w_c(k)}. Its
   * gradient is {@code w_c(i) (p_ij - δ_ij) / Σ_k w_c(k)}, and 0 for what is ignored. NaN if no
   * example counts, with a gradient of zeros.
   *
   * <p>Examples with the ignored label, or of a class with the weight 0, do not count: they have no
   * influence, on the gradient neither, even where their scores are infinite or NaN.
   *
   * @param logits [examples, classes]
   * @param labels the class of each example, or the one that is ignored
   * @param weights of the classes, in the type of the logits
   * @throws IndexOutOfBoundsException for a label that is no class and not ignored
   * @throws IllegalArgumentException if the logits have not two axes, or the weights not one, or if
   *     there is not a weight for each class, or a label for each example
   */
  @Differentiable(name = "WeightedCrossEntropy")
  public static double crossEntropy(Tensor logits, int[] labels, ClassWeights weights) {
    Tensor shares = shares(logits, labels, weights);
    return weighed(logits, labels, weights, shares).sum().item() / shares.sum().item();
  }

  private static void requireClasses(Tensor logits, int[] labels) {
    if (logits.rank() != 2) {
      throw new IllegalArgumentException(
          "crossEntropy: logits are [examples, classes], and have " + logits.rank() + " axes");
    }
    if (labels.length != logits.dim(0)) {
      throw new IllegalArgumentException(
          "crossEntropy: " + labels.length + " labels for " + logits.dim(0) + " examples");
    }
  }

  /** How much each example counts: the weight of its class, 0 if its label is ignored. */
  private static Tensor shares(Tensor logits, int[] labels, ClassWeights weights) {
    requireClasses(logits, labels);
    if (weights.weights().rank() != 1) {
      throw new IllegalArgumentException(
          "crossEntropy: weights are [classes], and have " + weights.weights().rank() + " axes");
    }
    if (weights.weights().size() != logits.dim(1)) {
      throw new IllegalArgumentException(
          "crossEntropy: "
              + weights.weights().size()
              + " weights for "
              + logits.dim(1)
              + " classes");
    }
    Tensor chosen = Indexing.indexSelect(weights.weights(), 0, classes(labels, weights));
    if (!weights.ignores()) {
      return chosen;
    }
    // A product by 0 would let a weight that is infinite through.
    Tensor counted = Indexing.counted(chosen.dtype(), labels, weights.ignored());
    return Comparisons.where(counted, chosen, Tensor.zeros(chosen.dtype(), chosen.shape()));
  }

  private static Tensor weighed(
      Tensor logits, int[] labels, ClassWeights weights, @Detach Tensor shares) {
    // A product by 0 would let what is infinite through: scores that do not count are replaced.
    Tensor counted = Comparisons.notEqual(shares, 0).reshape(labels.length, 1);
    Tensor zeros = Tensor.zeros(logits.dtype(), logits.shape());
    Tensor scores = Comparisons.where(counted, logits, zeros);
    return crossEntropies(scores, classes(labels, weights)).mul(shares);
  }

  /** Classes alone: the first one in the place of what is ignored, which counts for nothing. */
  private static int[] classes(int[] labels, ClassWeights weights) {
    // Where nothing is ignored, a label stands for itself.
    int other = weights.ignores() ? 0 : weights.ignored();
    return Indexing.replaced(labels, weights.ignored(), other);
  }

  /**
   * The cross-entropy of the sigmoid of each score, {@code y softplus(-x) + (1 - y) softplus(x)}.
   * Its gradient is {@code p - y}. At infinite scores both are their limits: the loss is 0 where
   * the score is ∞ for y = 1 or -∞ for y = 0, and ∞ elsewhere.
   *
   * @param logits scores, of any shape
   * @param targets the same shape, from 0 to 1
   * @return the same shape
   * @throws IllegalArgumentException for other targets, or if the shapes differ
   */
  @Differentiable
  public static Tensor binaryCrossEntropies(Tensor logits, @Detach Tensor targets) {
    requireSameShape("binaryCrossEntropies", logits, targets);
    // The distances from the range; NaN is none of its numbers either.
    if (targets.sub(targets.clamp(0, 1)).abs().sum().item() != 0) {
      throw new IllegalArgumentException(
          "binaryCrossEntropies: targets are from 0 to 1, but not all of " + targets);
    }
    Tensor zeros = Tensor.zeros(logits.dtype(), logits.shape());
    Tensor rest = targets.neg().add(1);
    // softplus(-x) + (1 - y) x would need one softplus, but for large scores of the right side it
    // is
    // the difference of two numbers that are almost the same.
    // Either side may be infinite where the target is wholly on the other: 0 times that is NaN.
    Tensor one = Comparisons.where(targets, Activations.softplus(logits.neg()), zeros);
    Tensor other = Comparisons.where(rest, Activations.softplus(logits), zeros);
    return one.mul(targets).add(other.mul(rest));
  }

  /**
   * The mean of {@link #binaryCrossEntropies}; NaN if there are no elements.
   *
   * @param logits scores, of any shape
   * @param targets the same shape, from 0 to 1
   * @throws IllegalArgumentException for other targets, or if the shapes differ
   */
  @Differentiable
  public static double binaryCrossEntropy(Tensor logits, @Detach Tensor targets) {
    return binaryCrossEntropies(logits, targets).mean().item();
  }

  /**
   * The smooth L1 loss of each element (Girshick, Fast R-CNN, 2015): {@code d² / (2 β)} for
   * distances {@code |d|} below β, {@code |d| - β / 2} above; its derivative is {@code d / β}
   * between -1 and 1, at infinite d too.
   *
   * @param x predictions
   * @param y what they should be, in the same shape
   * @param beta where the parabola becomes a line, 0 for the distance itself
   * @return the same shape
   * @throws IllegalArgumentException if beta is negative or the shapes differ
   */
  @Differentiable
  public static Tensor smoothL1(Tensor x, Tensor y, @Detach double beta) {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException("smoothL1: beta is " + beta + ", not 0 or more");
    }
    requireSameShape("smoothL1", x, y);
    Tensor difference = x.sub(y);
    if (beta == 0) {
      return difference.abs();
    }
    // The sign stays in: the second derivative is 1 / β at 0 too.
    Tensor bent = difference.clamp(-beta, beta);
    return bent.div(beta).mul(difference.sub(bent.mul(0.5)));
  }

  /**
   * The largest of some losses: online hard example mining (Shrivastava, Gupta and Girshick, 2016).
   * Which ones they are is a constant: with r(k) the place of the kth of them, {@code h_k =
   * l_r(k)}. With cotangents c the gradient is {@code c_k} at the place r(k), and 0 for all others.
   *
   * @param losses of any shape
   * @param count how many are kept
   * @return [count], from the largest on
   * @throws IllegalArgumentException if there are fewer losses
   */
  @Differentiable
  public static Tensor hardest(Tensor losses, int count) {
    @Detach Tensor sizes = losses;
    return Indexing.take(losses, Reductions.largestPlaces(sizes, count), count);
  }

  /**
   * The penalty on gradients that are not of length 1, {@code mean (‖g_i‖ - 1)²} (Gulrajani et al.,
   * Improved Training of Wasserstein GANs, 2017, without its weight of 10). The gradient is that of
   * a critic in the examples between real and made ones, taken inside of the method that is trained
   * with it. With n examples, the gradient of the penalty in {@code g_i} is {@code 2 (‖g_i‖ - 1) /
   * n · g_i / ‖g_i‖}, and 0 where {@code g_i} has length 0. NaN if there are no examples.
   *
   * @param gradient [examples, …]
   */
  @Differentiable
  public static double gradientPenalty(Tensor gradient) {
    int length = 1;
    for (int axis = 1; axis < gradient.rank(); axis++) {
      length *= gradient.dim(axis);
    }
    Tensor rows = gradient.reshape(gradient.dim(0), length);
    return Reductions.norm(rows, false, 1).sub(1).square().mean().item();
  }

  /** Operations would repeat what is shorter, and pair each prediction with every target. */
  private static void requireSameShape(String loss, Tensor x, Tensor y) {
    if (!Shapes.areSame(x, y)) {
      throw new IllegalArgumentException(loss + ": " + x + " and " + y + " differ in shape");
    }
  }
}
