package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;

/** Asks before a call whether an array that it writes is passed for two parameters. */
final class DistinctArguments {

  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final List<Statement> statements;

  DistinctArguments(ArrayOrigins arrays, FreshNames names, List<Statement> statements) {
    this.arrays = arrays;
    this.names = names;
    this.statements = statements;
  }

  /** Throws where an array that the member writes is passed for two parameters. */
  void require(Statement.Invoke statement) {
    List<Integer> written = statement.member().inPlace();
    for (int i = 0; i < statement.arguments().size(); i++) {
      for (int j = i + 1; j < statement.arguments().size(); j++) {
        if (written.contains(i) || written.contains(j)) {
          require(statement, statement.arguments().get(i), statement.arguments().get(j));
        }
      }
    }
  }

  private void require(Statement.Invoke statement, Atom one, Atom other) {
    boolean maybeSame =
        one instanceof Variable first
            && other instanceof Variable second
            && first.type() instanceof ArrayType
            && first.type().equals(second.type())
            && arrays.classOf(first).equals(arrays.classOf(second));
    if (!maybeSame) {
      return;
    }
    Origin origin = statement.origin();
    Variable isSame = names.fresh("isSame", Scalar.BOOLEAN, Role.SINGLE);
    Operation same =
        new Operation.Inspect(Aspect.SAME, List.of(one, other), "", "", Scalar.BOOLEAN);
    statements.add(new Statement.Assign(isSame, same, origin));
    ObjectType string = new ObjectType("java.lang/String");
    Variable text = names.fresh("text", string, Role.SINGLE);
    String message = "'" + origin.text() + "' is given one array twice, and writes it";
    Operation told = new Operation.Inspect(Aspect.TEXT, List.of(), "", message, string);
    ObjectType type = new ObjectType("java.lang/IllegalArgumentException");
    Variable exception = names.fresh("exception", type, Role.SINGLE);
    Member made = Member.constructor(type.name(), List.of(string));
    Block refused =
        new Block(
            List.of(
                new Statement.Assign(text, told, origin),
                new Statement.Invoke(List.of(exception), made, List.of(text), origin),
                new Statement.Throw(exception, origin)));
    statements.add(new Statement.If(isSame, refused, Block.EMPTY, origin));
  }
}
