package dev.gradc.samples.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.gradc.tensor.Tensor;

/** Value and gradient of {@link Network#loss} in PyTorch. */
final class PyTorchNetwork implements AutoCloseable {

  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final NDArray examples;
  private final NDArray labels;
  private final NDList parameters;

  PyTorchNetwork(NetworkInput input) {
    examples = array(input.examples());
    labels = manager.create(input.labels());
    Network network = input.network();
    parameters =
        new NDList(
            array(network.hidden().weight()),
            array(network.hidden().bias()),
            array(network.scores().weight()),
            array(network.scores().bias()));
    for (NDArray parameter : parameters) {
      parameter.setRequiresGradient(true);
    }
  }

  private NDArray array(Tensor tensor) {
    long[] shape = new long[tensor.rank()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.dim(i);
    }
    return manager.create(Floats.narrow(tensor.toDoubles()), new Shape(shape));
  }

  /** The value; the gradients are added to those of the calls before, as PyTorch does. */
  double step() {
    try (GradientCollector collector = engine.newGradientCollector();
        NDManager call = manager.newSubManager()) {
      // What comes of them goes when the call is over.
      examples.tempAttach(call);
      labels.tempAttach(call);
      for (NDArray parameter : parameters) {
        parameter.tempAttach(call);
      }
      NDArray units = Activation.relu(linear(examples, parameters.get(0), parameters.get(1)));
      NDArray scores = linear(units, parameters.get(2), parameters.get(3));
      NDArray loss =
          Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(scores));
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  /** By the weights of the first layer, of a first call. */
  double[] gradient() {
    step();
    try (NDArray gradient = parameters.get(0).getGradient()) {
      return Floats.widen(gradient.toFloatArray());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
