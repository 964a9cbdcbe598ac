package dev.gradc.processor;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Substitution;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Variables that stand apart so that what flows back to them is summed up apart. Once that is
 * written down they are what they were copied from, which a tape does not hold twice.
 */
final class Copies {

  /** There are none. */
  static final Copies NONE = new Copies();

  private final Map<Variable, Variable> values = new LinkedHashMap<>();
  private final Set<Variable> targets = new LinkedHashSet<>();
  private final Substitution substitution = new Substitution(this::resolved);

  private Copies() {}

  /** Those of a function; its results keep their names. */
  static Copies in(Function function) {
    Copies copies = new Copies();
    copies.collect(function.body());
    function.results().forEach(copies.values::remove);
    return copies;
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Copy copy
          && copy.value() instanceof Variable value
          && !(value.type() instanceof ArrayType)
          && !value.isMutable()
          && !assign.target().isMutable()) {
        add(assign.target(), value);
      }
      statement.blocks().forEach(this::collect);
    }
  }

  /** Blocks beside each other may use one name. */
  private void add(Variable target, Variable value) {
    if (targets.add(target)) {
      values.put(target, value);
    } else {
      values.remove(target);
    }
  }

  private Atom resolved(Atom atom) {
    Atom value = atom;
    while (value instanceof Variable variable && values.containsKey(variable)) {
      value = values.get(variable);
    }
    return value;
  }

  /** The regions without them. */
  AdjointRegions resolvedIn(AdjointRegions regions) {
    return values.isEmpty()
        ? regions
        : new AdjointRegions(
            regions.parameters(),
            regions.adjoints(),
            regions.results(),
            regions.seeds(),
            regions.carriers(),
            resolvedIn(regions.forward()),
            resolvedIn(regions.backward()));
  }

  private Block resolvedIn(Block block) {
    return new Block(
        block.statements().stream()
            .map(substitution::in)
            .map(it -> it.withBlocks(it.blocks().stream().map(this::resolvedIn).toList()))
            .toList());
  }
}
