/**
 * What a program that uses gradc mentions in its source and carries at run time: the annotations
 * that say what to differentiate, the {@link dev.gradc.Tape} that generated code implements, and
 * the exceptions that it throws.
 *
 * <p>This package knows nothing: not the compiler, which names these types by string; not {@code
 * Tensor} or any other library of numbers; nothing outside {@code java.lang} and {@code java.util}.
 * Every user's program depends on it, so it depends on no one, and it holds no numerics: the
 * derivatives are in the generated code.
 *
 * <p>The annotations are kept in class files and generated code carries them too, so that a method
 * compiled into one jar can be called by a {@link dev.gradc.Differentiable} method in another.
 * Nobody reads them by reflection but {@code dev.gradc.check}, in tests, and generated code once
 * for each class that calls others ({@link dev.gradc.OtherClasses}); those that are read are kept
 * at run time.
 */
package dev.gradc;
