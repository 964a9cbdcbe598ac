/**
 * A tool for GradBench: the objectives, written as a Java programmer would, and what speaks the
 * suite's protocol. The objectives know nothing of the protocol, and no derivative is by hand.
 */
package dev.gradc.samples.gradbench;
