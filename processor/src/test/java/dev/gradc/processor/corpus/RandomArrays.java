package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Random statements that make arrays and read the zeros that these begin with: some elements are
 * written, or on a condition, or added to, and all may be read, before and after.
 */
final class RandomArrays {

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomArrays(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** A new array, what is written to it, and what is read from it. */
  String statement(RandomScope scope, boolean hasFloats) {
    List<Kind> kinds =
        new ArrayList<>(List.of(Kind.VECTOR, Kind.VECTOR, Kind.MATRIX, Kind.VECTOR, Kind.CUBE));
    if (hasFloats) {
      kinds.addAll(List.of(Kind.FLOATS, Kind.FLOATS));
    }
    Kind kind = choices.among(kinds);
    String name = statements.fresh("zeros");
    String made =
        "%s %s = %s;".formatted(kind.text(), name, kind == Kind.VECTOR ? vector() : created(kind));
    StringBuilder text = new StringBuilder(statements.indented(scope, made));
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      text.append(written(name, kind, scope));
    }
    text.append(read(name, kind, scope));
    scope.add(name, kind, true);
    return text.toString();
  }

  private String vector() {
    return "new double[" + choices.among(List.of("3", "3", "4")) + "]";
  }

  private static String created(Kind kind) {
    return switch (kind) {
      case MATRIX -> "new double[3][3]";
      case CUBE -> "new double[3][3][3]";
      case FLOATS -> "new float[3]";
      default -> throw new IllegalArgumentException(kind.text());
    };
  }

  private String written(String name, Kind kind, RandomScope scope) {
    return switch (choices.below(7)) {
      case 0 -> statements.indented(scope, stored(name, kind, scope));
      case 1 ->
          statements.indented(
              scope, "if (%s) { %s }".formatted(condition(scope), stored(name, kind, scope)));
      case 2 -> looped(name, kind, scope, "");
      case 3 -> looped(name, kind, scope, "if (%s) { continue; } ");
      case 4 ->
          statements.indented(
              scope,
              "%s = %s * %s;"
                  .formatted(
                      statements.element(name, kind, scope),
                      statements.element(name, kind, scope),
                      expressions.of(elementKind(kind), scope, 0)));
      case 5 ->
          statements.indented(
              scope,
              "%s = %s;"
                  .formatted(
                      statements.element(name, kind, scope),
                      kind == Kind.FLOATS ? "0.5f" : expressions.constant()));
      default -> read(name, kind, scope);
    };
  }

  /** One that is not the same at each sample, mostly. */
  private String condition(RandomScope scope) {
    return choices.below(3) < 2
        ? expressions.operand(scope, 1) + " > " + choices.among(List.of("0.3", "0.0", "-0.3"))
        : expressions.condition(scope, 1);
  }

  private String stored(String name, Kind kind, RandomScope scope) {
    return "%s %s %s;"
        .formatted(
            statements.element(name, kind, scope),
            choices.among(List.of("+=", "=", "+=", "-=")),
            expressions.of(elementKind(kind), scope, 1));
  }

  /** Some of the elements, or rows, by a loop. */
  private String looped(String name, Kind kind, RandomScope scope, String guard) {
    String index = statements.fresh("at");
    RandomScope inside = scope.inner();
    inside.addIndex(index);
    String header =
        choices
            .among(
                List.of(
                    "for (int # = 0; # < 3; #++) { ",
                    "for (int # = 2; # > 0; #--) { ",
                    "for (int # = 0; # < 3; # += 2) { "))
            .replace("#", index);
    String skipped = guard.isEmpty() ? "" : guard.formatted(condition(inside));
    return statements.indented(scope, header + skipped + stored(name, kind, inside) + " }");
  }

  /** Into a number that is there, if there is one. */
  private String read(String name, Kind kind, RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    String product =
        "%s * %s + %s"
            .formatted(
                statements.element(name, kind, scope),
                expressions.atom(scope),
                statements.element(name, kind, scope));
    if (numbers.isEmpty()) {
      String number = statements.fresh("sum");
      String text = statements.indented(scope, "double %s = %s;".formatted(number, product));
      scope.add(number, Kind.DOUBLE, true);
      return text;
    }
    return statements.indented(scope, "%s += %s;".formatted(choices.recent(numbers), product));
  }

  private static Kind elementKind(Kind kind) {
    return kind == Kind.FLOATS ? Kind.FLOAT : Kind.DOUBLE;
  }
}
