package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/**
 * What the statements of one Java method share.
 *
 * @param uses how often variables are mentioned in the regions that the method is made of
 * @param fields variables that are fields of the class around: assigned, never declared
 * @param kept variables that must exist under their own names
 * @param writeBack what a storage array is also assigned to when it grows, with a {@code $L} for
 *     its name; empty where it is a field itself
 * @param file where the method stands; lines of other files are told with theirs
 */
record Body(
    JavaNames names,
    UseCounts uses,
    Set<Variable> fields,
    Set<Variable> kept,
    String writeBack,
    String file) {

  CodeBlock stored(Variable storage) {
    String name = names.of(storage);
    return writeBack.isEmpty()
        ? CodeBlock.of("$L", name)
        : CodeBlock.of("$L = " + writeBack, name, name);
  }
}
