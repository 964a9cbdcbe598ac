package dev.gradc.samples.benchmarks;

import static dev.gradc.samples.benchmarks.FocalLossInput.ALPHA;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import dev.gradc.tensor.DType;

/**
 * The mean focal loss in PyTorch, operation by operation: in the stable form, and with q² as a
 * square, where torchvision's has more operations and a power.
 */
final class PyTorchFocalLoss implements AutoCloseable {

  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final NDArray logits;
  private final NDArray targets;

  PyTorchFocalLoss(DType type, FocalLossInput input) {
    boolean isFloat = type == DType.FLOAT;
    logits = isFloat ? manager.create(input.floatLogits()) : manager.create(input.logits());
    targets = isFloat ? manager.create(input.floatTargets()) : manager.create(input.targets());
    logits.setRequiresGradient(true);
  }

  /** The value; the gradient is added to that of the calls before, as PyTorch does. */
  double step() {
    try (GradientCollector collector = engine.newGradientCollector();
        NDManager call = manager.newSubManager()) {
      // What comes of them goes when the call is over.
      logits.tempAttach(call);
      targets.tempAttach(call);
      NDArray wrong = logits.mul(targets.mul(-2).add(1));
      NDArray weights = targets.mul(2 * ALPHA - 1).add(1 - ALPHA);
      NDArray losses = Activation.sigmoid(wrong).square().mul(Activation.softPlus(wrong));
      NDArray loss = losses.mul(weights).mean();
      collector.backward(loss);
      NDArray value = loss.toType(DataType.FLOAT64, false);
      return value.getDouble();
    }
  }

  /** By the scores, of a first call. */
  double[] gradient() {
    step();
    try (NDArray gradient = logits.getGradient()) {
      return gradient.toType(DataType.FLOAT64, true).toDoubleArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
