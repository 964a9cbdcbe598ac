package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.List;

/** Random statements that call the library of Java, or use a tape of another method. */
final class RandomCalls {

  /** Calls that read an array, or a matrix, {@code ~}. */
  private static final List<String> READS =
      List.of(
          "Other.mix(#, ~)",
          "Library.moment(~, #)",
          "Library.dot(~, @)",
          "OtherGrad.Mix.gradient(#, ~).x()");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomHelpers helpers;
  private final RandomStatements statements;
  private final RandomRows rows;

  RandomCalls(
      Choices choices,
      RandomExpressions expressions,
      RandomHelpers helpers,
      RandomStatements statements,
      RandomRows rows) {
    this.choices = choices;
    this.expressions = expressions;
    this.helpers = helpers;
    this.statements = statements;
    this.rows = rows;
  }

  /** A statement, or a block. */
  String statement(RandomScope scope) {
    return switch (choices.below(6)) {
      case 0, 1 -> library(scope);
      case 2 -> taped(scope);
      case 3 -> repeated(scope);
      default -> changed(scope);
    };
  }

  private String repeated(RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    return numbers.isEmpty()
        ? statements.declare(scope)
        : statements.indented(
            scope, choices.recent(numbers) + " += " + helpers.twice(expressions, scope) + ";");
  }

  /** A call that reads a matrix, now and then, before rows of it may be put elsewhere. */
  String read(RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    List<String> matrices = scope.of(Kind.MATRIX);
    if (numbers.isEmpty() || matrices.isEmpty() || choices.below(3) < 2) {
      return "";
    }
    String call = helpers.filled("Library.trace(~, #)", expressions, scope, 1);
    return statements.indented(
        scope,
        choices.recent(numbers) + " += 0.5 * " + call.replace("~", choices.recent(matrices)) + ";");
  }

  /** A call, and after it what it has read is another: the backward pass needs the one before. */
  private String changed(RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    boolean isOfRows = !scope.of(Kind.MATRIX).isEmpty() && choices.below(2) == 1;
    Kind kind = isOfRows ? Kind.MATRIX : Kind.VECTOR;
    List<String> arrays = scope.of(kind);
    if (numbers.isEmpty() || arrays.isEmpty()) {
      return statements.declare(scope);
    }
    String array = choices.recent(arrays);
    String form = isOfRows ? "Library.trace(~, #)" : choices.among(READS);
    String call = helpers.filled(form, expressions, scope, 1).replace("~", array);
    String read = statements.indented(scope, choices.recent(numbers) + " += " + call + ";");
    if (isOfRows && choices.below(2) == 1) {
      return read + rows.exchanged(array, scope);
    }
    String element = statements.element(array, kind, scope);
    return read
        + statements.indented(
            scope,
            choices.among(
                List.of(
                    element + " = " + expressions.of(Kind.DOUBLE, scope, 1) + ";",
                    element + " *= Math.cos(" + expressions.atom(scope) + ");",
                    element + " = " + expressions.constant() + ";")));
  }

  private String library(RandomScope scope) {
    List<String> arrays = scope.of(Kind.VECTOR);
    if (arrays.isEmpty()) {
      return statements.declare(scope);
    }
    return statements.indented(
        scope,
        choices.below(2) == 0
            ? "Arrays.fill(%s, %s);"
                .formatted(choices.recent(arrays), expressions.of(Kind.DOUBLE, scope, 1))
            : "System.arraycopy(%s, %d, %s, %d, 2);"
                .formatted(
                    choices.recent(arrays),
                    choices.below(2),
                    choices.recent(arrays),
                    choices.below(2)));
  }

  /** What a tape of another method gives, which is closed behind it. */
  private String taped(RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    if (numbers.isEmpty()) {
      return statements.declare(scope);
    }
    String tape = statements.fresh("tape");
    String call = helpers.filled("OtherGrad.Mix.forward(#, @)", expressions, scope, 1);
    String target = choices.recent(numbers);
    String part = choices.among(List.of("x()", "v()[" + expressions.index(scope) + "]"));
    return statements.indented(scope, "try (var " + tape + " = " + call + ") {")
        + statements.indented(scope.inner(), "%s -= 0.5 * %s.value();".formatted(target, tape))
        + statements.indented(
            scope.inner(), "%s += %s.backward().%s;".formatted(target, tape, part))
        + statements.indented(scope, "}");
  }
}
