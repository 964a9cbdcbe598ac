package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.RecordType.Component;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values of one sealed interface as those of another one that shares cases with it. */
final class SealedViews {

  private final Locals locals;

  SealedViews(Locals locals) {
    this.locals = locals;
  }

  /** Whether all cases of a type, a record or a sealed interface, are cases of another one. */
  static boolean areWithin(RecordType inner, RecordType sealed) {
    return sealed.isSealed()
        && casesOf(inner).stream().allMatch(type -> numberOf(type, sealed).isPresent());
  }

  /** Whether a value can be of both types. */
  static boolean areShared(RecordType one, RecordType sealed) {
    return casesOf(one).stream().anyMatch(type -> numberOf(type, sealed).isPresent());
  }

  /** Whether the value of a sealed interface is a record, or one of the cases of another one. */
  static Expression isOne(Expression value, RecordType sealed, RecordType asked, Origin origin) {
    Expression any = new Expression.Literal(Constant.FALSE, origin);
    for (int i = sealed.cases().size() - 1; i >= 0; i--) {
      if (casesOf(asked).contains((RecordType) sealed.cases().get(i).type())) {
        Expression one = MemberUses.isCase(value, i, origin);
        any =
            any instanceof Expression.Literal
                ? one
                : new Expression.ShortCircuit(false, one, any, origin);
      }
    }
    return any;
  }

  /** The value as one of a record, or of another sealed interface, if it is; else placeholders. */
  Expression as(Local value, RecordType asked, Origin origin) {
    RecordType sealed = (RecordType) value.type();
    SourceCode code = new SourceCode(origin);
    if (!asked.isSealed()) {
      return part(value, asked, origin);
    }
    Expression number = code.number(0);
    for (int i = asked.cases().size() - 1; i > 0; i--) {
      Optional<Integer> here = numberOf((RecordType) asked.cases().get(i).type(), sealed);
      if (here.isPresent()) {
        Expression is = MemberUses.isCase(code.read(value), here.get(), origin);
        number =
            new Expression.Conditional(is, code.number(i), number, Optional.of(Scalar.INT), origin);
      }
    }
    List<Expression> components = new ArrayList<>(List.of(number));
    for (Component each : asked.cases()) {
      components.add(part(value, (RecordType) each.type(), origin));
    }
    return new Expression.NewRecord(asked, components, origin);
  }

  /** The same of an expression. */
  Expression as(Expression value, RecordType asked) {
    Origin origin = value.origin();
    SourceCode code = new SourceCode(origin);
    Local whole = locals.hidden("whole", value.type().orElseThrow(), origin);
    return code.sequence(List.of(code.declare(whole, value)), as(whole, asked, origin));
  }

  private static Expression part(Local value, RecordType record, Origin origin) {
    RecordType sealed = (RecordType) value.type();
    return numberOf(record, sealed)
        .map(number -> sealed.cases().get(number).name())
        .<Expression>map(
            name -> new Expression.Component(new SourceCode(origin).read(value), name, origin))
        .orElseGet(() -> Conversions.placeholder(record, origin));
  }

  private static List<RecordType> casesOf(RecordType type) {
    return type.isSealed()
        ? type.cases().stream().map(it -> (RecordType) it.type()).toList()
        : List.of(type);
  }

  private static Optional<Integer> numberOf(RecordType record, RecordType sealed) {
    for (int i = 0; i < sealed.cases().size(); i++) {
      if (sealed.cases().get(i).type().equals(record)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
