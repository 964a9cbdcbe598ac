package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.LaneOperators;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds loops that sum up terms of which none depends on another one: the reverse of each iteration
 * adds to gradients, reads nothing that another iteration's reverse has left, and starts from
 * adjoints that are known before the loop runs. Its iterations may go back in any order, and each
 * as soon as it has run.
 */
final class SummedLoops {

  private final AdjointRegions regions;
  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final AdjointArrays adjoints;
  private final MergedLoops.Choice choice;
  private final Map<String, Place> forward = new LinkedHashMap<>();
  private final Map<String, Place> backward = new LinkedHashMap<>();

  /** How many statements have been visited. */
  private int number;

  /** The last statement that throws on purpose: who does so expects a gradient without a part. */
  private int lastThrow;

  /** What is computed outside of loops, by its variable. */
  private final Map<Variable, Statement.Assign> computed = new LinkedHashMap<>();

  /**
   * @param backward of these regions
   * @param arrays of the forward region
   * @param names that neither region has
   * @param choice of the loops that are merged
   */
  SummedLoops(
      AdjointRegions regions,
      Block backward,
      ArrayOrigins arrays,
      FreshNames names,
      MergedLoops.Choice choice) {
    this.choice = choice;
    this.regions = regions;
    this.arrays = arrays;
    this.names = names;
    this.adjoints = AdjointArrays.outsideOfLoops(regions, backward);
    visit(regions.forward(), List.of(), Set.of(), forward);
    lastThrow = lastThrow(regions.forward());
    number = 0;
    visit(backward, List.of(), Set.of(), this.backward);
  }

  /**
   * A loop that no other loop is around.
   *
   * @param number of the statement
   * @param visible what is defined before it
   */
  private record Place(
      Statement.CountedLoop loop, int number, List<SummedLoop.Turn> path, Set<Variable> visible) {}

  /** The loops, in the order in which they run. */
  List<SummedLoop> find() {
    List<SummedLoop> found = new ArrayList<>();
    forward.forEach(
        (label, place) -> {
          Place reverse = backward.get(label);
          if (reverse != null
              && reverse.path().equals(place.path())
              && place.number() > lastThrow
              && isChosen(place.loop(), reverse.loop())) {
            summed(place, reverse).ifPresent(found::add);
          }
        });
    return found;
  }

  /**
   * Where functions are called, values live on the stack around each call: what goes back beside
   * them, and calls none itself, is faster by itself, though more is stored.
   */
  private boolean isChosen(Statement.CountedLoop loop, Statement.CountedLoop reverse) {
    boolean isFasterApart =
        isPlain(loop.body())
            && isPlain(reverse.body())
            && callsFunctions(loop.body())
            && !callsFunctions(reverse.body());
    return switch (choice) {
      case NONE -> false;
      case FASTER -> !isFasterApart;
      case ALL -> true;
    };
  }

  /**
   * Whether there are no loops in it, and no methods, which may give value and derivative in one.
   */
  private static boolean isPlain(Block block) {
    return block.statements().stream()
        .allMatch(
            it ->
                !(it instanceof Statement.CountedLoop
                        || it instanceof Statement.WhileLoop
                        || it instanceof Statement.Invoke)
                    && it.blocks().stream().allMatch(SummedLoops::isPlain));
  }

  private static boolean callsFunctions(Block block) {
    return block.contains(
        it ->
            it instanceof Statement.Assign assign
                && assign.operation() instanceof Operation.Apply apply
                && LaneOperators.isFunction(apply.operator()));
  }

