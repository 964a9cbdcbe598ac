package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which seeds reach which statements of a backward region. Everything that the region does with
 * adjoints is linear in the seeds, so a statement that a seed does not reach has only zeros to work
 * on where all other seeds are zero.
 *
 * <p>Scalars are followed along the flow of control; of arrays it is only known which class of
 * {@link ArrayOrigins} a cotangent has been added to. Values of the forward pass are reached by no
 * seed.
 */
public final class SeedFlow {

  private final ArrayOrigins arrays;
  private final IdentityHashMap<Statement, Set<Integer>> reaching = new IdentityHashMap<>();
  private final IdentityHashMap<Statement, Set<Integer>> marks = new IdentityHashMap<>();
  private final Map<Variable, List<Atom>> held = new LinkedHashMap<>();
  private Map<Variable, Set<Integer>> state = new LinkedHashMap<>();
  private Set<Variable> adjoints = Set.of();

  /**
   * @param arrays of both regions
   */
  public SeedFlow(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /**
   * What is known of the statements of a region, by their identity.
   *
   * @param seeds numbers of the seeds that reach a statement; of one that is not here, and of
   *     statements around others, nothing is said
   */
  public record Reached(IdentityHashMap<Statement, Set<Integer>> seeds) {

    /** Whether the statement works on cotangents at all. */
    public boolean isLinear(Statement statement) {
      return seeds.containsKey(statement);
    }

    /** Whether all of the seeds reach the statement. */
    public boolean isReachedBy(Statement statement, Set<Integer> wanted) {
      return seeds.get(statement).containsAll(wanted);
    }
  }

  /**
   * What reaches what.
   *
   * @param seeds variables that hold a cotangent at the region's beginning, with the number of what
   *     they are the cotangent of
   * @param marked marks of retained values, each a source of its own, with its number
   */
  public Reached analyze(
      Block backward, Map<Variable, Integer> seeds, IdentityHashMap<Statement, Integer> marked) {
    adjoints = new AdjointValues(arrays).find(backward, seeds.keySet());
    marked.forEach((statement, number) -> marks.put(statement, Set.of(number)));
    seeds.forEach((variable, number) -> add(variable, Set.of(number)));
    visit(backward);
    return new Reached(reaching);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.If choice) {
        Map<Variable, Set<Integer>> before = copy(state);
        visit(choice.then());
        Map<Variable, Set<Integer>> then = state;
        state = before;
        visit(choice.otherwise());
        join(then);
      } else if (!statement.blocks().isEmpty()) {
        loop(statement);
      } else {
        simple(statement);
      }
    }
  }

  private void loop(Statement loop) {
    Map<Variable, Set<Integer>> before;
    do {
      before = copy(state);
      loop.blocks().forEach(this::visit);
      join(before);
    } while (!state.equals(before));
  }

  private void simple(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      assign(assign);
    } else if (statement instanceof Statement.Accumulate accumulate) {
      if (isAdjoint(accumulate.target())) {
        add(accumulate.target(), reach(statement, of(accumulate.value())));
      }
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      if (isAdjoint(accumulate.array())) {
        add(accumulate.array(), reach(statement, of(accumulate.value())));
      }
    } else if (statement instanceof Statement.Store store) {
      if (isAdjoint(store.array()) && !(store.value().type() instanceof ArrayType)) {
        reach(statement, of(store.array()));
        add(store.array(), reach(statement, of(store.value())));
      }
    } else if (statement instanceof Statement.Clear clear) {
      if (isAdjoint(clear.array())) {
        reach(statement, of(clear.array()));
      }
    } else if (statement instanceof Statement.Invoke invoke) {
      invoke(invoke);
    }
  }

  private void assign(Statement.Assign assign) {
    Variable target = assign.target();
    if (!isAdjoint(target) || !isNumber(target.type())) {
      return;
    }
    boolean isZeroed =
        assign.operation() instanceof Operation.Copy copy && copy.value() instanceof Constant;
    Set<Integer> sources = new TreeSet<>();
    assign.operation().arguments().forEach(argument -> sources.addAll(of(argument)));
    if (!isZeroed) {
      reach(assign, sources);
    }
    if (!isZeroed && target.isMutable()) {
      // A pullback goes on from the adjoint so far, and gives back what that is then.
      add(target, sources);
    } else {
      state.put(target, sources);
    }
  }

  private void invoke(Statement.Invoke invoke) {
    if (marks.containsKey(invoke)) {
      add((Variable) invoke.arguments().get(0), marks.get(invoke));
      return;
    }
    Set<Integer> sources = new TreeSet<>();
    if (invoke.member().cotangents().isEmpty()) {
      // It reads what a pullback has left in an object, or makes an object of numbers; an object
      // that a pullback is yet to fill is made from nothing that a seed has reached.
      boolean reads = invoke.member().kind() != Member.Kind.STATIC;
      for (Variable target : invoke.targets()) {
        if (isAdjoint(target)) {
          if (reads) {
            invoke.arguments().forEach(argument -> sources.addAll(of(argument)));
            reach(invoke, sources);
          }
          state.put(target, sources);
          held.put(target, invoke.arguments());
        }
      }
      return;
    }
    for (int position : invoke.member().cotangents()) {
      sources.addAll(of(invoke.arguments().get(position)));
    }
    reach(invoke, sources);
    invoke.targets().forEach(target -> state.put(target, sources));
    invoke.arguments().forEach(argument -> addWithin(argument, sources));
  }

  /** To arrays, and to what a pullback fills: the object, and the arrays that it was made for. */
  private void addWithin(Atom argument, Set<Integer> sources) {
    if (argument instanceof Variable variable
        && isAdjoint(variable)
        && !isNumber(variable.type())) {
      add(variable, sources);
      held.getOrDefault(variable, List.of()).forEach(atom -> addWithin(atom, sources));
    }
  }

  private Set<Integer> reach(Statement statement, Set<Integer> sources) {
    reaching.computeIfAbsent(statement, key -> new TreeSet<>()).addAll(sources);
    return sources;
  }

  private Set<Integer> of(Atom atom) {
    return atom instanceof Variable variable && isAdjoint(variable)
        ? state.getOrDefault(node(variable), Set.of())
        : Set.of();
  }

  private void add(Variable variable, Set<Integer> sources) {
    Set<Integer> all = new TreeSet<>(state.getOrDefault(node(variable), Set.of()));
    all.addAll(sources);
    state.put(node(variable), all);
  }

  /** Whether values of the type are numbers, or tensors, which are not changed either. */
  private static boolean isNumber(Type type) {
    return type instanceof Scalar || type.equals(ObjectType.TENSOR);
  }

  private boolean isAdjoint(Variable variable) {
    return adjoints.contains(node(variable));
  }

  private Variable node(Variable variable) {
    return variable.type() instanceof ArrayType ? arrays.contentsOf(variable) : variable;
  }

  private void join(Map<Variable, Set<Integer>> other) {
    other.forEach(
        (variable, sources) -> {
          Set<Integer> all = new TreeSet<>(state.getOrDefault(variable, Set.of()));
          all.addAll(sources);
          state.put(variable, all);
        });
  }

  /** Sets are never changed, only replaced. */
  private static Map<Variable, Set<Integer>> copy(Map<Variable, Set<Integer>> state) {
    return new LinkedHashMap<>(state);
  }
}
