package dev.gradc.processor.frontend;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Methods of the library that copy and fill arrays, written out as loops. Where the original
 * throws, so does this; for some arguments that make no sense (a range that ends before it begins)
 * another exception.
 */
final class ArrayCalls {

  private final Lowering lowering;
  private final ExpressionLowering expressions;

  ArrayCalls(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  /** The call as loops, if it is one of these. */
  Optional<Expression> lower(MethodInvocationTree tree) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("clone")
        && tree.getArguments().isEmpty()
        && lowering.trees().type(select.getExpression()).orElse(null) instanceof ArrayType) {
      return Optional.of(cloned(tree, select.getExpression()));
    }
    Optional<Element> method = lowering.trees().element(tree);
    if (method.isEmpty() || !(method.get().getEnclosingElement() instanceof TypeElement owner)) {
      return Optional.empty();
    }
    String name = owner.getQualifiedName() + "." + method.get().getSimpleName();
    int count = tree.getArguments().size();
    boolean hasArray =
        count > 0 && typeOf(tree.getArguments().get(0)).orElse(null) instanceof ArrayType;
    if (!hasArray) {
      return Optional.empty();
    }
    return switch (name + "/" + count) {
      case "java.lang.System.arraycopy/5" -> copied(tree);
      case "java.util.Arrays.fill/2", "java.util.Arrays.fill/4" -> Optional.of(filled(tree));
      case "java.util.Arrays.copyOf/2", "java.util.Arrays.copyOfRange/3" ->
          Optional.of(rangeCopied(tree));
      default -> Optional.empty();
    };
  }

  /** Of a choice that is an argument javac says that it is what the parameter is, an object. */
  private Optional<Type> typeOf(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree inside) {
      return typeOf(inside.getExpression());
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      Optional<Type> type = typeOf(choice.getTrueExpression());
      return type.equals(typeOf(choice.getFalseExpression())) ? type : Optional.empty();
    }
    return lowering.trees().type(tree);
  }

  /** The hidden variables of one call, evaluated in order. */
  private final class Steps {
    private final SourceCode code;
    private final List<SourceStatement> statements = new ArrayList<>();
    private final MethodInvocationTree tree;

    private Steps(MethodInvocationTree tree) {
      this.tree = tree;
      this.code = new SourceCode(lowering.origin(tree));
    }

    Local evaluate(String name, Expression value) {
      return evaluate(name, value.type().orElse(Scalar.INT), value);
    }

    Local evaluate(String name, Type type, Expression value) {
      Local local = lowering.locals().hidden(name, type, lowering.origin(tree));
      statements.add(code.declare(local, value));
      return local;
    }

    Local argument(String name, int position) {
      ExpressionTree argument = tree.getArguments().get(position);
      Optional<Type> type = typeOf(argument);
      return evaluate(
          name,
          type.isPresent() ? expressions.lower(argument, type.get()) : expressions.lower(argument));
    }

    Local integer(String name, int position) {
      return evaluate(
          name, Scalar.INT, expressions.lower(tree.getArguments().get(position), Scalar.INT));
    }

    Local index() {
      return lowering.locals().hidden("k", Scalar.INT, lowering.origin(tree));
    }

    /** {@code to[toStart + k] = from[fromStart + k]}. */
    SourceStatement.BlockStatement copy(
        Local from, Expression fromStart, Local to, Expression toStart, Local index) {
      return code.block(
          code.assign(
              code.element(to, plus(toStart, index)), code.load(from, plus(fromStart, index))));
    }

    private Expression plus(Expression start, Local index) {
      return start.equals(code.number(0))
          ? code.read(index)
          : code.integers(Symbol.ADD, start, code.read(index));
    }
  }

  private Expression cloned(MethodInvocationTree tree, ExpressionTree original) {
    Steps steps = new Steps(tree);
    SourceCode code = steps.code;
    Local from = steps.evaluate("original", expressions.lower(original));
    Local to = steps.evaluate("copy", code.newArray(SourceCode.elementOf(from), code.length(from)));
    Local index = steps.index();
    steps.statements.add(
        code.countUp(
            Optional.empty(),
            index,
            code.number(0),
            code.length(from),
            steps.copy(from, code.number(0), to, code.number(0), index)));
    return code.sequence(steps.statements, code.read(to));
  }

  /** The type of the result is that of the original, also where javac sees a type variable. */
  private Expression rangeCopied(MethodInvocationTree tree) {
    Steps steps = new Steps(tree);
    SourceCode code = steps.code;
    boolean hasStart = tree.getArguments().size() == 3;
    Local from = steps.argument("original", 0);
    Expression start = hasStart ? code.read(steps.integer("from", 1)) : code.number(0);
    Local end = steps.integer(hasStart ? "to" : "newLength", hasStart ? 2 : 1);
    Expression wanted =
        hasStart ? code.integers(Symbol.SUB, code.read(end), start) : code.read(end);
    Local length = steps.evaluate("copyLength", wanted);
    Local to = steps.evaluate("copy", code.newArray(SourceCode.elementOf(from), code.read(length)));
    Expression rest =
        hasStart ? code.integers(Symbol.SUB, code.length(from), start) : code.length(from);
    Local count = steps.evaluate("copied", code.smaller(code.read(length), rest));
    if (hasStart) {
      // Beyond the end of the original, where nothing would be read.
      steps.statements.add(
          code.choose(
              code.integers(Symbol.LT, code.read(count), code.number(0)),
              code.block(code.assign(code.element(to, code.read(count)), zero(steps, from))),
              code.block()));
    }
    Local index = steps.index();
    steps.statements.add(
        code.countUp(
            Optional.empty(),
            index,
            code.number(0),
            code.read(count),
            steps.copy(from, start, to, code.number(0), index)));
    return code.sequence(steps.statements, code.read(to));
  }

  /** Never evaluated: the index before it is out of bounds. */
  private Expression zero(Steps steps, Local from) {
    return Conversions.placeholder(SourceCode.elementOf(from), lowering.origin(steps.tree));
  }

  /** Downwards where the target lies behind, so that an array can be moved within itself. */
  private Optional<Expression> copied(MethodInvocationTree tree) {
    Optional<Type> target = typeOf(tree.getArguments().get(2));
    Optional<Type> source = typeOf(tree.getArguments().get(0));
    if (target.isEmpty() || !target.equals(source)) {
      return Optional.empty();
    }
    Steps steps = new Steps(tree);
    SourceCode code = steps.code;
    Local from = steps.argument("source", 0);
    Local fromStart = steps.integer("sourceStart", 1);
    Local to = steps.argument("target", 2);
    Local toStart = steps.integer("targetStart", 3);
    Local count = steps.integer("count", 4);
    Local up = steps.index();
    Local down = steps.index();
    SourceStatement upwards =
        code.countUp(
            Optional.empty(),
            up,
            code.number(0),
            code.read(count),
            steps.copy(from, code.read(fromStart), to, code.read(toStart), up));
    SourceStatement downwards =
        code.countDown(
            down,
            code.integers(Symbol.SUB, code.read(count), code.number(1)),
            steps.copy(from, code.read(fromStart), to, code.read(toStart), down));
    steps.statements.add(
        code.choose(
            code.integers(Symbol.LT, code.read(fromStart), code.read(toStart)),
            code.block(downwards),
            code.block(upwards)));
    return Optional.of(code.sequence(steps.statements));
  }

  private Expression filled(MethodInvocationTree tree) {
    Steps steps = new Steps(tree);
    SourceCode code = steps.code;
    boolean hasRange = tree.getArguments().size() == 4;
    Local array = steps.argument("array", 0);
    Expression from = hasRange ? code.read(steps.integer("from", 1)) : code.number(0);
    Expression to = hasRange ? code.read(steps.integer("to", 2)) : code.length(array);
    Type element = SourceCode.elementOf(array);
    Local value =
        steps.evaluate(
            "filling",
            element,
            expressions.lower(tree.getArguments().get(hasRange ? 3 : 1), element));
    Local index = steps.index();
    steps.statements.add(
        code.countUp(
            Optional.empty(),
            index,
            from,
            to,
            code.block(code.assign(code.element(array, code.read(index)), code.read(value)))));
    return code.sequence(steps.statements);
  }
}
