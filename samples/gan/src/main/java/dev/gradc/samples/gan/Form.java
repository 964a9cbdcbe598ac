package dev.gradc.samples.gan;

/** How a training step is written. */
enum Form {
  /** One method with two losses. */
  TOGETHER,
  /** A method for each network, one after the other. */
  APART,
  /** Wasserstein's distance with a penalty on gradients (Gulrajani et al., 2017). */
  PENALTY,
  /** With a detach too many. */
  BLIND
}
