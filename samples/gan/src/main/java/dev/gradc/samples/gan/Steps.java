package dev.gradc.samples.gan;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.BatchNorm;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * The networks, and the losses of a training step as they are written in the literature. They stand
 * in one class, so that gradc compiles all of a step into one: it writes into the same tensors in
 * each step.
 */
final class Steps {

  private Steps() {}

  /** Makes pictures of noise. */
  record Generator(
      Linear first, BatchNorm firstNorm, Linear second, BatchNorm secondNorm, Linear last) {

    /** How many numbers of noise a picture is made of. */
    static final int NOISE = 32;

    static Generator of(RandomGenerator random) {
      return new Generator(
          Linear.of(random, DType.FLOAT, NOISE, 128),
          BatchNorm.of(DType.FLOAT, 128),
          Linear.of(random, DType.FLOAT, 128, 256),
          BatchNorm.of(DType.FLOAT, 256),
          Linear.of(random, DType.FLOAT, 256, 784));
    }

    /** Of [pictures, NOISE] pictures, [pictures, 784], each pixel from -1 to 1. */
    @Differentiable
    Tensor apply(Tensor noise) {
      Tensor rough = Activations.leakyRelu(firstNorm.apply(first.apply(noise)), 0.2);
      Tensor fine = Activations.leakyRelu(secondNorm.apply(second.apply(rough)), 0.2);
      return last.apply(fine).tanh();
    }
  }

  /** Tells real pictures from made ones: the higher the score, the more real. */
  record Discriminator(Linear first, Linear last) {

    static Discriminator of(RandomGenerator random) {
      return new Discriminator(
          Linear.of(random, DType.FLOAT, 784, 128), Linear.of(random, DType.FLOAT, 128, 1));
    }

    /** Of [pictures, 784] a score for each, [pictures, 1]. */
    @Differentiable
    Tensor apply(Tensor pictures) {
      return last.apply(Activations.leakyRelu(first.apply(pictures), 0.2));
    }
  }

  /** How wrong the discriminator is, and how well the generator is seen through. */
  record Both(double discriminator, double generator) {}

  /**
   * The whole step in one method. The discriminator learns from made pictures that are cut off from
   * the generator; the generator learns through the discriminator. Each loss has a backward pass,
   * and neither needs what the other frees.
   *
   * @param real pictures, with blur
   * @param noise what pictures are made of
   * @param blur what is added to made pictures before they are judged
   */
  @Differentiable
  static Both together(
      Generator generator,
      Discriminator discriminator,
      @Detach Tensor real,
      @Detach Tensor noise,
      @Detach Tensor blur) {
    Tensor made = generator.apply(noise);
    @Detach Tensor cut = made;
    double wrong =
        shouldBeReal(discriminator.apply(real)) + shouldBeMade(discriminator.apply(cut.add(blur)));
    return new Both(wrong, shouldBeReal(discriminator.apply(made)));
  }

  /** The loss of the discriminator by itself. */
  @Differentiable
  static double discriminator(
      Discriminator discriminator, @Detach Tensor real, @Detach Tensor made) {
    return shouldBeReal(discriminator.apply(real)) + shouldBeMade(discriminator.apply(made));
  }

  /** The loss of the generator by itself, which does not saturate where it is seen through. */
  @Differentiable
  static double generator(
      Generator generator, @Detach Discriminator discriminator, @Detach Tensor noise) {
    return shouldBeReal(discriminator.apply(generator.apply(noise)));
  }

  /**
   * What people write who paste {@code detach()} until the error is gone: the generator learns
   * nothing. gradc warns (GC0401): no gradient flows to the parameter 'generator'.
   */
  @Differentiable
  static double blind(
      Generator generator, @Detach Discriminator discriminator, @Detach Tensor noise) {
    @Detach Tensor cut = generator.apply(noise);
    return shouldBeReal(discriminator.apply(cut));
  }

  /** The sum of all scores, of which the next method takes the gradient. */
  @Differentiable
  static double scores(Discriminator critic, Tensor pictures) {
    return critic.apply(pictures).sum().item();
  }

  /**
   * The loss of a critic (Gulrajani et al., Improved Training of Wasserstein GANs, 2017): how much
   * higher it scores made pictures than real ones, and a penalty on slopes other than 1 between
   * them. The slope is a derivative inside of what is differentiated.
   *
   * @param between pictures on lines from real to made ones
   */
  @Differentiable
  static double critic(
      Discriminator critic, @Detach Tensor real, @Detach Tensor made, @Detach Tensor between) {
    Tensor slopes = StepsGrad.Scores.gradient(critic, between).pictures();
    double distance = critic.apply(made).mean().item() - critic.apply(real).mean().item();
    return distance + 10 * Losses.gradientPenalty(slopes);
  }

  /** The loss of the generator against a critic. */
  @Differentiable
  static double against(Generator generator, @Detach Discriminator critic, @Detach Tensor noise) {
    return -critic.apply(generator.apply(noise)).mean().item();
  }

  /** The cross-entropy of scores that should be high: the mean of log (1 + exp (-score)). */
  private static double shouldBeReal(Tensor scores) {
    return Activations.softplus(scores.neg()).mean().item();
  }

  private static double shouldBeMade(Tensor scores) {
    return Activations.softplus(scores).mean().item();
  }
}
