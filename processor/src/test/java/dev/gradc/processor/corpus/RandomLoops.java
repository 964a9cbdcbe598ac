package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.List;

/** Random loops, and what leaves them. Each counts what it may still do, so that it ends. */
final class RandomLoops {

  /** Sweeps of an array: {@code @} is the array, {@code #} the index, {@code $} a number. */
  private static final List<String> SWEEPS =
      List.of(
          "for (int # = 0; # < @.length; #++) { @[#] = Math.sin(@[#] + $); }",
          "for (int # = 1; # < @.length; #++) { @[#] += 0.5 * @[# - 1] * $; }",
          "for (int # = @.length - 2; # >= 0; #--) { @[#] = Math.cos(@[# + 1]) * @[#] + $; }",
          "for (int # = 0; # < @.length; #++) { double held = @[#]; @[#] = @[@.length - 1 - #] * $; @[@.length - 1 - #] = held; }",
          "for (int # = 0, back = @.length - 1; # < back; #++, back--) { @[#] -= @[back] * Math.sin(@[#]); }");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomLoops(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Over all elements of an array, whatever its length, each of which depends on others. */
  String sweep(RandomScope scope) {
    List<String> arrays = scope.of(Kind.VECTOR);
    return arrays.isEmpty()
        ? counted(scope)
        : statements.indented(
            scope,
            choices
                .among(SWEEPS)
                .replace("@", choices.recent(arrays))
                .replace("#", statements.fresh("at"))
                .replace("$", expressions.operand(scope, 1)));
  }

  /** A break or continue, on a condition. */
  String jump(RandomScope scope) {
    String word = choices.below(2) == 0 ? "continue" : "break";
    String label = choices.below(2) == 0 ? "" : " " + choices.among(scope.labels());
    return statements.indented(scope, "if (" + expressions.condition(scope, 1) + ") {")
        + statements.indented(scope, "  " + word + label + ";")
        + statements.indented(scope, "}");
  }

  /** One that counts, mostly. */
  String counted(RandomScope scope) {
    String label = statements.fresh("loop");
    String index = statements.fresh("i");
    List<String> arrays = scope.of(Kind.VECTOR);
    String header =
        switch (choices.below(8)) {
          case 0 -> "for (int # = 0; # < 3; #++) {";
          case 1 -> "for (int # = 2; # >= 0; #--) {";
          case 2 ->
              "for (int # = 0; # < Math.min(3, " + expressions.integer(scope, 1) + "); #++) {";
          case 3 -> "for (int # = 0; # <= 2; # += 2) {";
          case 4 -> "for (int # = " + expressions.index(scope) + "; # < 3; ++#) {";
          case 5, 6 -> "for (int # = 0; # < 3 && " + goesOn(scope, arrays) + "; #++) {";
          default ->
              arrays.isEmpty()
                  ? "for (int # = 1; # < 3; #++) {"
                  : "for (int # = 0; # < Math.min(3, "
                      + choices.recent(arrays)
                      + ".length); #++) {";
        };
    RandomScope body = scope.loop(label);
    body.addIndex(index);
    return statements.indented(scope, label + ":")
        + statements.indented(scope, header.replace("#", index))
        + statements.statements(body, 1 + choices.below(3))
        + statements.indented(scope, "}");
  }

  /** What an array says, which the body may write. */
  private String goesOn(RandomScope scope, List<String> arrays) {
    if (arrays.isEmpty()) {
      return expressions.condition(scope, 1);
    }
    String array = choices.recent(arrays);
    return "(%1$s.length == 0 || %1$s[%1$s.length - 1] < 1.125)".formatted(array);
  }

  /** One that goes on while a condition holds, three times at most. */
  String whilst(RandomScope scope) {
    String label = statements.fresh("loop");
    String fuel = statements.fresh("fuel");
    boolean isDo = choices.below(3) == 2;
    String condition = fuel + "++ < 3 && " + expressions.condition(scope, 1);
    RandomScope body = scope.loop(label);
    return statements.indented(scope, "int " + fuel + " = 0;")
        + statements.indented(scope, label + ":")
        + statements.indented(scope, isDo ? "do {" : "while (" + condition + ") {")
        + statements.statements(body, 1 + choices.below(3))
        + statements.indented(scope, isDo ? "} while (" + condition + ");" : "}");
  }

  /** Over the elements or rows of an array. */
  String each(RandomScope scope) {
    List<String> arrays = scope.of(Kind.VECTOR);
    List<String> rows = scope.of(Kind.MATRIX);
    boolean isOfRows = arrays.isEmpty() || (!rows.isEmpty() && choices.below(2) == 1);
    if (isOfRows && rows.isEmpty()) {
      return counted(scope);
    }
    String label = statements.fresh("loop");
    String element = statements.fresh("each");
    RandomScope body = scope.loop(label);
    body.add(element, isOfRows ? Kind.VECTOR : Kind.DOUBLE, false);
    return statements.indented(scope, label + ":")
        + statements.indented(
            scope,
            "for (%s %s : %s) {"
                .formatted(
                    isOfRows ? "double[]" : "double",
                    element,
                    choices.among(isOfRows ? rows : arrays)))
        + statements.statements(body, 1 + choices.below(3))
        + statements.indented(scope, "}");
  }
}
