package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the arrays that are passed to a member and may hold something else later: the member or a
 * statement that may run after it writes them.
 */
public final class ChangedArguments {

  private final ArrayOrigins arrays;
  private final IdentityHashMap<Statement.Invoke, Set<Integer>> changed = new IdentityHashMap<>();
  private final IdentityHashMap<Statement.Invoke, Set<Integer>> written = new IdentityHashMap<>();
  private final Set<Statement.Invoke> reading = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Uses after which other code may run. */
  private final Set<Statement.Invoke> followed = Collections.newSetFromMap(new IdentityHashMap<>());

  public ChangedArguments(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /**
   * For each use of a member the positions of such arguments.
   *
   * @param written uses that give arrays which may be written later, be it under other names
   * @param reading uses that read static arrays which may be written later, since an argument of
   *     the function may be one, or since other code runs later
   */
  public record Result(
      IdentityHashMap<Statement.Invoke, Set<Integer>> positions,
      IdentityHashMap<Statement.Invoke, Set<Integer>> written,
      Set<Statement.Invoke> reading) {

    /** The positions of the results, arrays that may be written after the statement. */
    public Set<Integer> writtenResults(Statement.Invoke statement) {
      return written.getOrDefault(statement, Set.of());
    }

    /** Of one statement of the function, by its identity. */
    public Set<Integer> of(Statement.Invoke statement) {
      return positions.getOrDefault(statement, Set.of());
    }
  }

  /** Of what the function itself does. */
  public Result find(Function function) {
    return find(function, new HashSet<>());
  }

  /**
   * The same where the caller may write what the function returns, before the backward pass comes;
   * the caller's own arrays are guarded otherwise.
   */
  public Result findUntilBackward(Function function) {
    Set<Variable> given = new HashSet<>();
    for (Atom result : function.results()) {
      if (result instanceof Variable array && array.type() instanceof ArrayType) {
        given.addAll(arrays.classesOf(array));
      }
    }
    function.parameters().stream()
        .map(Function.Parameter::variable)
        .forEach(parameter -> given.removeAll(arrays.classesOf(parameter)));
    return find(function, given);
  }

  private Result find(Function function, Set<Variable> later) {
    followed.addAll(OthersAfterwards.in(function));
    visit(function.body(), later);
    return new Result(changed, written, reading);
  }

  /**
   * Against the order of execution.
   *
   * @param later classes of arrays that may be written after the block; those that the block writes
   *     are added
   */
  private void visit(Block block, Set<Variable> later) {
    List<Statement> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      boolean isLoop =
          statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
      if (isLoop) {
        // What one iteration writes comes after what the one before has called.
        statement.blocks().forEach(inner -> collectWrites(inner, later));
      }
      Set<Variable> before = new HashSet<>(later);
      for (Block inner : statement.blocks()) {
        Set<Variable> inside = new HashSet<>(before);
        visit(inner, inside);
        later.addAll(inside);
      }
      if (statement instanceof Statement.Invoke invoke) {
        note(invoke, later);
      }
      addWrites(statement, later);
    }
  }

  private void note(Statement.Invoke invoke, Set<Variable> later) {
    Set<Integer> positions = new HashSet<>(invoke.member().effects().written());
    for (int i = 0; i < invoke.arguments().size(); i++) {
      if (invoke.arguments().get(i) instanceof Variable variable
          && variable.type() instanceof ArrayType
          && arrays.classesOf(variable).stream().anyMatch(it -> mayChange(it, invoke, later))) {
        positions.add(i);
      }
    }
    changed.put(invoke, positions);
    if (!invoke.member().effects().statics().isEmpty()) {
      Set<Variable> afterwards = new HashSet<>(later);
      addWrites(invoke, afterwards);
      if (followed.contains(invoke)
          || afterwards.stream().anyMatch(it -> isOthers(it) && reads(invoke, it))) {
        reading.add(invoke);
      }
    }
    Set<Integer> results = new HashSet<>();
    for (int i = 0; i < invoke.targets().size(); i++) {
      Variable target = invoke.targets().get(i);
      if (target.type() instanceof ArrayType
          && arrays.classesOf(target).stream().anyMatch(later::contains)) {
        results.add(i);
      }
    }
    written.put(invoke, results);
  }

  private boolean mayChange(Variable array, Statement.Invoke invoke, Set<Variable> later) {
    return later.contains(array) || (followed.contains(invoke) && arrays.isForeign(array));
  }

  private boolean isOthers(Variable array) {
    return arrays.given().contains(array) || arrays.isForeign(array);
  }

  private static boolean reads(Statement.Invoke invoke, Variable array) {
    return invoke.member().effects().mayRead((ArrayType) array.type());
  }

  private void collectWrites(Block block, Set<Variable> written) {
    for (Statement statement : block.statements()) {
      addWrites(statement, written);
      statement.blocks().forEach(inner -> collectWrites(inner, written));
    }
  }

  private void addWrites(Statement statement, Set<Variable> written) {
    if (statement instanceof Statement.Store store) {
      written.addAll(arrays.sharing(store.array()));
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      written.addAll(arrays.sharing(accumulate.array()));
    } else if (statement instanceof Statement.Invoke invoke) {
      for (int position : invoke.member().effects().written()) {
        arrays
            .classesOf((Variable) invoke.arguments().get(position))
            .forEach(it -> written.addAll(arrays.sharing(it)));
      }
    }
  }
}
