package dev.gradc.samples.twomodels;

import dev.gradc.samples.twomodels.Training.Linear;

/**
 * The clean form: the second network's input is detached, so each loss has a graph of its own and
 * every optimizer gets just the gradient that it is for.
 */
final class DetachedStep implements TrainingStep {

  private final Networks networks;
  private final Adam adam1;
  private final Adam adam2;

  DetachedStep(Networks networks) {
    this.networks = networks;
    this.adam1 = new Adam(networks.model1());
    this.adam2 = new Adam(networks.model2());
  }

  @Override
  public Iteration run() {
    Networks n = networks;
    try (var tape = TrainingGrad.Detached.forward(n.model1(), n.model2(), n.data(), n.labels())) {
      Linear gradient2 = tape.l2().backward().model2();
      adam2.step(gradient2);
      Linear gradient1 = tape.l1().backward().model1();
      adam1.step(gradient1);
      return new Iteration(tape.l1().value(), tape.l2().value(), gradient2, gradient1);
    }
  }
}
