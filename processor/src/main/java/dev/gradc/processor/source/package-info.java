/**
 * A method body as the front end found it: resolved, typed, with every conversion explicit, and
 * free of javac.
 *
 * <p>It still has the shape of Java: nested expressions, assignments as expressions, jumps. The
 * front end makes it, the normalizer turns it into the intermediate representation; nothing else
 * reads it. It knows the types and origins of {@code ir} and nothing more.
 */
package dev.gradc.processor.source;
