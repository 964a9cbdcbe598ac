package dev.gradc.processor.uses;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.UserMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the backward calls of a user's method that fail: after another pass has run that frees what
 * they need, or after an array was written that they read again.
 *
 * <p>A tape is followed as long as local variables alone hold it. What is not known for sure is not
 * said: a tape that other code may have is left to run time.
 */
public final class BackwardOrder {

  private final Map<String, TapeClass> classes;
  private final Sightings sightings;

  /**
   * @param classes the tapes of this build, by name
   * @param sightings what was seen of them is added here
   */
  public BackwardOrder(Map<String, TapeClass> classes, Sightings sightings) {
    this.classes = Map.copyOf(classes);
    this.sightings = sightings;
  }

  /** What is wrong in a method, at the calls that fail. */
  public List<Problem> problems(UserMethod method) {
    UseFlow flow = new UseFlow(classes, method, sightings);
    Evidence evidence;
    try {
      evidence = flow.follow();
    } catch (UseFlow.TooManyPaths tooMany) {
      classes.keySet().forEach(sightings::hide);
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    evidence.calls().forEach((origin, call) -> problems.addAll(of(origin, call, flow.isCoarse())));
    return problems;
  }

  /**
   * What is wrong with a call.
   *
   * @param isCoarse whether what happens on some path only is not sure to happen at all
   */
  private static List<Problem> of(Origin origin, Evidence.Call call, boolean isCoarse) {
    List<Problem> problems = new ArrayList<>();
    if (call.mustFail() || !(call.failures().isEmpty() || isCoarse)) {
      DiagnosticCode code =
          call.mustFail() ? DiagnosticCode.BACKWARD_FAILS : DiagnosticCode.BACKWARD_MAY_FAIL;
      List<String> arguments = new FailureText(call.failures().get(0), origin).arguments();
      problems.add(Problem.of(code, origin, arguments.toArray(new String[0])));
    }
    if (!isCoarse) {
      call.modifications().forEach(it -> problems.add(of(origin, it)));
    }
    return problems;
  }

  private static Problem of(Origin origin, Evidence.Modification modification) {
    return Problem.of(
        DiagnosticCode.MODIFIED_BEFORE_BACKWARD,
        origin,
        modification.path().text(),
        modification.place().place(),
        modification.holder(),
        modification.array().variable().name());
  }
}
