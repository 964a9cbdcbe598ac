package dev.gradc.processor.backend;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import java.util.ArrayList;
import java.util.List;
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
            recursive.function().result().orElseThrow().type(),
            false,
            false,
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

  boolean hasArrayResult() {
    return signature.result() instanceof ArrayType;
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

  List<Signature.Parameter> active() {
    return signature.parameters().stream().filter(Signature.Parameter::isActive).toList();
  }

  List<Signature.Parameter> activeArrays() {
    return active().stream().filter(it -> it.type() instanceof ArrayType).toList();
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
