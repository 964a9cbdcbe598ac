package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.PushforwardCheck;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.rules.Rules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds what is left in a reverse program that has no derivative of its own. */
final class SecondOrderCheck {

  private final Rules rules;
  private final Map<Origin, String> names = new LinkedHashMap<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  SecondOrderCheck(Rules rules) {
    this.rules = rules;
  }

  /**
   * What is wrong, in order.
   *
   * @param reverse the reverse program of a function
   * @param primal that function
   */
  Set<Problem> problems(Function reverse, Function primal) {
    name(primal.body());
    Activity activity =
        new ActivityAnalysis(rules, new AliasAnalysis().analyze(reverse))
            .analyze(ForwardMode.withExits(reverse));
    visit(reverse.body(), activity);
    if (problems.isEmpty()) {
      problems.addAll(new PushforwardCheck(activity).problems(reverse));
    }
    return problems;
  }

  private void name(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke && invoke.member().pullback().isPresent()) {
        names.putIfAbsent(invoke.origin(), invoke.member().functionName());
      }
      statement.blocks().forEach(this::name);
    }
  }

  private void visit(Block block, Activity activity) {
    if (block.isAbrupt()) {
      // What goes into an exception goes nowhere else.
      return;
    }
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && isUnknown(invoke.member())
          && invoke.arguments().stream().anyMatch(activity::isVaried)) {
        Origin origin = invoke.origin();
        String name = names.getOrDefault(origin, invoke.member().functionName());
        problems.add(Problem.of(DiagnosticCode.SECOND_DERIVATIVE_OF_CALL, origin, name));
      }
      statement.blocks().forEach(inner -> visit(inner, activity));
    }
  }

  private static boolean isUnknown(Member member) {
    return member.isOpaque() || (!member.cotangents().isEmpty() && member.pullback().isEmpty());
  }
}
