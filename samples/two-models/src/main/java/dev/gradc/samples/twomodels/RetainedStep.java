package dev.gradc.samples.twomodels;

import dev.gradc.samples.twomodels.Training.Linear;

/**
 * The shared graph: nothing is detached, both losses go back through the first network, and what
 * the pass from l2 reads is retained for the pass from l1.
 *
 * <p>What l2 sends into the first network is not used, so the numbers are those of {@link
 * DetachedStep}, bit for bit, for more work and memory. Unless the second optimizer owns the first
 * network too: the chained form, a joint update, is the one that needs the shared graph.
 */
final class RetainedStep implements TrainingStep {

  private final Networks networks;
  private final boolean isChained;
  private final Adam adam1;
  private final Adam adam2;

  /**
   * Of two networks.
   *
   * @param isChained whether the second optimizer updates both networks
   */
  RetainedStep(Networks networks, boolean isChained) {
    this.networks = networks;
    this.isChained = isChained;
    this.adam1 = new Adam(networks.model1());
    this.adam2 =
        isChained ? new Adam(networks.model1(), networks.model2()) : new Adam(networks.model2());
  }

  @Override
  public Iteration run() {
    Networks n = networks;
    try (var tape = TrainingGrad.Retained.forward(n.model1(), n.model2(), n.data(), n.labels())) {
      var fromLoss2 = tape.l2().backward();
      if (isChained) {
        adam2.step(fromLoss2.model1(), fromLoss2.model2());
      } else {
        adam2.step(fromLoss2.model2());
      }
      Linear gradient1 = tape.l1().backward().model1();
      adam1.step(gradient1);
      return new Iteration(tape.l1().value(), tape.l2().value(), fromLoss2.model2(), gradient1);
    }
  }
}
