package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the classes of array variables that copies, loads of rows and stores of rows connect
 * (Steensgaard's unification: the elements of an array of arrays are one class), without regard to
 * the order of statements.
 */
public final class AliasAnalysis {

  private final ArrayClasses memory = new ArrayClasses();
  private final ArrayClasses flows = new ArrayClasses();
  private final Set<Variable> stored = new LinkedHashSet<>();
  private final Set<Variable> variables = new LinkedHashSet<>();

  /** An array that others hold, of each type, by its elements. */
  private final Map<Type, Variable> foreign = new LinkedHashMap<>();

  private final Map<Type, Variable> foreignFlows = new LinkedHashMap<>();

  /** The classes of the function's array variables. */
  public ArrayOrigins analyze(Function function) {
    return analyze(
        function.parameters().stream().map(Function.Parameter::variable).toList(), function.body());
  }

  /** The classes of the array variables of a region. */
  public ArrayOrigins analyze(Collection<Variable> parameters, Block body) {
    parameters.forEach(this::note);
    visit(body);
    // What is further in is named too, even if no variable stands for it.
    variables.forEach(this::nameElements);
    Map<Variable, Variable> representatives = memory.representatives();
    Set<Variable> written = new LinkedHashSet<>();
    stored.forEach(variable -> written.add(representatives.get(variable)));
    return new ArrayOrigins(
        representatives,
        memory.elements(),
        flows.representatives(),
        flows.elements(),
        written,
        foreign.values().stream().map(representatives::get).collect(Collectors.toSet()),
        given(parameters, representatives));
  }

  private Set<Variable> given(
      Collection<Variable> parameters, Map<Variable, Variable> representatives) {
    Map<Variable, Variable> elements = memory.elements();
    Set<Variable> given = new LinkedHashSet<>();
    for (Variable parameter : parameters) {
      for (Variable next = representatives.get(parameter);
          next != null;
          next = elements.get(next)) {
        given.add(next);
      }
    }
    return given;
  }

  private void nameElements(Variable variable) {
    nameElements(memory, variable);
    nameElements(flows, variable);
  }

  private static void nameElements(ArrayClasses classes, Variable variable) {
    Variable array = variable;
    while (((ArrayType) array.type()).element() instanceof ArrayType) {
      array = classes.elementOf(array);
    }
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        note(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        visit(assign);
      } else if (statement instanceof Statement.Store store) {
        note(store.array());
        stored.add(store.array());
        if (store.value() instanceof Variable row && row.type() instanceof ArrayType) {
          note(row);
          memory.union(memory.elementOf(store.array()), row);
          flows.union(flows.elementOf(store.array()), row);
        }
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        note(accumulate.array());
        stored.add(accumulate.array());
      } else if (statement instanceof Statement.Clear clear) {
        note(clear.array());
        stored.add(clear.array());
      } else if (statement instanceof Statement.ReserveRow reserve) {
        note(reserve.slots());
        stored.add(reserve.slots());
      } else if (statement instanceof Statement.Invoke invoke) {
        visit(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Invoke invoke) {
    invoke.targets().forEach(this::note);
    Member member = invoke.member();
    if (member.isOpaque()) {
      invoke.targets().forEach(this::noteForeign);
      invoke.arguments().forEach(this::noteForeign);
    }
    for (int position : member.effects().shared()) {
      Variable argument = (Variable) invoke.arguments().get(position);
      invoke.targets().forEach(target -> share(target, argument));
    }
    for (int one : member.effects().joined()) {
      for (int other : member.effects().joined()) {
        share(invoke.targets().get(one), invoke.targets().get(other));
      }
    }
    for (int position : member.effects().moved()) {
      Variable into = (Variable) invoke.arguments().get(position);
      invoke.arguments().forEach(it -> putInto(into, it));
    }
    for (int position : member.effects().written()) {
      boolean areRowsMoved = member.effects().moved().contains(position);
      storeWithin((Variable) invoke.arguments().get(position), areRowsMoved);
    }
  }

  private void share(Variable one, Variable other) {
    note(other);
    if (one.type() instanceof ArrayType && other.type() instanceof ArrayType) {
      share(memory, one, other);
      share(flows, one, other);
    }
  }

  /** One is the other, or stands in it. */
  private static void share(ArrayClasses classes, Variable one, Variable other) {
    int difference = ((ArrayType) one.type()).rank() - ((ArrayType) other.type()).rank();
    Variable inner = difference > 0 ? other : one;
    Variable outer =
        within(classes, difference > 0 ? one : other, ((ArrayType) inner.type()).rank());
    if (ArrayOrigins.anyClass(outer).equals(ArrayOrigins.anyClass(inner))) {
      classes.union(outer, inner);
    }
  }

  /** What stands in one may be the other, or stand in it; derivatives do not flow on there. */
  private void putInto(Variable into, Atom from) {
    if (from instanceof Variable array && array.type() instanceof ArrayType type) {
      note(into);
      note(array);
      int rank = Math.min(((ArrayType) into.type()).rank() - 1, type.rank());
      if (rank > 0) {
        Variable inner = within(memory, into, rank);
        Variable other = within(memory, array, rank);
        if (ArrayOrigins.anyClass(inner).equals(ArrayOrigins.anyClass(other))) {
          memory.union(inner, other);
        }
      }
    }
  }

  /** The class of what has that rank in an array. */
  private static Variable within(ArrayClasses classes, Variable array, int rank) {
    Variable inner = array;
    while (((ArrayType) inner.type()).rank() > rank) {
      inner = classes.elementOf(inner);
    }
    return inner;
  }

  private void storeWithin(Variable array, boolean areRowsMoved) {
    note(array);
    boolean hasRows = ((ArrayType) array.type()).element() instanceof ArrayType;
    if (areRowsMoved || !hasRows) {
      stored.add(array);
    }
    if (hasRows) {
      storeWithin(memory.elementOf(array), areRowsMoved);
    }
  }

  private void visit(Statement.Assign assign) {
    note(assign.target());
    if (!(assign.target().type() instanceof ArrayType)) {
      return;
    }
    if (assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable source) {
      note(source);
      memory.union(assign.target(), source);
      flows.union(assign.target(), source);
    } else if (assign.operation() instanceof Operation.Load load) {
      note(load.array());
      memory.union(assign.target(), memory.elementOf(load.array()));
      flows.union(assign.target(), flows.elementOf(load.array()));
    } else if (assign.operation() instanceof Operation.Inspect) {
      noteForeign(assign.target());
    } else if (assign.operation() instanceof Operation.DetachArray detach) {
      note(detach.array());
      memory.union(assign.target(), detach.array());
    }
  }

  /** Arrays that others hold too, and those in them: any two of one type may be the same. */
  private void noteForeign(Atom atom) {
    if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
      note(variable);
      noteForeign(memory, foreign, variable);
      noteForeign(flows, foreignFlows, variable);
    }
  }

  private static void noteForeign(
      ArrayClasses classes, Map<Type, Variable> foreign, Variable array) {
    Variable other = foreign.putIfAbsent(ArrayOrigins.anyClass(array), array);
    if (other != null) {
      classes.union(other, array);
    }
    if (((ArrayType) array.type()).element() instanceof ArrayType) {
      noteForeign(classes, foreign, classes.elementOf(array));
    }
  }

  private void note(Variable variable) {
    if (variable.type() instanceof ArrayType) {
      variables.add(variable);
      memory.add(variable);
      flows.add(variable);
    }
  }
}
