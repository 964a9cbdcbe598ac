package dev.gradc.processor.transform;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts the bodies of called functions in the place of calls. Arguments stand for parameters, which
 * are never assigned; what {@code @Detach} says of a parameter or a result becomes a statement.
 */
public final class Inline {

  /** Deeper than any program whose recursive functions are members. */
  private static final int DEEPEST = 200;

  /** Where the body of a callee is said to stand, by the place of its call. */
  private interface Places {
    UnaryOperator<Origin> of(Origin call);
  }

  private final Map<String, Function> callees;
  private final Map<String, Member> members;
  private final Set<String> checkpointed;
  private final boolean areParted;
  private final boolean areOthersLeft;

  /**
   * @param callees all functions that may be called, by key
   * @param members what is called instead of those that call themselves, directly or not
   */
  public Inline(Map<String, Function> callees, Map<String, Member> members) {
    this(callees, members, Set.of());
  }

  /**
   * The same, with marks.
   *
   * @param checkpointed functions whose bodies are put into loops that run once, with a {@link
   *     Checkpoint}
   */
  public Inline(
      Map<String, Function> callees, Map<String, Member> members, Set<String> checkpointed) {
    this(callees, members, checkpointed, false, false);
  }

  private Inline(
      Map<String, Function> callees,
      Map<String, Member> members,
      Set<String> checkpointed,
      boolean areParted,
      boolean areOthersLeft) {
    this.callees = Map.copyOf(callees);
    this.members = Map.copyOf(members);
    this.checkpointed = Set.copyOf(checkpointed);
    this.areParted = areParted;
    this.areOthersLeft = areOthersLeft;
  }

  /**
   * One that gives each body parameters of its own: what flows back to one of them is summed up
   * before it goes on to the argument, in the order in which a pullback gives it.
   */
  public static Inline parted(Map<String, Function> callees) {
    return new Inline(callees, Map.of(), Set.of(), true, false);
  }

  /** One of some functions, that leaves calls of others in them too. */
  public static Inline some(Map<String, Function> callees) {
    return new Inline(callees, Map.of(), Set.of(), false, true);
  }

  /**
   * The function without calls but of members.
   *
   * @throws IllegalArgumentException if the functions call each other in a circle
   */
  public Function inline(Function function) {
    FreshNames names = FreshNames.in(function);
    Block body = inline(function.body(), names, 0, UnaryOperator.identity());
    return SharedStores.in(function.with(body), names);
  }

  /**
   * The function with the known callees compiled in, each as if it stood where it is called; other
   * calls stay.
   */
  public Function known(Function function) {
    return known(function, call -> any -> call);
  }

  /** The same, but what callees compute comes from their own places, by way of the call. */
  public Function knownInPlace(Function function) {
    return known(function, call -> own -> own.inside(call));
  }

  private Function known(Function function, Places places) {
    FreshNames names = FreshNames.in(function);
    return function.with(known(function.body(), names, places));
  }

  /** The same, but what callees compute comes from their own places. */
  public Function knownAsTheyAre(Function function) {
    return known(function, call -> own -> own);
  }

  /** The body of a known callee, as if it stood where it is called. */
  Block expanded(Statement.Call call, FreshNames names) {
    List<Statement> statements = new ArrayList<>();
    expand(call, names, 0, any -> call.origin(), statements);
    return new Block(statements);
  }

