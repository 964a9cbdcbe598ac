package dev.gradc.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Name;

/** Statements. A refused or empty one becomes an empty block. */
final class StatementLowering extends SimpleTreeVisitor<SourceStatement, Void> {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final Optional<Type> result;
  private final SwitchLowering switches;
  private Optional<String> label = Optional.empty();
  private SwitchLowering.Yields yields;
  private final Checkpoints checkpoints;
  private final Set<VariableTree> loopVariables = new HashSet<>();
  private List<Local> bindings = new ArrayList<>();
  private boolean hasReturn;

  /**
   * @param result what {@code return} converts to, absent for {@code void}
   */
  StatementLowering(Lowering lowering, Optional<Type> result) {
    this.lowering = lowering;
    this.expressions = new ExpressionLowering(lowering, this);
    this.switches = new SwitchLowering(lowering, expressions, this);
    this.result = result;
    this.checkpoints = new Checkpoints(lowering.trees(), lowering.refusals());
  }

  SourceStatement.BlockStatement block(BlockTree tree) {
    return new SourceStatement.BlockStatement(lower(tree.getStatements()), lowering.origin(tree));
  }

  SourceStatement lower(StatementTree tree) {
    return visit(tree, null);
  }

  /** Whether what was lowered returns anywhere. */
  boolean hasReturn() {
    return hasReturn;
  }

  ExpressionLowering expressions() {
    return expressions;
  }

  SwitchLowering switches() {
    return switches;
  }

  /** Where {@code yield} goes from here on; gives where it went before. */
  SwitchLowering.Yields enterYields(SwitchLowering.Yields into) {
    SwitchLowering.Yields before = yields;
    yields = into;
    return before;
  }

  /** Statements as a scope of their own. */
  SourceStatement.BlockStatement scope(List<? extends StatementTree> trees, Origin origin) {
    return new SourceStatement.BlockStatement(lower(trees), origin);
  }

  private List<SourceStatement> lower(List<? extends StatementTree> trees) {
    List<SourceStatement> statements = new ArrayList<>();
    trees.forEach(tree -> statements.addAll(declaring(() -> visit(tree, null))));
    return statements;
  }

  /** A statement of a list, after the names of the patterns in it. */
  List<SourceStatement> declaring(Supplier<SourceStatement> lowered) {
    List<Local> outer = bindings;
    bindings = new ArrayList<>();
    SourceStatement statement = lowered.get();
    List<SourceStatement> statements = new ArrayList<>();
    for (Local binding : bindings) {
      Origin origin = binding.origin();
      Expression none = Conversions.placeholder(binding.type(), origin);
      statements.add(new SourceStatement.Declaration(binding, Optional.of(none), origin));
    }
    statements.add(statement);
    bindings = outer;
    return statements;
  }

  /**
   * The name of a pattern: a variable of the list of statements around, which javac has checked.
   */
  void declareBefore(Local binding) {
    bindings.add(binding);
  }

  /** A branch or loop body: a scope, with braces or without. */
  private SourceStatement.BlockStatement scope(StatementTree tree) {
    SourceStatement statement = visit(tree, null);
    return statement instanceof SourceStatement.BlockStatement block
        ? block
        : new SourceStatement.BlockStatement(List.of(statement), statement.origin());
  }

  private static SourceStatement.BlockStatement nothing(Origin origin) {
    return new SourceStatement.BlockStatement(List.of(), origin);
  }

  @Override
  protected SourceStatement defaultAction(Tree tree, Void nothing) {
    lowering.refusals().add(Fence.refusal(tree, lowering.origin(tree)));
    return nothing(lowering.origin(tree));
  }

  @Override
  public SourceStatement visitEmptyStatement(EmptyStatementTree tree, Void nothing) {
    return nothing(lowering.origin(tree));
  }

  @Override
  public SourceStatement visitBlock(BlockTree tree, Void nothing) {
    return block(tree);
  }

