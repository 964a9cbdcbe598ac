package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes of a loop a search for its winner, through which no derivative flows, and what the winner
 * computes, once more:
 *
 * <pre>{@code
 * for (i) m = max(m, e(i));   →   best = m;
 *                                 for (i)
 *                                   if (e(i) > best) { best = e(i); winner = i; isTied = false; }
 *                                   else if (!(e(i) < best)) { best = max(best, e(i)); isTied = true; }
 *                                 if (isTied) for (i) m = max(m, e(i));
 *                                 else if (isFound) m = e(winner);
 * }</pre>
 *
 * <p>With a tie at the top, or with NaN, several iterations decide, and the loop is gone through as
 * it stands. {@code if (e(i) > m) m = e(i)} knows no ties: the branch says who wins.
 */
final class WinnerSearch {

  private final Statement.CountedLoop loop;
  private final List<Statement> body;
  private final Set<Variable> changed;
  private final Set<Variable> set;
  private final FreshNames names;
  private final Origin origin;

  /**
   * @param changed the variables from outside that the loop changes
   * @param set those of them that derivatives flow through
   */
  WinnerSearch(
      Statement.CountedLoop loop, Set<Variable> changed, Set<Variable> set, FreshNames names) {
    this.loop = loop;
    this.body = loop.body().statements();
    this.changed = changed;
    this.set = set;
    this.names = names;
    this.origin = loop.origin();
  }

  /** The mutable variables that a block changes and does not declare. */
  static Set<Variable> changedOutside(Block block) {
    Set<Variable> changed = new LinkedHashSet<>();
    addChanged(block, changed);
    changed.removeAll(DefinedVariables.in(block));
    return changed;
  }

