package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Code that runs iterations of a section, and that goes back through one of them. */
final class IterationPullback {

  private final Function function;
  private final Member one;
  private final List<HeldState> states;
  private final List<Optional<Variable>> adjoints;
  private final Variable carrier;
  private final FreshNames names;
  private final Origin origin;

  /**
   * @param one the section as a member, with its pullback
   * @param states the last parameters
   * @param adjoints of all parameters
   * @param carrier keeps the object in which the pullback leaves what it finds
   */
  IterationPullback(
      Function function,
      Member one,
      List<HeldState> states,
      List<Optional<Variable>> adjoints,
      Variable carrier,
      FreshNames names) {
    this.function = function;
    this.one = one;
    this.states = states;
    this.adjoints = adjoints;
    this.carrier = carrier;
    this.names = names;
    this.origin = function.origin();
  }

  private Variable parameter(int position) {
    return function.parameters().get(position).variable();
  }

  private int firstState() {
    return function.parameters().size() - states.size();
  }

  private Variable copy(Variable mutable, List<Statement> into) {
    return new IntegerCode(names, origin, into).copy(mutable, mutable.name());
  }

  /** Runs iterations by number; gives the state after them, which is that of now, too. */
  List<Variable> run(Atom from, Atom to, List<Statement> into) {
    List<Variable> values = new ArrayList<>();
    List<Atom> arguments = arguments(from, to, into);
    for (HeldState state : states) {
      values.add(names.fresh(state.before().name() + "Next", state.before().type(), Role.SINGLE));
    }
    into.add(new Statement.Invoke(values, one, arguments, origin));
    for (int i = 0; i < values.size(); i++) {
      Operation value = new Operation.Copy(values.get(i));
      into.add(new Statement.Assign(states.get(i).now(), value, origin));
    }
    return values;
  }

  private List<Atom> arguments(Atom from, Atom to, List<Statement> into) {
    List<Atom> arguments = new ArrayList<>(List.of(from, to));
    for (int i = 2; i < firstState(); i++) {
      arguments.add(parameter(i));
    }
    states.forEach(state -> arguments.add(copy(state.now(), into)));
    return arguments;
  }

  /** Goes back through one iteration, with the state before it and the cotangents after it. */
  void goBack(Variable number, List<Statement> into) {
    Member.Pullback pullback = one.pullback().orElseThrow();
    Variable end =
        new IntegerCode(names, origin, into).apply("end", Symbol.ADD, number, Constant.of(1));
    List<Atom> arguments = arguments(number, end, into);
    List<Atom> parts = new ArrayList<>();
    int firstState = firstState();
    for (int i = 2; i < firstState; i++) {
      if (function.parameters().get(i).isActive() && parameter(i).type() instanceof ArrayType) {
        parts.add(adjoints.get(i).orElseThrow());
      }
    }
    List<Optional<Variable>> before = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      HeldState state = states.get(i);
      Optional<Variable> zeros = Optional.empty();
      if (state.isArray() && function.parameters().get(firstState + i).isActive()) {
        Variable shape = (Variable) arguments.get(firstState + i);
        Variable array =
            names.fresh(
                BinomialPullback.adjointOf(state.before()), state.before().type(), Role.SINGLE);
        new ElementLoops(names, origin).zerosLike(shape, array, into);
        parts.add(array);
        zeros = Optional.of(array);
      }
      before.add(zeros);
    }
    Variable gradient = wrap(parts, into);
    states.forEach(state -> state.cotangent().ifPresent(it -> arguments.add(copy(it, into))));
    for (int position : new TreeSet<>(pullback.goesOn())) {
      Variable adjoint = adjoints.get(position).orElseThrow();
      // The gradient's own array serves for both.
      arguments.add(adjoint.type() instanceof ArrayType ? adjoint : copy(adjoint, into));
    }
    arguments.add(gradient);
    List<Type> types = arguments.stream().map(Atom::type).toList();
    into.add(
        new Statement.Invoke(
            List.of(),
            Member.ofStatic(pullback.companion(), "pullback", types, Optional.empty()),
            arguments,
            origin));
    read(gradient, firstState, before, into);
  }

  private Variable wrap(List<Atom> parts, List<Statement> into) {
    ObjectType type = (ObjectType) carrier.type();
    List<Atom> arguments = new ArrayList<>(List.of(copy(carrier, into)));
    arguments.addAll(parts);
    Variable gradient = names.fresh(carrier.name(), type, Role.SINGLE);
    List<Type> types = arguments.stream().map(Atom::type).toList();
    Member wrap = Member.ofStatic(type.name(), "wrap", types, Optional.of(type));
    into.add(new Statement.Invoke(List.of(gradient), wrap, arguments, origin));
    into.add(new Statement.Assign(carrier, new Operation.Copy(gradient), origin));
    return gradient;
  }

  /** What the pullback has found becomes what the iteration before is gone back through with. */
  private void read(
      Variable gradient, int firstState, List<Optional<Variable>> arrays, List<Statement> into) {
    String owner = ((ObjectType) gradient.type()).name();
    List<Optional<String>> accessors = one.pullback().orElseThrow().accessors();
    for (int i = 2; i < function.parameters().size(); i++) {
      boolean isState = i >= firstState;
      Optional<Variable> target =
          isState ? states.get(i - firstState).cotangent() : adjoints.get(i);
      if (target.isEmpty() || !function.parameters().get(i).isActive()) {
        continue;
      }
      if (parameter(i).type() instanceof ArrayType) {
        if (isState) {
          Variable array = arrays.get(i - firstState).orElseThrow();
          into.add(new Statement.Assign(target.get(), new Operation.Copy(array), origin));
        }
        continue;
      }
      Variable part = names.fresh(target.get().name() + "Part", target.get().type(), Role.SINGLE);
      Member accessor = Member.accessor(owner, accessors.get(i).orElseThrow(), target.get().type());
      into.add(new Statement.Invoke(List.of(part), accessor, List.of(gradient), origin));
      into.add(new Statement.Assign(target.get(), new Operation.Copy(part), origin));
    }
  }
}
