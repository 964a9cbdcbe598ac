package dev.gradc.samples.twomodels;

import java.util.List;

/**
 * The shared graph: nothing is detached, both losses go back through the first network, and its
 * tape is retained for the second pass.
 *
 * <p>What loss2 sends into the first network is wiped before it is used ({@code zero_grad}), so the
 * numbers are those of {@link DetachedStep}, bit for bit, for more work and memory. Unless the
 * second optimizer owns the first network too: the chained form, a joint update, is the one that
 * needs the shared graph.
 */
final class RetainedStep implements TrainingStep {

  private final Networks networks;
  private final boolean isChained;
  private final Adam adam1;
  private final Adam adam2;

  /**
   * @param isChained whether the second optimizer updates both networks
   */
  RetainedStep(Networks networks, boolean isChained) {
    this.networks = networks;
    this.isChained = isChained;
    this.adam1 = new Adam(networks.first());
    this.adam2 = new Adam(isChained ? networks.chained() : networks.second());
  }

  @Override
  public Iteration run() {
    Networks n = networks;
    try (LayersGrad.RetainedFirstLinear.Tape first =
        LayersGrad.RetainedFirstLinear.forward(n.weight1(), n.bias1(), n.data())) {
      SharedGraph heads = SharedGraph.on(n, first.value());
      LayersGrad.RetainedFirstLinear.Gradient fromLoss2 = first.backward(heads.logitsGradient2());
      adam2.step(
          isChained
              ? List.of(
                  fromLoss2.weight(),
                  fromLoss2.bias(),
                  heads.weight2Gradient(),
                  heads.bias2Gradient())
              : List.of(heads.weight2Gradient(), heads.bias2Gradient()));
      LayersGrad.RetainedFirstLinear.Gradient fromLoss1 = first.backward(heads.logitsGradient1());
      adam1.step(List.of(fromLoss1.weight(), fromLoss1.bias()));
      return new Iteration(
          heads.loss1(),
          heads.loss2(),
          heads.weight2Gradient(),
          heads.bias2Gradient(),
          fromLoss1.weight(),
          fromLoss1.bias());
    }
  }
}
