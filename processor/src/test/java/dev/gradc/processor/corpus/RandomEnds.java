package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.List;

/**
 * Random loops that count near the ends of {@code int}, as the method finds out when it runs, or
 * from one end to far before it, which is nowhere. None has more than four iterations, and none
 * begins within a step of the end that it goes away from (see the language reference).
 */
final class RandomEnds {

  /**
   * {@code HIGH} is a number near the largest int, {@code LOW} one near the smallest, each at least
   * 16 away from it; {@code #} is the counter, {@code STEP} a number from 1 to 7, and {@code SOME}
   * one from 0 to 2.
   */
  private static final List<String> HEADERS =
      List.of(
          // Upwards, near the largest.
          "for (int # = HIGH - 3; # < HIGH; # += STEP) {",
          "for (int # = HIGH - SOME; # <= HIGH; # += STEP) {",
          "for (int # = HIGH; # < HIGH + SOME; # += STEP) {",
          "for (int # = Integer.MAX_VALUE - 1 - SOME; # < Integer.MAX_VALUE; #++) {",
          "for (int # = Integer.MAX_VALUE - 10; # <= Integer.MAX_VALUE - 7 - SOME; # += STEP) {",
          // Upwards, near the smallest.
          "for (int # = LOW; # < LOW + 3; # += STEP) {",
          "for (int # = LOW - SOME; # <= LOW; # += STEP) {",
          "for (int # = Integer.MIN_VALUE + 7 + SOME; # < Integer.MIN_VALUE + 10; # += STEP) {",
          // Downwards.
          "for (int # = LOW + 3; # > LOW; # -= STEP) {",
          "for (int # = LOW + SOME; # >= LOW; # -= STEP) {",
          "for (int # = Integer.MIN_VALUE + 1 + SOME; # > Integer.MIN_VALUE; #--) {",
          "for (int # = HIGH; # > HIGH - 3; # -= STEP) {",
          "for (int # = HIGH + SOME; # >= HIGH; # -= STEP) {",
          "for (int # = Integer.MAX_VALUE - 7 - SOME; # > Integer.MAX_VALUE - 10; # -= STEP) {",
          // Nowhere.
          "for (int # = SOME; # < LOW; # += STEP) {",
          "for (int # = HIGH; # < LOW; # += STEP) {",
          "for (int # = SOME; # >= HIGH; # -= STEP) {",
          "for (int # = LOW; # > HIGH; # -= STEP) {",
          "for (int # = 0; # < LOW; #++) {",
          "for (int # = SOME; # < Integer.MIN_VALUE + SOME; # += STEP) {",
          "for (int # = SOME; # > Integer.MAX_VALUE - SOME; # -= STEP) {",
          "for (int # = SOME; # >= Integer.MAX_VALUE - SOME; # -= STEP) {",
          // Far.
          "for (int # = SOME - 1000000000; # < HIGH - 600000000; # += 1000000000) {",
          "for (int # = SOME - 1000000000; # <= 1000000000; # += 1000000000) {",
          "for (int # = LOW + 1500000000; # < HIGH - 600000000; # += 1200000000) {",
          "for (int # = HIGH - 1500000000; # >= LOW + 600000000; # -= 1200000000) {",
          "for (int # = SOME + 900000000; # > LOW + 700000000; # -= 1200000000) {",
          "for (int # = 1000000000 + SOME; # > LOW + 600000000; # -= 1000000000) {");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomEnds(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Whether it is such a loop's turn: often where a parameter is near an end. */
  boolean isNext(RandomScope scope) {
    boolean hasEnd = !scope.of(Kind.HIGH).isEmpty() || !scope.of(Kind.LOW).isEmpty();
    return choices.below(hasEnd ? 6 : 20) == (hasEnd ? 5 : 19);
  }

  /** One of them. */
  String loop(RandomScope scope) {
    String label = statements.fresh("loop");
    String counter = statements.fresh("far");
    StringBuilder text = new StringBuilder();
    String header = choices.among(HEADERS);
    String high = end(header, "HIGH", Kind.HIGH, "Integer.MAX_VALUE - 16 - ", scope, text);
    String low = end(header, "LOW", Kind.LOW, "Integer.MIN_VALUE + 16 + ", scope, text);
    String some = statements.fresh("some");
    text.append(
        statements.indented(scope, "int %s = %s;".formatted(some, expressions.index(scope))));
    String filled =
        header
            .replace("HIGH", high)
            .replace("LOW", low)
            .replace("STEP", Integer.toString(1 + choices.below(7)))
            .replace("SOME", some)
            .replace("#", counter);
    String begin = filled.substring(filled.indexOf("= ") + 2, filled.indexOf(';'));
    text.append(statements.indented(scope, label + ":"));
    text.append(statements.indented(scope, filled));
    text.append(body(label, counter, begin, scope));
    return text.append(statements.indented(scope, "}")).toString();
  }

  /** A parameter, or a number that is made of one from 0 to 2. */
  private String end(
      String header,
      String word,
      Kind kind,
      String otherwise,
      RandomScope scope,
      StringBuilder text) {
    if (!header.contains(word)) {
      return "";
    }
    List<String> names = scope.of(kind);
    if (!names.isEmpty() && choices.below(4) < 3) {
      return choices.among(names);
    }
    String name = statements.fresh("end");
    String value = otherwise + expressions.index(scope);
    text.append(statements.indented(scope, "int %s = %s;".formatted(name, value)));
    return name;
  }

  /** It uses the counter as a difference to the beginning, as a remainder, or as a small number. */
  private String body(String label, String counter, String begin, RandomScope scope) {
    RandomScope body = scope.loop(label);
    StringBuilder text = new StringBuilder();
    String index = statements.fresh("at");
    String value =
        choices.among(
            List.of(
                "Math.floorMod(# - (~), 3)",
                "Math.floorMod(#, 3)",
                "(int) (((long) # - (~)) & 1)",
                "(# & 1)"));
    text.append(
        statements.indented(
            body,
            "int %s = %s;".formatted(index, value.replace("#", counter).replace("~", begin))));
    body.addIndex(index);
    if (choices.below(2) == 1) {
      String part = statements.fresh("part");
      text.append(statements.indented(body, "double %s = %s * 4e-10;".formatted(part, counter)));
      body.add(part, Kind.DOUBLE, true);
    }
    if (choices.below(2) == 1) {
      List<String> numbers = scope.assignable(Kind.DOUBLE);
      if (!numbers.isEmpty()) {
        String number = choices.recent(numbers);
        text.append(
            statements.indented(
                body,
                "%s = Math.sin(%s * %s) + %s;"
                    .formatted(number, number, expressions.operand(body, 1), index)));
      }
    }
    text.append(statements.statements(body, 1 + choices.below(2)));
    return text.toString();
  }
}
