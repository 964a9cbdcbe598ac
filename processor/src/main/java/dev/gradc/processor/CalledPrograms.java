package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.BinomialPullback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The derivatives of what a method calls and does not compile in. */
final class CalledPrograms {

  private final Stages stages;
  private final PartPrograms programs;
  private final Map<String, ForwardProgram> forward;

  /**
   * @param programs of parts and of methods that call themselves
   * @param forward tangents of methods that call themselves, by key
   */
  CalledPrograms(Stages stages, PartPrograms programs, Map<String, ForwardProgram> forward) {
    this.programs = programs;
    this.stages = stages;
    this.forward = forward;
  }

  /**
   * All of them, in order.
   *
   * @param recursive methods that call themselves, other than the method itself, and those of other
   *     classes
   * @param parts that are checkpointed
   */
  List<Derivative.Recursive> of(List<CalledFunction> recursive, List<Sections.Part> parts) {
    List<Derivative.Recursive> called = new ArrayList<>();
    recursive.forEach(it -> called.add(recursive(it)));
    for (Sections.Part part : parts) {
      called.add(checkpointed(part));
      part.schedule().ifPresent(name -> called.add(scheduled(part, name)));
    }
    return called;
  }

  private Derivative.Recursive recursive(CalledFunction called) {
    Function function = called.analyzed().function();
    return new Derivative.Recursive(
        called.name(),
        called.about(),
        function,
        called.result(),
        Optional.of(programs.of(function).pullback()),
        programs.evaluationOf(function),
        called.primal(),
        Optional.ofNullable(forward.get(function.key())).filter(any -> !called.isOfOthers()));
  }

  private Derivative.Recursive checkpointed(Sections.Part part) {
    return new Derivative.Recursive(
        part.name(),
        part.about(),
        part.analyzed().function(),
        part.section().result(),
        Optional.of(programs.of(part.analyzed().function()).pullback().writingNothing()),
        programs.evaluationOf(part.analyzed().function()),
        Optional.of(part.analyzed().function()),
        Optional.empty());
  }

  private Derivative.Recursive scheduled(Sections.Part part, String name) {
    AdjointRegions regions = new BinomialPullback(part.section(), part.member()).regions();
    return new Derivative.Recursive(
        name,
        part.aboutSchedule(),
        part.section().function(),
        part.section().result(),
        Optional.of(
            stages.knowing(programs.known()).layout().layOutSchedule(regions, part.analyzed())),
        Optional.empty(),
        Optional.empty());
  }
}
