/**
 * The derivative table: the only place that knows calculus.
 *
 * <p>A row is an operator and, for each of its arguments, a linear map written as a {@link
 * dev.gradc.processor.rules.Formula}. It is read three times: forward mode applies it to tangents,
 * reverse mode to the adjoint of the result, and what it mentions is what a backward pass has to
 * know. This package knows {@code ir} and nothing more.
 */
package dev.gradc.processor.rules;
