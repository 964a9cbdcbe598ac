/**
 * Tensors, the derivative rules of their operations, layers, losses and optimizers.
 *
 * <p>The BLAS library logs, and as an automatic module it cannot say so.
 */
@SuppressWarnings("requires-automatic")
module dev.gradc.tensor {
  requires transitive dev.gradc.runtime;
  requires dev.ludovic.netlib.blas;
  requires java.logging;

  exports dev.gradc.nn;
  exports dev.gradc.optim;
  exports dev.gradc.tensor;
  exports dev.gradc.tensor.rules;
}