  private static void addChanged(Block block, Set<Variable> changed) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
        changed.add(assign.target());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        changed.add(accumulate.target());
      }
      statement.blocks().forEach(inner -> addChanged(inner, changed));
    }
  }

  /** What the search keeps. */
  private final class Found {
    private final Map<Variable, Variable> best = new LinkedHashMap<>();
    private final Variable winner = names.fresh("winner", Scalar.INT, Role.MUTABLE);
    private final Variable isFound = names.fresh("isFound", Scalar.BOOLEAN, Role.MUTABLE);
    private final Variable index =
        names.fresh(loop.index().name(), loop.index().type(), Role.SINGLE);

    private Found() {
      for (Variable variable : set) {
        String name = set.size() == 1 ? "best" : "best" + capitalized(variable.name());
        best.put(variable, names.fresh(name, variable.type(), Role.MUTABLE));
      }
    }

    private List<Statement> declarations() {
      List<Statement> statements = new ArrayList<>();
      best.forEach((variable, own) -> declare(own, before(variable, statements), statements));
      declare(winner, Constant.of(0), statements);
      declare(isFound, Constant.FALSE, statements);
      return statements;
    }

    private List<Statement> won() {
      return List.of(assign(winner, index), assign(isFound, Constant.TRUE));
    }

    private Statement.CountedLoop search(List<Statement> statements) {
      return new Statement.CountedLoop(
          index.name(),
          index,
          loop.from(),
          loop.relation(),
          loop.bound(),
          loop.step(),
          new Block(statements),
          origin);
    }

    /** What the winner computes, if there is one. */
    private List<Statement> decided(WinningIteration winning) {
      List<Statement> statements = new ArrayList<>();
      Variable found = define("found", new Operation.Copy(isFound), Scalar.BOOLEAN, statements);
      List<Statement> won = new ArrayList<>();
      won.add(new Statement.Assign(winning.index(), new Operation.Copy(winner), origin));
      won.addAll(winning.statements());
      statements.add(conditional(found, won, List.of()));
      return statements;
    }

    /** A copy of the loop's statements for the search, which sets its own variables. */
    private Map<Variable, Atom> bindings() {
      Map<Variable, Atom> bindings = outside();
      bindings.putAll(best);
      bindings.put(loop.index(), index);
      return bindings;
    }
  }

  /** A variable is read by a copy. */
  private Variable before(Variable variable, List<Statement> statements) {
    return define(variable.name(), new Operation.Copy(variable), variable.type(), statements);
  }

  private static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private Map<Variable, Atom> outside() {
    Map<Variable, Atom> bindings = new HashMap<>();
    FreeVariables.of(loop.body()).forEach(it -> bindings.put(it, it));
    return bindings;
  }

  // Maxima and minima.

  /** The search, if the loop does nothing but find a maximum or minimum. */
  Optional<List<Statement>> ofExtremum() {
    return changed.size() == 1
        ? Extremum.in(body, set.iterator().next()).flatMap(this::of)
        : Optional.empty();
  }

  private Optional<List<Statement>> of(Extremum extremum) {
    List<Statement> path = new ArrayList<>(body.subList(0, extremum.position()));
    path.add(assign(extremum.variable(), extremum.candidate()));
    return WinningIteration.of(loop, changed, set, path, names)
        .map(winning -> of(extremum, winning));
  }

  private List<Statement> of(Extremum extremum, WinningIteration winning) {
    Found found = new Found();
    Variable isTied = names.fresh("isTied", Scalar.BOOLEAN, Role.MUTABLE);
    List<Statement> statements = found.declarations();
    declare(isTied, Constant.FALSE, statements);
    Map<Variable, Atom> bindings = found.bindings();
    List<Statement> searched = new ArrayList<>();
    Block before = new Block(body.subList(0, extremum.position()));
    searched.addAll(new Renaming(names, bindings).rename(before).statements());
    Variable best = found.best.get(extremum.variable());
    Atom candidate = bound(extremum.candidate(), bindings);
    List<Statement> won = new ArrayList<>(List.of(assign(best, candidate)));
    won.addAll(found.won());
    won.add(assign(isTied, Constant.FALSE));
    Variable last = define("last", new Operation.Copy(best), best.type(), searched);
    Symbol better = extremum.isMaximum() ? Symbol.GT : Symbol.LT;
    Symbol worse = extremum.isMaximum() ? Symbol.LT : Symbol.GT;
    List<Statement> lost = new ArrayList<>();
    Variable isWorse = compare(worse, candidate, last, "isWorse", lost);
    List<Statement> tied = new ArrayList<>();
    // What is NaN once stays it.
    Operation both = Operation.Apply.of(extremum.function(), last, candidate);
    tied.add(assign(best, define(extremum.function().name(), both, best.type(), tied)));
    tied.add(assign(isTied, Constant.TRUE));
    lost.add(conditional(isWorse, List.of(), tied));
    Variable isBetter = compare(better, candidate, last, "isBetter", searched);
    searched.add(conditional(isBetter, won, lost));
    statements.add(found.search(searched));
    Variable isOpen = define("isOpen", new Operation.Copy(isTied), Scalar.BOOLEAN, statements);
    statements.add(conditional(isOpen, List.of(loop), found.decided(winning)));
    return statements;
  }

  private static Atom bound(Atom atom, Map<Variable, Atom> bindings) {
    return atom instanceof Variable variable ? bindings.get(variable) : atom;
  }

  private Variable compare(
      Symbol symbol, Atom left, Atom right, String name, List<Statement> statements) {
    BasicOperator operator = new BasicOperator(symbol, (Scalar) right.type());
    return define(name, Operation.Apply.of(operator, left, right), Scalar.BOOLEAN, statements);
  }

  // Branches.

  /** The search, if {@code m = condition ? candidate : m} is all that sets the variable. */
  Optional<List<Statement>> ofSelection() {
    return set.size() != 1
        ? Optional.empty()
        : new SelectedBranch(body, set.iterator().next())
            .write()
            .map(branch -> new WinnerSearch(loop.withBlocks(List.of(branch)), changed, set, names))
            .flatMap(WinnerSearch::ofBranch);
  }

  /** The search, if one branch alone sets what derivatives flow through. */
  Optional<List<Statement>> ofBranch() {
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Statement.If branch) {
        for (int side = 0; side < 2; side++) {
          List<Statement> inside = branch.blocks().get(side).statements();
          if (setsAll(inside)) {
            return ofBranch(i, side, inside);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the statements set all of the variables, and nothing else in the loop sets any. */
  private boolean setsAll(List<Statement> statements) {
    Set<Variable> found = new HashSet<>();
    int setters = 0;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Assign assign && set.contains(assign.target())) {
        found.add(assign.target());
        setters++;
      }
    }
    return found.size() == set.size() && setters == setters(loop.body());
  }

  private int setters(Block block) {
    int setters = 0;
    for (Statement statement : block.statements()) {
      if ((statement instanceof Statement.Assign assign && set.contains(assign.target()))
          || (statement instanceof Statement.Accumulate sum && set.contains(sum.target()))) {
        setters++;
      }
      setters += statement.blocks().stream().mapToInt(this::setters).sum();
    }
    return setters;
  }

  private Optional<List<Statement>> ofBranch(int position, int side, List<Statement> inside) {
    List<Statement> path = new ArrayList<>(body.subList(0, position));
    path.addAll(inside);
    return WinningIteration.of(loop, changed, set, path, names)
        .map(winning -> ofBranch(position, side, winning));
  }

  private List<Statement> ofBranch(int position, int side, WinningIteration winning) {
    Found found = new Found();
    List<Statement> statements = found.declarations();
    Renaming copy = new Renaming(names, found.bindings());
    List<Statement> searched = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      Statement renamed = copy.rename(new Block(List.of(body.get(i)))).statements().get(0);
      if (i == position) {
        List<Block> blocks = new ArrayList<>(renamed.blocks());
        List<Statement> inside = new ArrayList<>(blocks.get(side).statements());
        inside.addAll(found.won());
        blocks.set(side, new Block(inside));
        renamed = renamed.withBlocks(blocks);
      }
      searched.add(renamed);
    }
    statements.add(found.search(searched));
    statements.addAll(found.decided(winning));
    return statements;
  }

  // Statements.

  private void declare(Variable variable, Atom value, List<Statement> statements) {
    statements.add(new Statement.Declare(variable, origin));
    statements.add(assign(variable, value));
  }

  private Statement assign(Variable variable, Atom value) {
    return new Statement.Assign(variable, new Operation.Copy(value), origin);
  }

  private Variable define(String name, Operation operation, Type type, List<Statement> statements) {
    Variable variable = names.fresh(name, type, Role.SINGLE);
    statements.add(new Statement.Assign(variable, operation, origin));
    return variable;
  }

  private Statement conditional(Atom condition, List<Statement> then, List<Statement> otherwise) {
    return new Statement.If(condition, new Block(then), new Block(otherwise), origin);
  }
}
