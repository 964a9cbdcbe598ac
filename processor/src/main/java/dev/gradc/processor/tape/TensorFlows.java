package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the tensors of both regions go, and arrays of indices, without regard to the order of
 * statements: what is given back, or to code of which nothing is known, others may hold.
 */
final class TensorFlows {

  private final Map<Variable, Set<Variable>> successors = new LinkedHashMap<>();
  private final Map<Variable, Set<Variable>> predecessors = new LinkedHashMap<>();
  private final Set<Variable> given = new LinkedHashSet<>();

  /**
   * What is put into each array of numbers. Backward regions of single outputs have statements in
   * them that the one of all has too.
   */
  private final Map<Variable, Set<Statement.Store>> stores = new LinkedHashMap<>();

  private final Set<Variable> escaping;

  /** Into code of which nothing is known: arrays of the caller's are no such code. */
  private final Set<Variable> unknown;

  private final KeptParts parts;

  /** Into which rows are put. */
  private final Set<Variable> filledWithRows = new LinkedHashSet<>();

  /** What operations on tensors are given. */
  private final Set<Variable> forTensors = new LinkedHashSet<>();

  TensorFlows(LaidOutRegions laidOut) {
    this(laidOut, KeptParts.NONE, false);
  }

  /**
   * @param parts that are called
   * @param isPart whether the regions are those of a part: its caller copies what it gives
   */
  TensorFlows(LaidOutRegions laidOut, KeptParts parts, boolean isPart) {
    this.parts = parts;
    visit(laidOut.forward());
    laidOut.backward().regions().forEach(this::visit);
    if (isPart) {
      laidOut.regions().results().forEach(this::giveArray);
    } else {
      laidOut.regions().results().forEach(this::give);
    }
    unknown = reachable(given, predecessors);
    // Arrays of the caller's; who lends an adjoint array is given copies.
    laidOut.regions().parameters().forEach(this::giveArray);
    escaping = reachable(given, predecessors);
  }

  /**
   * Whether others may hold the tensor when the evaluation is over, or while it goes on. Those who
   * lend an adjoint array do not: they are given copies.
   */
  boolean escapes(Variable tensor) {
    return escaping.contains(tensor);
  }

  /** Whether one of them, or of what is in them, may be given to code of which nothing is known. */
  boolean reachUnknown(Collection<Variable> variables) {
    return variables.stream().anyMatch(unknown::contains);
  }

  /** Whether one of them, or of what is in them, may be one of the others. */
  boolean reach(Collection<Variable> variables, Collection<? extends Atom> others) {
    return reachable(variables, successors).stream().anyMatch(others::contains);
  }

  /** Where a tensor may get to. */
  Set<Variable> reachedFrom(Variable tensor) {
    return reachable(List.of(tensor), successors);
  }

  /** Whether what has been in a variable may get there by way of another one. */
  boolean comesBackTo(Variable variable) {
    return reachable(successors.getOrDefault(variable, Set.of()), successors).contains(variable);
  }

  /** Whether the tensor may be needed after the block in which it is computed. */
  boolean outlivesItsBlock(Variable tensor) {
    return reachable(List.of(tensor), successors).stream()
        .anyMatch(
            it ->
                it.isMutable()
                    || (it.type() instanceof ArrayType && !it.type().equals(tensor.type())));
  }

  /** Whether there are operations on tensors at all. */
  boolean areOfTensors() {
    return !forTensors.isEmpty();
  }

  /** Whether an operation on tensors is given it. */
  boolean isForTensors(Variable variable) {
    return forTensors.contains(variable);
  }

  /**
   * Whether the array of indices stays as it is made, and is seen by nobody else: one array will do
   * for all who would make one like it.
   *
   * @param own how many statements fill it
   */
  boolean canBeShared(Variable indices, int own) {
    return !escapes(indices)
        && reachable(List.of(indices), successors).stream()
                .mapToInt(it -> stores.getOrDefault(it, Set.of()).size())
                .sum()
            == own;
  }

