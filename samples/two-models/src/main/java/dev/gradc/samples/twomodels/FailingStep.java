package dev.gradc.samples.twomodels;

import dev.gradc.TapeFreedException;

/**
 * The form that everybody writes first, and that fails: the graph is shared and not retained, so
 * the pass from loss2 frees what the pass from loss1 needs.
 *
 * <p>Without the {@code catch} it would not compile: gradc sees both passes (GC0407).
 */
final class FailingStep {

  private final Networks networks;

  FailingStep(Networks networks) {
    this.networks = networks;
  }

  /** Runs into it, and gives the message. */
  String message() {
    Networks n = networks;
    try (LayersGrad.FirstLinear.Tape first =
        LayersGrad.FirstLinear.forward(n.weight1(), n.bias1(), n.data())) {
      SharedGraph heads = SharedGraph.on(n, first.value());
      first.backward(heads.logitsGradient2());
      first.backward(heads.logitsGradient1());
      throw new AssertionError("the second backward pass should have failed");
    } catch (TapeFreedException freed) {
      return freed.getMessage();
    }
  }
}
