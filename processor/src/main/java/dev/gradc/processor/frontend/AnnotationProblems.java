package dev.gradc.processor.frontend;

import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Mode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the annotations of a method ask for and this version does not compile. */
final class AnnotationProblems {

  private final Trees trees;
  private final Origins origins;

  AnnotationProblems(Trees trees, Origins origins) {
    this.trees = trees;
    this.origins = origins;
  }

  List<Problem> of(ExecutableElement method) {
    List<Problem> problems = new ArrayList<>();
    String name = method.getSimpleName().toString();
    TypeMirror result = method.getReturnType();
    boolean isNumber = result.getKind() == TypeKind.DOUBLE || result.getKind() == TypeKind.FLOAT;
    if (modes(method).contains(Mode.HESSIAN) && !isNumber) {
      Annotations.find(method, Annotations.DIFFERENTIABLE)
          .ifPresent(
              annotation ->
                  problems.add(
                      Problem.of(
                          DiagnosticCode.HESSIAN_RESULT,
                          place(method, annotation),
                          name,
                          TypeReader.name(result))));
    }
    tensorMode(method).ifPresent(problems::add);
    return problems;
  }

  /** A matrix of derivatives of a method that takes or gives tensors. */
  private Optional<Problem> tensorMode(ExecutableElement method) {
    boolean hasTensors =
        Stream.concat(
                Stream.of(method.getReturnType()),
                method.getParameters().stream().map(VariableElement::asType))
            .flatMap(type -> TypeReader.read(type).stream())
            .flatMap(type -> Leaf.of(type).stream())
            .anyMatch(leaf -> isTensor(leaf.type()));
    return modes(method).stream()
        .filter(mode -> hasTensors && mode == Mode.JACOBIAN)
        .findFirst()
        .map(
            mode ->
                Problem.of(
                    DiagnosticCode.TENSOR_MODE,
                    place(
                        method, Annotations.find(method, Annotations.DIFFERENTIABLE).orElseThrow()),
                    method.getSimpleName().toString(),
                    mode.name()));
  }

  private static boolean isTensor(Type type) {
    return (type instanceof ArrayType array ? array.innermost() : type).equals(ObjectType.TENSOR);
  }

  private Origin place(ExecutableElement method, AnnotationMirror annotation) {
    Tree tree = trees.getTree(method, annotation);
    return origins.of(tree);
  }

  /** The modes that the annotation of a method lists, reverse mode if it lists none. */
  static Set<Mode> modes(ExecutableElement method) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    Annotations.find(method, Annotations.DIFFERENTIABLE)
        .flatMap(annotation -> Annotations.value(annotation, "modes"))
        .ifPresent(
            value -> {
              for (Object mode : (List<?>) value.getValue()) {
                if (((AnnotationValue) mode).getValue() instanceof VariableElement constant) {
                  modes.add(Mode.valueOf(constant.getSimpleName().toString()));
                }
              }
            });
    return modes.isEmpty() ? EnumSet.of(Mode.REVERSE) : modes;
  }
}
