package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A loop over vectors cut at given places; used once. */
final class VectorCut {

  /** More arrays of a block than this stay in no cache that is near. */
  private static final int MOST_ARRAYS = 12;

  /** Computing this many operations once more takes as long as storing a value and loading it. */
  private static final int CHEAP = 3;

  /** Of a division or a root, in such operations. */
  private static final int SLOW = 4;

  private final VectorLoop loop;
  private final FreshNames names = new FreshNames();
  private final List<List<Statement>> segments = new ArrayList<>();

  /** Whether an array is written before the segment. */
  private final List<Boolean> isWrittenBefore = new ArrayList<>();

  private final Map<Variable, Integer> segmentOf = new LinkedHashMap<>();
  private final Map<Variable, Statement.Assign> definitions = new LinkedHashMap<>();
  private final Set<Variable> assigned = new HashSet<>();

  /** Where a value is left for later segments. */
  private final Map<Variable, Variable> arrays = new LinkedHashMap<>();

  /** What comes before a segment, of what was computed before it. */
  private final List<Preparation> preparations = new ArrayList<>();

  private int obstacle = -1;

  VectorCut(VectorLoop loop, List<Integer> cuts) {
    this.loop = loop;
    reserve(loop.body());
    List<Statement> statements = loop.body().statements();
    int from = 0;
    boolean isWritten = false;
    for (int i = 0; i <= cuts.size(); i++) {
      int end = i < cuts.size() ? cuts.get(i) : statements.size();
      List<Statement> segment = statements.subList(from, end);
      segments.add(segment);
      isWrittenBefore.add(isWritten);
      isWritten |= new Block(segment).contains(VectorCut::writes);
      for (Statement statement : segment) {
        note(statement, i);
      }
      from = end;
    }
  }

  /** Names of what is from outside, too: of arrays, numbers, sums, and the index. */
  private void reserve(Block block) {
    Set<Atom> mentioned = new LinkedHashSet<>();
    collect(block, mentioned);
    for (Atom atom : mentioned) {
      if (atom instanceof Variable variable) {
        names.reserve(variable.name());
      }
    }
    names.reserveAll(block);
  }

