/** The smallest program that uses gradc: a loss and its gradient. */
package dev.gradc.samples.quickstart;
