package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Random statements that use the matrix of an object, or its floats, and an argument: at some
 * samples these are one, or one is a row of the other. Rows are exchanged under the argument's
 * name, and elements written, while the object's are read before and after.
 */
final class RandomRacks {

  /**
   * Bodies of a loop: {@code ~} is the object's matrix, {@code @} is one of the method's, {@code &}
   * an array, {@code #} is the index, {@code %} another one, {@code $} a number from outside of the
   * loop, and {@code +sum} is one that is added to.
   */
  private static final List<String> LOOPS =
      List.of(
          "+sum += ~[#][%] * $; @[#][%] = @[#][%] * Math.cos($);",
          "double made = ~[#][%] * $; +sum += made * made; @[#][%] = made;",
          "double old = ~[%][#]; @[%][#] = @[%][#] * SCALE * $; &[#] = (&[#] + old) * SCALE * $;",
          "double[] row = ~[#]; +sum += row[%] * $; @[#][%] = row[%] * 0.5 + @[#][0] * $;",
          "+sum += ~[1][#] * ~[%][#] * $; &[#] = Math.sin(&[#] + $);",
          "double[] row = @[#]; row[%] = ~[%][#] * $; +sum += row[%] * ~[#][%];");

  /** The same with floats: {@code ~} is the object's array, {@code @} one of the method's. */
  private static final List<String> SINGLE =
      List.of(
          "+sum += ~[#] * $; @[#] = (float) (@[#] * Math.cos($));",
          "float made = ~[#] * 0.5f; +sum += made * $; @[#] = made * ~[%];",
          "@[#] = ~[%] * 0.75f + @[#]; +sum += @[%] * ~[#] * $;");

