package dev.gradc.samples.twomodels;

/**
 * The form that everybody writes first, and that fails: the graph is shared and not retained, so
 * the pass from loss2 frees what the pass from loss1 needs.
 */
final class FailingStep implements TrainingStep {

  private final Networks networks;

  FailingStep(Networks networks) {
    this.networks = networks;
  }

  @Override
  public Iteration run() {
    Networks n = networks;
    try (LayersGrad.FirstLinear.Tape first =
        LayersGrad.FirstLinear.forward(n.weight1(), n.bias1(), n.data())) {
      SharedGraph heads = SharedGraph.on(n, first.value());
      first.backward(heads.logitsGradient2());
      LayersGrad.FirstLinear.Gradient fromLoss1 = first.backward(heads.logitsGradient1());
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