  private Block known(Block block, FreshNames names, Places places) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call && callees.containsKey(call.function())) {
        List<Statement> expanded = new ArrayList<>();
        expand(call, names, 0, places.of(call.origin()), expanded);
        statements.addAll(expanded);
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> known(inner, names, places)).toList()));
      }
    }
    return new Block(statements);
  }

  private Block inline(Block block, FreshNames names, int depth, UnaryOperator<Origin> place) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call && members.containsKey(call.function())) {
        Member member = members.get(call.function());
        statements.add(
            new Statement.Invoke(call.targets(), member, call.arguments(), call.origin()));
      } else if (statement instanceof Statement.Call call
          && areOthersLeft
          && !callees.containsKey(call.function())) {
        statements.add(call);
      } else if (statement instanceof Statement.Call call) {
        if (depth >= DEEPEST) {
          throw new IllegalArgumentException("recursive call of " + call.function());
        }
        if (checkpointed.contains(call.function())) {
          checkpoint(call, names, depth, place, statements);
        } else {
          expand(call, names, depth, place, statements);
        }
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream()
                    .map(inner -> inline(inner, names, depth, place))
                    .toList()));
      }
    }
    return new Block(statements);
  }

  private void checkpoint(
      Statement.Call call,
      FreshNames names,
      int depth,
      UnaryOperator<Origin> place,
      List<Statement> statements) {
    Origin origin = call.origin();
    List<Statement> body = new ArrayList<>();
    List<Variable> inside = new ArrayList<>();
    List<Variable> results = new ArrayList<>();
    for (Variable target : call.targets()) {
      inside.add(names.fresh(target.name(), target.type(), Role.SINGLE));
      results.add(names.fresh(target.name() + "Result", target.type(), Role.MUTABLE));
    }
    expand(
        new Statement.Call(inside, call.function(), call.arguments(), call.origin()),
        names,
        depth,
        place,
        body);
    for (int i = 0; i < results.size(); i++) {
      statements.add(new Statement.Declare(results.get(i), origin));
      body.add(new Statement.Assign(results.get(i), new Operation.Copy(inside.get(i)), origin));
    }
    Variable once = names.fresh("once", Scalar.INT, Role.SINGLE);
    statements.add(
        new Statement.CountedLoop(
            once.name(),
            once,
            Constant.of(0),
            Symbol.LT,
            Constant.of(1),
            1,
            new Block(body),
            Optional.of(Checkpoint.ofCall(callees.get(call.function()).origin())),
            origin));
    for (int i = 0; i < results.size(); i++) {
      Operation result = new Operation.Copy(results.get(i));
      statements.add(new Statement.Assign(call.targets().get(i), result, origin));
    }
  }

  private void expand(
      Statement.Call call,
      FreshNames names,
      int depth,
      UnaryOperator<Origin> place,
      List<Statement> statements) {
    Function callee = callees.get(call.function());
    Map<Variable, Atom> bindings = new HashMap<>();
    int count = callee.parameters().size();
    for (int k = 0; k < count; k++) {
      // What is copied last gets its cotangent first.
      int i = areParted ? count - 1 - k : k;
      Function.Parameter parameter = callee.parameters().get(i);
      Atom argument = call.arguments().get(i);
      bindings.put(
          parameter.variable(), bound(parameter, argument, names, call.origin(), statements));
    }
    Block body = new Renaming(names, bindings, place).rename(callee.body());
    statements.addAll(inline(body, names, depth + 1, place).statements());
    for (int i = 0; i < call.targets().size(); i++) {
      Atom result = callee.results().get(i);
      Atom value = result instanceof Variable variable ? bindings.get(variable) : result;
      Variable target = call.targets().get(i);
      boolean isDetached = callee.detachedResult() && target.type().isDifferentiable();
      statements.add(
          new Statement.Assign(
              target, isDetached ? detach(value) : new Operation.Copy(value), call.origin()));
    }
  }

  /** What stands for a parameter. */
  private Atom bound(
      Function.Parameter parameter,
      Atom argument,
      FreshNames names,
      Origin origin,
      List<Statement> statements) {
    Variable variable = parameter.variable();
    if (parameter.detached() && variable.type().isDifferentiable()) {
      return detached(argument, variable.name(), names, origin, statements);
    }
    boolean isCopied =
        areParted
            && argument instanceof Variable given
            && !(given.type() instanceof ArrayType)
            && (given.isMutable() || given.type().isDifferentiable());
    if (!isCopied) {
      return argument;
    }
    Variable own = names.fresh(variable.name(), argument.type(), Role.SINGLE);
    statements.add(new Statement.Assign(own, new Operation.Copy(argument), origin));
    return own;
  }

  private static Atom detached(
      Atom argument, String name, FreshNames names, Origin origin, List<Statement> statements) {
    Variable target = names.fresh(name, argument.type(), Role.SINGLE);
    statements.add(new Statement.Assign(target, detach(argument), origin));
    return target;
  }

  private static Operation detach(Atom value) {
    Type type = value.type();
    return type instanceof Scalar scalar
        ? Operation.Apply.of(new BasicOperator(Symbol.DETACH, scalar), value)
        : new Operation.DetachArray((Variable) value);
  }
}
