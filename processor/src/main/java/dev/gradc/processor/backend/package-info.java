/**
 * From the intermediate representation to Java source, as a person would write it.
 *
 * <p>The only importer of JavaPoet. It knows the regions and slots of {@code tape} and the
 * signature of the user's method; it decides names, expressions and the shape of the generated API,
 * and nothing about derivatives.
 */
package dev.gradc.processor.backend;
