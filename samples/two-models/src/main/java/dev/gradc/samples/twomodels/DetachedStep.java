package dev.gradc.samples.twomodels;

import java.util.List;

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
    this.adam1 = new Adam(networks.first());
    this.adam2 = new Adam(networks.second());
  }

  @Override
  public Iteration run() {
    Networks n = networks;
    double[] logits = Layers.linear(n.weight1(), n.bias1(), n.data());
    try (LayersGrad.SecondLoss.Tape tape2 =
            LayersGrad.SecondLoss.forward(n.weight2(), n.bias2(), logits, n.labels());
        LayersGrad.FirstLoss.Tape tape1 =
            LayersGrad.FirstLoss.forward(n.weight1(), n.bias1(), n.data(), n.labels())) {
      LayersGrad.SecondLoss.Gradient gradient2 = tape2.backward();
      adam2.step(List.of(gradient2.weight2(), gradient2.bias2()));
      LayersGrad.FirstLoss.Gradient gradient1 = tape1.backward();
      adam1.step(List.of(gradient1.weight1(), gradient1.bias1()));
      return new Iteration(
          tape1.value(),
          tape2.value(),
          gradient2.weight2(),
          gradient2.bias2(),
          gradient1.weight1(),
          gradient1.bias1());
    }
  }
}
