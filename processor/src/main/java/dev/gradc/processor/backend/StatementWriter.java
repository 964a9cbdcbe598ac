package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes one statement. */
final class StatementWriter implements Statement.Visitor<Void> {

  private final BlockWriter block;
  private final Expressions expressions;
  private final Body body;
  private final CodeBlock.Builder code;

  StatementWriter(BlockWriter block) {
    this.block = block;
    this.expressions = block.expressions();
    this.body = block.body();
    this.code = block.code();
  }

  @Override
  public Void declare(Statement.Declare statement) {
    block.declareLater(statement.variable());
    return null;
  }

  @Override
  public Void assign(Statement.Assign statement) {
    Variable target = statement.target();
    JavaExpression value = expressions.of(statement.operation());
    block.comment(statement.origin());
    assign(target, value.implicit().code());
    return null;
  }

  private void assign(Variable target, CodeBlock value) {
    boolean declares = target.isMutable() ? block.takesDeclaration(target) : !body.isField(target);
    if (target.type() instanceof ObjectType && body.isField(target)) {
      code.addStatement("$L = $L", body.stored(target), value);
    } else if (declares) {
      code.addStatement("$T $L = $L", Types.of(target.type()), body.names().of(target), value);
    } else {
      code.addStatement("$L = $L", body.names().of(target), value);
    }
  }

  @Override
  public Void invoke(Statement.Invoke statement) {
    if (statement.member().isRetain()) {
      return null;
    }
    block.comment(statement.origin());
    Member member = statement.member();
    CodeBlock call = expressions.of(member, statement.arguments()).code();
    List<Variable> targets = statement.targets();
    boolean isWanted =
        targets.stream().anyMatch(target -> !member.kind().isStatement() || isWanted(target));
    if (!isWanted) {
      code.addStatement("$L", call);
    } else if (member.carrier().isEmpty()) {
      assign(targets.get(0), call);
    } else {
      String carrier = body.names().unused(member.functionName() + "Values");
      code.addStatement("$T $L = $L", Types.of(member.carrier().get()), carrier, call);
      for (int i = 0; i < targets.size(); i++) {
        if (isWanted(targets.get(i))) {
          assign(
              targets.get(i), CodeBlock.of("$L.$L()", carrier, member.results().get(i).accessor()));
        }
      }
    }
    return null;
  }

  private boolean isWanted(Variable target) {
    return body.uses().of(target) > 0 || body.isField(target);
  }

  @Override
  public Void store(Statement.Store statement) {
    block.comment(statement.origin());
    code.addStatement(
        "$L = $L",
        expressions.element(statement.array(), statement.index()).code(),
        expressions.of(statement.value()).implicit().code());
    return null;
  }

  @Override
  public Void accumulate(Statement.Accumulate statement) {
    block.comment(statement.origin());
    CodeBlock target = CodeBlock.of("$L", body.names().of(statement.target()));
    addTo(target, statement.value());
    return null;
  }

  @Override
  public Void accumulateElement(Statement.AccumulateElement statement) {
    block.comment(statement.origin());
    addTo(expressions.element(statement.array(), statement.index()).code(), statement.value());
    return null;
  }

  private void addTo(CodeBlock target, Atom value) {
    if (value.equals(Constant.of(1))) {
      code.addStatement("$L++", target);
      return;
    }
    JavaExpression expression = expressions.of(value);
    if (Shapes.isTensor(value.type())) {
      code.addStatement("$L = $T.add($L, $L)", target, Types.COTANGENTS, target, expression.code());
    } else if (expression.negated().isPresent()) {
      // Adding -e is subtracting e, to the bit.
      code.addStatement("$L -= $L", target, expression.negated().get().implicit().code());
    } else {
      code.addStatement("$L += $L", target, expression.implicit().code());
    }
  }

  @Override
  public Void call(Statement.Call statement) {
    throw new IllegalArgumentException("calls are inlined before: " + statement.function());
  }

  @Override
  public Void throwing(Statement.Throw statement) {
    block.comment(statement.origin());
    code.addStatement("throw $L", expressions.of(statement.exception()).code());
    return null;
  }

  @Override
  public Void conditional(Statement.If statement) {
    block.comment(statement.origin());
    Optional<Variable> chosen = chosenBy(statement);
    if (chosen.isPresent()) {
      JavaExpression value =
          JavaExpression.of(
              CodeBlock.of(
                  "$L ? $L : $L",
                  expressions.of(statement.condition()).atLeast(JavaExpression.TERNARY + 1),
                  valueIn(statement.then(), chosen.get()),
                  valueIn(statement.otherwise(), chosen.get())),
              JavaExpression.TERNARY);
      assign(chosen.get(), value.code());
      return null;
    }
    writeIf(statement, block, false);
    code.endControlFlow();
    return null;
  }

  private CodeBlock valueIn(Block branch, Variable variable) {
    JavaExpression value = block.inside(branch).soleValueOf(variable).orElseThrow();
    return value.atLeast(JavaExpression.TERNARY + 1);
  }

