/**
 * From the typed picture of a method to the intermediate representation in normal form: A-normal
 * form, one exit, no compound operators, counted loops told from others.
 *
 * <p>It keeps Java's order of evaluation and every value to the bit. It knows {@code source} and
 * {@code ir}, and nothing of derivatives.
 */
package dev.gradc.processor.normalize;
