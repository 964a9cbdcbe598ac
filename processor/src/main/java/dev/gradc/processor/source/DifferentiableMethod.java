package dev.gradc.processor.source;

import java.util.Map;

/**
 * An annotated method with all that its derivative is made from.
 *
 * @param signature what the generated API needs to know of it
 * @param method the method itself
 * @param callees every method of the same top-level class that is reached from it, itself included,
 *     by key, in order of discovery
 */
public record DifferentiableMethod(
    Signature signature, Method method, Map<String, Method> callees) {}