  private static final List<String> HEADERS =
      List.of(
          "for (int # = 0; # < 3; #++) {",
          "for (int # = 0; # < Math.min(3, @.length); #++) {",
          "for (int # = 2; # >= 0; #--) {");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomRacks(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Whether there is something to say. */
  static boolean has(RandomScope scope) {
    return hasRacks(scope) || hasStrips(scope);
  }

  private static boolean hasRacks(RandomScope scope) {
    return !scope.of(Kind.RACK).isEmpty()
        && (!scope.of(Kind.MATRIX).isEmpty() || !scope.of(Kind.CUBE).isEmpty());
  }

  private static boolean hasStrips(RandomScope scope) {
    return !scope.of(Kind.STRIP).isEmpty() && !scope.of(Kind.FLOATS).isEmpty();
  }

  /** One statement, or some. */
  String statement(RandomScope scope) {
    if (hasStrips(scope) && (!hasRacks(scope) || choices.below(2) == 1)) {
      return loop(SINGLE, single(scope), choices.recent(scope.of(Kind.FLOATS)), scope);
    }
    return switch (choices.below(6)) {
      case 0, 1 -> loop(LOOPS, held(scope), own(scope), scope);
      case 2 -> exchanged(scope);
      case 3 -> put(scope);
      case 4 -> called(scope);
      default -> named(scope);
    };
  }

  /** The matrix of an object, or that of the static field, which a parameter's is then. */
  private String held(RandomScope scope) {
    List<String> matrices = new ArrayList<>();
    if (scope.of(Kind.RACK).stream().anyMatch(it -> it.matches("(rack|held_rack)\\d.*"))) {
      matrices.add("Rack.hung");
    }
    scope.of(Kind.RACK).forEach(it -> matrices.add(it + ".held"));
    return choices.recent(matrices);
  }

  private String single(RandomScope scope) {
    List<String> arrays = new ArrayList<>(List.of("Strip.hung"));
    scope.of(Kind.STRIP).forEach(it -> arrays.add(it + ".held"));
    return choices.recent(arrays);
  }

  /** A matrix of the method's: that which an object may hold, mostly. */
  private String own(RandomScope scope) {
    List<String> matrices = new ArrayList<>(scope.of(Kind.MATRIX));
    scope.of(Kind.CUBE).forEach(it -> matrices.add(it + "[" + choices.below(2) + "]"));
    return choices.below(3) == 2 ? choices.among(matrices) : matrices.get(0);
  }

  private String loop(List<String> bodies, String held, String own, RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String index = statements.fresh("at");
    // Names first: what is put in later may have such names too.
    String body =
        choices
            .among(bodies)
            .replace("old", statements.fresh("old"))
            .replace("row", statements.fresh("row"))
            .replace("made", statements.fresh("made"));
    if (body.contains("&")) {
      body = body.replace("&", vector(scope, text));
    }
    body =
        body.replace("+sum", sum)
            .replace("~", held)
            .replace("@", own)
            .replace("#", index)
            .replace("%", Integer.toString(choices.below(3)))
            .replace("$", expressions.operand(scope, 0));
    String header = choices.among(HEADERS).replace("#", index).replace("@", own);
    return text.append(line(scope, header + " " + body + " }")).toString();
  }

  /** The first array, which may be a row of an object's matrix, or a new one. */
  private String vector(RandomScope scope, StringBuilder text) {
    List<String> vectors = scope.of(Kind.VECTOR);
    if (!vectors.isEmpty()) {
      return choices.below(3) == 2 ? choices.recent(vectors) : vectors.get(0);
    }
    String name = statements.fresh("beside");
    text.append(line(scope, "double[] %s = new double[3];".formatted(name)));
    scope.add(name, Kind.VECTOR, true);
    return name;
  }

  /** Rows that change their places, and are read there and under the object's name. */
  private String exchanged(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String held = held(scope);
    String own = own(scope);
    String kept = statements.fresh("kept");
    int first = choices.below(3);
    int second = (first + 1 + choices.below(2)) % 3;
    text.append(read(sum, held, scope));
    text.append(line(scope, "double[] %s = %s[%d];".formatted(kept, own, first)));
    text.append(line(scope, "%s[%d] = %s[%d];".formatted(own, first, own, second)));
    text.append(line(scope, "%s[%d] = %s;".formatted(own, second, kept)));
    if (choices.below(2) == 1) {
      text.append(written(own, scope));
    }
    return text.append(read(sum, held, scope)).append(read(sum, own, scope)).toString();
  }

  /** A row of the method's that is replaced. */
  private String put(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String held = held(scope);
    String own = own(scope);
    text.append(read(sum, held, scope));
    String value = expressions.of(Kind.VECTOR, scope, 1);
    text.append(line(scope, "%s[%s] = %s;".formatted(own, expressions.index(scope), value)));
    return text.append(read(sum, held, scope)).append(read(sum, own, scope)).toString();
  }

  /** A method of the object, or one that gives a row of it. */
  private String called(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String rack = choices.recent(scope.of(Kind.RACK));
    String call =
        switch (choices.below(3)) {
          case 0 -> "weighed(%s, %s)".formatted(own(scope), expressions.operand(scope, 1));
          case 1 -> "turned(%s, %s)".formatted(own(scope), expressions.operand(scope, 1));
          default ->
              "row(%s)[%s] * %s"
                  .formatted(
                      expressions.index(scope),
                      expressions.index(scope),
                      expressions.operand(scope, 1));
        };
    text.append(line(scope, "%s += %s.%s;".formatted(sum, rack, call)));
    return text.append(written(own(scope), scope)).toString();
  }

  /** A row of the object's under a name, which is read before and after another is written. */
  private String named(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String name = statements.fresh("fixed");
    String row = "%s[%s]".formatted(held(scope), expressions.index(scope));
    text.append(line(scope, "double[] %s = %s;".formatted(name, row)));
    String term = "%s[%s] * %s".formatted(name, choices.below(3), expressions.operand(scope, 1));
    text.append(line(scope, "%s += %s;".formatted(sum, term)));
    text.append(written(own(scope), scope));
    return text.append(line(scope, "%s -= %s;".formatted(sum, term))).toString();
  }

  private String read(String sum, String matrix, RandomScope scope) {
    return line(
        scope,
        "%s += %s[%s][%s] * %s;"
            .formatted(
                sum,
                matrix,
                expressions.index(scope),
                expressions.index(scope),
                expressions.operand(scope, 1)));
  }

  private String written(String matrix, RandomScope scope) {
    return line(
        scope,
        "%s[%s][%s] *= Math.cos(%s);"
            .formatted(
                matrix,
                expressions.index(scope),
                expressions.index(scope),
                expressions.operand(scope, 1)));
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
