package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.OthersArrays;
import dev.gradc.processor.analysis.OwnStores;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A constant that is put into an array of an object may be put into an array of the caller's, since
 * one array may be both. No value tells: so behind such a store stands one more, of the same value
 * under the parameter's name, if the two are one. What was there before then has no derivative any
 * more, and what has read it is known to be another.
 *
 * <p>Which elements a member writes is not known, and what else is put into arrays, rows and
 * tensors, has a derivative of its own: there it is refused at run time that the two are one.
 */
final class SharedStores {

  private final ArrayOrigins arrays;
  private final OthersArrays others;
  private final Set<Statement> own;

  /** New arrays of numbers, which are no parameter's. */
  private final Set<Variable> made = new LinkedHashSet<>();

  private final List<Variable> parameters;
  private final FreshNames names;

  private SharedStores(
      Function function, ArrayOrigins arrays, List<Variable> parameters, FreshNames names) {
    this.arrays = arrays;
    this.others = OthersArrays.in(function, arrays);
    this.own = OwnStores.in(function);
    this.parameters = parameters;
    this.names = names;
  }

  /** The function with such stores. */
  static Function in(Function function, FreshNames names) {
    List<Variable> parameters =
        function.parameters().stream()
            .filter(Function.Parameter::isActive)
            .map(Function.Parameter::variable)
            .filter(it -> it.type() instanceof ArrayType)
            .toList();
    if (parameters.isEmpty()) {
      return function;
    }
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return arrays.foreign().stream().noneMatch(arrays::isWritten)
        ? function
        : function.with(new SharedStores(function, arrays, parameters, names).in(function.body()));
  }

  private Block in(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray
          && !assign.target().isMutable()
          && rank(assign.target()) == 1) {
        made.add(assign.target());
      } else if (statement instanceof Statement.Invoke invoke) {
        call(invoke, statements);
      }
      statements.add(statement.withBlocks(statement.blocks().stream().map(this::in).toList()));
      if (statement instanceof Statement.Store store
          && others.contains(store.array())
          && !own.contains(store)) {
        boolean isNumber = store.value().type() instanceof Scalar;
        for (Variable parameter : parameters) {
          if (isNumber) {
            storeIn(parameter, store, statements);
          } else if (mayBeInSilence(parameter, store.array())) {
            storeOther(parameter, store, statements);
          }
        }
      }
    }
    return new Block(statements);
  }

  private void storeIn(Variable array, Statement.Store store, List<Statement> statements) {
    if (array.equals(store.array())) {
      return;
    }
    Origin origin = store.origin();
    if (array.type().equals(store.array().type())) {
      Variable isSame = names.fresh("isSame", Scalar.BOOLEAN, Role.SINGLE);
      Operation same =
          new Operation.Inspect(Aspect.SAME, List.of(array, store.array()), "", "", isSame.type());
      statements.add(new Statement.Assign(isSame, same, origin));
      Statement again = new Statement.Store(array, store.index(), store.value(), origin);
      statements.add(new Statement.If(isSame, new Block(List.of(again)), Block.EMPTY, origin));
    } else if (((ArrayType) array.type()).rank() > ((ArrayType) store.array().type()).rank()) {
      new ElementLoops(names, origin)
          .forEachRow(array, statements, (row, body) -> storeIn(row, store, body));
    }
  }

  /** Throws where a row or a tensor is put into an array that is a parameter too. */
  private void storeOther(Variable array, Statement.Store store, List<Statement> statements) {
    int further = rank(array) - rank(store.array());
    if (further == 0) {
      require(array, store.array(), store.origin(), statements);
    } else if (further > 0) {
      new ElementLoops(names, store.origin())
          .forEachRow(array, statements, (row, body) -> storeOther(row, store, body));
    }
  }

  /** Throws where a parameter is, or holds, an array that the member may write. */
  private void call(Statement.Invoke invoke, List<Statement> statements) {
    if (invoke.member().isOpaque()) {
      return;
    }
    for (int position : invoke.member().effects().written()) {
      Variable array = (Variable) invoke.arguments().get(position);
      if (others.contains(array) && !made.contains(array)) {
        parameters.stream()
            .filter(it -> mayBeInSilence(it, array))
            .forEach(it -> requireWithin(it, array, invoke.origin(), statements));
      }
    }
  }

  private void requireWithin(Variable one, Variable other, Origin origin, List<Statement> into) {
    ElementLoops loops = new ElementLoops(names, origin);
    if (rank(one) == rank(other)) {
      require(one, other, origin, into);
    }
    if (rank(one) > 1 && rank(one) >= rank(other)) {
      loops.forEachRow(one, into, (row, body) -> requireWithin(row, other, origin, body));
    } else if (rank(other) > 1) {
      loops.forEachRow(other, into, (row, body) -> requireWithin(one, row, origin, body));
    }
  }

  private void require(Variable one, Variable other, Origin origin, List<Statement> into) {
    String text =
        "a parameter's array is one that an object holds too, and '%s' may write it (%s)"
            .formatted(origin.text(), origin.place());
    new DistinctArrays(names, origin).require(one, other, text, into);
  }

  private static int rank(Variable array) {
    return ((ArrayType) array.type()).rank();
  }

  /** Whether one may be, or hold, the other, though no name has been given on. */
  private boolean mayBeInSilence(Variable parameter, Variable array) {
    boolean isName =
        others.wasHandedOut(array)
            && !Collections.disjoint(arrays.classesOf(parameter), arrays.classesOf(array));
    return !isName
        && !parameter.equals(array)
        && ((ArrayType) parameter.type())
            .innermost()
            .equals(((ArrayType) array.type()).innermost());
  }
}
