package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import java.util.Map;

/**
 * An annotated method as the front end read it.
 *
 * @param signature what the generated API needs to know of it
 * @param method the method itself
 * @param callees every method of the same top-level class that is reached from it, itself included,
 *     by key, in order of discovery
 * @param outside what methods of other classes, which are compiled now, consist of; for what they
 *     do with arrays only
 * @param members differentiable methods of other classes, by key
 * @param constantDetaches where {@code @Detach} stands on what carries no derivative because of its
 *     type, and the names of these things
 */
public record DifferentiableMethod(
    Signature signature,
    Method method,
    Map<String, Method> callees,
    Map<String, Method> outside,
    Map<String, Member> members,
    Map<Origin, String> constantDetaches) {}
