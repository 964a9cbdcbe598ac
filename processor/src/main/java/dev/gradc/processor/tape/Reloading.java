package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings values of the forward region back into the backward region: each is defined once more,
 * before its first use, as deep inside branches as all its uses allow, but never inside a loop that
 * it did not come from.
 *
 * <p>Into branches, because what was computed in a branch may not be computable outside of it; out
 * of loops, because a value that does not change there need not be read again.
 */
final class Reloading {

  private final Definitions definitions;
  private final Map<Variable, Operation> reloads;

  /**
   * @param reloads how each variable is brought back
   */
  Reloading(Definitions definitions, Map<Variable, Operation> reloads) {
    this.definitions = definitions;
    this.reloads = reloads;
  }

  /**
   * The backward region with the variables defined.
   *
   * @param variables in order of definition
   */
  Block insert(Block block, List<Variable> variables) {
    if (variables.isEmpty()) {
      return block;
    }
    List<Place> places = places(block, new HashSet<>(variables));
    Map<Variable, Integer> first = new HashMap<>();
    Map<Variable, Integer> last = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      for (Variable used : places.get(i).uses()) {
        first.putIfAbsent(used, i);
        last.put(used, i);
      }
    }
    // Users before what they use, so that the latter's uses are complete when it is placed.
    for (int k = variables.size() - 1; k >= 0; k--) {
      Variable variable = variables.get(k);
      Integer at = first.get(variable);
      if (at == null) {
        continue;
      }
      Place place = places.get(at);
      int inside = at.equals(last.get(variable)) ? place.blockFor(variable) : Place.BEFORE;
      place.put(variable, inside);
      for (Atom argument : reloads.get(variable).arguments()) {
        if (argument instanceof Variable read) {
          place.use(read, inside);
          first.merge(read, at, Math::min);
          last.merge(read, at, Math::max);
        }
      }
    }
    List<Statement> result = new ArrayList<>();
    places.forEach(place -> place.write(result));
    return new Block(result);
  }

  private List<Place> places(Block block, Set<Variable> variables) {
    List<Place> places = new ArrayList<>();
    block.statements().forEach(statement -> places.add(new Place(statement, variables)));
    return places;
  }

  /** A statement, which of the variables it uses where, and which of them are defined there. */
  private final class Place {
    private static final int BEFORE = -1;

    private final Statement statement;
    private final Set<Variable> usedHere = new HashSet<>();
    private final List<Set<Variable>> usedInside = new ArrayList<>();
    private final List<Variable> before = new ArrayList<>();
    private final List<List<Variable>> inside = new ArrayList<>();

    Place(Statement statement, Set<Variable> variables) {
      this.statement = statement;
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable && variables.contains(variable)) {
          usedHere.add(variable);
        }
      }
      for (Block block : statement.blocks()) {
        Set<Variable> used = new HashSet<>(FreeVariables.of(block));
        used.retainAll(variables);
        usedInside.add(used);
        inside.add(new ArrayList<>());
      }
    }

    Set<Variable> uses() {
      Set<Variable> all = new HashSet<>(usedHere);
      usedInside.forEach(all::addAll);
      return all;
    }

    /** The inner block that a variable with no use elsewhere belongs to, or {@link #BEFORE}. */
    int blockFor(Variable variable) {
      if (usedHere.contains(variable)) {
        return BEFORE;
      }
      int only = BEFORE;
      for (int i = 0; i < usedInside.size(); i++) {
        if (usedInside.get(i).contains(variable)) {
          if (only != BEFORE) {
            return BEFORE;
          }
          only = i;
        }
      }
      if (statement instanceof Statement.CountedLoop loop) {
        boolean isOfThisLoop =
            definitions.of(variable).orElseThrow().loops().contains(loop.label());
        return isOfThisLoop ? only : BEFORE;
      }
      return only;
    }

    void put(Variable variable, int block) {
      (block == BEFORE ? before : inside.get(block)).add(variable);
    }

    void use(Variable variable, int block) {
      (block == BEFORE ? usedHere : usedInside.get(block)).add(variable);
    }

    void write(List<Statement> statements) {
      Collections.reverse(before);
      for (Variable variable : before) {
        statements.add(new Statement.Assign(variable, reloads.get(variable), statement.origin()));
      }
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < inside.size(); i++) {
        Collections.reverse(inside.get(i));
        blocks.add(insert(statement.blocks().get(i), inside.get(i)));
      }
      statements.add(statement.withBlocks(blocks));
    }
  }
}
