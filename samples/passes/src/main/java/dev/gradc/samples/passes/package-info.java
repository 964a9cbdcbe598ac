/** Compiles methods with passes of gradc switched off, one at a time, and times what comes out. */
package dev.gradc.samples.passes;
