package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;
import dev.gradc.tensor.Activations;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Tensor;

/** The training steps of the references. */
final class Training {

  private Training() {}

  record Linear(Tensor weight, Tensor bias) {
    Tensor apply(Tensor x) {
      return Products.matmulTransposed(x, weight).add(bias);
    }
  }

  private static double crossEntropy(Tensor scores, int[] labels) {
    return -Indexing.gather(scores.logSoftmax(1), 1, labels).mean().item();
  }

  record Losses(double l1, double l2) {}

  record RetainedLosses(double l1, @Retain double l2) {}

  /** The graphs part at the cut. */
  @Differentiable
  static Losses detached(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    @Detach Tensor cut = a;
    Tensor b = model2.apply(cut);
    return new Losses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  /** The second output keeps what both read. */
  @Differentiable
  static RetainedLosses retained(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    Tensor b = model2.apply(a);
    return new RetainedLosses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  /** Neither: the second backward pass fails. */
  @Differentiable
  static Losses plain(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    Tensor b = model2.apply(a);
    return new Losses(crossEntropy(a, labels), crossEntropy(b, labels));
  }

  record Mixed(Tensor weight, double[] bias) {}

  /** Each output reaches one of the models. */
  @Differentiable
  static Losses apart(Mixed model1, Mixed model2) {
    return new Losses(
        model1.weight().sum().item() * model1.bias()[0],
        model2.weight().sum().item() * model2.bias()[0]);
  }

  record Network(Linear first, Linear second) {

    Tensor generate(Tensor z) {
      return second.apply(first.apply(z).relu()).tanh();
    }

    /** How much it looks false (sign 1) or real (sign -1). */
    Tensor judge(Tensor x, double sign) {
      Tensor hidden = Activations.leakyRelu(first.apply(x), 0.2);
      return Activations.softplus(second.apply(hidden).mul(sign)).mean();
    }
  }

  record DiscriminatorLosses(@Detach double real, @Detach double fake, double sum) {}

  @Differentiable
  static DiscriminatorLosses discriminate(
      Network discriminator, @Detach Network generator, @Detach Tensor real, @Detach Tensor z) {
    Tensor fake = generator.generate(z);
    Tensor ofReal = discriminator.judge(real, -1);
    Tensor ofFake = discriminator.judge(fake, 1);
    double lossReal = ofReal.item();
    double lossFake = ofFake.item();
    return new DiscriminatorLosses(lossReal, lossFake, lossReal + lossFake);
  }

  @Differentiable
  static double generate(Network generator, @Detach Network discriminator, @Detach Tensor z) {
    return discriminator.judge(generator.generate(z), -1).item();
  }
}
