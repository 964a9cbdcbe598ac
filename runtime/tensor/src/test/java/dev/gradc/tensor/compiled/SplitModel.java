package dev.gradc.tensor.compiled;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.Tensor;

/** The model of {@link SplitSteps}, in a file of its own. */
record SplitModel(Linear first, Linear second) {

  @Differentiable
  Tensor apply(@Detach Tensor x) {
    return second.apply(first.apply(x).tanh());
  }
}
