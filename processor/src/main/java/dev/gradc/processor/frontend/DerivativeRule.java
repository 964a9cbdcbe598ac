package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;

/**
 * A rule that a user has written: a static method with {@code @DerivativeOf}.
 *
 * @param target key of the method whose derivative it tells
 * @param text how messages name it: {@code Rules.erf}
 * @param packageName of its class
 * @param isPublic whether other packages see it
 */
public record DerivativeRule(
    String target,
    String text,
    String packageName,
    boolean isPublic,
    Member.Pullback pullback,
    Origin origin) {}
