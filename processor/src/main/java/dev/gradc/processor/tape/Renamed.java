package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Substitution;
import java.util.Map;

/** Other variables in the place of some, wherever these are read or changed. */
final class Renamed {

  private final Map<Variable, Variable> others;
  private final Substitution substitution;

  Renamed(Map<Variable, Variable> others) {
    this.others = Map.copyOf(others);
    this.substitution = new Substitution(this::read, this::target);
  }

  Block in(Block block) {
    return new Block(block.statements().stream().map(this::in).toList());
  }

  Statement in(Statement statement) {
    Statement replaced = substitution.in(statement);
    return replaced.withBlocks(replaced.blocks().stream().map(this::in).toList());
  }

  private Atom read(Atom atom) {
    return atom instanceof Variable variable ? target(variable) : atom;
  }

  private Variable target(Variable variable) {
    return others.getOrDefault(variable, variable);
  }
}
