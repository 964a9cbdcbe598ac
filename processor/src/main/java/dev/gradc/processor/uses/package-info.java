/**
 * How user code in the same build runs the tapes: follows the backward calls of a method along its
 * flow of control.
 *
 * <p>Reads the picture that {@code frontend} makes of user methods, and what {@code tape} knows of
 * each tape's passes; knows no tree of javac's.
 */
package dev.gradc.processor.uses;
