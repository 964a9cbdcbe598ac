/** What gradc costs when it compiles. It runs javac; it does not know the compiler's packages. */
package dev.gradc.samples.compiletime;
