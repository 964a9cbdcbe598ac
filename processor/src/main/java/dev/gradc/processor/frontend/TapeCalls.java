package dev.gradc.processor.frontend;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Which calls are of generated tapes.
 *
 * @param classes those around the tapes of this build, as Java names them: {@code
 *     p.LossesGrad.Focal}
 */
record TapeCalls(Set<String> classes) {

  private static final String TAPE = ".Tape";

  /** The class around a tape class. */
  Optional<String> tape(Element type) {
    return type instanceof TypeElement declared
        ? Optional.of(declared.getQualifiedName().toString())
            .filter(name -> name.endsWith(TAPE))
            .map(name -> name.substring(0, name.length() - TAPE.length()))
            .filter(classes::contains)
        : Optional.empty();
  }

  /** The same of the class of a tape's output. */
  Optional<String> tapeOfOutput(Element type) {
    return tape(type.getEnclosingElement());
  }

  /** The class with the static method that makes a tape and records on it. */
  Optional<String> recorder(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement owner
            && method.getSimpleName().contentEquals("forward")
        ? Optional.of(owner.getQualifiedName().toString()).filter(classes::contains)
        : Optional.empty();
  }

  /** Whether a class makes tapes: it is one, or has the method for it. */
  Optional<String> source(Element type) {
    Optional<String> tape = tape(type);
    return tape.isPresent() || !(type instanceof TypeElement declared)
        ? tape
        : Optional.of(declared.getQualifiedName().toString()).filter(classes::contains);
  }

  /** Whether a method of a tape only tells something. */
  static boolean isClose(ExecutableElement method) {
    return method.getSimpleName().contentEquals("close") && method.getParameters().isEmpty();
  }
}
