/**
 * What {@link dev.gradc.check} finds, as assertions of JUnit 5. It knows the checks and the
 * exceptions of JUnit ({@code opentest4j}), and is an artifact of its own so that {@code
 * gradc-runtime} need not know them.
 */
package dev.gradc.junit;
