package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what crosses between the regions in the end, once all optimisation is done. */
public final class SlotAssignment {

  /**
   * The finished program.
   *
   * @param primal the function that it is the derivative of
   * @param outputs what its results are for the user
   */
  public ReverseProgram assign(
      LaidOutRegions laidOut, Function primal, List<Output> outputs, ArrayOrigins arrays) {
    List<Variable> parameters = laidOut.regions().parameters();
    Set<Variable> used = new LinkedHashSet<>();
    laidOut.backward().regions().forEach(region -> used.addAll(FreeVariables.of(region)));
    Set<Variable> allGuarded = new LinkedHashSet<>(guarded(laidOut, arrays));
    allGuarded.addAll(guardedTensors(laidOut, used));
    List<Variable> guarded = List.copyOf(allGuarded);
    used.addAll(guarded);
    Map<Variable, Origin> origins = new LinkedHashMap<>();
    primal.parameters().forEach(it -> origins.put(it.variable(), it.origin()));
    collectOrigins(laidOut.forward(), origins);
    laidOut.storage().forEach(array -> origins.putIfAbsent(array, Origin.NONE));

    Map<Variable, Variable> subjects = new HashMap<>();
    laidOut.slots().forEach((variable, slot) -> subjects.put(slot, variable));
    Set<Variable> adjointArrays = adjointArrays(laidOut);
    List<Slot> slots = new ArrayList<>();
    for (Map.Entry<Variable, Origin> candidate : origins.entrySet()) {
      Variable variable = candidate.getKey();
      if (used.contains(variable)) {
        Variable subject = subjects.getOrDefault(variable, variable);
        Origin origin = origins.getOrDefault(subject, candidate.getValue());
        slots.add(
            new Slot(variable, subject.name(), origin, isFreed(variable, laidOut, adjointArrays)));
      }
    }
    return new ReverseProgram(
        parameters,
        laidOut.regions().adjoints(),
        laidOut.regions().results(),
        laidOut.regions().seeds(),
        laidOut.forward(),
        laidOut.backward().combined(),
        laidOut.backward().each(),
        new SliceAnalysis(slots).analyze(laidOut.backward(), outputs),
        usedStorage(laidOut),
        slots,
        guarded,
        parameters.stream()
            .filter(it -> it.type() instanceof ArrayType && arrays.areRowsMoved(it))
            .toList(),
        parameters.stream()
            .filter(it -> it.type() instanceof ArrayType && arrays.isWrittenWithin(it))
            .toList(),
        laidOut.facts(),
        laidOut.loops());
  }

  /** Adjoint arrays are zeros between passes: they hold nothing that a pass could give up. */
  private static boolean isFreed(
      Variable variable, LaidOutRegions laidOut, Set<Variable> adjointArrays) {
    if (laidOut.slots().containsValue(variable)) {
      return variable.type() instanceof ArrayType || variable.type().isDifferentiable();
    }
    return variable.type().isDifferentiable() && !adjointArrays.contains(variable);
  }

  /** The storage of adjoint arrays, and the variables that stand for such arrays. */
  private static Set<Variable> adjointArrays(LaidOutRegions laidOut) {
    Set<Variable> adjoints = new LinkedHashSet<>(laidOut.storage());
    collectMade(laidOut.forward(), adjoints);
    collectAliases(laidOut.forward(), adjoints);
    return adjoints;
  }

  private static void collectMade(Block block, Set<Variable> adjoints) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray made
          && made.purpose() == Operation.NewArray.Purpose.ADJOINT) {
        adjoints.add(assign.target());
      }
      statement.blocks().forEach(inner -> collectMade(inner, adjoints));
    }
  }

  private static void collectAliases(Block block, Set<Variable> adjoints) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.target().type() instanceof ArrayType
          && !assign.operation().arguments().isEmpty()
          && assign.operation().arguments().get(0) instanceof Variable source
          && adjoints.contains(source)) {
        adjoints.add(assign.target());
      }
      statement.blocks().forEach(inner -> collectAliases(inner, adjoints));
    }
  }

  private static List<Variable> usedStorage(LaidOutRegions laidOut) {
    Set<Variable> mentioned = new LinkedHashSet<>(FreeVariables.of(laidOut.forward()));
    laidOut.backward().regions().forEach(it -> mentioned.addAll(FreeVariables.of(it)));
    return laidOut.storage().stream().filter(mentioned::contains).toList();
  }

  private static List<Variable> guarded(LaidOutRegions laidOut, ArrayOrigins arrays) {
    List<Variable> parameters = laidOut.regions().parameters();
    Map<Variable, Variable> views = new ParameterViews(arrays).find(parameters, laidOut.forward());
    Set<Variable> loaded = new LinkedHashSet<>();
    laidOut.backward().regions().forEach(it -> collectLoads(it, loaded));
    Set<Variable> guarded = new LinkedHashSet<>();
    loaded.forEach(array -> guarded.add(views.getOrDefault(array, array)));
    return parameters.stream().filter(guarded::contains).toList();
  }

  /**
   * The tensors, and arrays of them, that the caller has, or is given, and that a backward region
   * may read.
   */
  private static List<Variable> guardedTensors(LaidOutRegions laidOut, Set<Variable> read) {
    Set<Variable> owned = new LinkedHashSet<>();
    laidOut.regions().parameters().stream().filter(TensorAliases::holdsTensors).forEach(owned::add);
    laidOut.regions().results().stream()
        .filter(it -> it instanceof Variable variable && TensorAliases.holdsTensors(variable))
        .forEach(it -> owned.add((Variable) it));
    return List.copyOf(new TensorAliases(laidOut.forward()).among(owned, read));
  }

  private static void collectLoads(Block block, Set<Variable> loaded) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Load load) {
        loaded.add(load.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        // What the member reads of an array that it is given.
        invoke.arguments().stream()
            .filter(Variable.class::isInstance)
            .map(Variable.class::cast)
            .filter(argument -> argument.type() instanceof ArrayType)
            .forEach(loaded::add);
      }
      statement.blocks().forEach(inner -> collectLoads(inner, loaded));
    }
  }

  private static void collectOrigins(Block block, Map<Variable, Origin> origins) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement)
          .forEach(target -> origins.putIfAbsent(target, statement.origin()));
      statement.blocks().forEach(inner -> collectOrigins(inner, origins));
    }
  }
}
