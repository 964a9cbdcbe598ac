package dev.gradc.samples.twomodels;

/** One step of both optimizers, in one of the forms in which people write it. */
interface TrainingStep {

  /** Losses before the step, and the gradients that it used. */
  Iteration run();
}
