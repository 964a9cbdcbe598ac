package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arrays of objects that stand for arrays of records in one use of other code. What that puts
 * there would be lost, so that the use ends with a check that they hold what they held.
 */
final class HandedArrays {

  /** An array, and another with what it held. */
  private record Handed(Local array, Local before) {}

  private final Locals locals;
  private final boolean isTrusted;
  private final List<Handed> arrays = new ArrayList<>();

  /**
   * None yet.
   *
   * @param isTrusted whether nothing is to be checked
   */
  HandedArrays(Locals locals, boolean isTrusted) {
    this.locals = locals;
    this.isTrusted = isTrusted;
  }

  /** An array that is made for the use, to be checked after it. */
  Expression add(Expression array) {
    if (isTrusted) {
      return array;
    }
    Origin origin = array.origin();
    SourceCode code = new SourceCode(origin);
    Local given = locals.hidden("handed", array.type().orElseThrow(), origin);
    Local before = locals.hidden("before", given.type(), origin);
    arrays.add(new Handed(given, before));
    return code.sequence(
        List.of(code.declare(given, array), code.declare(before, copied(code.read(given)))),
        code.read(given));
  }

  private Expression copied(Expression array) {
    ArrayType type = (ArrayType) array.type().orElseThrow();
    return new SourceCode(array.origin())
        .mapped(
            locals,
            array,
            type,
            element -> type.element() instanceof ArrayType ? copied(element) : element);
  }

  /** The use, and the checks after it. */
  Expression checked(Expression use, MemberUses uses) {
    if (arrays.isEmpty()) {
      return use;
    }
    Origin origin = use.origin();
    SourceCode code = new SourceCode(origin);
    Optional<Local> result = use.type().map(type -> locals.hidden("given", type, origin));
    List<SourceStatement> statements = new ArrayList<>();
    statements.add(
        result.isPresent()
            ? code.declare(result.get(), use)
            : new SourceStatement.ExpressionStatement(use, origin));
    for (Handed handed : arrays) {
      statements.add(check(handed.array(), handed.before(), uses, origin));
    }
    return result.isPresent()
        ? code.sequence(statements, code.read(result.get()))
        : code.sequence(statements);
  }

  private SourceStatement check(Local array, Local before, MemberUses uses, Origin origin) {
    SourceCode code = new SourceCode(origin);
    Local index = locals.hidden("index", Scalar.INT, origin);
    Expression now = code.load(array, code.read(index));
    Expression was = code.load(before, code.read(index));
    SourceStatement.BlockStatement body;
    if (SourceCode.elementOf(array) instanceof ArrayType row) {
      Local rowNow = locals.hidden("row", row, origin);
      Local rowBefore = locals.hidden("rowBefore", row, origin);
      body =
          code.block(
              code.declare(rowNow, now),
              code.declare(rowBefore, was),
              check(rowNow, rowBefore, uses, origin));
    } else {
      Expression isSame =
          MemberUses.inspect(Aspect.SAME, List.of(now, was), "", "", Scalar.BOOLEAN, origin);
      body = code.block(code.choose(isSame, code.block(), refusal(uses, origin)));
    }
    Expression areAsLong = code.integers(Symbol.EQ, code.length(array), code.length(before));
    SourceStatement elements =
        code.countUp(Optional.empty(), index, code.number(0), code.length(before), body);
    return code.choose(areAsLong, code.block(elements), refusal(uses, origin));
  }

  private SourceStatement.BlockStatement refusal(MemberUses uses, Origin origin) {
    ObjectType type = new ObjectType("java.lang/IllegalStateException");
    Expression text =
        MemberUses.text(
            "'"
                + origin.text()
                + "' has changed an array of records, of which the derivative has a copy",
            origin);
    Expression exception =
        uses.use(
            Member.Kind.CONSTRUCTOR, type.name(), "new", List.of(text), Optional.of(type), origin);
    return new SourceCode(origin).block(new SourceStatement.Throw(exception, origin));
  }
}
