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
 * The losses of Lin, Goyal, Girshick, He and Dollár, Focal Loss for Dense Object Detection, 2017
 * (arXiv 1708.02002), which weigh what is easy less than what is hard.
 *
 * <p>Below, y is 0 or 1, {@code s = 2y - 1}, {@code x_t = s x} is the score for the right side,
 * {@code p_t = sigmoid(x_t)} its probability, {@code q = 1 - p_t}, and {@code α_t} is α for y = 1
 * and 1 - α for y = 0. Everything is computed from {@code softplus(x_t) = -log q} and {@code
 * softplus(-x_t) = -log p_t}, never from {@code 1 - p_t}, so values and both derivatives are right
 * as far as numbers reach. At infinite scores they are their limits: loss and gradient are 0 where
 * {@code x_t} is ∞; where it is -∞ the loss is ∞ and its derivative in {@code x_t} is -1. What has
 * the weight 0, by an α of 0 or 1, does not count: its loss and gradient are 0 at any score.
 */
public final class FocalLosses {

  /** {@code exp(-SURE)} is 0, with a product by any γ that is worth the name. */
  private static final double SURE = 1e6;

  private FocalLosses() {}

  /**
   * The cross-entropy in which both sides have a weight, {@code -α_t log p_t}. Its gradient is
   * {@code α_t (p - y)}.
   *
   * @param logits scores x, of any shape
   * @param targets y in the same shape, each 0 or 1
   * @param alpha the weight of y = 1, from 0 to 1
   * @return the same shape
   * @throws IllegalArgumentException for other targets, shapes or weights
   */
  @Differentiable
  public static Tensor balancedCrossEntropies(
      Tensor logits, @Detach Tensor targets, @Detach double alpha) {
    requireSides(logits, targets);
    requireWeight(alpha);
    Tensor sides = targets.mul(2).sub(1);
    Tensor weights = weights(targets, alpha, 1 - alpha);
    return Activations.softplus(counted(logits.mul(sides), weights).neg()).mul(weights);
  }

  /**
   * The focal loss of the sigmoid, {@code -q^γ log p_t}. Its derivative is {@code s q^γ (γ p_t log
   * p_t - q)} (equation 10), the second one {@code q^γ (-γ p_t (γ p_t log p_t - q) + γ p_t q log
   * p_t + γ p_t q + p_t q)}. With γ = 0 it is the cross-entropy.
   *
   * @param logits scores x, of any shape
   * @param targets y in the same shape, each 0 or 1
   * @param gamma how much less the easy ones weigh, 0 or more; 2 in the paper
   * @return the same shape
   * @throws IllegalArgumentException for other targets, shapes or γ
   */
  @Differentiable
  public static Tensor focal(Tensor logits, @Detach Tensor targets, @Detach double gamma) {
    requireSides(logits, targets);
    requireFocus(gamma);
    Tensor sides = targets.mul(2).sub(1);
    return ofScores(logits.mul(sides), gamma);
  }

  /**
   * The focal loss with weights, {@code -α_t q^γ log p_t}; its derivatives are those of {@link
   * #focal} times α_t.
   *
   * @param logits scores x, of any shape
   * @param targets y in the same shape, each 0 or 1
   * @param alpha the weight of y = 1, from 0 to 1; 0.25 in the paper
   * @param gamma 0 or more; 2 in the paper
   * @return the same shape
   * @throws IllegalArgumentException for other targets, shapes, weights or γ
   */
  @Differentiable
  public static Tensor balancedFocal(
      Tensor logits, @Detach Tensor targets, @Detach double alpha, @Detach double gamma) {
    requireSides(logits, targets);
    requireWeight(alpha);
    requireFocus(gamma);
    Tensor sides = targets.mul(2).sub(1);
    Tensor weights = weights(targets, alpha, 1 - alpha);
    return ofScores(counted(logits.mul(sides), weights), gamma).mul(weights);
  }

  /**
   * The focal loss of the softmax of each example, {@code -(1 - p_c)^γ log p_c} for its class c.
   * Its gradient is {@code -(q^γ - γ q^(γ-1) p_c log p_c) (δ - p)}.
   *
   * <p>It is computed as that of a sigmoid: with L the logarithm of the sum of the exponentials of
   * all other scores, {@code p_c = sigmoid(x_c - L)}. A class with the score -∞ is left out: it has
   * probability 0, and its gradient is 0 unless it is the class of the label. NaN if all scores of
   * an example are -∞.
   *
   * @param logits [examples, classes], two classes at least
   * @param labels the class of each example
   * @param gamma 0 or more
   * @return [examples]
   * @throws IllegalArgumentException for other γ, a single class, or other than a label for each
   *     example
   * @throws IndexOutOfBoundsException for a label that is no class
   */
  @Differentiable
  public static Tensor softmaxFocal(Tensor logits, int[] labels, @Detach double gamma) {
    requireFocus(gamma);
    requireClasses(logits, labels);
    return ofScores(margins(logits, labels), gamma);
  }