  @Override
  public SourceStatement visitVariable(VariableTree tree, Void nothing) {
    if (!loopVariables.contains(tree)) {
      checkpoints.refuseOn(tree);
    }
    Optional<Local> local = lowering.locals().variable(tree);
    if (local.isEmpty()) {
      initializerOfRefused(tree);
      return nothing(lowering.origin(tree));
    }
    Optional<Expression> initial =
        Optional.ofNullable(tree.getInitializer())
            .map(value -> expressions.lower(value, local.get().type()));
    return new SourceStatement.Declaration(local.get(), initial, lowering.origin(tree));
  }

  /** What is wrong in it, unless it is of the refused type itself. */
  private void initializerOfRefused(VariableTree tree) {
    if (tree.getInitializer() != null && lowering.isWorthALook(tree.getInitializer())) {
      expressions.lower(tree.getInitializer());
    }
  }

  @Override
  public SourceStatement visitExpressionStatement(ExpressionStatementTree tree, Void nothing) {
    return new SourceStatement.ExpressionStatement(
        expressions.lower(tree.getExpression()), lowering.origin(tree));
  }

  @Override
  public SourceStatement visitIf(IfTree tree, Void nothing) {
    Expression condition = expressions.lower(tree.getCondition(), Scalar.BOOLEAN);
    SourceStatement.BlockStatement then = scope(tree.getThenStatement());
    SourceStatement.BlockStatement otherwise =
        tree.getElseStatement() == null
            ? nothing(lowering.origin(tree))
            : scope(tree.getElseStatement());
    return new SourceStatement.IfStatement(condition, then, otherwise, lowering.origin(tree));
  }

  @Override
  public SourceStatement visitLabeledStatement(LabeledStatementTree tree, Void nothing) {
    Optional<String> name = Optional.of(tree.getLabel().toString());
    return switch (tree.getStatement().getKind()) {
      case FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP, ENHANCED_FOR_LOOP, SWITCH -> {
        label = name;
        yield visit(tree.getStatement(), null);
      }
      default ->
          new SourceStatement.Leavable(
              name, false, scope(tree.getStatement()), lowering.origin(tree));
    };
  }

  @Override
  public SourceStatement visitSwitch(SwitchTree tree, Void nothing) {
    return switches.statement(tree, takeLabel());
  }

  @Override
  public SourceStatement visitYield(YieldTree tree, Void nothing) {
    return switches.yielded(tree, yields);
  }

  @Override
  public SourceStatement visitEnhancedForLoop(EnhancedForLoopTree tree, Void nothing) {
    Optional<String> name = takeLabel();
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    Optional<Type> type = lowering.trees().type(tree.getExpression());
    Optional<Local> element = lowering.locals().variable(tree.getVariable());
    if (element.isEmpty() || !(type.orElse(null) instanceof ArrayType arrayType)) {
      lowering.refusals().add(DiagnosticCode.ENHANCED_FOR, lowering.origin(tree.getExpression()));
      return nothing(origin);
    }
    String base = element.get().name();
    Local array = lowering.locals().hidden(base + "Array", arrayType, origin);
    Local index = lowering.locals().hidden(base + "Index", Scalar.INT, origin);
    Expression value =
        lowering.conversions().converted(code.load(array, code.read(index)), element.get().type());
    SourceStatement.BlockStatement body = scope(tree.getStatement());
    return code.block(
        code.declare(array, expressions.lower(tree.getExpression(), arrayType)),
        code.countUp(
            name,
            index,
            code.number(0),
            code.length(array),
            code.block(code.declare(element.get(), value), body),
            checkpoints.ofLoop(List.of(tree.getVariable()))));
  }

  private Optional<String> takeLabel() {
    Optional<String> taken = label;
    label = Optional.empty();
    return taken;
  }

