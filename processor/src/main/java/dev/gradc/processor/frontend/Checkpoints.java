package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Origin;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Reads {@code @Checkpoint}, and refuses what it does not mean anything on. */
final class Checkpoints {

  private static final String SEGMENTS = "segments";
  private static final String SNAPSHOTS = "snapshots";

  private final AttributedTrees trees;
  private final Refusals refusals;

  Checkpoints(AttributedTrees trees, Refusals refusals) {
    this.trees = trees;
    this.refusals = refusals;
  }

  /** That of a method, which says nothing but that it is there. */
  boolean isOn(ModifiersTree modifiers, Element method) {
    Optional<AnnotationTree> written = find(modifiers);
    Optional<AnnotationMirror> mirror = Annotations.find(method, Annotations.CHECKPOINT);
    if (written.isPresent() && mirror.isPresent() && !mirror.get().getElementValues().isEmpty()) {
      refuse(written.get(), method.getSimpleName().toString(), "divides a loop, and this is none");
    }
    return written.isPresent();
  }

  /** That of the variables of a loop. */
  Optional<Checkpoint> ofLoop(List<VariableTree> variables) {
    for (VariableTree variable : variables) {
      Optional<AnnotationTree> written = find(variable.getModifiers());
      if (written.isPresent()) {
        return Optional.of(read(variable, written.get()));
      }
    }
    return Optional.empty();
  }

  private Checkpoint read(VariableTree variable, AnnotationTree written) {
    Optional<AnnotationMirror> mirror =
        trees.element(variable).flatMap(it -> Annotations.find(it, Annotations.CHECKPOINT));
    int segments = number(mirror, SEGMENTS);
    int snapshots = number(mirror, SNAPSHOTS);
    String name = variable.getName().toString();
    if (segments < 0 || snapshots < 0) {
      refuse(written, name, "asks for a negative number");
    } else if (segments > 0 && snapshots > 0) {
      refuse(written, name, "asks for segments and for snapshots, which are two ways");
    }
    return new Checkpoint(segments, snapshots, false, trees.origin(written));
  }

  private static int number(Optional<AnnotationMirror> mirror, String element) {
    return mirror
        .flatMap(it -> Annotations.value(it, element))
        .map(value -> value.getValue() instanceof Integer number ? number : 0)
        .orElse(0);
  }

  /** For a variable that is none of a loop's. */
  void refuseOn(VariableTree variable) {
    find(variable.getModifiers())
        .ifPresent(
            written ->
                refusals.add(
                    DiagnosticCode.CHECKPOINT_PLACE,
                    trees.origin(written),
                    variable.getName().toString()));
  }

  private void refuse(AnnotationTree written, String name, String reason) {
    Origin origin = trees.origin(written);
    refusals.add(DiagnosticCode.CHECKPOINT_ELEMENTS, origin, name, reason);
  }

  private Optional<AnnotationTree> find(ModifiersTree modifiers) {
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      if (trees.isAnnotated(List.of(annotation), Annotations.CHECKPOINT)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }
}
