package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which numbers of code that goes along directions are made of these: nothing that the method
 * itself computes is. A number that is a constant zero now and then is one too; one that may be
 * anything else is not.
 */
public final class TangentNumbers {

  /** Numbers, and classes of arrays. */
  private final Set<Variable> places;

  private TangentNumbers(Set<Variable> places) {
    this.places = places;
  }

  /**
   * Of a whole program.
   *
   * @param directions numbers and arrays that are given
   * @param others parameters that are none
   */
  public static TangentNumbers of(
      Block block,
      Collection<Variable> directions,
      Collection<Variable> others,
      ArrayOrigins arrays) {
    Sources sources = new Sources(arrays);
    sources.visit(block);
    others.forEach(sources::spoil);
    Set<Variable> given = new HashSet<>();
    directions.forEach(it -> given.add(sources.place(it)));
    Set<Variable> places = sources.reachedFrom(given);
    places.removeAll(sources.spoiled);
    sources.leavePure(places, given);
    return new TangentNumbers(places);
  }

  /** Whether it is such a number. */
  public boolean contains(Variable number) {
    return !(number.type() instanceof ArrayType) && places.contains(number);
  }

  /** What is put into each place, for each time the places that it is made of. */
  private static final class Sources {

    private final ArrayOrigins arrays;
    private final Map<Variable, Set<Set<Variable>>> sources = new HashMap<>();
    private final Set<Variable> spoiled = new HashSet<>();

    Sources(ArrayOrigins arrays) {
      this.arrays = arrays;
    }

    /** The variable itself, but of an array the class of those in which its numbers stand. */
    Variable place(Variable variable) {
      List<Variable> classes = arrays.classesOf(variable);
      return classes.get(classes.size() - 1);
    }

    void spoil(Variable variable) {
      spoiled.add(place(variable));
    }

    void visit(Block block) {
      for (Statement statement : block.statements()) {
        if (statement instanceof Statement.Assign assign) {
          assign(assign);
        } else if (statement instanceof Statement.Store store) {
          put(store.array(), List.of(store.value()));
        } else if (statement instanceof Statement.Accumulate sum) {
          put(sum.target(), List.of(sum.value()));
        } else if (statement instanceof Statement.AccumulateElement sum) {
          put(sum.array(), List.of(sum.value()));
        } else if (statement instanceof Statement.Call call) {
          others(call.targets(), call.arguments());
        } else if (statement instanceof Statement.Invoke invoke) {
          others(invoke.targets(), invoke.arguments());
        }
        statement.blocks().forEach(this::visit);
      }
    }

    private void assign(Statement.Assign assign) {
      if (assign.target().type() instanceof ArrayType) {
        return;
      }
      if (assign.operation() instanceof Operation.Copy copy) {
        put(assign.target(), List.of(copy.value()));
      } else if (assign.operation() instanceof Operation.Apply apply) {
        put(assign.target(), apply.arguments());
      } else if (assign.operation() instanceof Operation.Load load) {
        put(assign.target(), List.of(load.array()));
      } else {
        spoil(assign.target());
      }
    }

    private void put(Variable target, List<Atom> values) {
      if (values.size() == 1 && values.get(0) instanceof Constant value && value.isAdjointZero()) {
        return;
      }
      Set<Variable> from = new HashSet<>();
      for (Atom value : values) {
        if (value instanceof Variable variable) {
          from.add(place(variable));
        }
      }
      sources.computeIfAbsent(place(target), it -> new HashSet<>()).add(from);
    }

    /** What a call gives and may write. */
    private void others(List<Variable> targets, List<Atom> arguments) {
      targets.forEach(this::spoil);
      for (Atom argument : arguments) {
        if (argument instanceof Variable array && array.type() instanceof ArrayType) {
          spoil(array);
        }
      }
    }

    Set<Variable> reachedFrom(Set<Variable> given) {
      Set<Variable> reached = new HashSet<>(given);
      boolean hasGrown = true;
      while (hasGrown) {
        hasGrown = false;
        for (Map.Entry<Variable, Set<Set<Variable>>> entry : sources.entrySet()) {
          if (!reached.contains(entry.getKey())
              && entry.getValue().stream().anyMatch(from -> meets(from, reached))) {
            hasGrown |= reached.add(entry.getKey());
          }
        }
      }
      return reached;
    }

    /** Takes out what something else is put into, and what is made of that. */
    void leavePure(Set<Variable> places, Set<Variable> given) {
      boolean hasShrunk = true;
      while (hasShrunk) {
        hasShrunk = places.removeIf(it -> !given.contains(it) && isMixed(it, places));
      }
    }

    private boolean isMixed(Variable place, Set<Variable> places) {
      return sources.getOrDefault(place, Set.of()).stream().anyMatch(from -> !meets(from, places));
    }

    private static boolean meets(Set<Variable> from, Set<Variable> places) {
      return from.stream().anyMatch(places::contains);
    }
  }
}