  /** The variable that is declared here and whose value is all that both branches are for. */
  private Optional<Variable> chosenBy(Statement.If statement) {
    int size = statement.then().statements().size();
    if (size > 0
        && statement.then().statements().get(size - 1) instanceof Statement.Assign assign
        && block.isUndeclared(assign.target())
        && block.chooses(statement, assign.target())) {
      return Optional.of(assign.target());
    }
    return Optional.empty();
  }

  private void writeIf(Statement.If statement, BlockWriter scope, boolean isElse) {
    JavaExpression condition = scope.expressions().of(statement.condition());
    boolean isNegated = statement.then().isEmpty();
    CodeBlock text =
        isNegated ? CodeBlock.of("!$L", condition.atLeast(JavaExpression.UNARY)) : condition.code();
    if (isElse) {
      code.nextControlFlow("else if ($L)", text);
    } else {
      code.beginControlFlow("if ($L)", text);
    }
    code.add(scope.inside(isNegated ? statement.otherwise() : statement.then()).write());
    if (isNegated || statement.otherwise().isEmpty()) {
      return;
    }
    BlockWriter branch = scope.inside(statement.otherwise());
    int size = statement.otherwise().statements().size();
    if (statement.otherwise().statements().get(size - 1) instanceof Statement.If chained
        && branch.foldsUpToLast()) {
      writeIf(chained, branch, true);
    } else {
      code.nextControlFlow("else");
      code.add(scope.inside(statement.otherwise()).write());
    }
  }

  @Override
  public Void countedLoop(Statement.CountedLoop statement) {
    block.comment(statement.origin());
    boolean isShared = body.isField(statement.index());
    String index = isShared ? body.names().unused("index") : body.names().of(statement.index());
    Optional<CodeBlock> rest = new VectorLoopCalls(block).write(statement);
    code.beginControlFlow(
        "for (int $L = $L; $L $L $L; $L)",
        index,
        rest.orElseGet(() -> expressions.of(statement.from()).implicit().code()),
        index,
        statement.relation().java(),
        expressions.of(statement.bound()).implicit().atLeast(10),
        step(index, statement.step()));
    if (isShared) {
      code.addStatement("$L = $L", body.names().of(statement.index()), index);
    }
    code.add(block.inside(statement.body()).write());
    code.endControlFlow();
    return null;
  }

  private static String step(String index, int step) {
    return switch (step) {
      case 1 -> index + "++";
      case -1 -> index + "--";
      default -> step > 0 ? index + " += " + step : index + " -= " + -step;
    };
  }

  @Override
  public Void whileLoop(Statement.WhileLoop statement) {
    if (statement.condition().equals(Constant.FALSE)) {
      // Java takes no body that it sees is never reached.
      return null;
    }
    block.comment(statement.origin());
    BlockWriter header = block.inside(statement.header());
    CodeBlock before = header.write();
    JavaExpression condition = header.expressions().of(statement.condition());
    if (before.isEmpty()) {
      code.beginControlFlow("while ($L)", condition.code());
    } else {
      code.beginControlFlow("while (true)");
      code.add(before);
      code.beginControlFlow("if (!$L)", condition.atLeast(JavaExpression.UNARY));
      code.addStatement("break");
      code.endControlFlow();
    }
    code.add(block.inside(statement.body()).write());
    code.endControlFlow();
    return null;
  }

  @Override
  public Void reserve(Statement.Reserve statement) {
    String slot = body.names().of(statement.slot());
    JavaExpression size = expressions.of(statement.size()).implicit();
    code.beginControlFlow("if ($L.length < $L)", slot, size.atLeast(10));
    code.addStatement(
        "$L = $T.copyOf($L, $T.max($L, 2 * $L.length))",
        body.stored(statement.slot()),
        Arrays.class,
        slot,
        Math.class,
        size.code(),
        slot);
    code.endControlFlow();
    return null;
  }

  @Override
  public Void reserveRow(Statement.ReserveRow statement) {
    CodeBlock row = expressions.element(statement.slots(), statement.index()).code();
    JavaExpression size = expressions.of(statement.size()).implicit();
    Type rowType = ((ArrayType) statement.slots().type()).element();
    code.beginControlFlow("if ($L == null || $L.length < $L)", row, row, size.atLeast(10));
    code.addStatement(
        "$L = new $L", row, Types.newArray(((ArrayType) rowType).element(), size.code()));
    code.endControlFlow();
    return null;
  }

  @Override
  public Void clear(Statement.Clear statement) {
    block.comment(statement.origin());
    Type element = ((ArrayType) statement.array().type()).element();
    code.addStatement(
        "$T.fill($L, 0, $L, $L)",
        Arrays.class,
        expressions.of(statement.array()).code(),
        expressions.of(statement.length()).implicit().code(),
        Literals.of(Constant.zero(element)).code());
    return null;
  }
}