  /**
   * The same with weights: α for all classes but the first, which is the background and has 1 - α.
   *
   * @param logits [examples, classes], two classes at least
   * @param labels the class of each example, 0 for the background
   * @param alpha from 0 to 1
   * @param gamma 0 or more
   * @return [examples]
   * @throws IllegalArgumentException for other weights or γ, a single class, or other than a label
   *     for each example
   * @throws IndexOutOfBoundsException for a label that is no class
   */
  @Differentiable
  public static Tensor balancedSoftmaxFocal(
      Tensor logits, int[] labels, @Detach double alpha, @Detach double gamma) {
    requireFocus(gamma);
    requireWeight(alpha);
    requireClasses(logits, labels);
    Tensor own = Indexing.oneHot(logits.dtype(), logits.dim(1), labels);
    Tensor weights = weights(own.slice(1, 0, 1), 1 - alpha, alpha);
    Tensor losses = ofScores(margins(counted(logits, weights), labels), gamma);
    return losses.mul(weights.reshape(labels.length));
  }

  /** One weight where y is 1, the other where it is 0; one that is small is not rounded away. */
  private static Tensor weights(Tensor y, double one, double other) {
    return y.mul(one).add(y.neg().add(1).mul(other));
  }

  /** What weighs nothing is replaced: a product by 0 would let what is infinite through. */
  private static Tensor counted(Tensor scores, @Detach Tensor weights) {
    Tensor zeros = Tensor.zeros(scores.dtype(), scores.shape());
    return Comparisons.where(Comparisons.notEqual(weights, 0), scores, zeros);
  }

  /**
   * FL* of the paper's appendix, {@code -log sigmoid(γ x_t + β) / γ}; its derivative is {@code s
   * (sigmoid(γ x_t + β) - 1)}.
   *
   * @param logits scores x, of any shape
   * @param targets y in the same shape, each 0 or 1
   * @param gamma the steepness, above 0
   * @param beta the shift
   * @return the same shape
   * @throws IllegalArgumentException for other targets, shapes or γ
   */
  @Differentiable
  public static Tensor focalStar(
      Tensor logits, @Detach Tensor targets, @Detach double gamma, @Detach double beta) {
    requireSides(logits, targets);
    if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("focalStar: gamma is " + gamma + ", not above 0");
    }
    Tensor sides = targets.mul(2).sub(1);
    return Activations.softplus(logits.mul(sides).mul(gamma).add(beta).neg()).div(gamma);
  }

  /**
   * {@code q^γ} is {@code exp(-γ softplus(x_t))}, which is 1 for γ = 0 whatever q is.
   *
   * <p>At infinite scores the product has factors 0 and ∞, and so have its derivatives; at very
   * large ones some of these overflow. There the loss is that of a straight line, and so are its
   * derivatives, to the bit, long before.
   */
  private static Tensor ofScores(Tensor scores, @Detach double gamma) {
    Tensor sure = Comparisons.greater(scores.abs(), SURE);
    Tensor zeros = Tensor.zeros(scores.dtype(), scores.shape());
    Tensor others = Comparisons.where(sure, zeros, scores);
    Tensor easiness = Activations.softplus(others).mul(-gamma).exp();
    Tensor ofOthers = easiness.mul(Activations.softplus(others.neg()));
    return Comparisons.where(sure, scores.neg().relu(), ofOthers);
  }

  /**
   * By how much the score of the right class is above all others together. That is as well that of
   * scores moved by a constant: near 0, the logarithm is not rounded away beside a large one.
   */
  private static Tensor margins(Tensor logits, int[] labels) {
    Tensor own = Indexing.oneHot(logits.dtype(), logits.dim(1), labels);
    Tensor hidden = Tensor.full(logits.dtype(), Double.NEGATIVE_INFINITY, logits.shape());
    @Detach Tensor highest = Reductions.max(logits, true, 1);
    Tensor moved = logits.sub(finite(highest));
    Tensor others = Comparisons.where(Comparisons.greater(own, 0), hidden, moved);
    return Indexing.gather(moved, 1, labels).sub(Reductions.logSumExp(others, false, 1));
  }

  /** Zeros in place of infinite numbers. */
  private static Tensor finite(@Detach Tensor x) {
    Tensor isInfinite = Comparisons.equal(x.abs(), Double.POSITIVE_INFINITY);
    return Comparisons.where(isInfinite, Tensor.zeros(x.dtype(), x.shape()), x);
  }

  private static void requireClasses(Tensor logits, int[] labels) {
    if (logits.rank() != 2) {
      throw new IllegalArgumentException(
          "softmaxFocal: logits are [examples, classes], and have " + logits.rank() + " axes");
    }
    if (logits.dim(1) < 2) {
      throw new IllegalArgumentException("softmaxFocal: a single class has no others");
    }
    if (labels.length != logits.dim(0)) {
      throw new IllegalArgumentException(
          "softmaxFocal: " + labels.length + " labels for " + logits.dim(0) + " examples");
    }
  }

  private static void requireSides(Tensor logits, Tensor targets) {
    if (!Shapes.areSame(logits, targets)) {
      // Operations would repeat what is shorter, and pair each score with every target.
      throw new IllegalArgumentException(
          "logits and targets differ in shape: " + logits + " and " + targets);
    }
    if (targets.mul(targets.sub(1)).abs().sum().item() != 0) {
      throw new IllegalArgumentException("targets are 0 or 1, but not all of " + targets);
    }
  }

  private static void requireWeight(double alpha) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha is " + alpha + ", not from 0 to 1");
    }
  }

  private static void requireFocus(double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("gamma is " + gamma + ", not 0 or more");
    }
  }
}
