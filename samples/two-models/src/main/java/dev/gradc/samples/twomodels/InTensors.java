package dev.gradc.samples.twomodels;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;
import dev.gradc.TapeFreedException;
import dev.gradc.nn.Linear;
import dev.gradc.nn.Losses;
import dev.gradc.optim.Adam;
import dev.gradc.tensor.Tensor;
import java.util.function.Consumer;

/** The same training with the library's tensors, layers, losses and optimizers. */
final class InTensors {

  private InTensors() {}

  /** The losses of the two networks. */
  record Both(double l1, double l2) {}

  /** The same, where the pass from l2 leaves the graph for the pass from l1. */
  record Kept(double l1, @Retain double l2) {}

  /** No gradient of l2 reaches the first network. */
  @Differentiable
  static Both detached(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    @Detach Tensor cut = a;
    Tensor b = model2.apply(cut);
    return new Both(Losses.crossEntropy(a, labels), Losses.crossEntropy(b, labels));
  }

  /** Both losses go back through the first network, and the second that does finds it there. */
  @Differentiable
  static Kept retained(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    Tensor b = model2.apply(a);
    return new Kept(Losses.crossEntropy(a, labels), Losses.crossEntropy(b, labels));
  }

  /** The form that everybody writes first. */
  @Differentiable
  static Both shared(Linear model1, Linear model2, @Detach Tensor data, int[] labels) {
    Tensor a = model1.apply(data);
    Tensor b = model2.apply(a);
    return new Both(Losses.crossEntropy(a, labels), Losses.crossEntropy(b, labels));
  }

  /** Which of these is trained, and what the second optimizer owns. */
  enum Form {
    /** Optimizer 2 over network 2. */
    DETACHED,
    /** The same numbers, for more work. */
    RETAINED,
    /** Optimizer 2 over both networks. */
    CHAINED,
    /** Optimizer 2 over both networks, and no gradient of l2 for the first: it is skipped. */
    CHAINED_DETACHED
  }

  /**
   * The networks and what they are trained on.
   *
   * @param data [4, 10]
   */
  record Setting(Linear model1, Linear model2, Tensor data, int[] labels) {

    static Setting start() {
      Networks start = Networks.start();
      return new Setting(
          layer(start.model1(), 10),
          layer(start.model2(), 2),
          Tensor.of(start.data(), 4, 10),
          start.labels());
    }

    private static Linear layer(Training.Linear layer, int in) {
      return new Linear(
          Tensor.of(layer.weight(), layer.bias().length, in),
          Tensor.of(layer.bias(), layer.bias().length));
    }
  }

  /**
   * What one iteration has computed.
   *
   * @param ofL2 the gradients of l2 with respect to both networks
   * @param ofL1 that of l1 with respect to the first
   */
  record Step(Both losses, Linear[] ofL2, Linear ofL1) {}

  /** The losses of each iteration; the networks are trained. */
  static Both[] train(Form form, Setting s) {
    return train(form, s, step -> {});
  }

  /** The same, with each step told when the networks have been changed. */
  static Both[] train(Form form, Setting s, Consumer<Step> told) {
    boolean isChained = form == Form.CHAINED || form == Form.CHAINED_DETACHED;
    Adam adam1 = adam(s.model1());
    Adam adam2 = isChained ? adam(s.model1(), s.model2()) : adam(s.model2());
    Both[] losses = new Both[TwoModels.ITERATIONS];
    for (int i = 0; i < losses.length; i++) {
      Step step =
          form == Form.DETACHED || form == Form.CHAINED_DETACHED
              ? detachedStep(s, adam1, adam2, isChained)
              : retainedStep(s, adam1, adam2, isChained);
      told.accept(step);
      losses[i] = step.losses();
    }
    return losses;
  }

  private static Adam adam(Object... models) {
    return Adam.over(models).learningRate(1e-3).betas(0.5, 0.999);
  }

  private static Step detachedStep(Setting s, Adam adam1, Adam adam2, boolean isChained) {
    try (var tape = InTensorsGrad.Detached.forward(s.model1(), s.model2(), s.data(), s.labels())) {
      var second = tape.l2().backward();
      var first = tape.l1().backward();
      if (isChained) {
        adam2.step(second.model1(), second.model2());
      } else {
        adam2.step(second.model2());
      }
      adam1.step(first.model1());
      return new Step(
          tape.value(), new Linear[] {second.model1(), second.model2()}, first.model1());
    }
  }

  private static Step retainedStep(Setting s, Adam adam1, Adam adam2, boolean isChained) {
    try (var tape = InTensorsGrad.Retained.forward(s.model1(), s.model2(), s.data(), s.labels())) {
      var second = tape.l2().backward();
      if (isChained) {
        adam2.step(second.model1(), second.model2());
      } else {
        adam2.step(second.model2());
      }
      var first = tape.l1().backward();
      adam1.step(first.model1());
      return new Step(
          new Both(tape.l1().value(), tape.l2().value()),
          new Linear[] {second.model1(), second.model2()},
          first.model1());
    }
  }

  /** What the second backward pass of the shared form has to say. */
  static String failing(Setting s) {
    try (var tape = InTensorsGrad.Shared.forward(s.model1(), s.model2(), s.data(), s.labels())) {
      tape.l2().backward();
      tape.l1().backward();
      throw new AssertionError("the second backward pass should have failed");
    } catch (TapeFreedException freed) {
      return freed.getMessage();
    }
  }
}
