/**
 * What a tape holds and why, told to people: a report as Markdown and as JSON, and a picture of the
 * graph.
 *
 * <p>In: a function, its activity, the program that was made of it, and the slices of its outputs.
 * Out: text. Nothing here changes what is generated, and nothing of it runs where no report is
 * asked for. It alone knows the libraries that lay the picture out and that write JSON.
 */
package dev.gradc.processor.report;
