package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Regions before and after a pass, run several times with other arguments each. */
final class SameTensors {

  private SameTensors() {}

  /**
   * Requires that nobody can tell regions from those that they were made from.
   *
   * @param arguments for each evaluation those that are no tensors
   * @return how many tensors each evaluation has made
   */
  static List<Integer> made(
      LaidOutRegions before, LaidOutRegions after, List<? extends Map<String, ?>> arguments) {
    return made(before, after, arguments, false);
  }

  /** The same of a part, whose callers copy what it gives. */
  static List<Integer> madeByPart(
      LaidOutRegions before, LaidOutRegions after, List<? extends Map<String, ?>> arguments) {
    return made(before, after, arguments, true);
  }

  private static List<Integer> made(
      LaidOutRegions before,
      LaidOutRegions after,
      List<? extends Map<String, ?>> arguments,
      boolean areCopied) {
    requireNames(before, after);
    assertEquals(stores(before), stores(after));
    requireMentions(before, after);
    TensorMachine expected = new TensorMachine(before, false, areCopied);
    TensorMachine actual = new TensorMachine(after, true, areCopied);
    List<Integer> made = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      expected.evaluate(i, backward(before, i), arguments.get(i));
      made.add(actual.evaluate(i, backward(after, i), arguments.get(i)));
    }
    assertEquals(expected.told(), actual.told());
    return made;
  }

  /** The region for all outputs, and those of single outputs, in turn. */
  private static Block backward(LaidOutRegions regions, int number) {
    List<Block> all = regions.backward().regions();
    return all.get(number % all.size());
  }

  /** What a pass has added has names that nothing else has. */
  private static void requireNames(LaidOutRegions before, LaidOutRegions after) {
    List<Variable> given = variables(before);
    Set<String> taken = new HashSet<>(given.stream().map(Variable::name).toList());
    List<Variable> added = new ArrayList<>(variables(after));
    given.forEach(added::remove);
    for (Variable variable : added) {
      if (!taken.add(variable.name())) {
        throw new AssertionError("two variables have one name: " + variable);
      }
    }
  }

  /** What a pass keeps it has a use for. */
  private static void requireMentions(LaidOutRegions before, LaidOutRegions after) {
    Set<Variable> unused = new HashSet<>(after.storage());
    before.storage().forEach(unused::remove);
    removeMentioned(after.forward(), unused);
    after.backward().regions().forEach(it -> removeMentioned(it, unused));
    assertEquals(Set.of(), unused);
  }

  private static void removeMentioned(Block block, Set<Variable> unused) {
    for (Statement statement : block.statements()) {
      Mentions.in(statement).forEach(unused::remove);
      statement.blocks().forEach(inner -> removeMentioned(inner, unused));
    }
  }

  /** How often each array is written, be it by a sum, or made longer. */
  private static Map<String, Integer> stores(LaidOutRegions regions) {
    Map<String, Integer> stores = new HashMap<>();
    addStores(regions.forward(), stores);
    regions.backward().regions().forEach(it -> addStores(it, stores));
    return stores;
  }

  private static void addStores(Block block, Map<String, Integer> stores) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Store store) {
        stores.merge("store " + store.array(), 1, Integer::sum);
      } else if (statement instanceof Statement.AccumulateElement sum) {
        stores.merge("store " + sum.array(), 1, Integer::sum);
      } else if (statement instanceof Statement.Reserve reserve) {
        stores.merge("reserve " + reserve.slot(), 1, Integer::sum);
      }
      statement.blocks().forEach(inner -> addStores(inner, stores));
    }
  }

  private static List<Variable> variables(LaidOutRegions regions) {
    List<Variable> variables = new ArrayList<>(regions.regions().parameters());
    regions.regions().seeds().forEach(it -> it.ifPresent(variables::add));
    regions.regions().adjoints().forEach(it -> it.ifPresent(variables::add));
    variables.addAll(regions.storage());
    addDefined(regions.forward(), variables);
    regions.backward().regions().forEach(it -> addDefined(it, variables));
    return variables;
  }

  private static void addDefined(Block block, List<Variable> variables) {
    for (Statement statement : block.statements()) {
      variables.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(inner -> addDefined(inner, variables));
    }
  }
}
