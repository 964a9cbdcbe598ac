package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The adjoints of arrays that the method makes outside of loops, and their rows; and up to which
 * statement of the backward region nothing is done to them but adding, so that it does not matter
 * when.
 */
final class LocalAdjoints {

  private static final int NEVER = 0;

  private final Map<Variable, Variable> roots = new LinkedHashMap<>();
  private final Map<Variable, Integer> firstOther = new LinkedHashMap<>();
  private int number;

  LocalAdjoints(Block forward, Block backward) {
    findIn(forward);
    touchAll(forward);
    visit(backward);
  }

  /** Whether an operation makes an array of adjoints. */
  static boolean isAdjoint(Operation operation) {
    return operation instanceof Operation.AdjointLike
        || (operation instanceof Operation.NewArray array && array.purpose() == Purpose.ADJOINT);
  }

  /** Whether the type is of arrays of numbers, of any rank. */
  static boolean isOfNumbers(Type type) {
    return type instanceof ArrayType array && array.innermost() instanceof Scalar;
  }

  /** Whether the variable stands for such an array, or for a row of one. */
  boolean contains(Variable array) {
    return roots.containsKey(array);
  }

  /**
   * Whether nothing is done to the array but adding to its elements, before a statement of the
   * backward region.
   *
   * @param number of the statement, as they stand, from 1
   */
  boolean isOnlyAddedToBefore(Variable array, int number) {
    Variable root = roots.get(array);
    return root != null && firstOther.getOrDefault(root, Integer.MAX_VALUE) >= number;
  }

  private void findIn(Block forward) {
    for (Statement statement : forward.statements()) {
      if (statement instanceof Statement.Assign assign
          && isAdjoint(assign.operation())
          && isOfNumbers(assign.target().type())) {
        roots.put(assign.target(), assign.target());
      } else if (statement instanceof Statement.If) {
        statement.blocks().forEach(this::findIn);
      }
    }
  }

  /** What else the forward region does with adjoints goes along with arrays that change places. */
  private void touchAll(Block forward) {
    for (Statement statement : forward.statements()) {
      if (!isName(statement)) {
        Mentions.in(statement).forEach(it -> touch(it, NEVER));
      }
      statement.blocks().forEach(this::touchAll);
    }
  }

  private void visit(Block backward) {
    for (Statement statement : backward.statements()) {
      number++;
      boolean isAddition = statement instanceof Statement.AccumulateElement;
      if (!isName(statement) && !isAddition) {
        Mentions.in(statement).forEach(it -> touch(it, number));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void touch(Atom atom, int number) {
    if (atom instanceof Variable variable && roots.containsKey(variable)) {
      firstOther.merge(roots.get(variable), number, Math::min);
    }
  }

  /** Whether a row of such an array gets a name, or the array one more name; from then on known. */
  private boolean isName(Statement statement) {
    if (!(statement instanceof Statement.Assign assign)
        || !(assign.target().type() instanceof ArrayType)
        || assign.target().isMutable()) {
      return false;
    }
    Atom source = null;
    if (assign.operation() instanceof Operation.Load load) {
      source = load.array();
    } else if (assign.operation() instanceof Operation.Copy copy) {
      source = copy.value();
    }
    if (!(source instanceof Variable array) || !roots.containsKey(array)) {
      return false;
    }
    roots.put(assign.target(), roots.get(array));
    return true;
  }
}
