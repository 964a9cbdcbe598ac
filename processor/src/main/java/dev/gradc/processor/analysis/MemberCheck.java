package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
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
    boolean isUnknown = problems.stream().anyMatch(it -> it.code() == DiagnosticCode.UNKNOWN_CALL);
    // What a refused call has seen is not worth a word by itself.
    return isUnknown
        ? problems.stream().filter(it -> it.code() != DiagnosticCode.FOREIGN_ARRAY).toList()
        : problems;
  }

  private void visit(Block block) {
    if (block.isAbrupt()) {
      // What goes into an exception goes nowhere else.
      return;
    }
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        check(invoke);
      } else if (statement instanceof Statement.Store store) {
        checkStore(store.array(), store.value(), store.origin());
      } else if (statement instanceof Statement.AccumulateElement store) {
        checkStore(store.array(), store.value(), store.origin());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void check(Statement.Invoke invoke) {
    if (invoke.member().isOpaque()) {
      checkOpaque(invoke);
      return;
    }
    boolean writesActive =
        invoke.member().written().stream()
            .anyMatch(position -> activity.isActive(invoke.arguments().get(position)));
    boolean isActive = invoke.target().filter(activity::isActive).isPresent();
    if (isActive && !invoke.member().isRepeatable()) {
      refuse(
          invoke,
          "uses other code or fields that may change, while the backward pass would evaluate it once"
              + " more");
    } else if (isActive && invoke.arguments().stream().anyMatch(MemberCheck::cannotBeKept)) {
      refuse(invoke, "takes an object of a generic class that is not a parameter");
    } else if (writesActive) {
      refuse(invoke, "writes an array that derivatives flow through");
    } else if (mayShare(invoke)) {
      refuse(invoke, "may give back an array that it was given, which is written");
    }
  }

  /** What others see of the value has no derivative. */
  private void checkStore(Variable array, Atom value, Origin origin) {
    if (activity.isVaried(value) && arrays.isForeign(array)) {
      problems.add(Problem.of(DiagnosticCode.FOREIGN_ARRAY, origin, origin.text()));
    }
  }

  private void checkOpaque(Statement.Invoke invoke) {
    if (invoke.arguments().stream().anyMatch(activity::isVaried)) {
      problems.add(
          Problem.of(DiagnosticCode.UNKNOWN_CALL, invoke.origin(), invoke.origin().text()));
    }
  }

  /** Java has no arrays of generic classes, in which the tape could keep one for each iteration. */
  private static boolean cannotBeKept(Atom argument) {
    return argument instanceof Variable variable
        && variable.role() != Variable.Role.PARAMETER
        && variable.type() instanceof ObjectType type
        && type.name().indexOf('<') >= 0;
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
