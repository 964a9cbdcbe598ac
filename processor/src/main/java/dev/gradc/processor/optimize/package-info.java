/**
 * IR → IR passes that make what the transforms emit into what a person would write, each with a
 * switch ({@code -Agradc.disable=…}), driven by {@link dev.gradc.processor.optimize.Simplifier}.
 *
 * <p>The law here: switching any pass off changes no executed answer. Every pass says in its
 * documentation why that is so. A pass knows the IR and nothing else, neither calculus nor Java
 * text, and takes time linear in the size of the function (times the depth of its nesting).
 */
package dev.gradc.processor.optimize;
