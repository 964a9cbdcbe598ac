package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Verifies the regions of a derivative in both forms in which they are written as Java. */
final class ReverseLaws {

  private ReverseLaws() {}

  /** What is wrong with it; nothing if the list is empty. */
  static List<String> complaints(Derivative derivative) {
    List<String> complaints = new ArrayList<>(oneAfterTheOther(derivative.fused()));
    complaints.addAll(forward(derivative.taped()));
    complaints.addAll(apart(derivative.taped()));
    return complaints;
  }

  /** The regions one after the other. */
  private static List<String> oneAfterTheOther(ReverseProgram program) {
    Set<Variable> given = new LinkedHashSet<>(program.parameters());
    given.addAll(fromOutside(program));
    given.addAll(program.storage());
    return new Verifier()
        .verify(
            List.copyOf(given),
            List.of(
                new Verifier.Region(program.forward(), program.results()),
                new Verifier.Region(program.backward(), adjointScalars(program))));
  }

  /** The forward region alone. */
  private static List<String> forward(ReverseProgram program) {
    Set<Variable> given = new LinkedHashSet<>(program.parameters());
    given.addAll(program.storage());
    return new Verifier()
        .verify(
            List.copyOf(given), List.of(new Verifier.Region(program.forward(), program.results())));
  }

  /** The backward region alone, with nothing of the forward one but the slots. */
  private static List<String> apart(ReverseProgram program) {
    Set<Variable> given = new LinkedHashSet<>(fromOutside(program));
    program.slots().stream().map(Slot::variable).forEach(given::add);
    given.addAll(program.storage());
    return new Verifier()
        .verify(
            List.copyOf(given),
            List.of(new Verifier.Region(program.backward(), adjointScalars(program))));
  }

  /** What only the backward region is given: the seed, and the gradient's arrays. */
  private static Set<Variable> fromOutside(ReverseProgram program) {
    Set<Variable> given = new LinkedHashSet<>();
    program.seeds().forEach(seed -> seed.ifPresent(given::add));
    for (var adjoint : program.adjoints()) {
      adjoint.filter(it -> !(it.type() instanceof Scalar)).ifPresent(given::add);
    }
    return given;
  }

  private static List<Atom> adjointScalars(ReverseProgram program) {
    List<Atom> adjoints = new ArrayList<>();
    for (var adjoint : program.adjoints()) {
      adjoint.filter(it -> it.type() instanceof Scalar).ifPresent(adjoints::add);
    }
    return adjoints;
  }
}