  @Override
  public SourceStatement visitForLoop(ForLoopTree tree, Void nothing) {
    Optional<String> name = takeLabel();
    List<VariableTree> variables =
        tree.getInitializer().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .toList();
    loopVariables.addAll(variables);
    List<SourceStatement> initial = lower(tree.getInitializer());
    Expression condition =
        tree.getCondition() == null
            ? new Expression.Literal(Constant.TRUE, lowering.origin(tree))
            : expressions.lower(tree.getCondition(), Scalar.BOOLEAN);
    List<Expression> update = new ArrayList<>();
    tree.getUpdate().forEach(step -> update.add(expressions.lower(step.getExpression())));
    return new SourceStatement.Loop(
        name,
        initial,
        condition,
        update,
        scope(tree.getStatement()),
        checkpoints.ofLoop(variables),
        lowering.origin(tree));
  }

  @Override
  public SourceStatement visitWhileLoop(WhileLoopTree tree, Void nothing) {
    Optional<String> name = takeLabel();
    Expression condition = expressions.lower(tree.getCondition(), Scalar.BOOLEAN);
    return new SourceStatement.Loop(
        name,
        List.of(),
        condition,
        List.of(),
        scope(tree.getStatement()),
        Optional.empty(),
        lowering.origin(tree));
  }

  @Override
  public SourceStatement visitDoWhileLoop(DoWhileLoopTree tree, Void nothing) {
    Optional<String> name = takeLabel();
    SourceStatement.BlockStatement body = scope(tree.getStatement());
    Expression condition = expressions.lower(tree.getCondition(), Scalar.BOOLEAN);
    return new SourceStatement.DoWhile(name, body, condition, lowering.origin(tree));
  }

  @Override
  public SourceStatement visitBreak(BreakTree tree, Void nothing) {
    return new SourceStatement.Jump(true, name(tree.getLabel()), lowering.origin(tree));
  }

  @Override
  public SourceStatement visitContinue(ContinueTree tree, Void nothing) {
    return new SourceStatement.Jump(false, name(tree.getLabel()), lowering.origin(tree));
  }

  private static Optional<String> name(Name label) {
    return Optional.ofNullable(label).map(Name::toString);
  }

  @Override
  public SourceStatement visitTry(TryTree tree, Void nothing) {
    return new TapeBlocks(lowering, this).lower(tree).orElseGet(() -> defaultAction(tree, null));
  }

  @Override
  public SourceStatement visitThrow(ThrowTree tree, Void nothing) {
    Expression exception =
        expressions.lower(tree.getExpression(), new ObjectType("java.lang/Throwable"));
    return new SourceStatement.Throw(exception, lowering.origin(tree));
  }

  @Override
  public SourceStatement visitAssert(AssertTree tree, Void nothing) {
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    Expression condition = expressions.lower(tree.getCondition(), Scalar.BOOLEAN);
    List<Expression> detail = new ArrayList<>();
    if (tree.getDetail() != null) {
      detail.add(expressions.lower(tree.getDetail()));
    }
    ObjectType type = new ObjectType("java.lang/AssertionError");
    Expression error =
        lowering
            .conversions()
            .uses()
            .use(Member.Kind.CONSTRUCTOR, type.name(), "new", detail, Optional.of(type), origin);
    Expression isEnabled =
        MemberUses.inspect(Aspect.ASSERTIONS, List.of(), "", "", Scalar.BOOLEAN, origin);
    SourceStatement check =
        code.choose(
            code.not(condition),
            code.block(new SourceStatement.Throw(error, origin)),
            nothing(origin));
    return code.choose(isEnabled, code.block(check), nothing(origin));
  }

  @Override
  public SourceStatement visitReturn(ReturnTree tree, Void nothing) {
    hasReturn = true;
    if (tree.getExpression() == null && result.isPresent()) {
      // In a constructor.
      Origin origin = lowering.origin(tree);
      return new SourceStatement.Return(lowering.receiver().result(origin), origin);
    }
    Optional<Expression> value =
        Optional.ofNullable(tree.getExpression())
            .map(
                expression ->
                    result.isPresent()
                        ? expressions.lower(expression, result.get())
                        : expressions.lower(expression));
    return new SourceStatement.Return(value, lowering.origin(tree));
  }
}
