package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.StatementNumbers;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
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
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Brings values of the forward region back into the backward region: each is defined once more,
 * before its first use, as deep inside branches as all its uses allow, but never inside a loop that
 * it did not come from.
 *
 * <p>Into branches, because what was computed in a branch may not be computable outside of it, and
 * into each one if several take the same turn; out of loops, because a value that does not change
 * there need not be read again.
 */
final class Reloading {

  private final Definitions definitions;
  private final Map<Variable, Operation> reloads;
  private final FreshNames names;
  private final Block region;
  private final Set<Variable> asked;
  private final StatementNumbers numbers;
  private final StatementNumbers.Events<Variable> uses = new StatementNumbers.Events<>();

  /**
   * @param reloads how each variable is brought back, in order of definition
   * @param names that nothing in the regions has
   */
  Reloading(
      Block region, Definitions definitions, Map<Variable, Operation> reloads, FreshNames names) {
    this.definitions = definitions;
    this.reloads = reloads;
    this.names = names;
    this.region = region;
    this.asked = new HashSet<>(FreeVariables.of(region));
    asked.retainAll(reloads.keySet());
    this.numbers = new StatementNumbers(region, this::collectUses);
  }

  private void collectUses(Statement statement, int number) {
    for (Atom atom : StatementNumbers.mentions(statement)) {
      if (atom instanceof Variable variable && asked.contains(variable)) {
        uses.add(variable, number);
      }
    }
  }

  /** The backward region with the variables defined. */
  Block inserted() {
    return insert(region, List.copyOf(reloads.keySet()));
  }

  /**
   * @param variables in order of definition
   */
  private Block insert(Block block, List<Variable> variables) {
    if (variables.isEmpty()) {
      return block;
    }
    List<Place> places = new ArrayList<>();
    block.statements().forEach(statement -> places.add(new Place(statement)));
    Map<Variable, SortedSet<Integer>> users = new HashMap<>();
    StatementNumbers.Range range = numbers.of(block);
    for (Variable variable : variables) {
      for (int number : uses.in(variable, range)) {
        int at = range.position(number);
        places.get(at).useAt(variable, number - range.start(at));
        users.computeIfAbsent(variable, it -> new TreeSet<>()).add(at);
      }
    }
    // Users before what they use, so that the latter's uses are complete when it is placed.
    for (int k = variables.size() - 1; k >= 0; k--) {
      Variable variable = variables.get(k);
      SortedSet<Integer> uses = users.getOrDefault(variable, Collections.emptySortedSet());
      boolean isInEach =
          uses.stream().allMatch(at -> places.get(at).blockFor(variable) != Place.BEFORE);
      boolean isSeveral = uses.size() > 1;
      if (isSeveral && isInEach && definitions.of(variable).orElseThrow().isInBranch()) {
        for (int at : uses) {
          Place place = places.get(at);
          int inside = place.blockFor(variable);
          if (at > uses.first()) {
            place.rename(variable, names.fresh(variable.name(), variable.type(), variable.role()));
          }
          put(variable, at, inside, places, users);
        }
      } else if (!uses.isEmpty()) {
        int at = uses.first();
        int inside = isSeveral ? Place.BEFORE : places.get(at).blockFor(variable);
        put(variable, at, inside, places, users);
      }
    }
    List<Statement> result = new ArrayList<>();
    places.forEach(place -> place.write(result));
    return new Block(result);
  }

  private void put(
      Variable variable,
      int at,
      int inside,
      List<Place> places,
      Map<Variable, SortedSet<Integer>> users) {
    Place place = places.get(at);
    place.put(variable, inside);
    for (Atom argument : reloads.get(variable).arguments()) {
      if (argument instanceof Variable read) {
        place.use(read, inside);
        users.computeIfAbsent(read, it -> new TreeSet<>()).add(at);
      }
    }
  }

  /** A statement, which of the variables it uses where, and which of them are defined there. */
  private final class Place {
    private static final int BEFORE = -1;

    private final Statement statement;
    private final Set<Variable> usedHere = new HashSet<>();
    private final List<Set<Variable>> usedInside = new ArrayList<>();
    private final List<Variable> before = new ArrayList<>();
    private final List<List<Variable>> inside = new ArrayList<>();
    private final Map<Variable, Variable> others = new HashMap<>();

    Place(Statement statement) {
      this.statement = statement;
      for (int i = 0; i < statement.blocks().size(); i++) {
        usedInside.add(new HashSet<>());
        inside.add(new ArrayList<>());
      }
    }

    /**
     * @param distance from this statement to the one that uses the variable, 0 if it is this one
     */
    void useAt(Variable variable, int distance) {
      int block = BEFORE;
      int end = 1;
      while (end <= distance) {
        block++;
        end += numbers.of(statement.blocks().get(block)).length();
      }
      use(variable, block);
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

    /** Calls the variable by another name here. */
    void rename(Variable variable, Variable other) {
      others.put(variable, other);
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
        Block block = insert(statement.blocks().get(i), inside.get(i));
        blocks.add(others.isEmpty() ? block : new Renamed(others).in(block));
      }
      statements.add(statement.withBlocks(blocks));
    }
  }
}
