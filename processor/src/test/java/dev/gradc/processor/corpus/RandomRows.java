package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Random statements that put rows of arrays in other places, in two places, and give them names.
 */
final class RandomRows {

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;
  private boolean isFixed;

  RandomRows(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** From now on rows stay where they are. */
  void fix() {
    isFixed = true;
  }

  /** Whether there is something whose rows are arrays. */
  boolean has(RandomScope scope) {
    return !scope.of(Kind.MATRIX).isEmpty() || !scope.of(Kind.CUBE).isEmpty();
  }

  /** A statement, or a few. */
  String statement(RandomScope scope) {
    Kind kind = !scope.of(Kind.CUBE).isEmpty() && choices.below(4) == 3 ? Kind.MATRIX : Kind.VECTOR;
    if (isFixed) {
      return choices.below(2) == 0 ? named(kind, scope) : copied(scope);
    }
    return switch (choices.below(8)) {
      case 0 -> put(kind, scope);
      case 1 -> moved(kind, scope);
      case 2 -> named(kind, scope);
      case 3 -> swapped(kind, scope);
      case 4 -> shared(kind, scope);
      case 5 -> rotated(scope);
      case 6 -> filled(scope);
      default -> copied(scope);
    };
  }

  /** The elements of arrays in which an array of the type stands. */
  private List<String> places(Kind kind, RandomScope scope) {
    List<String> places = new ArrayList<>();
    if (kind == Kind.VECTOR) {
      scope
          .of(Kind.CUBE)
          .forEach(it -> places.add("%s[%s][%s]".formatted(it, index(scope), index(scope))));
    }
    scope
        .of(kind == Kind.VECTOR ? Kind.MATRIX : Kind.CUBE)
        .forEach(it -> places.add(it + "[" + index(scope) + "]"));
    return places;
  }

  private String index(RandomScope scope) {
    return expressions.index(scope);
  }

  private String place(Kind kind, RandomScope scope) {
    return choices.recent(places(kind, scope));
  }

  private String put(Kind kind, RandomScope scope) {
    return statements.indented(
        scope, "%s = %s;".formatted(place(kind, scope), expressions.of(kind, scope, 1)));
  }

  private String moved(Kind kind, RandomScope scope) {
    return statements.indented(
        scope, "%s = %s;".formatted(place(kind, scope), choices.among(places(kind, scope))));
  }

  /** Written through its name. */
  private String named(Kind kind, RandomScope scope) {
    String name = statements.fresh("row");
    String text =
        statements.indented(scope, "%s %s = %s;".formatted(kind.text(), name, place(kind, scope)));
    scope.add(name, kind, !isFixed || kind == Kind.VECTOR);
    return text + written(kind, name, scope);
  }

  private String written(Kind kind, String name, RandomScope scope) {
    String element =
        kind == Kind.VECTOR
            ? "%s[%s]".formatted(name, index(scope))
            : "%s[%s][%s]".formatted(name, index(scope), index(scope));
    return switch (choices.below(4)) {
      case 0 -> "";
      case 1 ->
          statements.indented(
              scope, "%s *= %s;".formatted(element, "Math.cos(" + expressions.atom(scope) + ")"));
      case 2 ->
          statements.indented(
              scope, "%s = %s;".formatted(element, expressions.of(Kind.DOUBLE, scope, 1)));
      default ->
          statements.indented(
              scope, "%s += %s;".formatted(element, expressions.of(Kind.DOUBLE, scope, 1)));
    };
  }

  /** Two rows of a matrix change places, unless rows stay where they are. */
  String exchanged(String matrix, RandomScope scope) {
    return isFixed
        ? copied(scope)
        : exchanged(
            Kind.VECTOR,
            matrix + "[" + index(scope) + "]",
            matrix + "[" + index(scope) + "]",
            scope);
  }

  private String swapped(Kind kind, RandomScope scope) {
    return exchanged(kind, place(kind, scope), choices.among(places(kind, scope)), scope);
  }

  private String exchanged(Kind kind, String one, String other, RandomScope scope) {
    String kept = statements.fresh("kept");
    return statements.indented(scope, "%s %s = %s;".formatted(kind.text(), kept, one))
        + statements.indented(scope, "%s = %s;".formatted(one, other))
        + statements.indented(scope, "%s = %s;".formatted(other, kept));
  }

  /** In two places, and written in one of them, or by its name. */
  private String shared(Kind kind, RandomScope scope) {
    String name = statements.fresh("shared");
    String one = place(kind, scope);
    String other = place(kind, scope);
    String text =
        statements.indented(
                scope, "%s %s = %s;".formatted(kind.text(), name, expressions.of(kind, scope, 1)))
            + statements.indented(scope, "%s = %s;".formatted(one, name))
            + statements.indented(scope, "%s = %s;".formatted(other, name));
    String written = choices.among(List.of(name, one, other));
    scope.add(name, kind, true);
    return text + written(kind, written, scope);
  }

  private String rotated(RandomScope scope) {
    List<String> matrices = scope.of(Kind.MATRIX);
    if (matrices.isEmpty()) {
      return swapped(Kind.VECTOR, scope);
    }
    String matrix = choices.recent(matrices);
    String first = statements.fresh("first");
    String index = statements.fresh("at");
    return statements.indented(scope, "double[] %s = %s[0];".formatted(first, matrix))
        + statements.indented(
            scope,
            "for (int %s = 0; %s < 2; %s++) { %s[%s] = %s[%s + 1]; }"
                .formatted(index, index, index, matrix, index, matrix, index))
        + statements.indented(scope, "%s[2] = %s;".formatted(matrix, first));
  }

  /** A new one, whose rows are made or found one by one. */
  private String filled(RandomScope scope) {
    String matrix = statements.fresh("rows");
    String index = statements.fresh("at");
    RandomScope inside = scope.inner();
    inside.addIndex(index);
    List<String> others = scope.of(Kind.MATRIX);
    // Each in the place that it has in one of two others, or any.
    String row =
        !others.isEmpty() && choices.below(3) == 2
            ? "%s ? %s[%s] : %s[%s]"
                .formatted(
                    expressions.condition(inside, 1),
                    choices.recent(others),
                    index,
                    choices.among(others),
                    index)
            : expressions.of(Kind.VECTOR, inside, 2);
    String text =
        statements.indented(scope, "double[][] %s = new double[3][];".formatted(matrix))
            + statements.indented(
                scope,
                "for (int %s = 0; %s < 3; %s++) { %s[%s] = %s; }"
                    .formatted(index, index, index, matrix, index, row));
    scope.add(matrix, Kind.MATRIX, true);
    return text;
  }

  private String copied(RandomScope scope) {
    return statements.indented(
        scope,
        "System.arraycopy(%s, %s, %s, 0, 2);"
            .formatted(
                expressions.of(Kind.VECTOR, scope, 0),
                String.valueOf(choices.below(2)),
                place(Kind.VECTOR, scope)));
  }
}
