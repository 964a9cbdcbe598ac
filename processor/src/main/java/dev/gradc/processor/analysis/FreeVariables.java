package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a region mentions without defining it. Of a backward region these are the values to be
 * recorded (TBR): the primal values that its partial derivatives, subscripts, conditions and bounds
 * read.
 */
public final class FreeVariables {

  private final Set<Variable> defined = new LinkedHashSet<>();
  private final Set<Variable> free = new LinkedHashSet<>();

  private FreeVariables() {}

  /** The free variables of the block, in order of first mention. */
  public static Set<Variable> of(Block block) {
    FreeVariables variables = new FreeVariables();
    variables.visit(block, List.of());
    return variables.free;
  }

  /** The free variables of one statement, in order of first mention. */
  public static Set<Variable> of(Statement statement) {
    return of(new Block(List.of(statement)));
  }

  private void visit(Block block, List<Variable> given) {
    List<Variable> added = new ArrayList<>();
    given.forEach(variable -> define(variable, added));
    for (Statement statement : block.statements()) {
      Mentions.in(statement).forEach(this::mention);
      if (statement instanceof Statement.WhileLoop loop) {
        visitHeader(loop);
        visit(loop.body(), List.of());
      } else if (statement instanceof Statement.CountedLoop loop) {
        visit(loop.body(), List.of(loop.index()));
      } else {
        statement.blocks().forEach(inner -> visit(inner, List.of()));
      }
      Mentions.definitions(statement).forEach(variable -> define(variable, added));
    }
    added.forEach(defined::remove);
  }

  private void visitHeader(Statement.WhileLoop loop) {
    visit(loop.header(), List.of());
    if (!(loop.condition() instanceof Variable condition
        && Mentions.definedIn(loop.header()).contains(condition))) {
      mention(loop.condition());
    }
  }

  private void define(Variable variable, List<Variable> added) {
    if (defined.add(variable)) {
      added.add(variable);
    }
  }

  private void mention(Atom atom) {
    if (atom instanceof Variable variable && !defined.contains(variable)) {
      free.add(variable);
    }
  }
}
