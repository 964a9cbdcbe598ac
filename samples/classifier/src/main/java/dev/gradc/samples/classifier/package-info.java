/** Read first by those who know PyTorch: a model, a loss, an optimizer, and a loop over epochs. */
package dev.gradc.samples.classifier;
