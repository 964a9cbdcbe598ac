package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The atoms that a statement itself mentions, apart from the statements within it: what it reads,
 * the arrays that it touches, the mutable variables that it changes. The condition of a while loop
 * is not among them, since it lives in the header's scope.
 */
public final class Mentions implements Statement.Visitor<List<Atom>> {

  private static final Mentions INSTANCE = new Mentions();

  private Mentions() {}

  /** The atoms mentioned, in order. */
  public static List<Atom> in(Statement statement) {
    return statement.accept(INSTANCE);
  }

  /** The variables that the statement brings into the scope of its block. */
  public static List<Variable> definitions(Statement statement) {
    if (statement instanceof Statement.Declare declare) {
      return List.of(declare.variable());
    }
    if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
      return List.of(assign.target());
    }
    if (statement instanceof Statement.Call call) {
      return call.targets();
    }
    if (statement instanceof Statement.Invoke invoke) {
      return invoke.targets();
    }
    return List.of();
  }

  /** The variables that the statements of the block bring into its scope. */
  static Set<Variable> definedIn(Block block) {
    Set<Variable> defined = new LinkedHashSet<>();
    block.statements().forEach(statement -> defined.addAll(definitions(statement)));
    return defined;
  }

  @Override
  public List<Atom> declare(Statement.Declare statement) {
    return List.of();
  }

  @Override
  public List<Atom> assign(Statement.Assign statement) {
    if (!statement.target().isMutable()) {
      return statement.operation().arguments();
    }
    List<Atom> atoms = new ArrayList<>(statement.operation().arguments());
    atoms.add(statement.target());
    return atoms;
  }

  @Override
  public List<Atom> store(Statement.Store statement) {
    return List.of(statement.array(), statement.index(), statement.value());
  }

  @Override
  public List<Atom> accumulate(Statement.Accumulate statement) {
    return List.of(statement.target(), statement.value());
  }

  @Override
  public List<Atom> accumulateElement(Statement.AccumulateElement statement) {
    return List.of(statement.array(), statement.index(), statement.value());
  }

  @Override
  public List<Atom> call(Statement.Call statement) {
    return statement.arguments();
  }

  @Override
  public List<Atom> invoke(Statement.Invoke statement) {
    return statement.arguments();
  }

  @Override
  public List<Atom> throwing(Statement.Throw statement) {
    return List.of(statement.exception());
  }

  @Override
  public List<Atom> conditional(Statement.If statement) {
    return List.of(statement.condition());
  }

  @Override
  public List<Atom> countedLoop(Statement.CountedLoop statement) {
    return List.of(statement.from(), statement.bound());
  }

  @Override
  public List<Atom> whileLoop(Statement.WhileLoop statement) {
    return List.of();
  }

  @Override
  public List<Atom> reserve(Statement.Reserve statement) {
    return List.of(statement.slot(), statement.size());
  }

  @Override
  public List<Atom> reserveRow(Statement.ReserveRow statement) {
    return List.of(statement.slots(), statement.index(), statement.size());
  }

  @Override
  public List<Atom> clear(Statement.Clear statement) {
    return List.of(statement.array(), statement.length());
  }
}
