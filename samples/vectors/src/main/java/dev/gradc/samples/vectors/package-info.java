/** Losses whose loops are written for {@code jdk.incubator.vector}. */
package dev.gradc.samples.vectors;
