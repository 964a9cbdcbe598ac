/**
 * Layers and losses of networks. They are written as users write theirs: records of tensors with
 * differentiable methods, compiled by gradc. A layer knows its parameters and nothing of
 * optimizers; a loss knows scores and labels and nothing of layers. Where a loss has a closed form
 * of its gradient, its documentation gives it with the source.
 */
package dev.gradc.nn;
