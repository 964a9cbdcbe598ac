package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.Options;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
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
  private final boolean isPublished;
  private final VectorMethods vectors;

  /**
   * Of a method.
   *
   * @param options whether, and how, its loops are written over vectors
   */
  Api(Signature signature, Options options) {
    this(
        signature,
        Types.companion(signature),
        true,
        new VectorMethods(signature, options.usesVectors(), options.cutsVectorLoops()));
  }

  /**
   * @param outer the class around the generated one
   * @param isPublished whether a user may call it
   * @param vectors shared with what stands in the class of the method
   */
  private Api(Signature signature, ClassName outer, boolean isPublished, VectorMethods vectors) {
    this.signature = signature;
    this.outer = outer;
    this.isPublished = isPublished;
    this.vectors = vectors;
  }

  /** The loops over vectors of all that is generated for the method. */
  VectorMethods vectors() {
    return vectors;
  }

  /** Whether a user may call it; else only the code that is generated for another method does. */
  boolean isPublished() {
    return isPublished;
  }

  Signature signature() {
    return signature;
  }

  ClassName nested() {
    return outer.nestedClass(signature.nestedName());
  }

  /** Of a recursive function, whose class stands in that of the method. */
  Api recursive(Derivative.Recursive recursive) {
    return new Api(
        new Signature(
            signature.packageName(),
            signature.classNames(),
            recursive.function().name(),
            recursive.name(),
            Signature.parametersOf(recursive.function()),
            recursive.result(),
            recursive.isOnKeptMemory() && signature.isPublic(),
            false,
            Set.of(),
            signature.modes(),
            signature.declaration(),
            recursive.function().origin()),
        nested(),
        false,
        vectors);
  }

  /** Of the pullback for callers that see what the method has written. */
  Api inPlace() {
    return new Api(signature.named(Signature.IN_PLACE), nested(), false, vectors);
  }

  /** The class around all that is generated. */
  ClassName companion() {
    return Types.companion(signature);
  }

  ClassName gradient() {
    return nested().nestedClass("Gradient");
  }

  ClassName tangent() {
    return nested().nestedClass("Tangent");
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

  /** Whether records are taken apart. */
  boolean hasRecords() {
    return signature.hasRecords();
  }

  boolean hasRecordResult() {
    return Leaf.isComposite(signature.result());
  }

  /** Whether the tape gives each output by itself. */
  boolean hasHandles() {
    return signature.hasComponents();
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

  /** Private in a class that is private itself; else with the visibility of the class. */
  Modifier[] hiddenModifiers(Modifier... others) {
    boolean isOfCallers =
        signature.nestedName().equals(Signature.IN_PLACE)
            || signature.nestedName().equals(Member.OnKeptMemory.NAME);
    return isOfCallers ? modifiers(others) : privateModifiers(others);
  }

  /** Of what those call who keep memory: private, but for other compilations. */
  Modifier[] lentModifiers(Modifier... others) {
    return signature.nestedName().equals(Member.OnKeptMemory.NAME)
        ? modifiers(others)
        : privateModifiers(others);
  }

  private static Modifier[] privateModifiers(Modifier... others) {
    List<Modifier> modifiers = new ArrayList<>(List.of(others));
    modifiers.add(0, Modifier.PRIVATE);
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

  /** What the result consists of. */
  List<Leaf> results() {
    return Leaf.of(signature.result());
  }

  List<Part> partsOf(Signature.Parameter parameter) {
    return Leaf.of(parameter.type()).stream().map(leaf -> new Part(parameter, leaf)).toList();
  }

  List<Part> active() {
    return parts().stream().filter(Part::isActive).toList();
  }

  /** The active ones that have a shape: arrays and tensors. */
  List<Part> shaped() {
    return active().stream().filter(it -> Shapes.areIn(it.type())).toList();
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

  /** The primal parameters under the given names, records taken apart. */
  List<ParameterSpec> leaves(List<String> names) {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Part part = parts().get(i);
      ParameterSpec.Builder spec = ParameterSpec.builder(Types.of(part.type()), names.get(i));
      if (part.parameter().detached() || part.leaf().detached()) {
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
