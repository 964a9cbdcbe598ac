package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random statements about arrays and records of tensors: made, written, shared, exchanged. */
final class Aggregates {

  private static final List<Kind> KINDS =
      List.of(
          Kind.TENSORS,
          Kind.TENSORS,
          Kind.PAIR,
          Kind.VECTOR,
          Kind.GRID,
          Kind.STATE,
          Kind.LAYER,
          Kind.TENSORS,
          Kind.LAYERS,
          Kind.PLACES);

  private final Choices choices;
  private final TensorExpressions expressions;
  private final Statements statements;

  Aggregates(Choices choices, TensorExpressions expressions, Statements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** A variable with something new, or a second name. */
  String declare(Scope scope) {
    return declare(choices.among(KINDS), scope);
  }

  /** One of that kind. */
  String declare(Kind kind, Scope scope) {
    String value = value(kind, scope);
    String name = statements.fresh(kind.name().toLowerCase(java.util.Locale.ROOT).substring(0, 2));
    scope.add(name, kind, Scope.NUMBER, true);
    return statements.indented(scope, "%s %s = %s;".formatted(kind.text(), name, value));
  }

  /** Something new, what is there, or a copy of it. */
  String value(Kind kind, Scope scope) {
    List<String> there = new ArrayList<>(scope.of(kind));
    if (kind == Kind.TENSORS) {
      scope
          .of(Kind.GRID)
          .forEach(it -> there.add("threeOf(%s, %s)".formatted(it, expressions.index(scope))));
      scope.of(Kind.STATE).forEach(it -> there.add(it + ".xs()"));
    }
    boolean isNew = there.isEmpty() || choices.below(3) < 2;
    if (!isNew) {
      String old = choices.recent(there);
      boolean isArray = List.of(Kind.TENSORS, Kind.VECTOR, Kind.LAYERS, Kind.PLACES).contains(kind);
      return isArray && choices.below(2) == 1 ? old + ".clone()" : old;
    }
    return made(kind, scope);
  }

  private String made(Kind kind, Scope scope) {
    return switch (kind) {
      case TENSORS ->
          "new Tensor[] {%s, %s, %s}".formatted(element(scope), element(scope), element(scope));
      case GRID ->
          "new Tensor[][] {{%s, %s}, {%s, %s}, {%s, %s}}"
              .formatted(
                  element(scope),
                  element(scope),
                  element(scope),
                  element(scope),
                  element(scope),
                  element(scope));
      case VECTOR ->
          choices.below(3) < 2
              ? "new double[] {%s, %s, %s}".formatted(number(scope), number(scope), number(scope))
              : "numbersOf(%s)".formatted(element(scope));
      case PLACES ->
          "new int[] {%s, %s, %s}"
              .formatted(
                  expressions.index(scope), expressions.index(scope), expressions.index(scope));
      case LAYER ->
          "new Layer(%s, %s)"
              .formatted(expressions.of(Scope.MM, scope, 1), expressions.of(Scope.M, scope, 1));
      case LAYERS ->
          "new Layer[] {%s, %s}".formatted(made(Kind.LAYER, scope), value(Kind.LAYER, scope));
      case PAIR ->
          scope.of(Kind.PAIR).isEmpty() || choices.below(2) == 0
              ? "new Pair(%s, %s)".formatted(element(scope), number(scope))
              : "%s.plus(new Pair(%s, %s))"
                  .formatted(choices.recent(scope.of(Kind.PAIR)), element(scope), number(scope));
      case STATE ->
          "new State(%s, %s, %s)"
              .formatted(value(Kind.TENSORS, scope), element(scope), value(Kind.VECTOR, scope));
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  private String element(Scope scope) {
    return expressions.of(Scope.NM, scope, choices.below(3));
  }

  private String number(Scope scope) {
    return expressions.numbers().of(scope, 1);
  }

  /** Into an element of an array. */
  String store(Scope scope) {
    List<String> targets = new ArrayList<>();
    String at = expressions.index(scope);
    scope.of(Kind.VECTOR).forEach(it -> targets.add("%s[%s] *".formatted(it, at)));
    scope.of(Kind.STATE).forEach(it -> targets.add("%s.xs()[%s]".formatted(it, at)));
    scope
        .of(Kind.GRID)
        .forEach(it -> targets.add("%s[%s][%d]".formatted(it, at, choices.below(2))));
    scope.of(Kind.TENSORS).forEach(it -> targets.add("%s[%s]".formatted(it, at)));
    scope.of(Kind.PLACES).forEach(it -> targets.add("%s[%s] #".formatted(it, at)));
    if (targets.isEmpty()) {
      return declare(scope);
    }
    return stored(choices.recent(targets), scope);
  }

  /** Into an element of that array. */
  String store(String array, Scope scope) {
    Kind kind =
        scope.all().stream().filter(it -> it.name().equals(array)).findFirst().orElseThrow().kind();
    String element = "%s[%s]".formatted(array, expressions.index(scope));
    return stored(
        switch (kind) {
          case VECTOR -> element + " *";
          case PLACES -> element + " #";
          case GRID -> "%s[%d]".formatted(element, choices.below(2));
          default -> element;
        },
        scope);
  }

  /** Numbers are marked by a star, places by a cross. */
  private String stored(String target, Scope scope) {
    if (target.endsWith(" #")) {
      String element = target.substring(0, target.length() - 2);
      return statements.indented(scope, "%s = %s;".formatted(element, expressions.index(scope)));
    } else if (target.endsWith(" *")) {
      String element = target.substring(0, target.length() - 2);
      return statements.indented(
          scope, "%s = Math.sin(%s);".formatted(element, expressions.numbers().of(scope, 2)));
    }
    String value = expressions.of(Scope.NM, scope, 2);
    return statements.indented(scope, "%s = %s;".formatted(target, value));
  }

  /** Of two elements, or rows. */
  String exchange(Scope scope) {
    List<String> arrays = scope.of(Kind.TENSORS);
    List<String> grids = scope.of(Kind.GRID);
    if (arrays.isEmpty() && grids.isEmpty()) {
      return declare(scope);
    }
    String kept = statements.fresh("kept");
    boolean isOfRows = arrays.isEmpty() || (!grids.isEmpty() && choices.below(2) == 1);
    String array = choices.recent(isOfRows ? grids : arrays);
    String one = "%s[%s]".formatted(array, expressions.index(scope));
    String other = "%s[%s]".formatted(array, expressions.index(scope));
    if (!isOfRows) {
      scope.add(kept, Kind.TENSOR, Scope.NM, false);
    }
    String type = isOfRows ? "Tensor[]" : "Tensor";
    return statements.indented(scope, "%s %s = %s;".formatted(type, kept, one))
        + statements.indented(scope, "%s = %s;".formatted(one, other))
        + statements.indented(scope, "%s = %s;".formatted(other, kept));
  }

  /** A new array, or grid, that a loop fills, each element from the one before. */
  String filled(Scope scope) {
    String index = statements.fresh("i");
    boolean isGrid = choices.below(3) == 2;
    String name = statements.fresh(isGrid ? "grid" : "all");
    Scope inner = scope.inner();
    inner.addIndex(index);
    String first = expressions.of(Scope.NM, inner, 2);
    String factor = expressions.of(Scope.NM, inner, 1);
    String text;
    if (isGrid) {
      String row = statements.fresh("row");
      text =
          statements.indented(scope, "Tensor[][] %s = new Tensor[3][2];".formatted(name))
              + loop(scope, index)
              + statements.indented(inner, "Tensor[] %s = %s[%s];".formatted(row, name, index))
              + statements.indented(inner, "%s[0] = %s;".formatted(row, first))
              + statements.indented(
                  inner, "%s[%s][1] = %s[0].mul(%s);".formatted(name, index, row, factor));
    } else {
      text =
          statements.indented(scope, "Tensor[] %s = new Tensor[3];".formatted(name))
              + loop(scope, index)
              + statements.indented(
                  inner,
                  "%s[%s] = %s == 0 ? %s : %s[%s - 1].mul(%s).tanh();"
                      .formatted(name, index, index, first, name, index, factor));
    }
    scope.add(name, isGrid ? Kind.GRID : Kind.TENSORS, Scope.NUMBER, true);
    return text + statements.indented(scope, "}");
  }

  private String loop(Scope scope, String index) {
    return statements.indented(
        scope, "for (int %s = 0; %s < 3; %s++) {".formatted(index, index, index));
  }
}
