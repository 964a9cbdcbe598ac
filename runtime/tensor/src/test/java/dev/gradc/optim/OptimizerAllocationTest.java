package dev.gradc.optim;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.AllocatedBytes;
import org.junit.jupiter.api.Test;

/** A step of an optimizer that was run before allocates nothing. */
final class OptimizerAllocationTest {

  record Linear(Tensor weight, Tensor bias) {}

  record Network(
      Linear[] layers,
      double[] scale,
      float[] shift,
      double[][] matrix,
      float[][][] cube,
      double slope,
      int size) {}

  static final class Whole {
    final Network network = network();
    final Tensor last = ones(3);
  }

  private static Tensor ones(int... shape) {
    return Tensor.full(DType.DOUBLE, 1, shape);
  }

  private static Network network() {
    Linear first = new Linear(ones(2, 3), ones(2));
    Linear second = new Linear(ones(4, 2).to(DType.FLOAT), null);
    Linear[] layers = {first, second};
    double[][] matrix = {{1, 2}, {3, 4}};
    float[][][] cube = {{{1, 2, 3}}};
    return new Network(layers, new double[] {1}, new float[] {2}, matrix, cube, 0.5, 3);
  }

  private static void assertNothing(Optimizer<?> optimizer) {
    Whole gradient = new Whole();
    optimizer.learningRate(1e-9);
    AllocatedBytes.assertAtMost(
        0, optimizer.getClass().getSimpleName(), () -> optimizer.step(gradient));
  }

  @Test
  void stepsOfAllOptimizers() {
    assertNothing(Sgd.over(new Whole()));
    assertNothing(Sgd.over(new Whole()).momentum(0.5).nesterov(true).weightDecay(0.1));
    assertNothing(Adam.over(new Whole()));
    assertNothing(Adam.over(new Whole()).amsgrad(true).weightDecay(0.1));
    assertNothing(AdamW.over(new Whole()));
    assertNothing(RMSprop.over(new Whole()).momentum(0.5).centered(true));
    assertNothing(Adagrad.over(new Whole()));
  }

  @Test
  void stepsWithASchedule() {
    assertNothing(Adam.over(new Whole()).schedule(Schedule.warmup(5, Schedule.cosine(99, 0.1))));
  }

  /** Three gradients are in an array that whoever has them keeps. */
  @Test
  void severalModels() {
    Whole gradient = new Whole();
    Tensor more = ones(3);
    Adam two = Adam.over(new Whole(), ones(3)).learningRate(1e-9);
    AllocatedBytes.assertAtMost(0, "two models", () -> two.step(gradient, more));
    Adam three = Adam.over(new Whole(), ones(3), ones(3)).learningRate(1e-9);
    Object[] gradients = {gradient, more, more};
    AllocatedBytes.assertAtMost(0, "three models", () -> three.step(gradients));
  }

  @Test
  void partsOfABatch() {
    Whole gradient = new Whole();
    Tensor more = ones(3);
    Adam one = Adam.over(new Whole()).learningRate(1e-9);
    AllocatedBytes.assertAtMost(
        0,
        "parts of a batch",
        () -> {
          one.accumulate(gradient);
          one.accumulateWeighted(0.5, gradient);
          one.step();
        });
    Adam two = Adam.over(new Whole(), ones(3)).learningRate(1e-9);
    AllocatedBytes.assertAtMost(
        0,
        "parts of a batch, two models",
        () -> {
          two.accumulate(gradient, more);
          two.accumulateWeighted(0.5, gradient, more);
          two.step();
        });
  }
}
