package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import java.util.List;
import java.util.Optional;

/** Unary and binary operators, and casts, with promotions made explicit. */
final class OperatorLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;

  OperatorLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  /** A number in a box is taken out of it. */
  private Expression number(ExpressionTree tree) {
    return number(expressions.lower(tree));
  }

  private Expression number(Expression operand) {
    return operand
        .type()
        .flatMap(ObjectTypes::boxed)
        .map(held -> lowering.conversions().converted(operand, held))
        .orElse(operand);
  }

  Expression unary(UnaryTree tree) {
    int before = lowering.refusals().count();
    Expression operand = number(tree.getExpression());
    if (!(operand.type().orElse(null) instanceof Scalar scalar)) {
      return refusedOperands(tree, before);
    }
    Scalar type = Conversions.promoted(scalar);
    Expression promoted = lowering.conversions().converted(operand, type);
    return switch (tree.getKind()) {
      case UNARY_PLUS -> promoted;
      case UNARY_MINUS -> apply(tree, Symbol.NEG, type, promoted);
      case BITWISE_COMPLEMENT -> apply(tree, Symbol.COMPLEMENT, type, promoted);
      case LOGICAL_COMPLEMENT -> apply(tree, Symbol.NOT, type, promoted);
      default -> expressions.defaultAction(tree, null);
    };
  }

  Expression binary(BinaryTree tree) {
    if (tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      return new Expression.ShortCircuit(
          tree.getKind() == Tree.Kind.CONDITIONAL_AND,
          expressions.lower(tree.getLeftOperand(), Scalar.BOOLEAN),
          expressions.lower(tree.getRightOperand(), Scalar.BOOLEAN),
          lowering.origin(tree));
    }
    Optional<Symbol> symbol = Symbols.of(tree.getKind());
    if (symbol.isEmpty()) {
      return expressions.defaultAction(tree, null);
    }
    if (symbol.get() == Symbol.ADD && expressions.objects().isText(tree)) {
      return expressions.objects().concatenated(tree);
    }
    if (symbol.get() == Symbol.EQ || symbol.get() == Symbol.NE) {
      Optional<Expression> compared = expressions.objects().compared(tree);
      if (compared.isPresent()) {
        return compared.get();
      }
    }
    int before = lowering.refusals().count();
    Expression left = number(tree.getLeftOperand());
    Expression right = number(tree.getRightOperand());
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    if (left.type().orElse(null) instanceof Scalar first
        && right.type().orElse(null) instanceof Scalar second) {
      Scalar type =
          symbol.get().isShift()
              ? Conversions.promoted(first)
              : Conversions.promoted(first, second);
      return apply(
          tree,
          symbol.get(),
          type,
          lowering.conversions().converted(left, type),
          lowering.conversions().converted(right, symbol.get().isShift() ? Scalar.INT : type));
    }
    return refusedOperands(tree, before);
  }

  /** Operands that are no numbers, although nothing was wrong with them by themselves. */
  private Expression refusedOperands(ExpressionTree tree, int before) {
    boolean isComparison =
        tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    if (isComparison) {
      String text = lowering.origin(tree).text();
      lowering.refusals().add(DiagnosticCode.ARRAY_COMPARISON, lowering.origin(tree), text);
      return lowering.placeholder(tree);
    }
    return lowering.refusedType(tree);
  }

  Expression cast(TypeCastTree tree) {
    int before = lowering.refusals().count();
    Optional<Type> target = lowering.trees().type(tree);
    boolean isNull = tree.getExpression().getKind() == Tree.Kind.NULL_LITERAL;
    Expression written =
        isNull && target.orElse(null) instanceof ObjectType type
            ? expressions.lower(tree.getExpression(), type)
            : expressions.lower(tree.getExpression());
    Expression operand = target.orElse(null) instanceof Scalar ? number(written) : written;
    boolean isDetached =
        tree.getType() instanceof AnnotatedTypeTree annotated
            && lowering.trees().isAnnotated(annotated.getAnnotations(), Annotations.DETACH);
    if (isOfObject(operand, target) && !isDetached && lowering.refusals().count() == before) {
      return expressions.objects().cast(tree, operand, target.get());
    }
    if (target.isEmpty() || !isCast(operand, target.get(), tree)) {
      if (lowering.refusals().count() == before) {
        String type = lowering.origin(tree.getType()).text();
        lowering.refusals().add(DiagnosticCode.UNSUPPORTED_CAST, lowering.origin(tree), type);
      }
      return lowering.placeholder(tree);
    }
    Expression converted = lowering.conversions().converted(operand, target.get());
    return isDetached && target.get() instanceof Scalar scalar && scalar.isFloating()
        ? apply(tree, Symbol.DETACH, scalar, converted)
        : at(tree, operand, converted);
  }

  /**
   * From a class to another one or to a record, into a box or out of it, or from a sealed interface
   * to one of its cases.
   */
  private static boolean isOfObject(Expression operand, Optional<Type> target) {
    Type from = operand.type().orElse(null);
    Type to = target.orElse(null);
    if (from instanceof RecordType sealed) {
      return sealed.isSealed() && to instanceof RecordType && !to.equals(from);
    }
    if (from instanceof ArrayType array) {
      return to instanceof ArrayType other
          && !array.equals(other)
          && Conversions.isSeenAs(array, other);
    }
    if (from instanceof Scalar) {
      return to instanceof ObjectType && ObjectTypes.boxed(to).filter(Scalar::isFloating).isEmpty();
    }
    return from instanceof ObjectType
        && (to instanceof ObjectType || to instanceof RecordType || to instanceof Scalar);
  }

  /** Between primitive types, or from another type to itself without an annotation. */
  private static boolean isCast(Expression operand, Type target, TypeCastTree tree) {
    if (!(target instanceof Scalar)) {
      return operand.type().filter(target::equals).isPresent()
          && tree.getType().toString().indexOf('@') < 0;
    }
    Type from = operand.type().orElse(null);
    return from instanceof Scalar && (from == Scalar.BOOLEAN) == (target == Scalar.BOOLEAN);
  }

  /** A written conversion stands where the cast stands. */
  private Expression at(Tree tree, Expression operand, Expression converted) {
    return converted instanceof Expression.Apply apply && converted != operand
        ? new Expression.Apply(apply.operator(), apply.arguments(), lowering.origin(tree))
        : converted;
  }

  private Expression apply(Tree tree, Symbol symbol, Scalar type, Expression... operands) {
    return new Expression.Apply(
        new BasicOperator(symbol, type), List.of(operands), lowering.origin(tree));
  }
}