  private void note(Statement statement, int segment) {
    Mentions.definitions(statement).forEach(it -> segmentOf.put(it, segment));
    if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
      definitions.put(assign.target(), assign);
    }
  }

  private static boolean writes(Statement statement) {
    return statement instanceof Statement.Store || statement instanceof Statement.AccumulateElement;
  }

  /** The number of the cut across which something goes that cannot. */
  int obstacle() {
    return obstacle;
  }

  /** The loops in order; nothing if there is an obstacle. */
  Optional<List<VectorLoop>> parts() {
    for (int i = 0; i < segments.size(); i++) {
      Preparation preparation = new Preparation(i);
      preparations.add(preparation);
      if (!preparation.isPossible() || arrays.size() > MOST_ARRAYS) {
        obstacle = i - 1;
        return Optional.empty();
      }
      segments.get(i).forEach(this::noteAssigned);
    }
    List<VectorLoop> parts = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      parts.add(part(i));
    }
    return Optional.of(parts);
  }

  /** Which variables that change have a value by now, on some path. */
  private void noteAssigned(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      assigned.add(assign.target());
    }
    statement.blocks().forEach(it -> it.statements().forEach(this::noteAssigned));
  }

  private VectorLoop part(int segment) {
    List<Statement> statements = new ArrayList<>(preparations.get(segment).statements);
    Set<Variable> changed = new LinkedHashSet<>();
    for (Statement statement : segments.get(segment)) {
      statements.add(statement);
      if (statement instanceof Statement.Assign assign
          && !assign.target().isMutable()
          && arrays.containsKey(assign.target())) {
        statements.add(store(assign.target(), statement));
      }
      collectChanged(statement, changed);
    }
    for (Variable variable : changed) {
      if (isNeededAfter(variable, segment)) {
        statements.add(store(variable, statements.get(statements.size() - 1)));
      }
    }
    return of(new Block(used(statements)));
  }

  /** Without what only later segments need, which compute it once more. */
  private static List<Statement> used(List<Statement> statements) {
    List<Statement> used = new ArrayList<>();
    Set<Atom> mentioned = new HashSet<>();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      boolean isUnused =
          statement instanceof Statement.Assign assign
              && !assign.target().isMutable()
              && !mentioned.contains(assign.target());
      if (!isUnused) {
        collect(new Block(List.of(statement)), mentioned);
        used.add(statement);
      }
    }
    Collections.reverse(used);
    return used;
  }

  private void collectChanged(Statement statement, Set<Variable> changed) {
    Mentions.in(statement).stream()
        .filter(it -> it instanceof Variable variable && variable.isMutable())
        .map(Variable.class::cast)
        .filter(arrays::containsKey)
        .forEach(changed::add);
    statement
        .blocks()
        .forEach(it -> it.statements().forEach(inner -> collectChanged(inner, changed)));
  }

  private boolean isNeededAfter(Variable variable, int segment) {
    return preparations.subList(segment + 1, preparations.size()).stream()
        .anyMatch(it -> it.available.contains(variable));
  }

  private Statement store(Variable variable, Statement near) {
    return new Statement.Store(arrays.get(variable), loop.loop().index(), variable, near.origin());
  }

  private VectorLoop of(Block body) {
    Set<Atom> mentioned = new LinkedHashSet<>();
    collect(body, mentioned);
    Set<Variable> defined = DefinedVariables.in(body);
    List<Variable> given = new ArrayList<>();
    List<Variable> touched = new ArrayList<>();
    Map<Variable, VectorLoop.Reduction> reductions = new LinkedHashMap<>(loop.reductions());
    reductions.keySet().retainAll(mentioned);
    for (Atom atom : mentioned) {
      if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
        touched.add(variable);
      } else if (atom instanceof Variable variable
          && !defined.contains(variable)
          && !reductions.containsKey(variable)
          && !variable.equals(loop.loop().index())) {
        given.add(variable);
      }
    }
    Set<Variable> handed = new LinkedHashSet<>(arrays.values());
    handed.retainAll(touched);
    return new VectorLoop(
        loop.loop(), body, loop.lanes(), loop.uniform(), given, touched, reductions, handed);
  }

  private static void collect(Block block, Set<Atom> mentioned) {
    for (Statement statement : block.statements()) {
      mentioned.addAll(Mentions.in(statement));
      statement.blocks().forEach(it -> collect(it, mentioned));
    }
  }

  /** What a segment reads of earlier ones: computed once more, or loaded. */
  private final class Preparation {

    private final int segment;
    private final Set<Variable> available = new LinkedHashSet<>();
    private final List<Statement> statements = new ArrayList<>();

    Preparation(int segment) {
      this.segment = segment;
    }

    boolean isPossible() {
      Set<Atom> mentioned = new LinkedHashSet<>();
      collect(new Block(segments.get(segment)), mentioned);
      // In the order in which they were computed: later ones may be computed of earlier ones.
      return segmentOf.keySet().stream()
          .filter(mentioned::contains)
          .filter(this::isFromBefore)
          .allMatch(this::provide);
    }

    private boolean isFromBefore(Atom atom) {
      return atom instanceof Variable variable
          && segmentOf.getOrDefault(variable, segment) < segment;
    }

    /** Whether the variable has its value now. */
    private boolean provide(Variable variable) {
      if (available.contains(variable)) {
        return true;
      }
      boolean isNumber = variable.type() == Scalar.DOUBLE || variable.type() == Scalar.FLOAT;
      boolean isRepeated =
          !variable.isMutable()
              && (loop.uniform().contains(variable) || !isNumber || cost(variable) <= CHEAP);
      if (isRepeated) {
        return repeat(variable);
      }
      if (isNumber) {
        load(variable);
      }
      return isNumber;
    }

    private boolean repeat(Variable variable) {
      Statement.Assign definition = definitions.get(variable);
      if (!canBeRepeated(definition.operation())) {
        return false;
      }
      for (Atom argument : definition.operation().arguments()) {
        if (isFromBefore(argument) && !provide((Variable) argument)) {
          return false;
        }
      }
      available.add(variable);
      statements.add(definition);
      return true;
    }

    /** Whether the operation gives what it gave. */
    private boolean canBeRepeated(Operation operation) {
      boolean hasChanged =
          operation instanceof Operation.Load
              ? isWrittenBefore.get(segment)
              : operation.arguments().stream()
                  .anyMatch(it -> segmentOf.containsKey(it) && ((Variable) it).isMutable());
      return !hasChanged;
    }

    /** How many operations compute it, of what is there. */
    private int cost(Atom atom) {
      if (!isFromBefore(atom) || available.contains(atom) || loop.uniform().contains(atom)) {
        return 0;
      }
      Statement.Assign definition = definitions.get(atom);
      if (definition == null || !canBeRepeated(definition.operation())) {
        return Integer.MAX_VALUE / 4;
      }
      int cost = cost(definition.operation());
      for (Atom argument : definition.operation().arguments()) {
        if (cost <= CHEAP) {
          cost += cost(argument);
        }
      }
      return cost;
    }

    private int cost(Operation operation) {
      if (!(operation instanceof Operation.Apply apply)) {
        return operation instanceof Operation.Copy ? 0 : 1;
      }
      boolean isSlow =
          apply.operator() instanceof BasicOperator basic
              ? basic.symbol() == BasicOperator.Symbol.DIV
              : apply.operator() instanceof MathFunction function && function.name().equals("sqrt");
      return LaneOperators.isFunction(apply.operator()) ? Integer.MAX_VALUE / 4 : isSlow ? SLOW : 1;
    }

    /** The value that an earlier segment has left. */
    private void load(Variable variable) {
      available.add(variable);
      Statement first = segments.get(segment).get(0);
      if (variable.isMutable()) {
        statements.add(new Statement.Declare(variable, first.origin()));
        if (!assigned.contains(variable)) {
          return;
        }
      }
      Type element = loop.lanes() == Scalar.FLOAT ? Scalar.FLOAT : variable.type();
      Variable array =
          arrays.computeIfAbsent(
              variable,
              it ->
                  names.fresh(
                      it.name() + "Block", new ArrayType(element), Variable.Role.PARAMETER));
      statements.add(
          new Statement.Assign(
              variable, new Operation.Load(array, loop.loop().index()), first.origin()));
    }
  }
}
