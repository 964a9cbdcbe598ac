/**
 * Facts about functions: aliases, activity, what a region reads, what a backward pass needs.
 *
 * <p>An analysis is a class with one public method; its result is a value of its own type. Nothing
 * is written on the nodes. This package knows {@code ir} and {@code rules}.
 */
package dev.gradc.processor.analysis;
