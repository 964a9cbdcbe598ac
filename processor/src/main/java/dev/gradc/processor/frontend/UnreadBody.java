package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * The call of a body that is there, and that is not compiled in.
 *
 * @param reason why not
 */
record UnreadBody(Member.Unread reason, Origin call) {

  /**
   * Such a call; none if it is another one.
   *
   * @param object whose method it is
   */
  static Optional<UnreadBody> of(
      ExecutableElement method, Optional<Type> object, Lowering lowering, Origin call) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (owner.getKind().isInterface() && object.orElse(null) instanceof RecordType) {
      return Optional.of(new UnreadBody(Member.Unread.INHERITED, call));
    }
    boolean isGeneric =
        !method.getTypeParameters().isEmpty() || !owner.getTypeParameters().isEmpty();
    return isGeneric
            && MethodKeys.topLevel(method).equals(lowering.topLevel())
            && lowering.members().hasSource(method)
        ? Optional.of(new UnreadBody(Member.Unread.GENERIC, call))
        : Optional.empty();
  }

  /** What is wrong where it cannot even be called. */
  Problem problem() {
    DiagnosticCode code =
        switch (reason) {
          case GENERIC -> DiagnosticCode.GENERIC_CALL;
          case INHERITED -> DiagnosticCode.INHERITED_CALL;
        };
    return Problem.of(code, call, call.text());
  }
}
