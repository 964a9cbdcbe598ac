package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Names, parameters and modifiers of what is generated for one method. */
final class Api {

  private final Signature signature;
  private final ClassName outer;

  Api(Signature signature) {
    this(signature, ClassName.get(signature.packageName(), signature.companionName()));
  }

  /**
   * @param outer the class around the generated one
   */
  private Api(Signature signature, ClassName outer) {
    this.signature = signature;
    this.outer = outer;
  }

  Signature signature() {
    return signature;
  }

  ClassName nested() {
    return outer.nestedClass(signature.nestedName());
  }

  /** Of a recursive function, whose class stands in that of the method. */
  Api recursive(Derivative.Recursive recursive) {
    List<Signature.Parameter> parameters = new ArrayList<>();
    for (Function.Parameter parameter : recursive.function().parameters()) {
      Variable variable = parameter.variable();
      parameters.add(
          new Signature.Parameter(variable.name(), variable.type(), parameter.detached()));
    }
    return new Api(
        new Signature(
            signature.packageName(),
            signature.classNames(),
            recursive.function().name(),
            recursive.name(),
            parameters,
            recursive.function().results().get(0).type(),
            false,
            false,
            signature.declaration(),
            recursive.function().origin()),
        nested());
  }

  ClassName gradient() {
    return nested().nestedClass("Gradient");
  }

  ClassName tape() {
    return nested().nestedClass("Tape");
  }

  TypeName result() {
    return Types.of(signature.result());
  }

  /** Whether there is no 1 to start from, so that the cotangent has to be given. */
  boolean needsSeed() {
    return !(signature.result() instanceof Scalar);
  }

  boolean hasRecordResult() {
    return Leaf.isComposite(signature.result());
  }

  boolean isRecord(Signature.Parameter parameter) {
    return Leaf.isComposite(parameter.type());
  }

  /** {@code Losses.focal}. */
  String source() {
    return String.join(".", signature.classNames()) + "." + signature.methodName();
  }

  /** With the visibility of the class. */
  Modifier[] modifiers(Modifier... others) {
    List<Modifier> modifiers = new ArrayList<>();
    if (signature.isPublic()) {
      modifiers.add(Modifier.PUBLIC);
    }
    modifiers.addAll(List.of(others));
    return modifiers.toArray(new Modifier[0]);
  }

  MethodSpec.Builder method(String name, Modifier... others) {
    return MethodSpec.methodBuilder(name).addModifiers(modifiers(others));
  }

  /** A method that evaluates the user's: it throws what that does. */
  MethodSpec.Builder evaluation(String name, Modifier... others) {
    return method(name, others).addExceptions(thrown());
  }

  /** What the user's method declares that it throws. */
  List<TypeName> thrown() {
    return signature.declaration().thrown().stream().map(Types::of).toList();
  }

  /** All parameters, records taken apart: one for each parameter of the program. */
  List<Part> parts() {
    return signature.parameters().stream().flatMap(it -> partsOf(it).stream()).toList();
  }

  List<Part> partsOf(Signature.Parameter parameter) {
    return Leaf.of(parameter.type()).stream().map(leaf -> new Part(parameter, leaf)).toList();
  }

  List<Part> active() {
    return parts().stream().filter(Part::isActive).toList();
  }

  List<Part> activeArrays() {
    return active().stream().filter(it -> it.type() instanceof ArrayType).toList();
  }

  List<Signature.Parameter> activeRecords() {
    return signature.parameters().stream().filter(it -> it.isActive() && isRecord(it)).toList();
  }

  /** Active records with a component that no gradient flows to: theirs is the primal's. */
  List<Signature.Parameter> heldRecords() {
    return activeRecords().stream()
        .filter(it -> !partsOf(it).stream().allMatch(Part::isActive))
        .toList();
  }

  /** Names that variables of generated code must leave alone. */
  Set<String> reservedNames() {
    Set<String> reserved = new LinkedHashSet<>();
    Stream.concat(
            signature.parameters().stream().map(Signature.Parameter::type),
            Stream.of(signature.result()))
        .forEach(type -> addTypeNames(type, reserved));
    return reserved;
  }

  private static void addTypeNames(Type type, Set<String> names) {
    if (type instanceof ArrayType array) {
      addTypeNames(array.element(), names);
    }
    if (type instanceof RecordType record) {
      names.addAll(List.of(record.name().split("\\.", -1)));
      record.components().forEach(component -> addTypeNames(component.type(), names));
    }
  }

  List<String> recordNames() {
    return signature.parameters().stream().filter(this::isRecord).map(it -> it.name()).toList();
  }

  /** The primal parameters, under the given names. */
  List<ParameterSpec> parameters(List<String> names) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Signature.Parameter parameter = signature.parameters().get(i);
      ParameterSpec.Builder spec = ParameterSpec.builder(Types.of(parameter.type()), names.get(i));
      if (parameter.detached()) {
        spec.addAnnotation(AnnotationSpec.builder(Types.DETACH).build());
      }
      specs.add(spec.build());
    }
    return specs;
  }

  static CodeBlock join(List<String> names) {
    return names.stream().map(name -> CodeBlock.of("$L", name)).collect(CodeBlock.joining(", "));
  }
}