  private void visit(
      Block block, List<SummedLoop.Turn> path, Set<Variable> before, Map<String, Place> places) {
    Set<Variable> visible = new LinkedHashSet<>(before);
    for (Statement statement : block.statements()) {
      number++;
      if (statement instanceof Statement.CountedLoop loop) {
        places.put(loop.label(), new Place(loop, number, path, Set.copyOf(visible)));
        number += count(loop.body());
      } else if (statement instanceof Statement.WhileLoop loop) {
        number += count(loop.header()) + count(loop.body());
      } else if (statement instanceof Statement.If choice) {
        visit(choice.then(), plus(path, choice, true), visible, places);
        visit(choice.otherwise(), plus(path, choice, false), visible, places);
      } else if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
        computed.put(assign.target(), assign);
      }
      visible.addAll(Mentions.definitions(statement));
    }
  }

  private static int count(Block block) {
    int count = 0;
    for (Statement statement : block.statements()) {
      count += 1 + statement.blocks().stream().mapToInt(SummedLoops::count).sum();
    }
    return count;
  }

  /** The number of the last throw, or 0; statements are numbered as they stand, from 1. */
  private static int lastThrow(Block block) {
    int[] lastAndCount = new int[2];
    findThrows(block, lastAndCount);
    return lastAndCount[0];
  }

  private static void findThrows(Block block, int[] lastAndCount) {
    for (Statement statement : block.statements()) {
      lastAndCount[1]++;
      if (statement instanceof Statement.Throw) {
        lastAndCount[0] = lastAndCount[1];
      }
      statement.blocks().forEach(inner -> findThrows(inner, lastAndCount));
    }
  }

  private static List<SummedLoop.Turn> plus(
      List<SummedLoop.Turn> path, Statement.If choice, boolean isThen) {
    List<SummedLoop.Turn> longer = new ArrayList<>(path);
    longer.add(new SummedLoop.Turn(choice.condition(), isThen));
    return longer;
  }

  private Optional<SummedLoop> summed(Place place, Place reverse) {
    LoopAndReverse loop = new LoopAndReverse(place.loop(), reverse.loop(), reverse.number());
    if (place.loop().checkpoint().isPresent()
        || !new IndependentIterations(regions, arrays, adjoints, loop).areSo()) {
      return Optional.empty();
    }
    Set<Variable> inside = loop.inside();
    Map<Variable, Variable> others = new LinkedHashMap<>();
    Map<Variable, Variable> sums = new LinkedHashMap<>();
    List<Statement> before = new ArrayList<>();
    for (Variable read : FreeVariables.of(loop.back())) {
      if (inside.contains(read) || regions.carriers().contains(read)) {
        continue;
      }
      if (read.isMutable()) {
        if (!(read.type() instanceof Scalar)) {
          return Optional.empty();
        }
        Variable sum = names.fresh(read.name() + "Sum", read.type(), Role.MUTABLE);
        sums.put(read, sum);
        others.put(read, sum);
      } else if (!isKnown(read, place, others, before)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new SummedLoop(
            place.loop(), new Renamed(others).in(loop.back()), place.path(), before, sums));
  }

  /** Whether the variable is there when the loop begins, or can be computed by then. */
  private boolean isKnown(
      Variable variable, Place place, Map<Variable, Variable> others, List<Statement> before) {
    if (variable.role() == Role.PARAMETER
        || place.visible().contains(variable)
        || others.containsKey(variable)) {
      return true;
    }
    Statement.Assign assign = computed.get(variable);
    if (assign == null || !isRepeatable(assign)) {
      return false;
    }
    for (Atom argument : assign.operation().arguments()) {
      if (argument instanceof Variable read && !isKnown(read, place, others, before)) {
        return false;
      }
    }
    Variable again = names.fresh(stemOf(variable), variable.type(), Role.SINGLE);
    before.add(
        new Renamed(others).in(new Statement.Assign(again, assign.operation(), assign.origin())));
    others.put(variable, again);
    return true;
  }

  /** The name without the number that tells it from others of this name. */
  private static String stemOf(Variable variable) {
    return variable.name().replaceAll("(?<=\\D)\\d+$", "");
  }

  /** Whether it may be computed earlier than it stands: nobody changes it, and it never throws. */
  private boolean isRepeatable(Statement.Assign assign) {
    if (assign.operation() instanceof Operation.Apply apply) {
      // What has no arguments gives something else each time.
      return !apply.operator().mayThrow() && !apply.arguments().isEmpty();
    }
    if (assign.operation() instanceof Operation.Copy copy) {
      return !(copy.value() instanceof Variable source && source.isMutable());
    }
    // Rows of adjoints are the same from the start; what they hold is not.
    return assign.target().type() instanceof ArrayType
        && assign.operation() instanceof Operation.Load load
        && adjoints.contains(load.array());
  }
}
