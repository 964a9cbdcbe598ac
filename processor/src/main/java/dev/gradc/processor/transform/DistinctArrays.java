package dev.gradc.processor.transform;

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

/** Code that throws where two arrays are one. */
final class DistinctArrays {

  private final FreshNames names;
  private final Origin origin;

  DistinctArrays(FreshNames names, Origin origin) {
    this.names = names;
    this.origin = origin;
  }

  /**
   * Throws an {@link IllegalArgumentException} with that message if they are one.
   *
   * @param statements where the code goes
   */
  void require(Atom one, Atom other, String message, List<Statement> statements) {
    Variable isSame = names.fresh("isSame", Scalar.BOOLEAN, Role.SINGLE);
    Operation same =
        new Operation.Inspect(Aspect.SAME, List.of(one, other), "", "", Scalar.BOOLEAN);
    statements.add(new Statement.Assign(isSame, same, origin));
    Variable text = names.fresh("text", ObjectType.STRING, Role.SINGLE);
    Operation told = new Operation.Inspect(Aspect.TEXT, List.of(), "", message, ObjectType.STRING);
    ObjectType type = new ObjectType("java.lang/IllegalArgumentException");
    Variable exception = names.fresh("exception", type, Role.SINGLE);
    Member made = Member.constructor(type.name(), List.of(ObjectType.STRING));
    Block refused =
        new Block(
            List.of(
                new Statement.Assign(text, told, origin),
                new Statement.Invoke(List.of(exception), made, List.of(text), origin),
                new Statement.Throw(exception, origin)));
    statements.add(new Statement.If(isSame, refused, Block.EMPTY, origin));
  }
}
