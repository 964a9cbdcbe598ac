package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pieces into which the statements of a loop fall apart: a loop over each of them, one after
 * the other, leaves what the one loop leaves. Pieces that see the same variable change are one. Two
 * that see the same array change meet in one element of one iteration, and the one that comes to it
 * first there is the first one.
 */
final class LoopPieces {

  /** Longer bodies are no elementwise arithmetic, and would take long to compare. */
  private static final int LONGEST = 100;

  /** What a loop of its own is for. */
  private static final int LEAST_OPERATIONS = 2;

  private static final Set<BasicOperator.Symbol> VECTOR_OPERATORS =
      Set.of(
          BasicOperator.Symbol.ADD,
          BasicOperator.Symbol.SUB,
          BasicOperator.Symbol.MUL,
          BasicOperator.Symbol.DIV,
          BasicOperator.Symbol.NEG,
          BasicOperator.Symbol.DETACH);

  private final Variable index;
  private final ArrayOrigins arrays;
  private final Set<Variable> given;
  private final List<Statement> statements;

  /** Where each variable of an iteration is defined. */
  private final Map<Variable, Integer> definitions = new HashMap<>();

  /** What each statement reads and writes that other iterations see. */
  private final Map<Integer, List<Access>> accesses = new HashMap<>();

  /**
   * @param given classes of arrays of the caller's, who sees how far they are written
   */
  LoopPieces(Statement.CountedLoop loop, ArrayOrigins arrays, Set<Variable> given) {
    this.given = given;
    this.index = loop.index();
    this.arrays = arrays;
    this.statements = loop.body().statements();
  }

  /**
   * An access to a variable from outside of the loop, or to an element.
   *
   * @param place the variable, or the class of the array
   * @param element its index, of an array
   */
  private record Access(Variable place, Optional<Atom> element, boolean isWrite) {}

