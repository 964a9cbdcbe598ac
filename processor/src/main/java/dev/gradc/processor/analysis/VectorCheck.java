package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether one loop is a {@link VectorLoop}; used once. */
final class VectorCheck {

  /** Loops that are known to be shorter gain nothing. */
  private static final int SHORTEST = 16;

  /**
   * HotSpot compiles no method of more than 8000 bytes. A statement takes ten, and one in a branch
   * twenty.
   */
  private static final int LONGEST = 400;

  private final Statement.CountedLoop loop;
  private final Block body;
  private final Map<Variable, VectorLoop.Reduction> reductions;
  private final Set<Variable> defined;
  private final Set<Variable> uniform = new LinkedHashSet<>();
  private final Set<Variable> given = new LinkedHashSet<>();
  private final Set<Variable> arrays = new LinkedHashSet<>();
  private final Set<Variable> written = new HashSet<>();
  private final Scalar lanes;
  private boolean gains;
  private int size;
  private String obstacle = "";

  VectorCheck(Statement.CountedLoop loop) {
    this.loop = loop;
    LoopReductions found = new LoopReductions(loop.body());
    this.body = found.body();
    this.reductions = new LinkedHashMap<>(found.found());
    this.defined = DefinedVariables.in(body);
    Set<Type> elements = new HashSet<>();
    collectElements(body, elements);
    boolean isOfFloats = elements.contains(Scalar.FLOAT) && !elements.contains(Scalar.DOUBLE);
    this.lanes = isOfFloats ? Scalar.FLOAT : Scalar.DOUBLE;
    if (!elements.contains(Scalar.FLOAT) && !elements.contains(Scalar.DOUBLE)) {
      refuse("no array of numbers");
    }
  }

  /** The type of the elements of each array that is read or written. */
  private static void collectElements(Block block, Set<Type> elements) {
    for (Statement statement : block.statements()) {
      for (Atom atom : Mentions.in(statement)) {
        if (atom.type() instanceof ArrayType array) {
          elements.add(array.element());
        }
      }
      statement.blocks().forEach(inner -> collectElements(inner, elements));
    }
  }

  /** The first thing that stands in the way; empty if nothing does. */
  String obstacle() {
    return obstacle;
  }

  private void refuse(String why) {
    if (obstacle.isEmpty()) {
      obstacle = why;
    }
  }

  Optional<VectorLoop> check() {
    if (Math.abs(loop.step()) != 1) {
      refuse("a step of " + loop.step());
    }
    if (loop.from() instanceof Constant from
        && loop.bound() instanceof Constant bound
        && Math.abs(((Number) bound.value()).longValue() - ((Number) from.value()).longValue())
            < SHORTEST) {
      refuse("few iterations");
    }
    check(body, 1);
    if (size > LONGEST) {
      refuse("too many statements");
    }
    if (!gains && reductions.isEmpty() && written.size() < 2) {
      refuse("HotSpot makes vectors of it by itself");
    }
    return obstacle.isEmpty()
        ? Optional.of(
            new VectorLoop(
                loop,
                body,
                lanes,
                uniform,
                new ArrayList<>(given),
                new ArrayList<>(arrays),
                reductions,
                Set.of()))
        : Optional.empty();
  }

  private void check(Block block, int weight) {
    for (Statement statement : block.statements()) {
      size += weight;
      if (statement instanceof Statement.Declare declare) {
        declare(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        assign(assign);
      } else if (statement instanceof Statement.Accumulate sum) {
        if (!defined.contains(sum.target()) && !reductions.containsKey(sum.target())) {
          refuse("changes '" + sum.target() + "' from outside");
        }
        operand(sum.value());
      } else if (statement instanceof Statement.Store store) {
        write(store.array(), store.index(), store.value());
      } else if (statement instanceof Statement.AccumulateElement addition) {
        write(addition.array(), addition.index(), addition.value());
      } else if (statement instanceof Statement.If choice) {
        gains = true;
        operand(choice.condition());
        choice.blocks().forEach(inner -> check(inner, 2));
      } else {
        refuse("more than arithmetic on elements");
      }
    }
  }

  private void assign(Statement.Assign assign) {
    Variable target = assign.target();
    Operation operation = assign.operation();
    if (target.isMutable() && !defined.contains(target)) {
      refuse("changes '" + target + "' from outside");
    }
    if (operation instanceof Operation.Load load) {
      access(load.array(), load.index());
    } else if (operation instanceof Operation.Copy copy) {
      takeOver(target, List.of(copy.value()));
    } else if (operation instanceof Operation.Apply apply) {
      if (apply.operator().mayThrow()) {
        refuse("an operation that throws");
      } else if (!takeOver(target, apply.arguments())) {
        String missing = LaneOperators.obstacle(apply, lanes);
        if (!missing.isEmpty()) {
          refuse("no vectors for " + missing);
        }
        gains |= LaneOperators.isFunction(apply.operator()) || isChoice(apply);
      }
    } else {
      refuse("more than arithmetic on elements");
    }
  }

  private static boolean isChoice(Operation.Apply apply) {
    return apply.operator() instanceof BasicOperator basic
        && (basic.symbol().isComparison() || basic.symbol() == BasicOperator.Symbol.SELECT);
  }

  /** Whether the variable is the same in all iterations, as what it is computed of. */
  private boolean takeOver(Variable target, List<Atom> arguments) {
    boolean isUniform = !target.isMutable() && arguments.stream().allMatch(this::isUniform);
    if (isUniform) {
      uniform.add(target);
    }
    arguments.forEach(this::operand);
    return isUniform;
  }

  private boolean isUniform(Atom atom) {
    return atom instanceof Constant
        || uniform.contains(atom)
        || (atom instanceof Variable variable
            && !defined.contains(variable)
            && !reductions.containsKey(variable)
            && !variable.equals(loop.index()));
  }

  /** What branches change is of the type that masks are made for. */
  private void declare(Variable variable) {
    boolean isOfLanes =
        variable.type() == Scalar.DOUBLE
            || variable.type() == lanes
            || variable.type() == Scalar.BOOLEAN;
    if (!isOfLanes) {
      refuse("a " + variable.type().keyword() + " that changes");
    }
  }

  private void operand(Atom atom) {
    if (!(atom.type() instanceof Scalar)) {
      refuse("a " + atom.type().keyword());
    } else if (atom.equals(loop.index())) {
      refuse("computes with the index");
    } else if (atom instanceof Variable variable && reductions.containsKey(variable)) {
      refuse("reads '" + variable + "', which iterations change");
    } else if (atom instanceof Variable variable && !defined.contains(variable)) {
      given.add(variable);
    }
    if (lanes == Scalar.FLOAT && !LaneOperators.isFloat(atom)) {
      refuse(atom + " is none of the floats");
    }
  }

  private void access(Variable array, Atom index) {
    Type element = ((ArrayType) array.type()).element();
    if (!index.equals(loop.index())) {
      refuse("an element of '" + array + "' that is not the iteration's");
    }
    if (element != Scalar.DOUBLE
        && element != Scalar.FLOAT
        && element != Scalar.INT
        && element != Scalar.BOOLEAN) {
      refuse("an array of " + element.keyword());
    }
    arrays.add(array);
  }

  private void write(Variable array, Atom index, Atom value) {
    Type element = ((ArrayType) array.type()).element();
    if (element != Scalar.DOUBLE && element != Scalar.FLOAT && element != Scalar.BOOLEAN) {
      refuse("writes an array of " + element.keyword());
    }
    access(array, index);
    operand(value);
    written.add(array);
  }
}
