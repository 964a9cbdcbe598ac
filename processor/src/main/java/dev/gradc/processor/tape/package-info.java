/**
 * Slots, layout, lifetime: what is stored on the way forward, where, and what is recomputed on the
 * way back.
 *
 * <p>In: a forward region and a backward region that mentions values of the forward one. Out: the
 * same two regions with every such value stored in a slot, recomputed, or simply still in scope. It
 * knows {@code ir} and {@code analysis}; it knows neither calculus nor Java text.
 */
package dev.gradc.processor.tape;
