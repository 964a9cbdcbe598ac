/**
 * What gradc says to people: the codes, their severity, text and cure.
 *
 * <p>Data only. It knows {@link dev.gradc.processor.ir.Origin} and nothing more; stages return
 * problems, only the processor prints them.
 */
package dev.gradc.processor.diagnostics;
