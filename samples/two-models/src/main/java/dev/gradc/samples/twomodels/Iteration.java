package dev.gradc.samples.twomodels;

import dev.gradc.samples.twomodels.Training.Linear;

/**
 * What one training step computed.
 *
 * @param loss1 of the first network
 * @param loss2 of the second network
 * @param gradient2 of loss2, with respect to the second network
 * @param gradient1 of loss1, with respect to the first network
 */
record Iteration(double loss1, double loss2, Linear gradient2, Linear gradient1) {}
