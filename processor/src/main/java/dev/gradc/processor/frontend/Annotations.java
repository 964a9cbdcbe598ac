package dev.gradc.processor.frontend;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The annotations of gradc, by name: the compiler does not depend on the library. */
final class Annotations {

  static final String DIFFERENTIABLE = "dev.gradc.Differentiable";
  static final String DETACH = "dev.gradc.Detach";
  static final String RETAIN = "dev.gradc.Retain";
  static final String CHECKPOINT = "dev.gradc.Checkpoint";
  static final String COMPANION = "dev.gradc.Companion";
  static final String ON_KEPT_MEMORY = "dev.gradc.Companion.OnKeptMemory";
  static final String DERIVATIVE_OF = "dev.gradc.DerivativeOf";

  private Annotations() {}

  /** On the declaration; what stands on its type alone does not count. */
  static Optional<AnnotationMirror> find(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement() instanceof TypeElement type
          && type.getQualifiedName().contentEquals(name)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  /** A value that is written, not a default. */
  static Optional<AnnotationValue> value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  /** A string that is written, or none. */
  static String text(AnnotationMirror mirror, String name) {
    return value(mirror, name).map(value -> value.getValue().toString()).orElse("");
  }
}
