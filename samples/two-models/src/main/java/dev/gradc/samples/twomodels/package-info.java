/** Two models on one graph: where gradients stop, and how long the graph lives. */
package dev.gradc.samples.twomodels;
