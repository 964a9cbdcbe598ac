/**
 * The compiler: {@code DifferentiableProcessor} meets javac's rounds, {@code Pipeline} lists the
 * stages in order.
 *
 * <p>{@code frontend} (javac trees) → {@code source} (typed method bodies) → {@code normalize} →
 * {@code ir} → {@code analysis}, {@code transform}, {@code optimize} → {@code tape} → {@code
 * backend} (Java text). One package per stage; data goes one way, down. Beside them {@code uses}
 * looks at how user code runs what was generated.
 */
package dev.gradc.processor;
