/**
 * Derivatives inside derivatives: what calls of generated classes become where they are
 * differentiated through.
 *
 * <p>In: functions in normal form that call members of generated classes, and handle their objects;
 * and the methods that these are the derivatives of. Out: the same functions with the objects taken
 * apart into what they consist of, and the calls compiled in. What comes out are functions like any
 * other; no later stage knows that they were derivatives.
 */
package dev.gradc.processor.derivatives;
