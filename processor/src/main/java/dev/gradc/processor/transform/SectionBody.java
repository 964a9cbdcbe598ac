package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the function that a section is: it has copies of what it changes, and gives them back. */
final class SectionBody {

  private final Statement loop;
  private final SectionState state;
  private final Origin origin;
  private final FreshNames names = new FreshNames();
  private final Map<Variable, Atom> bindings = new HashMap<>();
  private final Map<Variable, Variable> given = new HashMap<>();
  private final List<Function.Parameter> parameters = new ArrayList<>();
  private final List<Variable> range = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  SectionBody(Statement loop, SectionState state) {
    this.loop = loop;
    this.state = state;
    this.origin = loop.origin();
  }

  /**
   * The section.
   *
   * @param of what it is a part of
   * @param name of the function
   */
  Section write(Function of, String name, Checkpoint checkpoint) {
    state.states().forEach(it -> names.reserve(it.variable().name()));
    state.locals().forEach(it -> names.reserve(it.name()));
    state.constants().forEach(it -> names.reserve(it.variable().name()));
    parameters(checkpoint);
    state.states().forEach(this::begin);
    for (Variable local : state.locals()) {
      statements.add(new Statement.Declare(local, origin));
      bindings.put(local, local);
    }
    if (checkpoint.isCall()) {
      Statement.CountedLoop call = (Statement.CountedLoop) loop;
      bindings.put(call.index(), Constant.of(0));
      statements.addAll(new Renaming(names, bindings).rename(call.body()).statements());
    } else if (loop instanceof Statement.CountedLoop counted) {
      iterations(counted);
    } else {
      iterations((Statement.WhileLoop) loop);
    }
    List<Atom> results = new ArrayList<>();
    for (SectionState.State each : state.states()) {
      results.add(end(each));
    }
    requireDistinct(results);
    Function function =
        new Function(
            keyOf(of, name), name, parameters, new Block(statements), results, false, origin);
    Set<Integer> copied = new LinkedHashSet<>();
    for (int i = 0; i < state.states().size(); i++) {
      if (state.states().get(i).isCopied()) {
        copied.add(i);
      }
    }
    Set<Integer> constants = new LinkedHashSet<>();
    for (int i = 0; i < state.constants().size(); i++) {
      constants.add(range.size() + i);
    }
    return new Section(function, result(), checkpoint, constants, copied);
  }

  private static String keyOf(Function of, String name) {
    int end = of.key().indexOf('(');
    String path = end < 0 ? of.key() : of.key().substring(0, end);
    String types = end < 0 ? "" : of.key().substring(end);
    return path.substring(0, path.lastIndexOf('.') + 1) + name + types;
  }

  private void parameters(Checkpoint checkpoint) {
    if (!checkpoint.isCall()) {
      boolean isCounted = loop instanceof Statement.CountedLoop;
      for (String name : isCounted ? List.of("first", "last") : List.of("limit")) {
        range.add(parameter(name, Scalar.INT, false));
      }
    }
    for (SectionState.Input input : state.constants()) {
      Variable variable = input.variable();
      Variable parameter = new Variable(variable.name(), variable.type(), Role.PARAMETER);
      parameters.add(
          new Function.Parameter(parameter, isConstant(variable, input.isActive()), origin));
      bindings.put(variable, parameter);
    }
    for (SectionState.State each : state.states()) {
      Variable variable = each.variable();
      if (!each.isGiven()) {
        continue;
      }
      given.put(variable, parameter(variable.name() + "Before", variable.type(), !each.isActive()));
    }
  }

  private static boolean isConstant(Variable variable, boolean isActive) {
    return variable.type().isDifferentiable() && !isActive;
  }

  private Variable parameter(String name, Type type, boolean isConstant) {
    Variable parameter = names.fresh(name, type, Role.PARAMETER);
    boolean isDetached = isConstant && type.isDifferentiable();
    parameters.add(new Function.Parameter(parameter, isDetached, origin));
    return parameter;
  }

  private void begin(SectionState.State each) {
    Variable variable = each.variable();
    if (!each.isGiven()) {
      statements.add(new Statement.Declare(variable, origin));
      bindings.put(variable, variable);
      return;
    }
    Variable before = given.get(variable);
    Atom value =
        each.isCopied() ? new ElementLoops(names, origin).copy(before, statements) : before;
    if (!each.isAssigned()) {
      bindings.put(variable, value);
      return;
    }
    statements.add(new Statement.Declare(variable, origin));
    statements.add(new Statement.Assign(variable, new Operation.Copy(value), origin));
    bindings.put(variable, variable);
  }

