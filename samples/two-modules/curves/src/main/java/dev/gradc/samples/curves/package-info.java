/** A library of yield curves; knows nothing of those who use it. */
package dev.gradc.samples.curves;
