package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All definitions of a forward region, and which of its arrays still hold what a load read. */
final class Definitions {

  private final ArrayOrigins arrays;
  private final TapeLayout.Form form;
  private final Set<Variable> storage;
  private final Map<Variable, Definition> definitions = new HashMap<>();
  private final Set<Variable> callerOwned = new HashSet<>();
  private final Set<Variable> views;
  private final Set<Variable> indices;
  private final Map<Variable, Integer> lastWrites = new HashMap<>();
  private final Set<Variable> finished;
  private final Set<Variable> given = new HashSet<>();
  private int lastOpaqueUse = -1;
  private final List<Definition> inOrder = new ArrayList<>();

  /**
   * @param storage arrays that live outside of the regions, which nobody else writes
   * @param indices of the loops of the backward region, which have them again, and what is defined
   *     around the regions
   * @param parameters of the function
   * @param results given to the caller, who may write those that are arrays
   */
  Definitions(
      Block forward,
      ArrayOrigins arrays,
      Set<Variable> storage,
      Collection<Variable> indices,
      List<Variable> parameters,
      List<Atom> results,
      TapeLayout.Form form) {
    this.arrays = arrays;
    this.form = form;
    this.storage = storage;
    this.indices = Set.copyOf(indices);
    parameters.forEach(parameter -> callerOwned.addAll(arrays.classesOf(parameter)));
    this.views = new ParameterViews(arrays).find(parameters, forward).keySet();
    this.finished = new FinishedArrays(arrays).find(forward);
    for (int i = 0; i < forward.statements().size(); i++) {
      visit(forward.statements().get(i), new Surroundings(List.of(), false, true, i));
    }
    for (Atom result : results) {
      if (result instanceof Variable variable) {
        given.addAll(arrays.classesOf(variable));
      }
    }
  }

  /** Where a variable is defined; empty for parameters, loop indices and mutable variables. */
  Optional<Definition> of(Variable variable) {
    return Optional.ofNullable(definitions.get(variable));
  }

  /** All definitions, from the first to the last. */
  List<Definition> inOrder() {
    return inOrder;
  }

  /** Whether the backward region sees the variable as the forward region left it. */
  boolean isAtHand(Variable variable) {
    if (variable.role() == Role.PARAMETER
        || indices.contains(variable)
        || storage.contains(variable)) {
      return true;
    }
    Definition definition = definitions.get(variable);
    return definition != null && definition.isOutermost() && !isReadAgain(variable);
  }

  /**
   * Whether the variable stands for a part of a parameter's array. It is had again from the
   * parameter, so that there is one place where the tape keeps it, and can guard or copy it.
   */
  boolean isReadAgain(Variable variable) {
    return form == TapeLayout.Form.TAPED
        && variable.role() != Role.PARAMETER
        && views.contains(variable);
  }

  /** Whether the array holds at the end what this load has read, wherever it read it. */
  boolean isStable(Operation.Load load, Definition definition) {
    if (views.contains(load.array())) {
      return true;
    }
    Variable array = arrays.classOf(load.array());
    if (given.contains(array)) {
      return false;
    }
    boolean isFinished = finished.contains(definition.variable());
    if (callerOwned.contains(array) && load.array().role() != Role.PARAMETER) {
      // A tape guards its parameters' arrays against their owner, by the parameters' names.
      return isFinished && form == TapeLayout.Form.FUSED;
    }
    if (arrays.isForeign(load.array())
        && (form == TapeLayout.Form.TAPED || lastOpaqueUse >= definition.outermostStatement())) {
      // Others hold the array too, and nobody guards it between the passes.
      return false;
    }
    return isFinished || lastWrites.getOrDefault(array, -1) < definition.outermostStatement();
  }

  /** What is around a statement; {@link Definition} has the meanings. */
  private record Surroundings(
      List<String> loops, boolean isInBranch, boolean isOutermost, int outermostStatement) {

    Surroundings within(Statement statement) {
      if (statement instanceof Statement.CountedLoop loop) {
        return new Surroundings(plus(loops, loop.label()), false, false, outermostStatement);
      }
      if (statement instanceof Statement.WhileLoop loop) {
        return new Surroundings(plus(loops, loop.label()), false, false, outermostStatement);
      }
      return new Surroundings(loops, true, false, outermostStatement);
    }
  }

  private void visit(Statement statement, Surroundings around) {
    int outermostStatement = around.outermostStatement();
    if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
      define(assign.target(), assign, around);
    } else if (statement instanceof Statement.Invoke invoke) {
      boolean mayWrite = invoke.member().isOpaque() && invoke.member().kind().runsCode();
      lastOpaqueUse = mayWrite ? outermostStatement : lastOpaqueUse;
      invoke.targets().forEach(target -> define(target, invoke, around));
      for (int position : invoke.member().effects().written()) {
        Variable array = (Variable) invoke.arguments().get(position);
        arrays.classesOf(array).forEach(it -> noteWrite(it, outermostStatement));
      }
    } else if (statement instanceof Statement.Store store) {
      noteWrite(store.array(), outermostStatement);
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      noteWrite(accumulate.array(), outermostStatement);
    }
    Surroundings inside = around.within(statement);
    for (Block block : statement.blocks()) {
      block.statements().forEach(inner -> visit(inner, inside));
    }
  }

  private void noteWrite(Variable array, int outermostStatement) {
    arrays.sharing(array).forEach(it -> lastWrites.put(it, outermostStatement));
  }

  private void define(Variable target, Statement statement, Surroundings around) {
    Definition definition =
        new Definition(
            target,
            statement,
            inOrder.size(),
            around.loops(),
            around.isInBranch(),
            around.isOutermost(),
            around.outermostStatement());
    definitions.put(target, definition);
    inOrder.add(definition);
  }

  private static List<String> plus(List<String> loops, String label) {
    List<String> longer = new ArrayList<>(loops);
    longer.add(label);
    return longer;
  }
}
