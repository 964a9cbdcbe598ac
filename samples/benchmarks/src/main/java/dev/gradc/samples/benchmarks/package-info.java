/** Times derivatives by gradc beside those by hand and by other libraries. */
package dev.gradc.samples.benchmarks;
