package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts values together again: the leaves of a record to the record. */
final class Records {

  private Records() {}

  /** {@code new Losses(a, b)}, or the only leaf of what is no record. */
  static CodeBlock of(Type type, List<CodeBlock> leaves) {
    return of(type, leaves.iterator());
  }

  private static CodeBlock of(Type type, Iterator<CodeBlock> leaves) {
    if (!(type instanceof RecordType record)) {
      return leaves.next();
    }
    List<CodeBlock> arguments = new ArrayList<>();
    record.components().forEach(component -> arguments.add(of(component.type(), leaves)));
    return CodeBlock.of("new $T($L)", Types.of(record), CodeBlock.join(arguments, ", "));
  }

  /**
   * The gradient of a record, of its type; what no gradient flows to is read from a primal.
   *
   * @param active the gradient's value of a part
   */
  static CodeBlock gradient(
      Signature.Parameter parameter, Optional<String> primal, Function<Part, CodeBlock> active) {
    Type type = parameter.type();
    return gradient(parameter, type, List.of(), parameter.detached(), primal.orElse(""), active);
  }

  private static CodeBlock gradient(
      Signature.Parameter parameter,
      Type type,
      List<String> path,
      boolean isDetached,
      String primal,
      Function<Part, CodeBlock> active) {
    Part part = new Part(parameter, new Leaf(path, type, isDetached));
    if (!part.isActive()) {
      return part.read(primal);
    }
    if (!(type instanceof RecordType record)) {
      return active.apply(part);
    }
    List<CodeBlock> arguments = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      List<String> inner = new ArrayList<>(path);
      inner.add(component.name());
      boolean isInnerDetached = isDetached || component.detached();
      arguments.add(gradient(parameter, component.type(), inner, isInnerDetached, primal, active));
    }
    return CodeBlock.of("new $T($L)", Types.of(record), CodeBlock.join(arguments, ", "));
  }
}
