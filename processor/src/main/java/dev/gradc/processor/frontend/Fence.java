package dev.gradc.processor.frontend;

import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.Locale;

/** What is refused for the kind of tree that it is. Whatever has no lowering ends here. */
final class Fence {

  private Fence() {}

  static Problem refusal(Tree tree, Origin origin) {
    return switch (tree.getKind()) {
      case LAMBDA_EXPRESSION, MEMBER_REFERENCE -> Problem.of(DiagnosticCode.LAMBDA, origin);
      case SWITCH, SWITCH_EXPRESSION, CASE, YIELD -> Problem.of(DiagnosticCode.SWITCH, origin);
      case ENHANCED_FOR_LOOP -> Problem.of(DiagnosticCode.ENHANCED_FOR, origin);
      case TRY -> Problem.of(DiagnosticCode.EXCEPTION, origin, "try");
      case SYNCHRONIZED -> Problem.of(DiagnosticCode.SYNCHRONIZED, origin);
      case NULL_LITERAL -> Problem.of(DiagnosticCode.NULL_LITERAL, origin);
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
          Problem.of(DiagnosticCode.LOCAL_CLASS, origin);
      default ->
          Problem.of(DiagnosticCode.UNSUPPORTED_CONSTRUCT, origin, "this " + description(tree));
    };
  }

  private static String description(Tree tree) {
    return tree.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
