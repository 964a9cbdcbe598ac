package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.List;
import java.util.function.Function;

/** Random statements of one method. They end: every loop counts what it may still do. */
final class Statements {

  private static final int DEEPEST = 2;

  private final Choices choices;
  private final TensorExpressions expressions;
  private final Function<Scope, String> result;
  private final Loops loops;
  private final Aggregates aggregates;
  private final WriterCalls calls;
  private int names;

  /**
   * @param result what is returned
   */
  Statements(
      Choices choices,
      TensorExpressions expressions,
      Helpers helpers,
      Function<Scope, String> result) {
    this.choices = choices;
    this.expressions = expressions;
    this.result = result;
    this.loops = new Loops(choices, expressions, this);
    this.aggregates = new Aggregates(choices, expressions, this);
    this.calls = new WriterCalls(choices, expressions, helpers.writers(), this, aggregates);
  }

  /** A number of statements, a line each. */
  String statements(Scope scope, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(statement(scope));
    }
    return text.toString();
  }

  /** Those of a block, with an effect on what is around it. */
  String block(Scope outer, Scope inner, int count) {
    String text = statements(inner, count);
    List<Scope.Name> targets =
        outer.assignable().stream().filter(it -> it.kind() == Kind.TENSOR).toList();
    return switch (choices.below(4)) {
      case 0, 1 -> {
        Scope.Name target = choices.recent(targets);
        yield text + assigned(inner, target.name(), expressions.of(target.shape(), inner, 1));
      }
      case 2 -> text + aggregates.store(inner);
      default -> text;
    };
  }

  /** Into an array of that name. */
  String written(Scope scope, String array) {
    return aggregates.store(array, scope);
  }

  /** The statement at the end. */
  String result(Scope scope) {
    return "    return %s;\n".formatted(result.apply(scope));
  }

  String indented(Scope scope, String text) {
    return "  ".repeat(scope.depth() + 2) + text + "\n";
  }

  String fresh(String name) {
    return name + names++;
  }

  private String statement(Scope scope) {
    return switch (choices.below(scope.depth() >= DEEPEST ? 17 : 30)) {
      case 0, 1 -> assign(scope);
      case 2, 3 -> declare(scope);
      case 4 -> declareNumber(scope);
      case 5, 6 -> aggregates.store(scope);
      case 7, 8 -> aggregates.declare(scope);
      case 9 -> aggregates.exchange(scope);
      case 10 -> scope.labels().isEmpty() ? assign(scope) : loops.jump(scope);
      case 11, 15 -> calls.of(scope);
      case 12 -> chains(scope);
      case 13 -> detached(scope);
      case 14 -> scope.mayReturn() ? guard(scope) : assign(scope);
      case 16 -> assign(scope);
      case 17, 18 -> branch(scope);
      case 19, 20, 21 -> loops.counted(scope);
      case 22 -> loops.whilst(scope);
      case 23 -> loops.overAll(scope);
      case 24 -> loops.checkpointed(scope);
      case 25 -> aggregates.filled(scope);
      case 26, 27 -> calls.of(scope);
      default -> chains(scope);
    };
  }

  /** Of a variable of any kind that may be assigned to. */
  private String assign(Scope scope) {
    Scope.Name target = choices.recent(scope.assignable());
    String value =
        switch (target.kind()) {
          case TENSOR -> expressions.of(target.shape(), scope, 2);
          case DOUBLE -> "Math.tanh(%s)".formatted(expressions.numbers().of(scope, 2));
          default -> aggregates.value(target.kind(), scope);
        };
    return assigned(scope, target.name(), value);
  }

  private String assigned(Scope scope, String target, String value) {
    return indented(scope, "%s = %s;".formatted(target, value));
  }

  private String declare(Scope scope) {
    List<String> shape = choices.among(Scope.SHAPES);
    String value = expressions.of(shape, scope, 3);
    String name = fresh("t");
    scope.add(name, Kind.TENSOR, shape, true);
    return indented(scope, "Tensor %s = %s;".formatted(name, value));
  }

  private String declareNumber(Scope scope) {
    List<String> all = scope.of(Kind.DOUBLE);
    if (!all.isEmpty() && choices.below(2) == 0) {
      String target = choices.recent(all);
      String value = expressions.numbers().of(scope, 2);
      boolean isAssignable = scope.assignable().stream().anyMatch(it -> it.name().equals(target));
      if (isAssignable) {
        return indented(scope, "%s += 0.3 * %s;".formatted(target, value));
      }
    }
    String value = expressions.numbers().of(scope, 2);
    String name = fresh("d");
    scope.add(name, Kind.DOUBLE, Scope.NUMBER, true);
    return indented(scope, "double %s = %s;".formatted(name, value));
  }

  /** Two runs of operations on elements, each of which may need what the other one has made. */
  private String chains(Scope scope) {
    StringBuilder text = new StringBuilder();
    int count = 2 + choices.below(4);
    for (int i = 0; i < count; i++) {
      String value =
          switch (choices.below(4)) {
            case 0, 1 -> expressions.of(Scope.NM, scope, 1);
            case 2 ->
                "%s.mul(%s.sum())"
                    .formatted(
                        expressions.leaf(Scope.NM, scope), expressions.leaf(Scope.NM, scope));
            default ->
                "%s.sub(%s).tanh()"
                    .formatted(expressions.leaf(Scope.NM, scope), expressions.leaf(Scope.M, scope));
          };
      String name = fresh("c");
      scope.add(name, Kind.TENSOR, Scope.NM, false);
      text.append(indented(scope, "Tensor %s = %s;".formatted(name, value)));
    }
    return text.toString();
  }

  private String detached(Scope scope) {
    String value = expressions.of(Scope.NM, scope, 2);
    String name = fresh("k");
    scope.add(name, Kind.TENSOR, Scope.NM, false);
    return choices.below(2) == 0
        ? indented(scope, "Tensor %s = cut(%s);".formatted(name, value))
        : indented(scope, "@Detach Tensor %s = itself(%s);".formatted(name, value));
  }

  /** An early end, seldom taken. */
  private String guard(Scope scope) {
    return indented(
            scope,
            "if (%s.sum().item() > %d.5) {"
                .formatted(expressions.leaf(Scope.NM, scope), choices.below(8)))
        + indented(scope, "  return %s;".formatted(result.apply(scope).replace("\n", " ")))
        + indented(scope, "}");
  }

  private String branch(Scope scope) {
    StringBuilder text =
        new StringBuilder(
            indented(scope, "if (%s) {".formatted(expressions.numbers().condition(scope))));
    text.append(block(scope, scope.inner(), 1 + choices.below(3)));
    if (choices.below(2) == 1) {
      text.append(indented(scope, "} else {"));
      text.append(block(scope, scope.inner(), 1 + choices.below(2)));
    }
    return text + indented(scope, "}");
  }
}
