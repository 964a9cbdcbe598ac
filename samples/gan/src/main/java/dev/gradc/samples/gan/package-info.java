/**
 * A generative adversarial network (Goodfellow et al., 2014) in the forms in which people write its
 * training step, on handwritten digits.
 */
package dev.gradc.samples.gan;
