package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.List;

/**
 * Random loops that sum up terms, which may go back as they run, and what is in the way of that:
 * the sum is put into an array from before, which is read by another loop or is the result; a
 * branch has another loop in front; an iteration makes arrays of its own, and adds into tables.
 */
final class RandomSums {

  private static final List<String> HEADERS =
      List.of(
          "for (int # = 0; # < 3; #++) {",
          "for (int # = 2; # >= 0; #--) {",
          "for (int # = 0; # < 3; # += 2) {",
          "for (int # = 1; # < 3; #++) {");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomSums(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Some statements, with loops in them. */
  String statement(RandomScope scope) {
    return switch (choices.below(5)) {
      case 0, 1 -> stored(scope);
      case 2 -> product(scope);
      case 3 -> branch(scope);
      default -> ofOwnArrays(scope);
    };
  }

  /** A sum that becomes an element of an array from before, and a loop that reads it, mostly. */
  private String stored(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String table = table(scope, text);
    String sum = statements.fresh("sum");
    text.append(line(scope, "double %s = %s;".formatted(sum, expressions.constant())));
    text.append(summed(sum, scope));
    String value = choices.among(List.of("#", "# * 0.5", "Math.sin(#)")).replace("#", sum);
    String store =
        "%s[%s] %s %s;"
            .formatted(
                table,
                expressions.index(scope),
                choices.among(List.of("=", "+=", "=", "-=")),
                value);
    text.append(
        line(
            scope,
            choices.below(4) == 3
                ? "if (%s) { %s }".formatted(expressions.condition(scope, 1), store)
                : store));
    scope.add(sum, Kind.DOUBLE, true);
    return text.append(choices.below(4) == 3 ? "" : read(table, scope)).toString();
  }

  /** A sum for each element of a table: a matrix times a vector, or what looks like it. */
  private String product(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String table = table(scope, text);
    RandomScope outer = scope.inner();
    String index = statements.fresh("row");
    outer.addIndex(index);
    text.append(line(scope, choices.among(HEADERS).replace("#", index)));
    String sum = choices.below(2) == 0 ? statements.fresh("sum") : "";
    String target = sum.isEmpty() ? "%s[%s]".formatted(table, index) : sum;
    if (!sum.isEmpty()) {
      text.append(line(outer, "double %s = %s;".formatted(sum, expressions.constant())));
    }
    text.append(summed(target, outer));
    if (!sum.isEmpty()) {
      String operator = choices.among(List.of("=", "+="));
      text.append(line(outer, "%s[%s] %s Math.tanh(%s);".formatted(table, index, operator, sum)));
    } else if (choices.below(2) == 0) {
      text.append(line(outer, "%s = Math.tanh(%s);".formatted(target, target)));
    }
    text.append(line(scope, "}"));
    return text.append(read(table, scope)).toString();
  }

  /** A branch with a loop that needs its values, and a sum behind it. */
  private String branch(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String total = number(scope, text);
    text.append(line(scope, "if (" + expressions.condition(scope, 1) + ") {"));
    RandomScope inside = scope.inner();
    boolean isArray = choices.below(2) == 1;
    String first = statements.fresh("first");
    Kind kind = isArray ? Kind.VECTOR : Kind.DOUBLE;
    text.append(
        line(inside, "%s %s = %s;".formatted(kind.text(), first, expressions.of(kind, scope, 1))));
    inside.add(first, kind, false);
    String index = statements.fresh("at");
    RandomScope loop = inside.inner();
    loop.addIndex(index);
    String part = isArray ? first + "[" + index + "]" : first;
    text.append(line(inside, choices.among(HEADERS).replace("#", index)));
    text.append(line(loop, "%s *= Math.cos(%s + %s);".formatted(total, part, index)));
    text.append(line(inside, "}"));
    text.append(summed(total, inside));
    if (choices.below(3) == 2) {
      text.append(line(scope, "} else {"));
      text.append(summed(total, scope.inner()));
    }
    return text.append(line(scope, "}")).toString();
  }

  /** Iterations that make arrays for themselves and add to what was there before. */
  private String ofOwnArrays(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String table = table(scope, text);
    String total = number(scope, text);
    String index = statements.fresh("step");
    RandomScope inside = scope.inner();
    inside.addIndex(index);
    text.append(line(scope, choices.among(HEADERS).replace("#", index)));
    String own = statements.fresh("own");
    String made =
        choices.below(2) == 0
            ? "new double[3]"
            : "{%s, %s, 0.5}".formatted(expressions.atom(inside), expressions.operand(inside, 1));
    text.append(line(inside, "double[] %s = %s;".formatted(own, made)));
    inside.add(own, Kind.VECTOR, false);
    text.append(filled(own, table, inside));
    if (choices.below(3) == 2) {
      text.append(filled(own, own, inside));
    }
    int count = 1 + choices.below(2);
    for (int i = 0; i < count; i++) {
      text.append(added(own, table, total, inside));
    }
    if (choices.below(4) == 3) {
      text.append(line(inside, "%s[%s] = 0.5 * %s;".formatted(own, index, total)));
    }
    text.append(line(scope, "}"));
    return text.append(choices.below(2) == 0 ? read(table, scope) : "").toString();
  }

  /** What an iteration computes in an array of its own. */
  private String filled(String own, String from, RandomScope scope) {
    String index = statements.fresh("at");
    RandomScope loop = scope.inner();
    loop.addIndex(index);
    return line(scope, choices.among(HEADERS).replace("#", index))
        + line(
            loop,
            "%s[%s] %s Math.sin(%s[%s] * %s);"
                .formatted(
                    own,
                    index,
                    choices.among(List.of("=", "+=")),
                    from,
                    expressions.index(loop),
                    expressions.operand(loop, 1)))
        + line(scope, "}");
  }

  /** What an iteration leaves behind. */
  private String added(String own, String table, String total, RandomScope scope) {
    String value = "%s[%s]".formatted(own, expressions.index(scope));
    String product = value + " * " + expressions.operand(scope, 1);
    return switch (choices.below(4)) {
      case 0 -> line(scope, "%s += %s;".formatted(total, product));
      case 1 -> line(scope, "%s[%s] += %s;".formatted(table, expressions.index(scope), value));
      case 2 ->
          line(
              scope, "%s[%s] += Math.sin(%s);".formatted(table, expressions.index(scope), product));
      default -> summed(total, scope);
    };
  }

  /** A loop that adds terms to a number or an element. */
  private String summed(String sum, RandomScope scope) {
    String index = statements.fresh("at");
    RandomScope inside = scope.inner();
    inside.addIndex(index);
    String term = expressions.operand(inside, 1) + " * " + expressions.atom(inside);
    boolean isGuarded = choices.below(5) == 4;
    return line(scope, choices.among(HEADERS).replace("#", index))
        + (isGuarded
            ? line(inside, "if (%s) { continue; }".formatted(expressions.condition(inside, 1)))
            : "")
        + line(
            inside,
            "%s %s 0.5 * %s;".formatted(sum, choices.among(List.of("+=", "+=", "-=")), term))
        + line(scope, "}");
  }

  /** A loop that reads a table, into a number. */
  private String read(String table, RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String total = number(scope, text);
    String index = statements.fresh("at");
    RandomScope inside = scope.inner();
    inside.addIndex(index);
    return text.append(line(scope, choices.among(HEADERS).replace("#", index)))
        .append(
            line(
                inside,
                "%s += %s[%s] * %s;"
                    .formatted(total, table, index, expressions.operand(inside, 1))))
        .append(line(scope, "}"))
        .toString();
  }

  /** An array from before, or a new one. */
  private String table(RandomScope scope, StringBuilder text) {
    List<String> arrays = scope.assignable(Kind.VECTOR);
    if (!arrays.isEmpty() && choices.below(2) == 1) {
      return choices.recent(arrays);
    }
    String name = statements.fresh("table");
    text.append(line(scope, "double[] %s = new double[3];".formatted(name)));
    scope.add(name, Kind.VECTOR, true);
    return name;
  }

  /** A number that can be added to. */
  private String number(RandomScope scope, StringBuilder text) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    if (!numbers.isEmpty()) {
      return choices.recent(numbers);
    }
    String name = statements.fresh("total");
    text.append(line(scope, "double %s = %s;".formatted(name, expressions.constant())));
    scope.add(name, Kind.DOUBLE, true);
    return name;
  }

  private String line(RandomScope scope, String text) {
    return statements.indented(scope, text);
  }
}
