/**
 * Optimizers, which change the parameters of models in place along gradients, and files of models
 * and of optimizers.
 *
 * <p>A <i>model</i> is a record, an object of a final class, a tensor or an array; the tensors and
 * arrays of numbers in it, at any depth, are its parameters, named by the way that leads to them:
 * {@code layers.2.weight}. A gradient has the structure of its model, as the compiled backward pass
 * gives it. What is {@code null} in a gradient is not reached: such parameters are skipped, and so
 * are components and fields with {@link dev.gradc.Detach}, and those for which the gradient holds
 * the parameter itself, which is what it does for detached ones. Generated gradients have no null:
 * of tensors they tell by {@link dev.gradc.tensor.Cotangents#isNone} what was not reached, which is
 * skipped too; of arrays of numbers they hold zeros, which are a gradient.
 */
package dev.gradc.optim;
