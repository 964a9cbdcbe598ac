package dev.gradc.processor.report;

import dev.gradc.processor.ir.Origin;

/**
 * What the user calls a value.
 *
 * @param text {@code loss}, {@code model.w}
 * @param origin where it is called so
 */
record UserName(String text, Origin origin) {}
