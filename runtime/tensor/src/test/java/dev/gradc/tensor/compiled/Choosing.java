package dev.gradc.tensor.compiled;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.packaged.Chosen;

/** Calls of methods of another package that look at enums and fields. */
final class Choosing {

  private Choosing() {}

  @Differentiable
  static double byConstant(Tensor x, Chosen.Kind kind) {
    return Chosen.activated(x.square(), kind).sum().item();
  }

  @Differentiable
  static double byFields(Tensor x, Chosen.Choice choice) {
    return Chosen.scaled(x.square(), choice).sum().item();
  }

  /** What it looks at cannot be named here, so that it is called. */
  @Differentiable
  static double byWhatIsHidden(Tensor x, Chosen.Choice choice) {
    return Chosen.ranked(x.square(), choice).sum().item();
  }
}
