package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds uses of members whose derivative is not right, or not known. */
public final class MemberCheck {

  private final ArrayOrigins arrays;
  private final Activity activity;
  private final List<Problem> problems = new ArrayList<>();

  public MemberCheck(ArrayOrigins arrays, Activity activity) {
    this.arrays = arrays;
    this.activity = activity;
  }

  /** What is wrong, in order. */
  public List<Problem> problems(Function function) {
    visit(function.body());
    return problems;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        check(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void check(Statement.Invoke invoke) {
    boolean writesActive =
        invoke.member().written().stream()
            .anyMatch(position -> activity.isActive(invoke.arguments().get(position)));
    if (writesActive) {
      refuse(invoke, "writes an array that derivatives flow through");
    } else if (mayShare(invoke)) {
      refuse(invoke, "may give back an array that it was given, which is written");
    }
  }

  private void refuse(Statement.Invoke invoke, String reason) {
    problems.add(
        Problem.of(DiagnosticCode.CALL_EFFECT, invoke.origin(), invoke.origin().text(), reason));
  }

  /** Whether the result could be one of the arguments, and it matters. */
  private boolean mayShare(Statement.Invoke invoke) {
    if (invoke.target().isEmpty()
        || !(invoke.target().get().type() instanceof ArrayType)
        || !activity.isActive(invoke.target().get())) {
      return false;
    }
    return !invoke.member().shared().isEmpty() && arrays.isWrittenWithin(invoke.target().get());
  }
}
