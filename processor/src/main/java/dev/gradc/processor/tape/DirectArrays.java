package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.optimize.Substitution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Regions work on mutable arrays directly; in a function every use is of a copy of the reference.
 */
final class DirectArrays {

  private final FreshNames names;

  DirectArrays(FreshNames names) {
    this.names = names;
  }

  Block copied(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      Map<Variable, Variable> copies = new LinkedHashMap<>();
      Statement replaced =
          isCopy(statement)
              ? statement
              : new Substitution(atom -> copyOf(atom, copies)).in(statement);
      copies.forEach(
          (array, copy) ->
              statements.add(
                  new Statement.Assign(copy, new Operation.Copy(array), statement.origin())));
      statements.add(replaced.withBlocks(replaced.blocks().stream().map(this::copied).toList()));
    }
    return new Block(statements);
  }

  /** Which is the one that may read what changes. */
  private static boolean isCopy(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Copy
        && !assign.target().isMutable();
  }

  private Atom copyOf(Atom atom, Map<Variable, Variable> copies) {
    return atom instanceof Variable variable
            && variable.isMutable()
            && variable.type() instanceof ArrayType
        ? copies.computeIfAbsent(variable, key -> names.fresh(key.name(), key.type(), Role.SINGLE))
        : atom;
  }
}
