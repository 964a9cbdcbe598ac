package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.SourceStatement;
import dev.gradc.processor.transform.Renaming;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls what calls itself in a derivative as a function of the program that takes the derivative,
 * as if it were a private method beside the user's.
 */
final class RecursiveCalls {

  private final Collection<Companion> companions;
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, Method> methods = new LinkedHashMap<>();

  RecursiveCalls(Collection<Companion> companions) {
    this.companions = companions;
  }

  /** The functions that are called, by key. */
  Map<String, Function> functions() {
    return functions;
  }

  /** What they would be as methods, by key. */
  Map<String, Method> methods() {
    return methods;
  }

  /**
   * The function with calls instead of members.
   *
   * @param owner of the method that it is
   */
  Function called(Function function, String owner) {
    return function.with(called(function.body(), owner));
  }

  private Block called(Block block, String owner) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      Optional<RecursiveFunctions.Recursive> recursive = find(statement);
      if (recursive.isPresent()) {
        Statement.Invoke invoke = (Statement.Invoke) statement;
        // Each class calls its own, as far as it knows.
        String key = owner + " " + invoke.member().key();
        if (!functions.containsKey(key)) {
          bring(key, owner, recursive.get(), invoke.origin());
        }
        statements.add(
            new Statement.Call(invoke.targets(), key, invoke.arguments(), invoke.origin()));
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> called(inner, owner)).toList()));
      }
    }
    return new Block(statements);
  }

  private Optional<RecursiveFunctions.Recursive> find(Statement statement) {
    return statement instanceof Statement.Invoke invoke
        ? companions.stream()
            .flatMap(it -> it.recursive().of(invoke.member().key()).stream())
            .findFirst()
        : Optional.empty();
  }

  private void bring(
      String key, String owner, RecursiveFunctions.Recursive recursive, Origin origin) {
    Function there = at(key, recursive.function(), origin);
    methods.put(
        key,
        new Method(
            key,
            owner,
            there.name(),
            true,
            true,
            List.of(),
            recursive.result(),
            there.detachedResult(),
            false,
            false,
            new SourceStatement.BlockStatement(List.of(), origin),
            Set.of(),
            false,
            origin));
    // It is there before what it calls is looked for: that may be itself.
    functions.put(key, there);
    functions.put(key, called(there, owner));
  }

  /** The function as if it stood where it is called first. */
  private static Function at(String key, Function function, Origin origin) {
    FreshNames names = new FreshNames();
    Map<Variable, Atom> bindings = new HashMap<>();
    List<Function.Parameter> parameters = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      names.reserve(parameter.variable().name());
      bindings.put(parameter.variable(), parameter.variable());
      parameters.add(new Function.Parameter(parameter.variable(), parameter.detached(), origin));
    }
    Block body =
        new Renaming(names, bindings, any -> origin)
            .rename(new UnknownPullbacks().marked(function).body());
    List<Atom> results = new ArrayList<>();
    for (Atom result : function.results()) {
      results.add(result instanceof Variable variable ? bindings.get(variable) : result);
    }
    return new Function(
        key, function.name(), parameters, body, results, function.detachedResult(), origin);
  }
}
