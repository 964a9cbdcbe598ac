package dev.gradc.samples.gan;

import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import dev.gradc.samples.gan.Steps.Discriminator;
import dev.gradc.samples.gan.Steps.Generator;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.Random;

/** Two networks, their optimizers, and the step of one form. */
final class Training {

  private static final double BLUR = 0.3;
  private static final int CRITIC_STEPS = 5;

  private final Form form;
  private final Random random;
  private final Generator generator;
  private final Discriminator discriminator;
  private final Adam ofGenerator;
  private final Adam ofDiscriminator;
  private final StepsGrad.Together.Tape together = new StepsGrad.Together.Tape();
  private final StepsGrad.Discriminator.Tape judging = new StepsGrad.Discriminator.Tape();
  private final StepsGrad.Generator.Tape making = new StepsGrad.Generator.Tape();

  // The gradients of the first step; the ones after it add to them, set to zero.
  private StepsGrad.Together.Gradient wrong;
  private StepsGrad.Together.Gradient seenThrough;
  private StepsGrad.Discriminator.Gradient judged;
  private StepsGrad.Generator.Gradient made;
  private StepsGrad.Critic.Gradient criticized;
  private StepsGrad.Against.Gradient against;
  private StepsGrad.Blind.Gradient nothing;

  private int steps;
  private double distance;

  Training(Form form, long seed) {
    this.form = form;
    this.random = new Random(seed);
    this.generator = Generator.of(random);
    this.discriminator = Discriminator.of(random);
    this.ofGenerator = Adam.over(generator).learningRate(1e-3).betas(0.5, 0.999);
    this.ofDiscriminator = Adam.over(discriminator).learningRate(2e-4).betas(0.5, 0.999);
  }

  Generator generator() {
    return generator;
  }

  Random random() {
    return random;
  }

  /** Noise for some pictures. */
  Tensor noise(int pictures) {
    return Sampling.normal(random, 0, 1, DType.FLOAT, pictures, Generator.NOISE);
  }

  /** Pictures by the generator as it is, each pixel from 0 (paper) to 1 (ink). */
  Tensor pictures(Tensor noise) {
    return generator.apply(noise).add(1).mul(0.5);
  }

  /** One step on real pictures; gives both losses. */
  Steps.Both step(Digits batch) {
    Tensor noise = noise(batch.count());
    Tensor real = blurred(batch.images().mul(2).sub(1));
    return switch (form) {
      case TOGETHER -> together(real, noise);
      case APART -> apart(real, noise);
      case BLIND -> blind(real, noise);
      case PENALTY -> penalized(real, noise);
    };
  }

  /** With some noise on it, so that the discriminator does not learn pictures by heart. */
  private Tensor blurred(Tensor pictures) {
    return pictures.add(blur(pictures));
  }

  private Tensor blur(Tensor pictures) {
    return Sampling.normal(random, 0, BLUR, DType.FLOAT, pictures.shape());
  }

  /** Both passes first: what an optimizer changes, the other pass may still have to read. */
  private Steps.Both together(Tensor real, Tensor noise) {
    together.forward(generator, discriminator, real, noise, blur(real));
    if (wrong == null) {
      wrong = together.discriminator().backward();
      seenThrough = together.generator().backward();
    } else {
      wrong.setZero();
      together.discriminator().backward(wrong);
      seenThrough.setZero();
      together.generator().backward(seenThrough);
    }
    ofDiscriminator.step(wrong.discriminator());
    ofGenerator.step(seenThrough.generator());
    return together.value();
  }

  private Steps.Both apart(Tensor real, Tensor noise) {
    judge(real, noise);
    making.forward(generator, discriminator, noise);
    if (made == null) {
      made = making.backward();
    } else {
      made.setZero();
      making.backward(made);
    }
    ofGenerator.step(made.generator());
    return new Steps.Both(judging.value(), making.value());
  }

  /** A step of the discriminator by itself. */
  private void judge(Tensor real, Tensor noise) {
    judging.forward(discriminator, real, blurred(generator.apply(noise)));
    if (judged == null) {
      judged = judging.backward();
    } else {
      judged.setZero();
      judging.backward(judged);
    }
    ofDiscriminator.step(judged.discriminator());
  }

  /** Five steps of the critic for one of the generator, as in the paper. */
  private Steps.Both penalized(Tensor real, Tensor noise) {
    Tensor pictures = generator.apply(noise);
    Tensor shares = Sampling.uniform(random, 0, 1, DType.FLOAT, real.dim(0), 1);
    Tensor between = real.mul(shares).add(pictures.mul(shares.neg().add(1)));
    if (criticized == null) {
      criticized = StepsGrad.Critic.Gradient.zeros(discriminator, real, pictures, between);
    }
    criticized.setZero();
    StepsGrad.Critic.addGradient(discriminator, real, pictures, between, criticized);
    ofDiscriminator.step(criticized.critic());
    steps++;
    if (steps % CRITIC_STEPS == 0) {
      if (against == null) {
        against = StepsGrad.Against.Gradient.zeros(generator, discriminator, noise);
      }
      against.setZero();
      distance = StepsGrad.Against.addGradient(generator, discriminator, noise, against);
      ofGenerator.step(against.generator());
    }
    return new Steps.Both(criticized.value(), distance);
  }

  private Steps.Both blind(Tensor real, Tensor noise) {
    judge(real, noise);
    if (nothing == null) {
      nothing = StepsGrad.Blind.Gradient.zeros(generator, discriminator, noise);
    }
    nothing.setZero();
    StepsGrad.Blind.addGradient(generator, discriminator, noise, nothing);
    ofGenerator.step(nothing.generator());
    return new Steps.Both(judging.value(), nothing.value());
  }
}
