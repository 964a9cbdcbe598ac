/**
 * Derivatives as rewriting: each transform maps functions of the intermediate representation to
 * regions or functions of the same representation, so that transforms compose.
 *
 * <p>It knows {@code ir}, {@code analysis} and {@code rules}; calculus itself is in the rules.
 */
package dev.gradc.processor.transform;
