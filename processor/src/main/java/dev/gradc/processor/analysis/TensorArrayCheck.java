package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds parameters and results that are arrays of tensors and that derivatives flow through. */
public final class TensorArrayCheck {

  private final Activity activity;

  public TensorArrayCheck(Activity activity) {
    this.activity = activity;
  }

  /** What is wrong, in order. */
  public List<Problem> problems(Function function) {
    Map<Origin, Problem> problems = new LinkedHashMap<>();
    for (Function.Parameter parameter : function.parameters()) {
      check(parameter.variable(), parameter.origin(), problems);
    }
    for (Atom result : function.results()) {
      if (result instanceof Variable variable) {
        check(variable, function.origin(), problems);
      }
    }
    return new ArrayList<>(problems.values());
  }

  private void check(Variable variable, Origin origin, Map<Origin, Problem> problems) {
    boolean holdsTensors =
        variable.type() instanceof ArrayType array && array.innermost().equals(ObjectType.TENSOR);
    if (holdsTensors && activity.isActive(variable)) {
      problems.putIfAbsent(
          origin, Problem.of(DiagnosticCode.TENSOR_ARRAY, origin, variable.name()));
    }
  }
}
