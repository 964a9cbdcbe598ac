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
 * @param vectors where loops over vectors go
 * @param parts what is written as methods of their own
 * @param file where the method stands; lines of other files are told with theirs
 */
record Body(
    JavaNames names,
    UseCounts uses,
    Set<Variable> fields,
    Set<Variable> kept,
    String writeBack,
    String file,
    VectorMethods vectors,
    MethodParts parts) {

  /** Of a method that is one. */
  Body(
      JavaNames names,
      UseCounts uses,
      Set<Variable> fields,
      Set<Variable> kept,
      String writeBack,
      Api api) {
    this(
        names,
        uses,
        fields,
        kept,
        writeBack,
        api.signature().origin().file(),
        api.vectors(),
        MethodParts.NONE);
  }

  /** The same with parts, which see its storage where it is kept. */
  Body cutInto(MethodParts cut) {
    String written = cut.areAny() ? "" : writeBack;
    return new Body(cut.names(names), uses, fields, kept, written, file, vectors, cut);
  }

  /** Whether a variable is a field of some object: assigned, never declared. */
  boolean isField(Variable variable) {
    return fields.contains(variable) || parts.isShared(variable);
  }

  CodeBlock stored(Variable storage) {
    String name = names.of(storage);
    return writeBack.isEmpty() || !fields.contains(storage)
        ? CodeBlock.of("$L", name)
        : CodeBlock.of("$L = " + writeBack, name, names.ofField(storage));
  }
}