  private Atom end(SectionState.State each) {
    Variable variable = each.variable();
    Variable value =
        each.isAssigned()
            ? copy(variable, variable.name() + "After")
            : (Variable) bindings.get(variable);
    if (each.isActive() || !variable.type().isDifferentiable()) {
      return value;
    }
    // Nobody asks for its cotangent.
    Variable constant = names.fresh(variable.name() + "Constant", variable.type(), Role.SINGLE);
    Operation detach =
        variable.type() instanceof Scalar scalar
            ? Operation.Apply.of(new BasicOperator(Symbol.DETACH, scalar), value)
            : new Operation.DetachArray(value);
    statements.add(new Statement.Assign(constant, detach, origin));
    return constant;
  }

  private Variable copy(Variable mutable, String name) {
    return new IntegerCode(names, origin, statements).copy(mutable, name);
  }

  /** The iterations from the first up to the last, by number. */
  private void iterations(Statement.CountedLoop counted) {
    List<Statement> body = new ArrayList<>();
    Variable index = names.fresh(counted.index().name(), Scalar.INT, Role.SINGLE);
    Atom from =
        counted.from() instanceof Variable variable ? bindings.get(variable) : counted.from();
    Variable number = index;
    if (!from.equals(Constant.of(0)) || counted.step() != 1) {
      number = names.fresh("number", Scalar.INT, Role.SINGLE);
      IntegerCode code = new IntegerCode(names, origin, body);
      Atom distance =
          counted.step() == 1
              ? number
              : code.apply("distance", Symbol.MUL, number, Constant.of(counted.step()));
      index = code.apply(counted.index().name(), Symbol.ADD, from, distance);
    }
    bindings.put(counted.index(), index);
    body.addAll(new Renaming(names, bindings).rename(counted.body()).statements());
    statements.add(
        new Statement.CountedLoop(
            number.name(),
            number,
            range.get(0),
            Symbol.LT,
            range.get(1),
            1,
            new Block(body),
            origin));
  }

  /** Iterations as long as the loop goes on, up to the limit. */
  private void iterations(Statement.WhileLoop endless) {
    Variable done = names.fresh("done", Scalar.INT, Role.MUTABLE);
    statements.add(new Statement.Declare(done, origin));
    statements.add(new Statement.Assign(done, new Operation.Copy(Constant.of(0)), origin));
    Renaming renaming = new Renaming(names, bindings);
    List<Statement> header = new ArrayList<>(renaming.rename(endless.header()).statements());
    Atom goesOn =
        endless.condition() instanceof Variable variable
            ? bindings.get(variable)
            : endless.condition();
    IntegerCode code = new IntegerCode(names, origin, header);
    Variable isWithin = code.apply("isWithin", Symbol.LT, code.copy(done, "number"), range.get(0));
    Variable proceeds = code.apply("proceeds", Symbol.AND, goesOn, isWithin);
    List<Statement> body = new ArrayList<>(renaming.rename(endless.body()).statements());
    body.add(new Statement.Accumulate(done, Constant.of(1), origin));
    statements.add(
        new Statement.WhileLoop(
            names.fresh("section", Scalar.INT, Role.SINGLE).name(),
            new Block(header),
            proceeds,
            new Block(body),
            origin));
  }

  private void requireDistinct(List<Atom> results) {
    for (SectionState.Pair pair : state.distinct()) {
      Optional<SectionState.State> one = state.stateOf(pair.one());
      Optional<SectionState.State> other = state.stateOf(pair.other());
      boolean areStates = one.isPresent() && other.isPresent();
      if (areStates && (one.get().isAssigned() || other.get().isAssigned())) {
        String text = pair.text() + " are one array at a checkpoint, which is written";
        new DistinctArrays(names, origin)
            .require(
                results.get(state.states().indexOf(one.get())),
                results.get(state.states().indexOf(other.get())),
                text,
                statements);
      }
    }
  }

  private Type result() {
    List<RecordType.Component> components = new ArrayList<>();
    for (SectionState.State each : state.states()) {
      Variable variable = each.variable();
      boolean isConstant = isConstant(variable, each.isActive());
      components.add(new RecordType.Component(variable.name(), variable.type(), isConstant));
    }
    boolean isOne = components.size() == 1 && !(components.get(0).type() instanceof RecordType);
    return isOne ? components.get(0).type() : new RecordType("", "State", List.of(), components);
  }
}
