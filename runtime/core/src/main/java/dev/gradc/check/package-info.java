/**
 * Checks of derivatives, for tests: {@link dev.gradc.check.GradientCheck} compares what gradc has
 * generated for a method, or what somebody has written by hand, with differences of the method
 * itself, and says which element of which parameter is off.
 *
 * <p>Nothing outside of {@code java.base} is needed. The package is for tests only: generated code
 * does not know it, and no derivative that a program computes comes from here.
 */
package dev.gradc.check;
