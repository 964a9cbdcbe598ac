package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.TangentNumbers;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.ZeroTangents;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks before the loops of sweeps whether there is anything for them to do ({@link ZeroTangents}):
 * sweeps for a matrix go along unit vectors, of which each reaches a part of the method.
 */
public final class GuardedSweeps {

  /** The same derivative. */
  public Derivative of(Derivative derivative) {
    return derivative.with(derivative.matrices().with(this::guarded, this::guarded));
  }

  private Sweep guarded(Sweep sweep) {
    List<Variable> directions = new ArrayList<>();
    sweep.directions().forEach(directions::addAll);
    List<Variable> others = new ArrayList<>(sweep.primals());
    others.addAll(sweep.adjoints());
    others.addAll(sweep.storage());
    ArrayOrigins arrays = new AliasAnalysis().analyze(List.of(), sweep.body());
    TangentNumbers tangents = TangentNumbers.of(sweep.body(), directions, others, arrays);
    return sweep.with(new ZeroTangents(tangents, sweep.freeNames()).guard(sweep.body()));
  }
}
