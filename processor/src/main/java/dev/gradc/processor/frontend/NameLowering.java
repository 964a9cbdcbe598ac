package dev.gradc.processor.frontend;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/**
 * Names: local variables, constants, components of records, and other fields, which are refused.
 */
final class NameLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;

  NameLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  Expression identifier(IdentifierTree tree) {
    if (tree.getName().contentEquals("this") || tree.getName().contentEquals("super")) {
      Optional<Expression> object = lowering.receiver().value(lowering.origin(tree));
      if (object.isPresent() && tree.getName().contentEquals("this")) {
        return object.get();
      }
      lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, lowering.origin(tree), text(tree));
      return lowering.placeholder(tree);
    }
    Optional<Element> element = lowering.trees().element(tree);
    if (element.isEmpty()) {
      return lowering.placeholder(tree);
    }
    return switch (element.get().getKind()) {
      case LOCAL_VARIABLE, PARAMETER, BINDING_VARIABLE, RESOURCE_VARIABLE ->
          local(tree, element.get());
      case FIELD, ENUM_CONSTANT -> {
        String name = tree.getName().toString();
        yield isOfRecord(element.get())
            ? ownField(tree, name)
            : field(tree, (VariableElement) element.get());
      }
      default -> refused(tree);
    };
  }

  private Expression local(Tree tree, Element element) {
    Optional<Local> local = lowering.locals().find(element);
    if (local.isEmpty()) {
      // Said already, where it is declared.
      return lowering.placeholder(tree);
    }
    return new Expression.Read(new Place.LocalPlace(local.get()), lowering.origin(tree));
  }

  /** {@code Math.PI}, {@code Outer.LIMIT}; not {@code array.length}. */
  Expression memberSelect(MemberSelectTree tree) {
    if (tree.getIdentifier().contentEquals("this")) {
      return outerObject(tree);
    }
    Optional<Element> element = lowering.trees().element(tree);
    if (element.isPresent() && isOfRecord(element.get())) {
      String name = tree.getIdentifier().toString();
      return tree.getExpression() instanceof IdentifierTree object
              && object.getName().contentEquals("this")
          ? ownField(tree, name)
          : new Expression.Component(
              expressions.lower(tree.getExpression()), name, lowering.origin(tree));
    }
    if (element.isPresent() && element.get() instanceof VariableElement field) {
      return field.getKind().isField() ? field(tree, field) : refused(tree);
    }
    return element.isPresent() ? refused(tree) : lowering.placeholder(tree);
  }

  /** {@code Point.this}: this object, if it is of that class. */
  private Expression outerObject(MemberSelectTree tree) {
    Optional<Expression> object = lowering.receiver().value(lowering.origin(tree));
    if (object.isPresent() && object.get().type().equals(lowering.trees().type(tree))) {
      return object.get();
    }
    lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, lowering.origin(tree), text(tree));
    return lowering.placeholder(tree);
  }

  /** A field of this object, be it complete or being made. */
  private Expression ownField(Tree tree, String name) {
    return lowering.receiver().field(name, lowering.origin(tree)).orElseGet(() -> refused(tree));
  }

  private static boolean isOfRecord(Element field) {
    return field.getKind() == ElementKind.FIELD
        && field.getEnclosingElement().getKind() == ElementKind.RECORD
        && !field.getModifiers().contains(Modifier.STATIC);
  }

  private Expression field(Tree tree, VariableElement field) {
    Optional<Type> type = TypeReader.read(field.asType());
    if (type.isEmpty()) {
      return lowering.refusedType(tree);
    }
    boolean isConstant =
        field.getConstantValue() != null && field.getModifiers().contains(Modifier.STATIC);
    return isConstant
        ? ObjectLowering.constant(field.getConstantValue(), type.get(), lowering.origin(tree))
        : expressions.objects().field(tree, field, type.get());
  }

  private Expression refused(Tree tree) {
    lowering
        .refusals()
        .add(DiagnosticCode.UNSUPPORTED_CONSTRUCT, lowering.origin(tree), "'" + text(tree) + "'");
    return lowering.placeholder(tree);
  }

  private String text(Tree tree) {
    return lowering.origin(tree).text();
  }
}
