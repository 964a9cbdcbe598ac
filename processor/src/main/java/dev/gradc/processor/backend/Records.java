package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes values apart into their leaves, and puts them together again. A record is read and made in
 * place; arrays of records and cases of sealed interfaces by the methods of {@link
 * RecordConversions}.
 */
final class Records {

  private Records() {}

  /** Whether there are methods for the type: a record alone needs none. */
  static boolean isConverted(Type type) {
    return Leaf.isComposite(type) && !(type instanceof RecordType record && !record.isSealed());
  }

  /** A leaf of a value: {@code model.w()}, {@code xOf(points)}. */
  static CodeBlock read(Type type, List<String> path, CodeBlock value) {
    if (path.isEmpty()) {
      return value;
    }
    if (isConverted(type)) {
      return CodeBlock.of("$L($L)", RecordConversions.reader(path), value);
    }
    Type component = ((RecordType) type).component(path.get(0)).type();
    CodeBlock inner = CodeBlock.of("$L.$L()", value, path.get(0));
    return read(component, path.subList(1, path.size()), inner);
  }

  /** Whether a leaf is an array that is made of an array of records. */
  static boolean isGathered(Type type, Leaf leaf) {
    Type outer = type;
    for (String component : leaf.path()) {
      if (isConverted(outer)) {
        break;
      }
      outer = ((RecordType) outer).component(component).type();
    }
    return outer instanceof ArrayType && isConverted(outer);
  }

  /** A leaf that {@link #isGathered}, written into an array that may be null or of any length. */
  static CodeBlock gather(Type type, List<String> path, CodeBlock value, CodeBlock kept) {
    if (isConverted(type)) {
      return CodeBlock.of("$L($L, $L)", RecordConversions.reader(path), value, kept);
    }
    Type component = ((RecordType) type).component(path.get(0)).type();
    CodeBlock inner = CodeBlock.of("$L.$L()", value, path.get(0));
    return gather(component, path.subList(1, path.size()), inner, kept);
  }

  /** {@code new Losses(a, b)}, or the only leaf of what is no record. */
  static CodeBlock of(Type type, List<CodeBlock> leaves) {
    return of(type, leaves.iterator());
  }

  private static CodeBlock of(Type type, Iterator<CodeBlock> leaves) {
    if (isConverted(type)) {
      List<CodeBlock> arguments = new ArrayList<>();
      Leaf.of(type).forEach(leaf -> arguments.add(leaves.next()));
      return CodeBlock.of("$L($L)", RecordConversions.maker(type), CodeBlock.join(arguments, ", "));
    }
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
    Leaf whole = new Leaf(List.of(), parameter.type(), parameter.detached(), 0);
    return gradient(parameter, whole, primal.orElse(""), active);
  }

  private static CodeBlock gradient(
      Signature.Parameter parameter, Leaf leaf, String primal, Function<Part, CodeBlock> active) {
    Part part = new Part(parameter, leaf);
    if (!part.isActive()) {
      return part.read(primal);
    }
    if (isConverted(leaf.type())) {
      List<CodeBlock> arguments = new ArrayList<>();
      for (Leaf inner : Leaf.of(leaf.type())) {
        arguments.add(gradient(parameter, within(leaf, inner), primal, active));
      }
      return CodeBlock.of(
          "$L($L)", RecordConversions.maker(leaf.type()), CodeBlock.join(arguments, ", "));
    }
    if (!(leaf.type() instanceof RecordType record)) {
      return active.apply(part);
    }
    List<CodeBlock> arguments = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      Leaf inner = new Leaf(List.of(component.name()), component.type(), component.detached(), 0);
      arguments.add(gradient(parameter, within(leaf, inner), primal, active));
    }
    return CodeBlock.of("new $T($L)", Types.of(record), CodeBlock.join(arguments, ", "));
  }

  private static Leaf within(Leaf outer, Leaf inner) {
    List<String> path = new ArrayList<>(outer.path());
    path.addAll(inner.path());
    return new Leaf(path, inner.type(), outer.detached() || inner.detached(), inner.copied());
  }

  /** The types with methods that a type needs, innermost last. */
  static List<Type> converted(Type type) {
    List<Type> types = new ArrayList<>();
    if (isConverted(type)) {
      types.add(type);
    }
    if (type instanceof ArrayType array) {
      types.addAll(converted(array.element()));
    } else if (type instanceof RecordType record) {
      record.components().forEach(component -> types.addAll(converted(component.type())));
    }
    return types;
  }
}
