package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints lowered bodies on one line, with every operator's type and every conversion: {@code mul.d
 * (x, double<-int(n))}.
 */
final class SourcePrinter implements Expression.Visitor<String>, SourceStatement.Visitor<String> {

  String print(SourceStatement statement) {
    return statement.accept(this);
  }

  private String print(Expression expression) {
    return expression.accept(this);
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::print).collect(Collectors.joining(", ", "(", ")"));
  }

  private String statements(List<SourceStatement> statements) {
    return statements.stream().map(this::print).collect(Collectors.joining(" "));
  }

  private String place(Place place) {
    return place instanceof Place.LocalPlace local
        ? local.local().name()
        : element((Place.ElementPlace) place);
  }

  private String element(Place.ElementPlace place) {
    return print(place.array()) + "[" + print(place.index()) + "]";
  }

  private static String name(Operator operator) {
    if (operator instanceof Conversion conversion) {
      return conversion.to().keyword() + "<-" + conversion.from().keyword();
    }
    if (operator instanceof BasicOperator basic) {
      return name(basic);
    }
    MathFunction function = (MathFunction) operator;
    String parameters =
        function.parameters().stream().map(type -> type.keyword()).collect(Collectors.joining(","));
    String owner = function.owner().substring(function.owner().lastIndexOf('.') + 1);
    return owner + "." + function.name() + "[" + parameters + "]";
  }

  private static String name(BasicOperator operator) {
    return operator.symbol().name().toLowerCase(Locale.ROOT) + "." + operator.operand().keyword();
  }

  @Override
  public String literal(Expression.Literal expression) {
    return expression.value().type().keyword() + ":" + expression.value().value();
  }

  @Override
  public String read(Expression.Read expression) {
    return place(expression.place());
  }

  @Override
  public String apply(Expression.Apply expression) {
    return name(expression.operator()) + list(expression.arguments());
  }

  @Override
  public String shortCircuit(Expression.ShortCircuit expression) {
    return (expression.isAnd() ? "andThen" : "orElse")
        + list(List.of(expression.left(), expression.right()));
  }

  @Override
  public String conditional(Expression.Conditional expression) {
    return "choose"
        + list(List.of(expression.condition(), expression.whenTrue(), expression.whenFalse()));
  }

  @Override
  public String assign(Expression.Assign expression) {
    return place(expression.place()) + " = " + print(expression.value());
  }

  @Override
  public String compoundAssign(Expression.CompoundAssign expression) {
    return place(expression.place())
        + (expression.isPostfix() ? " post " : " ")
        + name(expression.operator())
        + "= "
        + print(expression.value());
  }

  @Override
  public String length(Expression.Length expression) {
    return "length(" + print(expression.array()) + ")";
  }

  @Override
  public String newArray(Expression.NewArray expression) {
    return "new "
        + expression.element().keyword()
        + expression.lengths().stream()
            .map(this::print)
            .collect(Collectors.joining("][", "[", "]"));
  }

  @Override
  public String inspect(Expression.Inspect expression) {
    return expression.aspect()
        + (expression.text().isEmpty() ? "" : " " + expression.text())
        + list(expression.objects());
  }

  @Override
  public String sequence(Expression.Sequence expression) {
    StringBuilder text = new StringBuilder("(");
    expression.statements().forEach(statement -> text.append(print(statement)).append(' '));
    expression.value().ifPresent(value -> text.append(print(value)));
    return text.append(')').toString();
  }

  @Override
  public String arrayLiteral(Expression.ArrayLiteral expression) {
    return expression.element().keyword() + "[]" + list(expression.elements());
  }

  @Override
  public String call(Expression.Call expression) {
    return "call " + expression.method() + list(expression.arguments());
  }

  @Override
  public String component(Expression.Component expression) {
    return print(expression.record()) + "." + expression.name();
  }

  @Override
  public String newRecord(Expression.NewRecord expression) {
    return "new " + expression.record().keyword() + list(expression.arguments());
  }

  @Override
  public String throwing(SourceStatement.Throw statement) {
    return "throw " + print(statement.exception()) + ";";
  }

  @Override
  public String declaration(SourceStatement.Declaration statement) {
    Local local = statement.local();
    return (local.detached() ? "@Detach " : "")
        + (local.retained() ? "@Retain " : "")
        + local.type().keyword()
        + " "
        + local.name()
        + statement.initial().map(value -> " = " + print(value)).orElse("")
        + ";";
  }

  @Override
  public String expression(SourceStatement.ExpressionStatement statement) {
    return print(statement.expression()) + ";";
  }

  @Override
  public String block(SourceStatement.BlockStatement statement) {
    return statement.statements().isEmpty()
        ? "{}"
        : "{ " + statements(statement.statements()) + " }";
  }

  @Override
  public String conditional(SourceStatement.IfStatement statement) {
    return "if "
        + print(statement.condition())
        + " "
        + print(statement.then())
        + " else "
        + print(statement.otherwise());
  }

  @Override
  public String loop(SourceStatement.Loop statement) {
    return label(statement.label())
        + "for ["
        + statements(statement.initial())
        + "] "
        + print(statement.condition())
        + " "
        + list(statement.update())
        + " "
        + print(statement.body());
  }

  private static String label(Optional<String> label) {
    return label.map(name -> name + ": ").orElse("");
  }

  @Override
  public String doWhile(SourceStatement.DoWhile statement) {
    return label(statement.label())
        + "do "
        + print(statement.body())
        + " while "
        + print(statement.condition())
        + ";";
  }

  @Override
  public String leavable(SourceStatement.Leavable statement) {
    return label(statement.label()) + print(statement.body());
  }

  @Override
  public String jump(SourceStatement.Jump statement) {
    return (statement.isBreak() ? "break" : "continue")
        + statement.label().map(name -> " " + name).orElse("")
        + ";";
  }

  @Override
  public String returning(SourceStatement.Return statement) {
    return "return" + statement.value().map(value -> " " + print(value)).orElse("") + ";";
  }
}
