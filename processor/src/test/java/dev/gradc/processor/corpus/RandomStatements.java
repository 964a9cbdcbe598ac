package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Random statements of one method. They end: every loop counts what it may still do. */
final class RandomStatements {

  /** What guards say, which stand for what never happens in a regular method. */
  static final String TOO_LARGE = "too large";

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
          Kind.MATRIX,
          Kind.MODELS,
          Kind.MARKED,
          Kind.CUBE,
          Kind.HELD_VECTOR,
          Kind.HELD_PAIR,
          Kind.SHAPES,
          Kind.FRAME,
          Kind.GAUGE,
          Kind.KIT);

  /** Arrays of records, and of what. */
  private static final Map<Kind, Kind> PARTS =
      new EnumMap<>(
          Map.of(Kind.PAIRS, Kind.PAIR, Kind.MODELS, Kind.MODEL, Kind.SHAPES, Kind.SHAPE));

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomHelpers helpers;
  private final Returned returned;
  private final RandomLoops loops;
  private final RandomRows rows;
  private final RandomArrays arrays;
  private final RandomCalls calls;
  private final RandomSums sums;
  private final RandomWinners winners;
  private final RandomHeld held;
  private final RandomRacks racks;
  private final RandomEnds ends;
  private int names;
  private boolean hasFloats;
  private boolean hasObjects = true;

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
    this.rows = new RandomRows(choices, expressions, this);
    this.arrays = new RandomArrays(choices, expressions, this);
    this.sums = new RandomSums(choices, expressions, this);
    this.winners = new RandomWinners(choices, expressions, this);
    this.held = new RandomHeld(choices, expressions, this);
    this.racks = new RandomRacks(choices, expressions, this);
    this.ends = new RandomEnds(choices, expressions, this);
    this.calls = new RandomCalls(choices, expressions, helpers, this, rows);
  }

  /** With locals of single precision. */
  RandomStatements withFloats() {
    hasFloats = true;
    return this;
  }

  /** Such that rows of arrays stay where they are, and no objects are used. */
  void withFixedRows() {
    rows.fix();
    hasObjects = false;
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
    if (RandomHeld.has(scope) && choices.below(5) == 4) {
      return held.statement(scope);
    }
    if (RandomRacks.has(scope) && choices.below(4) == 3) {
      return racks.statement(scope);
    }
    boolean isDeep = scope.depth() >= DEEPEST;
    if (!isDeep && ends.isNext(scope)) {
      return ends.loop(scope);
    }
    return switch (choices.below(isDeep ? 15 : 35)) {
      case 0, 1 -> assign(scope);
      case 2, 3 -> declare(scope);
      case 4 -> store(scope);
      case 5 -> storePart(scope);
      case 6, 7 -> calls.statement(scope);
      case 8 -> scope.labels().isEmpty() ? assign(scope) : loops.jump(scope);
      case 9 -> indented(scope, helpers.statement(expressions, scope) + ";");
      case 10 -> guard(scope);
      case 11, 12 -> rows.has(scope) ? calls.read(scope) + rows.statement(scope) : declare(scope);
      case 13, 14 -> arrays.statement(scope, hasFloats);
      case 15, 16 -> branch(scope);
      case 17, 18 -> loops.counted(scope);
      case 19 -> loops.whilst(scope);
      case 20 -> loops.each(scope);
      case 21 -> choice(scope);
      case 22 -> early(scope);
      case 23 -> loops.sweep(scope);
      case 24 -> block(scope);
      case 25, 26 -> rows.has(scope) ? calls.read(scope) + rows.statement(scope) : declare(scope);
      case 27 -> swap(scope);
      case 28, 29, 30 -> winners.statement(scope);
      default -> sums.statement(scope);
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

  /** A new variable. */
  String declare(RandomScope scope) {
    Kind kind = choices.among(LOCALS);
    if (!hasObjects && (kind == Kind.FRAME || kind == Kind.GAUGE || kind == Kind.KIT)) {
      kind = Kind.DOUBLE;
    }
    if (hasFloats && choices.below(4) == 3) {
      kind = choices.below(2) == 0 ? Kind.FLOAT : Kind.FLOATS;
    }
    String name = fresh(kind.name().toLowerCase(java.util.Locale.ROOT).substring(0, 2));
    String value = expressions.of(kind, scope, 2);
    boolean isMarked = (kind == Kind.DOUBLE || kind == Kind.VECTOR) && choices.in100(8);
    String mark = isMarked ? choices.among(List.of("@Retain ", "@Detach ")) : "";
    boolean isOfRecords = kind == Kind.PAIRS || kind == Kind.MODELS || kind == Kind.SHAPES;
    boolean isWritable = !isOfRecords || value.startsWith("new ");
    scope.add(name, kind, isWritable);
    String type = kind.text().equals("Pair") && choices.below(3) == 2 ? "var" : kind.text();
    return indented(scope, "%s%s %s = %s;".formatted(mark, type, name, value));
  }

  private String store(RandomScope scope) {
    List<String> places = new ArrayList<>();
    for (Kind kind : List.of(Kind.VECTOR, Kind.MATRIX, Kind.CUBE)) {
      scope.of(kind).forEach(it -> places.add(element(it, kind, scope)));
    }
    scope.of(Kind.MARKED).forEach(it -> places.add(element(it + ".v()", Kind.VECTOR, scope)));
    scope.of(Kind.MODEL).forEach(it -> places.add(element(it + ".v()", Kind.VECTOR, scope)));
    scope.of(Kind.KIT).forEach(it -> places.add(element(it + ".v()", Kind.VECTOR, scope)));
    scope
        .of(Kind.HELD_VECTOR)
        .forEach(it -> places.add(element(it + ".value()", Kind.VECTOR, scope)));
    scope
        .assignable(Kind.MODELS)
        .forEach(
            it ->
                places.add(element(element(it, Kind.VECTOR, scope) + ".v()", Kind.VECTOR, scope)));
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
    String operator = choices.among(List.of("=", "+=", "-=", "*="));
    // After a constant nothing is left of what was there before.
    String value =
        choices.below(6) == 5 ? expressions.constant() : expressions.of(Kind.DOUBLE, scope, 2);
    return indented(scope, "%s %s %s;".formatted(place, operator, value));
  }

  /** An element, a number, of an array of numbers of any rank. */
  String element(String array, Kind kind, RandomScope scope) {
    int rank = kind == Kind.CUBE ? 3 : kind == Kind.MATRIX ? 2 : 1;
    StringBuilder text = new StringBuilder(array);
    for (int i = 0; i < rank; i++) {
      text.append("[").append(expressions.index(scope)).append("]");
    }
    return text.toString();
  }

  /** A part of an array that is no number. */
  private String storePart(RandomScope scope) {
    List<Kind> kinds = new ArrayList<>(PARTS.keySet());
    kinds.removeIf(kind -> scope.assignable(kind).isEmpty());
    if (kinds.isEmpty() || choices.below(2) == 0) {
      return rows.has(scope) ? rows.statement(scope) : store(scope);
    }
    Kind kind = choices.among(kinds);
    return indented(
        scope,
        "%s[%s] = %s;"
            .formatted(
                choices.recent(scope.assignable(kind)),
                expressions.index(scope),
                expressions.of(PARTS.get(kind), scope, 1)));
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
            + indented(scope, "  throw new IllegalArgumentException(\"" + TOO_LARGE + "\");")
            + indented(scope, "}")
        : indented(scope, "assert " + number + " < 1e30 : \"" + TOO_LARGE + "\";");
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
