package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random statements of one method. They end: every loop counts what it may still do. */
final class RandomStatements {

  private static final int DEEPEST = 2;
  private static final List<Kind> LOCALS =
      List.of(
          Kind.DOUBLE,
          Kind.DOUBLE,
          Kind.VECTOR,
          Kind.INT,
          Kind.PAIR,
          Kind.MATRIX,
          Kind.BOOLEAN,
          Kind.VECTOR,
          Kind.MODEL,
          Kind.PAIRS,
          Kind.SHAPE,
          Kind.CUBE);

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomHelpers helpers;
  private final Returned returned;
  private final RandomLoops loops;
  private int names;
  private boolean hasFloats;

  /**
   * What stands after {@code return}, with a space before it; nothing in a method without result.
   */
  interface Returned {
    String text(RandomScope scope, int depth);
  }

  RandomStatements(
      Choices choices, RandomExpressions expressions, RandomHelpers helpers, Returned returned) {
    this.choices = choices;
    this.expressions = expressions;
    this.helpers = helpers;
    this.returned = returned;
    this.loops = new RandomLoops(choices, expressions, this);
  }

  /** With locals of single precision. */
  RandomStatements withFloats() {
    hasFloats = true;
    return this;
  }

  /** A number of statements, a line each. */
  String statements(RandomScope scope, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(statement(scope));
    }
    return text.toString();
  }

  /** The statement at the end. */
  String result(RandomScope scope) {
    return "    return%s;\n".formatted(returned.text(scope, 2));
  }

  String indented(RandomScope scope, String text) {
    return "  ".repeat(scope.depth() + 2) + text + "\n";
  }

  String fresh(String name) {
    return name + names++;
  }

  private String statement(RandomScope scope) {
    boolean isDeep = scope.depth() >= DEEPEST;
    return switch (choices.below(isDeep ? 10 : 21)) {
      case 0, 1 -> assign(scope);
      case 2, 3 -> declare(scope);
      case 4 -> store(scope);
      case 5 -> storeRow(scope);
      case 6 -> library(scope);
      case 7 -> scope.labels().isEmpty() ? assign(scope) : loops.jump(scope);
      case 8 -> indented(scope, helpers.statement(expressions, scope) + ";");
      case 9 -> guard(scope);
      case 10, 11 -> branch(scope);
      case 12, 13 -> loops.counted(scope);
      case 14 -> loops.whilst(scope);
      case 15 -> loops.each(scope);
      case 16 -> choice(scope);
      case 17 -> early(scope);
      case 18 -> loops.sweep(scope);
      case 19 -> block(scope);
      default -> swap(scope);
    };
  }

  private String assign(RandomScope scope) {
    List<String> numbers = scope.assignable(Kind.DOUBLE);
    List<String> arrays = scope.assignable(Kind.VECTOR);
    if (!arrays.isEmpty() && choices.below(5) == 4) {
      return indented(
          scope, choices.recent(arrays) + " = " + expressions.of(Kind.VECTOR, scope, 1) + ";");
    }
    if (numbers.isEmpty()) {
      return declare(scope);
    }
    String target = choices.recent(numbers);
    return indented(
        scope,
        switch (choices.below(8)) {
          case 0 -> target + " += " + expressions.of(Kind.DOUBLE, scope, 2) + ";";
          case 1 -> target + " = " + expressions.of(Kind.DOUBLE, scope, 2) + ";";
          case 2 -> target + " *= Math.cos(" + expressions.of(Kind.DOUBLE, scope, 1) + ");";
          case 3 -> target + "++;";
          case 4 -> target + " = Math.sin(" + target + " + " + expressions.atom(scope) + ");";
          case 5 -> target + " /= 2.5 + Math.cos(" + expressions.of(Kind.DOUBLE, scope, 1) + ");";
          default -> target + " -= 0.5 * (" + expressions.of(Kind.DOUBLE, scope, 2) + ");";
        });
  }

  private String declare(RandomScope scope) {
    Kind kind = choices.among(LOCALS);
    if (hasFloats && choices.below(4) == 3) {
      kind = choices.below(2) == 0 ? Kind.FLOAT : Kind.FLOATS;
    }
    String name = fresh(kind.name().toLowerCase(java.util.Locale.ROOT).substring(0, 2));
    String value = expressions.of(kind, scope, 2);
    boolean isMarked = (kind == Kind.DOUBLE || kind == Kind.VECTOR) && choices.in100(8);
    String mark = isMarked ? choices.among(List.of("@Retain ", "@Detach ")) : "";
    boolean isWritable = kind != Kind.PAIRS || value.startsWith("new ");
    scope.add(name, kind, isWritable);
    return indented(scope, "%s%s %s = %s;".formatted(mark, kind.text(), name, value));
  }

  private String store(RandomScope scope) {
    List<String> places = new ArrayList<>();
    scope.of(Kind.VECTOR).forEach(it -> places.add(it + "[" + expressions.index(scope) + "]"));
    scope
        .of(Kind.MATRIX)
        .forEach(
            it ->
                places.add(
                    "%s[%s][%s]"
                        .formatted(it, expressions.index(scope), expressions.index(scope))));
    scope
        .of(Kind.CUBE)
        .forEach(
            it ->
                places.add(
                    "%s[%s][%s][%s]"
                        .formatted(
                            it,
                            expressions.index(scope),
                            expressions.index(scope),
                            expressions.index(scope))));
    if (hasFloats) {
      scope.of(Kind.FLOATS).forEach(it -> places.add(it + "[" + expressions.index(scope) + "]"));
    }
    if (places.isEmpty()) {
      return assign(scope);
    }
    String place = choices.recent(places);
    if (scope.of(Kind.FLOATS).stream().anyMatch(it -> place.startsWith(it + "["))) {
      return indented(scope, place + " = " + expressions.of(Kind.FLOAT, scope, 1) + ";");
    }
    String operator = choices.among(List.of("=", "+=", "-="));
    return indented(
        scope, "%s %s %s;".formatted(place, operator, expressions.of(Kind.DOUBLE, scope, 2)));
  }

  private String storeRow(RandomScope scope) {
    List<String> matrices = scope.of(Kind.MATRIX);
    List<String> pairs = scope.assignable(Kind.PAIRS);
    if (!pairs.isEmpty() && choices.below(2) == 1) {
      return indented(
          scope,
          "%s[%s] = %s;"
              .formatted(
                  choices.recent(pairs),
                  expressions.index(scope),
                  expressions.of(Kind.PAIR, scope, 1)));
    }
    if (matrices.isEmpty()) {
      return store(scope);
    }
    return indented(
        scope,
        "%s[%s] = %s;"
            .formatted(
                choices.recent(matrices),
                expressions.index(scope),
                expressions.of(Kind.VECTOR, scope, 1)));
  }

  private String library(RandomScope scope) {
    List<String> arrays = scope.of(Kind.VECTOR);
    if (arrays.isEmpty()) {
      return declare(scope);
    }
    return indented(
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

  private String branch(RandomScope scope) {
    String text =
        indented(scope, "if (" + expressions.condition(scope, 2) + ") {")
            + statements(scope.inner(), 1 + choices.below(3));
    if (choices.below(2) == 1) {
      text += indented(scope, "} else {") + statements(scope.inner(), 1 + choices.below(3));
    }
    return text + indented(scope, "}");
  }

  /** It never fires: what is left is what it reads, and how the compiler goes around it. */
  private String guard(RandomScope scope) {
    String number = expressions.operand(scope, 1);
    return choices.below(2) == 0
        ? indented(scope, "if (Math.abs(" + number + ") > 1e30) {")
            + indented(scope, "  throw new IllegalArgumentException(\"too large\");")
            + indented(scope, "}")
        : indented(scope, "assert " + number + " < 1e30 : \"too large\";");
  }

  private String block(RandomScope scope) {
    String label = fresh("block");
    return indented(scope, label + ": {")
        + statements(scope.inner(), 1 + choices.below(2))
        + indented(scope, "  if (" + expressions.condition(scope, 1) + ") {")
        + indented(scope, "    break " + label + ";")
        + indented(scope, "  }")
        + statements(scope.inner(), 1 + choices.below(2))
        + indented(scope, "}");
  }

  private String choice(RandomScope scope) {
    boolean isOld = choices.below(2) == 1;
    StringBuilder text =
        new StringBuilder(indented(scope, "switch (" + expressions.index(scope) + ") {"));
    for (String head : List.of("case 0", "case 1", "default")) {
      text.append(indented(scope, "  " + head + (isOld ? ":" : " -> {")));
      text.append(statements(scope.inner().inner(), 1 + choices.below(2)));
      if (!isOld) {
        text.append(indented(scope, "  }"));
      } else if (choices.below(3) > 0) {
        text.append(indented(scope, "    break;"));
      }
    }
    // Locals of one group are in the scope of the next, where they may have no value.
    return isOld
        ? indented(scope, "{") + text + indented(scope, "}") + indented(scope, "}")
        : text + indented(scope, "}");
  }

  private String early(RandomScope scope) {
    return indented(scope, "if (" + expressions.condition(scope, 1) + ") {")
        + indented(scope, "  return" + returned.text(scope, 1) + ";")
        + indented(scope, "}");
  }

  private String swap(RandomScope scope) {
    Kind kind = choices.below(3) == 2 ? Kind.MATRIX : Kind.VECTOR;
    List<String> arrays = scope.assignable(kind);
    Optional<String> first = arrays.stream().findFirst();
    if (first.isEmpty()) {
      return declare(scope);
    }
    String one = choices.recent(arrays);
    String other = choices.among(arrays);
    String kept = fresh("kept");
    return indented(scope, "%s %s = %s;".formatted(kind.text(), kept, one))
        + indented(scope, one + " = " + other + ";")
        + indented(scope, other + " = " + kept + ";");
  }
}
