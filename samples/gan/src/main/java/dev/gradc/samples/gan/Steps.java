package dev.gradc.samples.gan;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.Losses;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Tensor;

/** The losses of a training step, as they are written in the literature. */
final class Steps {

  private Steps() {}

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
