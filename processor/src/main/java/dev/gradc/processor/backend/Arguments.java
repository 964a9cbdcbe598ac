package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a method of the API as its body sees them, and names for its locals. */
final class Arguments {

  private final Api api;
  private final JavaNames locals = new JavaNames();
  private final List<String> names = new ArrayList<>();
  private final Map<Signature.Parameter, String> directions = new LinkedHashMap<>();
  private final Map<Part, CodeBlock> leaves = new LinkedHashMap<>();

  Arguments(Api api) {
    this.api = api;
    for (Signature.Parameter parameter : api.signature().parameters()) {
      names.add(locals.unused(parameter.name()));
    }
  }

  /** Those of the user's method. */
  List<ParameterSpec> primals() {
    return api.parameters(names);
  }

  /** The user's arguments, as they are handed on. */
  CodeBlock all() {
    return Api.join(names);
  }

  /** The name of a parameter. */
  String nameOf(Signature.Parameter parameter) {
    return names.get(api.signature().parameters().indexOf(parameter));
  }

  /** A direction for each active parameter, of its type. */
  List<ParameterSpec> directions() {
    List<ParameterSpec> specs = new ArrayList<>();
    for (Signature.Parameter parameter : api.signature().parameters()) {
      if (parameter.isActive()) {
        String name = locals.unused(Leaf.variable(parameter.name(), "direction"));
        directions.put(parameter, name);
        specs.add(ParameterSpec.builder(Types.of(parameter.type()), name).build());
      }
    }
    return specs;
  }

  /** A part of a direction. */
  CodeBlock directionOf(Part part) {
    return part.read(directions.get(part.parameter()));
  }

  /** Directions, as they are handed on. */
  CodeBlock allDirections() {
    return Api.join(List.copyOf(directions.values()));
  }

  /** A name for a local. */
  String local(String base) {
    return locals.unused(base);
  }

  /** Names for locals, one after the other. */
  JavaNames locals() {
    return locals;
  }

  /** Declares the leaves of records, of all parameters. */
  void unpack(MethodSpec.Builder method) {
    unpack(method, api.parts());
  }

  /** Declares those that shapes are asked of. */
  void unpackArrays(MethodSpec.Builder method) {
    unpack(method, api.shaped());
  }

  private void unpack(MethodSpec.Builder method, List<Part> parts) {
    for (Part part : parts) {
      CodeBlock value = part.read(nameOf(part.parameter()));
      if (!part.isWhole()) {
        String local = locals.unused(part.name());
        method.addStatement("$T $L = $L", Types.of(part.type()), local, value);
        value = CodeBlock.of("$L", local);
      }
      leaves.put(part, value);
    }
  }

  /** A leaf: a local if it was unpacked. */
  CodeBlock leaf(Part part) {
    CodeBlock local = leaves.get(part);
    return local == null ? part.read(nameOf(part.parameter())) : local;
  }

  /** All leaves, as sweeps take them. */
  List<CodeBlock> leaves() {
    return List.copyOf(leaves.values());
  }

  /** The shapes of the active arrays, as gradients take them. */
  CodeBlock shapes() {
    return api.shaped().stream()
        .map(part -> Shapes.of(part.type(), leaf(part)))
        .collect(CodeBlock.joining(", "));
  }

  /** How many elements the active parameters have. */
  CodeBlock count(Elements elements) {
    return elements.count(
        api.active().stream()
            .map(
                part ->
                    new Elements.Counted(
                        part.type(),
                        part.type() instanceof ArrayType ? leaf(part) : CodeBlock.of("")))
            .toList());
  }

  /** The type of a value that is not known yet, with a first value. */
  CodeBlock unknown() {
    TypeName type = api.result();
    return type.isPrimitive() ? CodeBlock.of("0") : CodeBlock.of("null");
  }
}
