package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the loads that read what an array holds for good, though arrays of its kind are written
 * elsewhere: each new array is filled under the name that it was made with, and nobody writes it
 * after that. So a reference to it is worth all its elements.
 *
 * <p>An array is followed under its own name, and those of its rows, within the block that makes
 * it; each run of the block makes another one. Under other names (a variable that changes, an
 * element of another array) it is read only if it was given to them after it was written.
 */
final class FinishedArrays {

  private final ArrayOrigins arrays;

  /** The array that a variable stands for or for a part of, by the variable it was made with. */
  private final Map<Variable, Variable> roots = new LinkedHashMap<>();

  /** How deep each array's block stands, and which of its statements write it and give it away. */
  private final Map<Variable, Home> homes = new LinkedHashMap<>();

  /** Arrays that are written under other names. */
  private final Set<Variable> writtenClasses = new LinkedHashSet<>();

  private final List<Read> reads = new ArrayList<>();

  /** Which statement is being visited, in each of the blocks around. */
  private final List<Integer> position = new ArrayList<>();

  FinishedArrays(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** What becomes of an array in the statements of the block that makes it. */
  private static final class Home {
    private final int depth;
    private int lastWrite = -1;
    private int firstEscape = Integer.MAX_VALUE;

    Home(int depth) {
      this.depth = depth;
    }
  }

  /**
   * A load of a number.
   *
   * @param statement of the block that makes the array, if that is known
   */
  private record Read(Variable target, Variable array, int statement) {}

  /** What is loaded, of numbers. */
  Set<Variable> find(Block forward) {
    visit(forward);
    Set<Variable> unfinished = new LinkedHashSet<>(writtenClasses);
    homes.forEach(
        (root, home) -> {
          if (home.firstEscape <= home.lastWrite) {
            unfinished.addAll(arrays.classesOf(root));
          }
        });
    Set<Variable> found = new LinkedHashSet<>();
    for (Read read : reads) {
      Variable array = arrays.classOf(read.array());
      Variable root = roots.get(read.array());
      boolean isFinished =
          root == null
              ? !unfinished.contains(array)
              : !writtenClasses.contains(array) && read.statement() > homes.get(root).lastWrite;
      if (isFinished) {
        found.add(read.target());
      }
    }
    return found;
  }

  private void visit(Block block) {
    int depth = position.size();
    position.add(0);
    for (int i = 0; i < block.statements().size(); i++) {
      position.set(depth, i);
      Statement statement = block.statements().get(i);
      visit(statement);
      statement.blocks().forEach(this::visit);
    }
    position.remove(depth);
  }

  private void visit(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      visit(assign);
    } else if (statement instanceof Statement.Store store) {
      write(store.array());
      escape(store.value());
    } else if (statement instanceof Statement.AccumulateElement addition) {
      write(addition.array());
    } else if (statement instanceof Statement.Clear clear) {
      write(clear.array());
    } else if (statement instanceof Statement.Invoke invoke) {
      invoke.arguments().forEach(this::escape);
      for (int written : invoke.member().effects().written()) {
        Variable array = (Variable) invoke.arguments().get(written);
        write(array);
        if (roots.get(array) == null || arrays.areRowsMoved(array)) {
          arrays.classesOf(array).forEach(it -> writtenClasses.addAll(arrays.sharing(it)));
        }
      }
    }
  }

  private void visit(Statement.Assign assign) {
    Variable target = assign.target();
    Operation operation = assign.operation();
    if (operation instanceof Operation.Load load && isOfNumbers(load.array().type())) {
      Variable root = roots.get(load.array());
      int statement = root == null ? -1 : position.get(homes.get(root).depth);
      reads.add(new Read(target, load.array(), statement));
    }
    if (!(target.type() instanceof ArrayType)) {
      return;
    }
    if (target.isMutable()) {
      operation.arguments().forEach(this::escape);
    } else if (operation instanceof Operation.NewArray array && array.purpose() == Purpose.PRIMAL) {
      roots.put(target, target);
      homes.put(target, new Home(position.size() - 1));
    } else if (source(operation) instanceof Variable source && roots.containsKey(source)) {
      roots.put(target, roots.get(source));
    }
  }

  /** What the operation gives another name, or a row of it. */
  private Atom source(Operation operation) {
    if (operation instanceof Operation.Copy copy) {
      return copy.value();
    }
    if (operation instanceof Operation.DetachArray detach) {
      return detach.array();
    }
    return operation instanceof Operation.Load load && !arrays.areRowsMoved(load.array())
        ? load.array()
        : null;
  }

  private static boolean isOfNumbers(Type type) {
    return type instanceof ArrayType array && array.element() instanceof Scalar;
  }

  private void write(Variable array) {
    Variable root = roots.get(array);
    if (root == null) {
      writtenClasses.addAll(arrays.sharing(array));
    } else {
      Home home = homes.get(root);
      home.lastWrite = Math.max(home.lastWrite, position.get(home.depth));
    }
  }

  private void escape(Atom atom) {
    if (atom instanceof Variable variable && roots.containsKey(variable)) {
      Home home = homes.get(roots.get(variable));
      home.firstEscape = Math.min(home.firstEscape, position.get(home.depth));
    }
  }
}
