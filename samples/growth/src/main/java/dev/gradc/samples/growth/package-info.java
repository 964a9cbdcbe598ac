/** How time and memory of derivatives grow with the work. */
package dev.gradc.samples.growth;
