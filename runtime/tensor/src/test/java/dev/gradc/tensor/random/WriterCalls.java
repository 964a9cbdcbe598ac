package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;

/** Random calls of methods that write arrays, as statements; what they give is used or not. */
final class WriterCalls {

  private final Choices choices;
  private final TensorExpressions expressions;
  private final Writers writers;
  private final Statements statements;
  private final Aggregates aggregates;

  WriterCalls(
      Choices choices,
      TensorExpressions expressions,
      Writers writers,
      Statements statements,
      Aggregates aggregates) {
    this.choices = choices;
    this.expressions = expressions;
    this.writers = writers;
    this.statements = statements;
    this.aggregates = aggregates;
  }

  /** A call, with new arrays where there are none, and often something that reads one of them. */
  String of(Scope scope) {
    return writers.any(scope).map(it -> of(it, scope)).orElse("");
  }

  private String of(Writers.Writer writer, Scope scope) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Writers.missing(writer, scope)) {
      text.append(aggregates.declare(kind, scope));
    }
    String call = writers.call(writer, expressions, scope);
    text.append(
        switch (writer.result()) {
          case TENSOR -> ofTensor(call, scope);
          case DOUBLE -> ofNumber(call, scope);
          default -> statements.indented(scope, call + ";");
        });
    if (choices.below(3) > 0) {
      text.append(read(writer.arrays().get(choices.below(writer.arrays().size())), scope));
    }
    return text.toString();
  }

  private String ofTensor(String call, Scope scope) {
    String name = statements.fresh("given");
    int use = choices.below(9);
    String value =
        switch (use) {
          case 3 -> "%s.slice(0, 0, 1).add(%s)".formatted(call, leaf(scope));
          case 4 -> "%s.mul(%s).add(%s)".formatted(leaf(scope), call, leaf(scope));
          case 5 -> "cut(%s)".formatted(call);
          case 6 -> condition(scope) + " ? %s : %s".formatted(call, leaf(scope));
          default -> call;
        };
    if (use == 0) {
      return statements.indented(scope, call + ";");
    }
    String text = statements.indented(scope, "Tensor %s = %s;".formatted(name, value));
    if (use == 7) {
      return text + usedSometimes(name + ".mul(%s)".formatted(leaf(scope)), scope);
    } else if (use != 8) {
      scope.add(name, Kind.TENSOR, Scope.NM, true);
    }
    return text;
  }

  private String ofNumber(String call, Scope scope) {
    String name = statements.fresh("given");
    int use = choices.below(6);
    if (use == 0) {
      return statements.indented(scope, call + ";");
    }
    String value =
        switch (use) {
          case 1 -> "%s.mean().item() * %s".formatted(leaf(scope), call);
          case 2 -> condition(scope) + " ? %s : 0.3".formatted(call);
          default -> call;
        };
    String text = statements.indented(scope, "double %s = %s;".formatted(name, value));
    if (use == 3) {
      return text + usedSometimes(leaf(scope) + ".mul(%s)".formatted(name), scope);
    } else if (use != 4) {
      scope.add(name, Kind.DOUBLE, Scope.NUMBER, true);
    }
    return text;
  }

  /** In a branch alone. */
  private String usedSometimes(String value, Scope scope) {
    Scope.Name target =
        choices.recent(
            scope.assignable().stream()
                .filter(it -> it.kind() == Kind.TENSOR && it.shape().equals(Scope.NM))
                .toList());
    return statements.indented(scope, "if (%s) {".formatted(condition(scope)))
        + statements.indented(scope, "  %s = %s;".formatted(target.name(), value))
        + statements.indented(scope, "}");
  }

  private String read(Kind kind, Scope scope) {
    String array = choices.recent(Writers.arrays(kind, scope));
    String at = expressions.index(scope);
    String name = statements.fresh("read");
    String value =
        switch (kind) {
          case TENSORS -> "%s[%s].mul(%s)".formatted(array, at, leaf(scope));
          case GRID -> "%s[%s][%d].mul(%s)".formatted(array, at, choices.below(2), leaf(scope));
          case VECTOR -> "%s.mul(%s[%s])".formatted(leaf(scope), array, at);
          default -> "%s.mul(%s[%s] - 0.7)".formatted(leaf(scope), array, at);
        };
    scope.add(name, Kind.TENSOR, Scope.NM, true);
    return statements.indented(scope, "Tensor %s = %s;".formatted(name, value));
  }

  private String leaf(Scope scope) {
    return expressions.leaf(Scope.NM, scope);
  }

  private String condition(Scope scope) {
    return expressions.numbers().condition(scope);
  }
}
