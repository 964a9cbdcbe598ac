package dev.gradc.processor.frontend;

import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** What the annotations of a method ask for and this version does not compile. */
final class AnnotationProblems {

  private final CompilerAccess compiler;
  private final Origins origins;

  AnnotationProblems(CompilerAccess compiler, Origins origins) {
    this.compiler = compiler;
    this.origins = origins;
  }

  List<Problem> of(ExecutableElement method) {
    List<Problem> problems = new ArrayList<>();
    String name = method.getSimpleName().toString();
    Annotations.find(method, Annotations.DIFFERENTIABLE)
        .ifPresent(
            annotation ->
                Annotations.value(annotation, "modes")
                    .map(AnnotationProblems::modes)
                    .filter(modes -> !modes.equals("REVERSE"))
                    .ifPresent(
                        modes ->
                            problems.add(
                                Problem.of(
                                    DiagnosticCode.UNSUPPORTED_MODE,
                                    place(method, annotation),
                                    name,
                                    modes))));
    Annotations.find(method, Annotations.CHECKPOINT)
        .ifPresent(
            annotation ->
                problems.add(
                    Problem.of(DiagnosticCode.CHECKPOINT, place(method, annotation), name)));
    return problems;
  }

  private Origin place(ExecutableElement method, AnnotationMirror annotation) {
    Tree tree = compiler.trees().getTree(method, annotation);
    return origins.of(tree);
  }

  private static String modes(AnnotationValue value) {
    StringJoiner names = new StringJoiner(", ");
    for (Object mode : (List<?>) value.getValue()) {
      Object constant = ((AnnotationValue) mode).getValue();
      names.add(
          constant instanceof VariableElement field
              ? field.getSimpleName().toString()
              : constant.toString());
    }
    return names.toString();
  }
}
