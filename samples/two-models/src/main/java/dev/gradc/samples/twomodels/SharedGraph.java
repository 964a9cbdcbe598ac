package dev.gradc.samples.twomodels;

/**
 * The part of both losses that is not shared: what stands on top of the first network's logits.
 *
 * @param loss1 cross-entropy of the logits
 * @param logitsGradient1 of loss1, with respect to the logits
 * @param loss2 cross-entropy of the second network's logits
 * @param weight2Gradient of loss2
 * @param bias2Gradient of loss2
 * @param logitsGradient2 of loss2, with respect to the first network's logits: where nothing is
 *     detached, it goes on into the first network
 */
record SharedGraph(
    double loss1,
    double[] logitsGradient1,
    double loss2,
    double[] weight2Gradient,
    double[] bias2Gradient,
    double[] logitsGradient2) {

  /** Both losses on the same logits. */
  static SharedGraph on(Networks networks, double[] logits) {
    LayersGrad.CrossEntropy.Gradient head1 =
        LayersGrad.CrossEntropy.gradient(logits, networks.labels());
    try (LayersGrad.Linear.Tape second =
        LayersGrad.Linear.forward(networks.weight2(), networks.bias2(), logits)) {
      LayersGrad.CrossEntropy.Gradient head2 =
          LayersGrad.CrossEntropy.gradient(second.value(), networks.labels());
      LayersGrad.Linear.Gradient layer2 = second.backward(head2.logits());
      return new SharedGraph(
          head1.value(),
          head1.logits(),
          head2.value(),
          layer2.weight(),
          layer2.bias(),
          layer2.input());
    }
  }
}