  /** The pieces in the order in which they have to run, if there are several that gain by it. */
  List<List<Statement>> find() {
    if (statements.size() > LONGEST
        || !statements.stream().allMatch(LoopPieces::isPlain)
        || statements.stream().anyMatch(this::writesOthers)) {
      return List.of(statements);
    }
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Statement.Assign assign && definesOnly(assign)) {
        definitions.put(assign.target(), i);
      }
    }
    Set<Variable> changed = new HashSet<>();
    statements.forEach(it -> changedBy(it).ifPresent(changed::add));
    for (int i = 0; i < statements.size(); i++) {
      accesses.put(i, accessesOf(statements.get(i), changed));
    }
    List<Set<Integer>> pieces = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (!definesOnly(statements.get(i))) {
        Set<Integer> slice = new TreeSet<>();
        collect(i, slice);
        pieces.add(slice);
      }
    }
    List<Set<Integer>> found = ordered(joined(pieces));
    return found.size() > 1 && areWorthIt(found)
        ? found.stream().map(this::statementsOf).toList()
        : List.of(statements);
  }

  private List<Statement> statementsOf(Set<Integer> piece) {
    return piece.stream().<Statement>map(statements::get).toList();
  }

  /** Arithmetic on numbers, elements and sums of them; nothing throws but for a bad index. */
  private static boolean isPlain(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      Operation operation = assign.operation();
      return assign.target().type() instanceof Scalar
          && (operation instanceof Operation.Copy
              || operation instanceof Operation.Load
              || (operation instanceof Operation.Apply apply && !apply.operator().mayThrow()));
    }
    return statement instanceof Statement.Accumulate
        || statement instanceof Statement.AccumulateElement
        || (statement instanceof Statement.Store store && store.value().type() instanceof Scalar);
  }

  /** Whether it writes an array of the caller's or of an object, which may be any other array. */
  private boolean writesOthers(Statement statement) {
    Optional<Variable> written = writtenBy(statement);
    return written.isPresent()
        && (arrays.isForeign(written.get()) || given.contains(arrays.classOf(written.get())));
  }

  private static Optional<Variable> writtenBy(Statement statement) {
    if (statement instanceof Statement.Store store) {
      return Optional.of(store.array());
    }
    return statement instanceof Statement.AccumulateElement addition
        ? Optional.of(addition.array())
        : Optional.empty();
  }

  private static boolean definesOnly(Statement statement) {
    return statement instanceof Statement.Assign assign && !assign.target().isMutable();
  }

  private static Optional<Variable> changedBy(Statement statement) {
    if (statement instanceof Statement.Accumulate sum) {
      return Optional.of(sum.target());
    }
    return statement instanceof Statement.Assign assign && assign.target().isMutable()
        ? Optional.of(assign.target())
        : Optional.empty();
  }

  private List<Access> accessesOf(Statement statement, Set<Variable> changed) {
    List<Access> found = new ArrayList<>();
    if (statement instanceof Statement.Store store) {
      found.add(access(store.array(), store.index(), true));
    } else if (statement instanceof Statement.AccumulateElement addition) {
      found.add(access(addition.array(), addition.index(), true));
    } else if (statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Load load) {
      found.add(access(load.array(), load.index(), false));
    }
    changedBy(statement).ifPresent(it -> found.add(new Access(it, Optional.empty(), true)));
    for (Atom atom : Mentions.in(statement)) {
      if (atom instanceof Variable variable && changed.contains(variable)) {
        found.add(new Access(variable, Optional.empty(), false));
      }
    }
    return found;
  }

  private Access access(Variable array, Atom element, boolean isWrite) {
    return new Access(arrays.classOf(array), Optional.of(element), isWrite);
  }

  private void collect(int position, Set<Integer> slice) {
    if (slice.add(position)) {
      for (Atom atom : Mentions.in(statements.get(position))) {
        if (atom instanceof Variable variable && definitions.containsKey(variable)) {
          collect(definitions.get(variable), slice);
        }
      }
    }
  }

  private List<Set<Integer>> joined(List<Set<Integer>> pieces) {
    List<Set<Integer>> result = new ArrayList<>();
    for (Set<Integer> piece : pieces) {
      Set<Integer> whole = new TreeSet<>(piece);
      for (Set<Integer> other : List.copyOf(result)) {
        if (areOne(whole, other)) {
          result.remove(other);
          whole.addAll(other);
        }
      }
      result.add(whole);
    }
    return result.size() < pieces.size() ? joined(result) : result;
  }

  private boolean areOne(Set<Integer> one, Set<Integer> other) {
    return comesFirst(one, other) && comesFirst(other, one);
  }

  /** Whether one has to run before the other, or both in the same loop. */
  private boolean comesFirst(Set<Integer> one, Set<Integer> other) {
    for (int i : one) {
      for (int j : other) {
        if (i != j && accesses.get(i).stream().anyMatch(it -> meets(it, i < j, accesses.get(j)))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether an access has to come before one of the others.
   *
   * @param isFirst whether it does within an iteration
   */
  private boolean meets(Access one, boolean isFirst, List<Access> others) {
    for (Access other : others) {
      if (one.place().equals(other.place()) && (one.isWrite() || other.isWrite())) {
        boolean isOneElement = isElementOfIteration(one) && isElementOfIteration(other);
        if (isFirst || !isOneElement) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether no other iteration comes to the same element. */
  private boolean isElementOfIteration(Access access) {
    return access.element().filter(index::equals).isPresent();
  }

  /** Whether HotSpot makes vectors of it: elements of one iteration into one array. */
  private boolean isVector(Set<Integer> piece) {
    Set<Variable> written = new HashSet<>();
    for (int i : piece) {
      Statement statement = statements.get(i);
      boolean isElementwise = accesses.get(i).stream().allMatch(this::isElementOfIteration);
      boolean isVectorOperation =
          !(statement instanceof Statement.Assign assign
                  && assign.operation() instanceof Operation.Apply apply)
              || (apply.operator() instanceof BasicOperator basic
                  && basic.operand().isFloating()
                  && VECTOR_OPERATORS.contains(basic.symbol()));
      if (!isElementwise || !isVectorOperation) {
        return false;
      }
      writtenBy(statement).ifPresent(written::add);
    }
    return written.size() == 1;
  }

  /** Vectors all of them, none of which does what another one has done or hardly anything. */
  private boolean areWorthIt(List<Set<Integer>> pieces) {
    int operations = 0;
    Set<Integer> all = new HashSet<>();
    for (Set<Integer> piece : pieces) {
      if (!isVector(piece) || operationsIn(piece) < LEAST_OPERATIONS) {
        return false;
      }
      operations += operationsIn(piece);
      all.addAll(piece);
    }
    // What nobody needs may be there because it throws.
    return all.size() == statements.size() && operations == operationsIn(all);
  }

  private int operationsIn(Set<Integer> piece) {
    int count = 0;
    for (int i : piece) {
      Statement statement = statements.get(i);
      boolean isOperation =
          statement instanceof Statement.AccumulateElement
              || (statement instanceof Statement.Assign assign
                  && assign.operation() instanceof Operation.Apply);
      count += isOperation ? 1 : 0;
    }
    return count;
  }

  /** Each behind those that have to come first; all in one if there is no such order. */
  private List<Set<Integer>> ordered(List<Set<Integer>> pieces) {
    List<Set<Integer>> left = new ArrayList<>(pieces);
    left.sort(Comparator.comparing(piece -> ((TreeSet<Integer>) piece).last()));
    List<Set<Integer>> result = new ArrayList<>();
    while (!left.isEmpty()) {
      Optional<Set<Integer>> next =
          left.stream()
              .filter(it -> left.stream().noneMatch(o -> o != it && comesFirst(o, it)))
              .findFirst();
      if (next.isEmpty()) {
        return List.of();
      }
      result.add(next.get());
      left.remove(next.get());
    }
    return result;
  }
}