  /** Whether an array of rows has those that it was made with, each for itself. */
  boolean keepsItsRows(Variable rows) {
    // A slot that holds the array itself has another type.
    return reachable(List.of(rows), successors).stream()
        .noneMatch(it -> it.type().equals(rows.type()) && filledWithRows.contains(it));
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        assign.operation().arguments().forEach(it -> edge(it, assign.target()));
      } else if (statement instanceof Statement.Store store) {
        edge(store.value(), store.array());
        if (store.value().type() instanceof ArrayType) {
          filledWithRows.add(store.array());
        } else {
          stores.computeIfAbsent(store.array(), none -> new LinkedHashSet<>()).add(store);
        }
      } else if (statement instanceof Statement.Accumulate sum) {
        edge(sum.value(), sum.target());
      } else if (statement instanceof Statement.AccumulateElement sum) {
        edge(sum.value(), sum.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        visit(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Invoke invoke) {
    Member member = invoke.member();
    if (member.isOfTensors() || member.isRuleOfTensors()) {
      invoke.arguments().stream()
          .filter(Variable.class::isInstance)
          .forEach(it -> forTensors.add((Variable) it));
    }
    Optional<KeptPart> called = parts.called(member);
    Optional<KeptPart> part = called.or(() -> parts.evaluated(member));
    if (part.isPresent() && !part.get().holdsArguments()) {
      int own = part.get().evaluation().parameters().size() - 1;
      invoke.arguments().stream().skip(own).forEach(this::giveTensors);
      if (called.isPresent() && part.get().givesArguments()) {
        invoke
            .arguments()
            .forEach(argument -> invoke.targets().forEach(target -> edge(argument, target)));
      }
    } else if (parts.isOfSums(member)) {
      // Copies of what is put into the arrays are the caller's.
      return;
    } else if (TensorAliases.isDetach(invoke)) {
      edge(invoke.arguments().get(0), invoke.targets().get(0));
    } else if (!member.isOfTensors()
        && !member.isRuleOfTensors()
        && member.kind() != Member.Kind.CONCATENATION) {
      // A text does not hold what it tells of.
      invoke.arguments().forEach(this::give);
    }
  }

  private void give(Atom atom) {
    if (atom instanceof Variable variable) {
      given.add(variable);
    }
  }

  /** An array of tensors, into which a pullback may put some. */
  private void giveTensors(Atom atom) {
    if (atom instanceof Variable variable && TensorAliases.holdsTensors(variable)) {
      giveArray(variable);
    }
  }

  private void giveArray(Atom atom) {
    if (atom.type() instanceof ArrayType) {
      give(atom);
    }
  }

  private void edge(Atom from, Variable to) {
    if (!(from instanceof Variable variable) || !isFollowed(variable)) {
      return;
    }
    if (!isFollowed(to)) {
      // As an object it may be given to anybody, and nothing here follows objects.
      if (!(to.type() instanceof Scalar)) {
        given.add(variable);
      }
    } else {
      add(variable, to);
      if (variable.type() instanceof ArrayType && to.type() instanceof ArrayType) {
        // Two names of one array, or an array and a row of it: what is put into one is in both.
        add(to, variable);
      }
    }
  }

  /** Whether it is or holds a tensor, or an array of indices. */
  private static boolean isFollowed(Variable variable) {
    return TensorAliases.holdsTensors(variable)
        || (variable.type() instanceof ArrayType array && array.innermost().equals(Scalar.INT));
  }

  private void add(Variable from, Variable to) {
    successors.computeIfAbsent(from, none -> new LinkedHashSet<>()).add(to);
    predecessors.computeIfAbsent(to, none -> new LinkedHashSet<>()).add(from);
  }

  private static Set<Variable> reachable(
      Collection<Variable> starts, Map<Variable, Set<Variable>> edges) {
    Set<Variable> seen = new LinkedHashSet<>(starts);
    Deque<Variable> work = new ArrayDeque<>(starts);
    while (!work.isEmpty()) {
      for (Variable next : edges.getOrDefault(work.remove(), Set.of())) {
        if (seen.add(next)) {
          work.add(next);
        }
      }
    }
    return seen;
  }
}
