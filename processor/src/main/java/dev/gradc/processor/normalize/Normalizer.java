package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.normalize.Jumps.Exit;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Brings a method into normal form. */
public final class Normalizer {

  /** The function with the same values, in the same order of evaluation, to the bit. */
  public Function normalize(Method method) {
    FreshNames names = new FreshNames();
    Emitter emitter = new Emitter(names);
    Set<Local> reassigned = Facts.assigned(method.body());
    reassigned.removeAll(new AssignmentsInLine().find(method));
    reassigned.addAll(Facts.declaredWithoutValue(method.body()));
    Jumps jumps = new Jumps(method.body());
    boolean isOneReturn = isOneReturnAtEnd(method);
    Locals locals = new Locals(emitter, reassigned, hasJumps(method.body()) || !isOneReturn);
    ResultVariable result =
        isOneReturn || method.result().isEmpty()
            ? ResultVariable.ofOneReturn(emitter)
            : ResultVariable.ofManyReturns(emitter, names, method.result().get());

    emitter.at(method.origin());
    List<Function.Parameter> parameters = parameters(method, names, locals);
    Flags flags = new Flags(emitter);
    if (!isOneReturn && jumps.of(method.body()).contains(Exit.RETURN)) {
      flags.declare(Exit.RETURN, "returned");
    }
    new StatementNormalizer(emitter, locals, jumps, flags, result).list(List.of(method.body()));
    emitter.endAbrupt();
    List<Atom> results = method.result().isPresent() ? result.get() : List.of();
    if (method.retainedResult()) {
      emitter.retain(results, method.origin());
    }
    return new Function(
        method.key(),
        method.name(),
        parameters,
        withResultDeclared(emitter, result, flags, names, method),
        results,
        method.detachedResult(),
        method.origin());
  }

  private static List<Function.Parameter> parameters(
      Method method, FreshNames names, Locals locals) {
    List<Function.Parameter> parameters = new ArrayList<>();
    List<List<Atom>> values = new ArrayList<>();
    for (Local local : method.parameters()) {
      List<Atom> leaves = new ArrayList<>();
      for (Leaf leaf : Leaf.of(local.type())) {
        Variable variable = names.fresh(leaf.variable(local.name()), leaf.type(), Role.PARAMETER);
        boolean isDetached = local.detached() || leaf.detached();
        parameters.add(new Function.Parameter(variable, isDetached, local.origin()));
        leaves.add(variable);
      }
      values.add(leaves);
    }
    for (int i = 0; i < values.size(); i++) {
      Local local = method.parameters().get(i);
      if (locals.isReassigned(local)) {
        locals.declare(local, values.get(i));
      } else {
        locals.fix(local, values.get(i));
      }
    }
    return parameters;
  }

  /**
   * The declarations come first, with values if flags hide from javac that there always are some.
   */
  private static Block withResultDeclared(
      Emitter emitter, ResultVariable result, Flags flags, FreshNames names, Method method) {
    List<Statement> statements = new ArrayList<>();
    for (Variable variable : result.variables()) {
      statements.add(new Statement.Declare(variable, method.origin()));
      if (flags.isTested(Exit.RETURN) || hasLeavable(method.body())) {
        Emitter first = new Emitter(names);
        first.at(method.origin());
        first.setToDefault(variable);
        statements.addAll(first.block().statements());
      }
    }
    statements.addAll(emitter.block().statements());
    return new Block(statements);
  }

  private static boolean isOneReturnAtEnd(Method method) {
    int[] returns = {0};
    new SourceWalk(
            ignored -> {},
            statement -> returns[0] += statement instanceof SourceStatement.Return ? 1 : 0)
        .walk(method.body());
    List<SourceStatement> statements = method.body().statements();
    boolean isAtEnd =
        !statements.isEmpty()
            && statements.get(statements.size() - 1) instanceof SourceStatement.Return;
    return returns[0] == 0 || (returns[0] == 1 && isAtEnd);
  }

  private static boolean hasJumps(SourceStatement body) {
    boolean[] hasJumps = {false};
    new SourceWalk(
            ignored -> {}, statement -> hasJumps[0] |= statement instanceof SourceStatement.Jump)
        .walk(body);
    return hasJumps[0] || hasLeavable(body);
  }

  /** Conditions stand for the cases of a switch, and javac does not see that one of them holds. */
  private static boolean hasLeavable(SourceStatement body) {
    boolean[] hasLeavable = {false};
    new SourceWalk(
            ignored -> {},
            statement -> hasLeavable[0] |= statement instanceof SourceStatement.Leavable)
        .walk(body);
    return hasLeavable[0];
  }
}
