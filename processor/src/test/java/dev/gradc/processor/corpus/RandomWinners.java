package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.List;

/**
 * Random loops in which the last iteration that sets a number decides: maxima, minima, branches and
 * selections; and what is in the way of searching for it, as a sum beside it.
 */
final class RandomWinners {

  private static final List<String> HEADERS =
      List.of(
          "for (int # = 0; # < $.length; #++) {",
          "for (int # = $.length - 1; # >= 0; #--) {",
          "for (int # = 0; # < $.length; # += 2) {",
          "for (int # = 1; # < $.length; #++) {");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomWinners(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** A loop, with the numbers that it sets. */
  String statement(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String list = statements.fresh("list");
    String best = statements.fresh("best");
    String beside = statements.fresh("beside");
    text.append(
        line(scope, "double[] %s = %s;".formatted(list, expressions.of(Kind.VECTOR, scope, 1))));
    text.append(line(scope, "double %s = %s;".formatted(best, expressions.operand(scope, 1))));
    text.append(line(scope, "double %s = %s;".formatted(beside, expressions.constant())));
    String index = statements.fresh("at");
    // The list may be longer than what else would be read at this index.
    RandomScope inside = scope.inner();
    text.append(line(scope, choices.among(HEADERS).replace("#", index).replace("$", list)));
    String value = statements.fresh("value");
    text.append(
        line(
            inside,
            "double %s = %s[%s] * %s + %s;"
                .formatted(
                    value,
                    list,
                    index,
                    expressions.constant(),
                    choices.below(3) == 2 ? expressions.operand(inside, 1) : index + " * 0.01")));
    inside.add(value, Kind.DOUBLE, false);
    text.append(set(best, beside, value, inside));
    text.append(line(scope, "}"));
    scope.add(best, Kind.DOUBLE, true);
    scope.add(beside, Kind.DOUBLE, true);
    return text.toString();
  }

  private String set(String best, String beside, String value, RandomScope scope) {
    String order = choices.among(List.of("<", ">", "<=", ">="));
    String other = expressions.operand(scope, 1);
    return switch (choices.below(7)) {
      case 0, 1 -> line(scope, "%s = Math.max(%s, %s);".formatted(best, best, value));
      case 2 -> line(scope, "%s = Math.min(%s, %s);".formatted(best, value, best));
      case 3 ->
          line(scope, "%s = %s %s %s ? %s : %s;".formatted(best, value, order, best, value, best));
      case 4 ->
          line(
              scope,
              "if (%s %s %s) { %s = %s; %s = %s; }"
                  .formatted(value, order, best, best, value, beside, other));
      case 5 ->
          line(scope, "%s = Math.max(%s, %s);".formatted(best, best, value))
              + line(scope, "%s += 0.5 * %s;".formatted(beside, other));
      default ->
          line(scope, "if (%s %s %s) { %s = %s; }".formatted(other, order, best, best, value));
    };
  }

  private String line(RandomScope scope, String text) {
    return statements.indented(scope, text);
  }
}
