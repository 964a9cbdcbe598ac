package dev.gradc.processor.frontend;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;

/**
 * Switches, written out as conditions on a variable that holds the selector. Where control falls
 * through, the number of the case that is entered decides which groups are run.
 */
final class SwitchLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;

  SwitchLowering(Lowering lowering, ExpressionLowering expressions, StatementLowering statements) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.statements = statements;
  }

  /**
   * A group of statements with its labels.
   *
   * @param labels none for {@code default} alone
   */
  private record Group(
      List<Expression> labels,
      boolean isDefault,
      boolean isColon,
      SourceStatement.BlockStatement body) {}

  SourceStatement statement(SwitchTree tree, Optional<String> label) {
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    Optional<Local> selector = selector(tree.getExpression(), origin);
    if (selector.isEmpty()) {
      return code.block();
    }
    List<SourceStatement> all = new ArrayList<>();
    all.add(declaration(selector.get(), tree.getExpression(), code));
    SharedLocals shared = new SharedLocals(lowering, tree.getCases());
    List<Group> groups = new ArrayList<>();
    for (CaseTree each : tree.getCases()) {
      groups.add(group(each, shared.hoist(statementsOf(each), all), selector.get()));
    }
    int between = Math.max(groups.size() - 1, 0);
    boolean falls = tree.getCases().stream().limit(between).anyMatch(this::falls);
    SourceStatement.BlockStatement body =
        falls
            ? fallingThrough(merged(groups), selector.get(), code)
            : chain(merged(groups), selector.get(), code);
    all.add(new SourceStatement.Leavable(label, true, body, origin));
    return new SourceStatement.BlockStatement(all, origin);
  }

  Expression expression(SwitchExpressionTree tree) {
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    Optional<Type> type = lowering.trees().type(tree);
    Optional<Local> selector = selector(tree.getExpression(), origin);
    if (type.isEmpty() || selector.isEmpty()) {
      return type.isEmpty() ? lowering.refusedType(tree) : lowering.placeholder(tree);
    }
    List<SourceStatement> all = new ArrayList<>();
    all.add(declaration(selector.get(), tree.getExpression(), code));
    Local result = lowering.locals().hidden("chosen", type.get(), origin);
    all.add(new SourceStatement.Declaration(result, Optional.empty(), origin));
    SharedLocals shared = new SharedLocals(lowering, tree.getCases());
    List<Group> groups = new ArrayList<>();
    boolean falls = false;
    // No label that a person writes has a sign in it.
    String label = "yield#" + result.id();
    Yields outer = statements.enterYields(new Yields(result, type.get(), label));
    for (CaseTree each : tree.getCases()) {
      falls |= falls(each) && each != tree.getCases().get(tree.getCases().size() - 1);
      SourceStatement.BlockStatement body = yieldingStatementsOf(each, result, type.get(), code);
      groups.add(group(each, shared.hoist(body, all), selector.get()));
    }
    statements.enterYields(outer);
    SourceStatement.BlockStatement chosen =
        falls
            ? fallingThrough(merged(groups), selector.get(), code)
            : chain(merged(groups), selector.get(), code);
    all.add(new SourceStatement.Leavable(Optional.of(label), true, chosen, origin));
    return code.sequence(all, code.read(result));
  }

  /**
   * Where {@code yield} leaves its value, and what it leaves.
   *
   * @param label of the switch, which is not the innermost statement that a break would leave
   */
  record Yields(Local result, Type type, String label) {}

  /** {@code yield value}: an assignment, and out. */
  SourceStatement yielded(YieldTree tree, Yields into) {
    SourceCode code = new SourceCode(lowering.origin(tree));
    return code.block(
        code.assign(
            new Place.LocalPlace(into.result()), expressions.lower(tree.getValue(), into.type())),
        new SourceStatement.Jump(true, Optional.of(into.label()), lowering.origin(tree)));
  }

  private Optional<Local> selector(ExpressionTree tree, Origin origin) {
    Optional<Type> type = lowering.trees().type(tree);
    boolean isInteger =
        type.orElse(null) instanceof Scalar scalar && scalar.isIntegral() && scalar != Scalar.LONG;
    if (isInteger) {
      return Optional.of(lowering.locals().hidden("selector", Scalar.INT, origin));
    }
    Optional<Scalar> boxed = type.flatMap(ObjectTypes::boxed);
    if (boxed.isPresent()) {
      return Optional.of(lowering.locals().hidden("selector", Scalar.INT, origin));
    }
    boolean isNamed = isEnum(tree) || type.filter(ObjectType.STRING::equals).isPresent();
    if (!isNamed) {
      lowering.refusals().add(DiagnosticCode.SWITCH, lowering.origin(tree));
      return Optional.empty();
    }
    return Optional.of(lowering.locals().hidden("selector", type.orElseThrow(), origin));
  }

  private boolean isEnum(ExpressionTree tree) {
    return lowering.trees().mirror(tree).orElse(null) instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.ENUM
        && lowering.trees().type(tree).isPresent();
  }

  private SourceStatement declaration(Local selector, ExpressionTree tree, SourceCode code) {
    Expression value = expressions.lower(tree, selector.type());
    // Without an object there is nothing to choose by, and Java says so before it looks at labels.
    return code.declare(
        selector,
        selector.type() instanceof ObjectType && lowering.refusals().isEmpty()
            ? notNull(value)
            : value);
  }

  private Expression notNull(Expression object) {
    return lowering
        .conversions()
        .uses()
        .use(
            Member.Kind.STATIC,
            "java.util/Objects",
            "requireNonNull",
            List.of(object),
            object.type(),
            object.origin());
  }

  private Group group(CaseTree tree, SourceStatement.BlockStatement body, Local selector) {
    List<Expression> labels = new ArrayList<>();
    for (ExpressionTree label : tree.getExpressions()) {
      labels.add(label(label, selector));
    }
    boolean isDefault = labels.isEmpty();
    if (isDefault && !lowering.origin(tree).text().startsWith("default")) {
      // A pattern, which newer versions of Java have.
      lowering.refusals().add(DiagnosticCode.SWITCH, lowering.origin(tree));
    }
    boolean isColon = tree.getCaseKind() == CaseTree.CaseKind.STATEMENT;
    return new Group(labels, isDefault, isColon, body);
  }

  private Expression label(ExpressionTree tree, Local selector) {
    Optional<Element> element =
        tree instanceof IdentifierTree ? lowering.trees().element(tree) : Optional.empty();
    if (element.filter(it -> it.getKind() == ElementKind.ENUM_CONSTANT).isPresent()) {
      // Its name alone is no expression elsewhere.
      expressions.objects().noteHidden(tree, element.get().asType());
      return MemberUses.inspect(
          Aspect.STATIC_FIELD,
          List.of(),
          ((ObjectType) selector.type()).name(),
          element.get().getSimpleName().toString(),
          selector.type(),
          lowering.origin(tree));
    }
    if (tree.getKind() == Tree.Kind.NULL_LITERAL) {
      lowering.refusals().add(DiagnosticCode.SWITCH, lowering.origin(tree));
      return lowering.placeholder(tree);
    }
    return expressions.lower(tree, selector.type());
  }

  private SourceStatement.BlockStatement statementsOf(CaseTree tree) {
    Origin origin = lowering.origin(tree);
    if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
      return statements.scope(tree.getStatements(), origin);
    }
    Tree body = tree.getBody();
    return body instanceof StatementTree statement
        ? statements.scope(List.of(statement), origin)
        : new SourceStatement.BlockStatement(
            List.of(
                new SourceStatement.ExpressionStatement(
                    expressions.lower(body), lowering.origin(body))),
            origin);
  }

  private SourceStatement.BlockStatement yieldingStatementsOf(
      CaseTree tree, Local result, Type type, SourceCode code) {
    if (tree.getCaseKind() == CaseTree.CaseKind.RULE
        && tree.getBody() instanceof ExpressionTree value) {
      return code.block(code.assign(new Place.LocalPlace(result), expressions.lower(value, type)));
    }
    return statementsOf(tree);
  }

  /** Whether control may come out of a group at its end, into the next one. */
  private boolean falls(CaseTree tree) {
    if (tree.getCaseKind() == CaseTree.CaseKind.RULE) {
      return false;
    }
    List<? extends StatementTree> body = tree.getStatements();
    if (body.isEmpty()) {
      // Only more labels of the next group.
      return false;
    }
    return switch (body.get(body.size() - 1).getKind()) {
      case BREAK, CONTINUE, RETURN, YIELD, THROW -> false;
      default -> true;
    };
  }

  /** Labels that stand above the labels of another group belong to it. */
  private static List<Group> merged(List<Group> groups) {
    List<Group> merged = new ArrayList<>();
    List<Expression> labels = new ArrayList<>();
    boolean isDefault = false;
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      labels.addAll(group.labels());
      isDefault |= group.isDefault();
      boolean isMoreLabels =
          group.isColon() && group.body().statements().isEmpty() && i < groups.size() - 1;
      if (!isMoreLabels) {
        merged.add(new Group(List.copyOf(labels), isDefault, group.isColon(), group.body()));
        labels.clear();
        isDefault = false;
      }
    }
    return merged;
  }

  private SourceStatement.BlockStatement chain(
      List<Group> groups, Local selector, SourceCode code) {
    SourceStatement.BlockStatement rest = code.block();
    for (Group group : groups) {
      if (group.isDefault()) {
        rest = group.body();
      }
    }
    for (int i = groups.size() - 1; i >= 0; i--) {
      Group group = groups.get(i);
      if (!group.isDefault()) {
        rest = code.block(code.choose(isAnyOf(group.labels(), selector, code), group.body(), rest));
      }
    }
    return rest;
  }

  private SourceStatement.BlockStatement fallingThrough(
      List<Group> groups, Local selector, SourceCode code) {
    int otherwise = groups.size();
    for (int i = 0; i < groups.size(); i++) {
      otherwise = groups.get(i).isDefault() ? i : otherwise;
    }
    Expression number = code.number(otherwise);
    for (int i = groups.size() - 1; i >= 0; i--) {
      if (!groups.get(i).isDefault()) {
        number =
            new Expression.Conditional(
                isAnyOf(groups.get(i).labels(), selector, code),
                code.number(i),
                number,
                Optional.of(Scalar.INT),
                selector.origin());
      }
    }
    Local entered = lowering.locals().hidden("entered", Scalar.INT, selector.origin());
    List<SourceStatement> all = new ArrayList<>();
    all.add(code.declare(entered, number));
    for (int i = 0; i < groups.size(); i++) {
      Expression isRun = code.integers(Symbol.LE, code.read(entered), code.number(i));
      all.add(code.choose(isRun, groups.get(i).body(), code.block()));
    }
    return new SourceStatement.BlockStatement(all, selector.origin());
  }

  private Expression isAnyOf(List<Expression> labels, Local selector, SourceCode code) {
    Expression any = null;
    for (Expression label : labels) {
      Expression is = is(selector, label, code);
      any = any == null ? is : new Expression.ShortCircuit(false, any, is, selector.origin());
    }
    return any;
  }

  private Expression is(Local selector, Expression label, SourceCode code) {
    if (!(selector.type() instanceof ObjectType)) {
      return code.integers(Symbol.EQ, code.read(selector), label);
    }
    List<Expression> both = List.of(code.read(selector), label);
    return selector.type().equals(ObjectType.STRING)
        ? lowering
            .conversions()
            .uses()
            .use(
                Member.Kind.INSTANCE,
                ObjectType.STRING.name(),
                "equals",
                both,
                Optional.of(Scalar.BOOLEAN),
                selector.origin())
        : MemberUses.inspect(Aspect.SAME, both, "", "", Scalar.BOOLEAN, selector.origin());
  }
}
