package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds the members that a derivative flows through and that have none in forward mode. */
public final class PushforwardCheck {

  private final Activity activity;
  private final List<Problem> problems = new ArrayList<>();

  public PushforwardCheck(Activity activity) {
    this.activity = activity;
  }

  /** What is wrong, in order. */
  public List<Problem> problems(Function function) {
    visit(function.body());
    return problems;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && isActive(invoke)
          && invoke.member().pushforward().isEmpty()) {
        check(invoke, invoke.member());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private boolean isActive(Statement.Invoke invoke) {
    return invoke.member().pullback().isPresent()
        && (invoke.targets().stream().anyMatch(activity::isActive)
            || invoke.member().inPlace().stream()
                .anyMatch(position -> activity.isActive(invoke.arguments().get(position))));
  }

  private static boolean isOfTensors(Member member) {
    return member.parameters().contains(ObjectType.TENSOR)
        || member.result().filter(ObjectType.TENSOR::equals).isPresent();
  }

  private void check(Statement.Invoke invoke, Member member) {
    String text = invoke.origin().text();
    if (member.pullback().orElseThrow().rule().isEmpty()) {
      problems.add(
          Problem.of(DiagnosticCode.NO_FORWARD_MODE, invoke.origin(), text, member.functionName()));
    } else if (isOfTensors(member) || invoke.targets().get(0).type() instanceof ArrayType) {
      problems.add(Problem.of(DiagnosticCode.NO_FORWARD_RULE, invoke.origin(), text));
    }
  }
}
