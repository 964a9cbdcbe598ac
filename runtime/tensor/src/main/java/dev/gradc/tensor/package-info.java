/**
 * Tensors and what is computed with them: arithmetic, reductions, matrix products, convolutions,
 * pooling, normalisation, regions. Values, shapes and errors; how it is differentiated is in {@link
 * dev.gradc.tensor.rules}.
 */
package dev.gradc.tensor;
