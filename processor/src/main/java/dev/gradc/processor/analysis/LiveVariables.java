package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which variables are read after a statement, before they get another value. */
public final class LiveVariables {

  private final IdentityHashMap<Statement, Set<Variable>> after = new IdentityHashMap<>();

  /**
   * For each statement of a function, by its identity, the variables whose values are still asked
   * for when it has run.
   */
  public IdentityHashMap<Statement, Set<Variable>> after(Function function) {
    Set<Variable> results = new LinkedHashSet<>();
    add(function.results(), results);
    before(function.body(), results);
    return after;
  }

  /** The variables whose values a block asks for. */
  public static Set<Variable> exposed(Block block) {
    return new LiveVariables().before(block, Set.of());
  }

  private Set<Variable> before(Block block, Set<Variable> end) {
    Set<Variable> live = new LinkedHashSet<>(end);
    List<Statement> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      after.computeIfAbsent(statement, any -> new LinkedHashSet<>()).addAll(live);
      live = before(statement, live);
    }
    return live;
  }

  private Set<Variable> before(Statement statement, Set<Variable> end) {
    Set<Variable> live = new LinkedHashSet<>(end);
    if (statement instanceof Statement.If choice) {
      live = before(choice.then(), end);
      live.addAll(before(choice.otherwise(), end));
    } else if (statement instanceof Statement.CountedLoop loop) {
      int size;
      do {
        size = live.size();
        live.addAll(before(loop.body(), live));
      } while (live.size() > size);
      live.remove(loop.index());
    } else if (statement instanceof Statement.WhileLoop loop) {
      int size;
      do {
        size = live.size();
        Set<Variable> test = before(loop.body(), live);
        test.addAll(end);
        add(List.of(loop.condition()), test);
        live.addAll(before(loop.header(), test));
      } while (live.size() > size);
    } else if (statement instanceof Statement.Throw) {
      live.clear();
    } else if (statement instanceof Statement.Assign assign) {
      live.remove(assign.target());
      add(assign.operation().arguments(), live);
      return live;
    } else {
      Mentions.definitions(statement).forEach(live::remove);
    }
    add(Mentions.in(statement), live);
    return live;
  }

  private static void add(Collection<Atom> atoms, Set<Variable> live) {
    for (Atom atom : atoms) {
      if (atom instanceof Variable variable) {
        live.add(variable);
      }
    }
  }
}
