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
import java.util.List;
import java.util.Set;

/**
 * A constant that is put into an array of an object may be put into an array of the caller's, since
 * one array may be both. No value tells: so behind such a store stands one more, of the same value
 * under the parameter's name, if the two are one. What was there before then has no derivative any
 * more, and what has read it is known to be another.
 */
final class SharedStores {

  private final OthersArrays others;
  private final Set<Statement> own;
  private final List<Variable> parameters;
  private final FreshNames names;

  private SharedStores(
      Function function, ArrayOrigins arrays, List<Variable> parameters, FreshNames names) {
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
      statements.add(statement.withBlocks(statement.blocks().stream().map(this::in).toList()));
      if (statement instanceof Statement.Store store
          && store.value().type() instanceof Scalar
          && others.contains(store.array())
          && !own.contains(store)) {
        parameters.forEach(it -> storeIn(it, store, statements));
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
}
