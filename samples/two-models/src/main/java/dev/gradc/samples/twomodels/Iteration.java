package dev.gradc.samples.twomodels;

/**
 * What one training step computed, copied out.
 *
 * @param loss1 of the first network
 * @param loss2 of the second network
 * @param weight2Gradient of loss2, with respect to the second network's weight
 * @param bias2Gradient of loss2, with respect to the second network's bias
 * @param weight1Gradient of loss1, with respect to the first network's weight
 * @param bias1Gradient of loss1, with respect to the first network's bias
 */
record Iteration(
    double loss1,
    double loss2,
    double[] weight2Gradient,
    double[] bias2Gradient,
    double[] weight1Gradient,
    double[] bias1Gradient) {}
