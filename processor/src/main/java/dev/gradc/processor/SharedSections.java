package dev.gradc.processor;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.Renaming;
import dev.gradc.processor.transform.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds calls of one checkpointed method that run the same code: one generated class serves them
 * all, and so does the memory that is kept for it.
 */
final class SharedSections {

  private final boolean areShared;
  private final Map<Form, Section> known = new HashMap<>();

  /**
   * @param areShared whether calls share at all
   */
  SharedSections(boolean areShared) {
    this.areShared = areShared;
  }

  /** What makes up a section, but for names and places. */
  private record Form(
      Origin method,
      List<Type> parameters,
      List<Boolean> detached,
      Block body,
      List<Atom> results,
      List<Type> leaves,
      List<Boolean> active,
      Set<Integer> constants,
      Set<Integer> copied) {}

  /** The first section that does the same; the section itself if there is none before it. */
  Section first(Section section) {
    return areShared && section.checkpoint().isCall()
        ? known.computeIfAbsent(formOf(section), any -> section)
        : section;
  }

  private static Form formOf(Section section) {
    Function function = section.function();
    FreshNames names = FreshNames.numbered();
    Map<Variable, Atom> bindings = new HashMap<>();
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      bindings.put(variable, names.fresh(variable.name(), variable.type(), variable.role()));
    }
    Block body = new Renaming(names, bindings, any -> Origin.NONE).rename(function.body());
    List<Atom> results = new ArrayList<>();
    for (Atom result : function.results()) {
      results.add(result instanceof Variable variable ? bindings.get(variable) : result);
    }
    return new Form(
        section.checkpoint().origin(),
        function.parameters().stream().map(it -> it.variable().type()).toList(),
        function.parameters().stream().map(Function.Parameter::detached).toList(),
        body,
        results,
        Leaf.of(section.result()).stream().map(Leaf::type).toList(),
        Leaf.of(section.result()).stream().map(Leaf::isActive).toList(),
        section.constants(),
        section.copied());
  }
}
