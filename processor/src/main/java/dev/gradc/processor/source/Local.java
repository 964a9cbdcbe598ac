package dev.gradc.processor.source;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;

/**
 * A parameter or local variable.
 *
 * @param name as in the source; several locals of a method may share it
 * @param id unique in its method, so that two locals are the same if they are equal
 * @param detached carries {@code @Detach}
 * @param retained carries {@code @Retain}
 */
public record Local(
    String name, int id, Type type, boolean detached, boolean retained, Origin origin) {}
