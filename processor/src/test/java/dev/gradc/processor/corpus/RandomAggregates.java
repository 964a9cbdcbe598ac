package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random expressions that are arrays, records and shapes. */
final class RandomAggregates {

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomHelpers helpers;

  RandomAggregates(Choices choices, RandomExpressions expressions, RandomHelpers helpers) {
    this.choices = choices;
    this.expressions = expressions;
    this.helpers = helpers;
  }

  /** An expression of the type. */
  String of(Kind kind, RandomScope scope, int depth) {
    return switch (kind) {
      case VECTOR -> vector(scope, depth);
      case FLOATS -> floats(scope, depth);
      case MATRIX -> matrix(scope, depth);
      case CUBE -> cube(scope, depth);
      case PAIR -> pair(scope, depth);
      case MODEL -> model(scope, depth);
      case PAIRS -> pairs(scope, depth);
      case MARKED -> "new Marked(%s, %s)".formatted(vector(scope, depth - 1), number(scope, 0));
      case MODELS -> models(scope, depth);
      case SHAPE -> shape(scope, depth);
      case SHAPES -> shapes(scope, depth);
      case HELD_PAIR -> "new Held<>(%s, %s)".formatted(pair(scope, depth - 1), number(scope, 0));
      case HELD_VECTOR ->
          "new Held<>(%s, %s)".formatted(vector(scope, depth - 1), number(scope, 0));
      case FRAME -> "Frame.example()";
      case KIT -> kit(scope, depth);
      case HELD_FRAME ->
          "new Held<>(%s, %s)".formatted(object(Kind.FRAME, scope), number(scope, 0));
      case RACK -> object(Kind.RACK, scope);
      case HELD_RACK -> "new Held<>(%s, %s)".formatted(object(Kind.RACK, scope), number(scope, 0));
      case GAUGE -> "new Gauge(1.25)";
      case COLOR -> choices.among(List.of("Color.RED", "Color.GREEN", "Color.BLUE"));
      default -> throw new IllegalArgumentException(kind.text());
    };
  }

  /** The numbers that are part of something. */
  void addElements(RandomScope scope, List<String> atoms) {
    scope
        .of(Kind.CUBE)
        .forEach(
            it ->
                atoms.add(
                    "%s[%s][%s][%s]".formatted(it, index(scope), index(scope), index(scope))));
    scope.of(Kind.GAUGE).forEach(it -> atoms.add(it + ".factor(" + index(scope) + ")"));
    scope.of(Kind.GAUGE).forEach(it -> atoms.add(it + ".weights[" + index(scope) + "]"));
    scope.of(Kind.FRAME).forEach(it -> atoms.add(it + ".held[" + index(scope) + "]"));
    scope
        .of(Kind.FRAME)
        .forEach(it -> atoms.add("FIXED.held[" + index(scope) + "] * " + it + ".held[0]"));
    scope.of(Kind.SHELF).forEach(it -> atoms.add(it + ".at(" + index(scope) + ")"));
    scope.of(Kind.STRIP).forEach(it -> atoms.add(it + ".held[" + index(scope) + "]"));
    scope
        .of(Kind.RACK)
        .forEach(it -> atoms.add("%s.held[%s][%s]".formatted(it, index(scope), index(scope))));
    scope.of(Kind.TABLE).forEach(it -> atoms.add(it + "[" + index(scope) + "]"));
    scope.of(Kind.HELD_FRAME).forEach(it -> atoms.add(it + ".weight()"));
    scope.of(Kind.HELD_RACK).forEach(it -> atoms.add(it + ".weight()"));
    scope.of(Kind.KIT).forEach(it -> atoms.add(it + ".read(" + index(scope) + ")"));
    scope.of(Kind.KIT).forEach(it -> atoms.add(it + ".v()[" + index(scope) + "]"));
    scope.of(Kind.SHAPES).forEach(it -> atoms.add(it + "[" + index(scope) + "].area(0.5)"));
    scope.of(Kind.HELD_PAIR).forEach(it -> atoms.add(it + ".weight() * " + it + ".value().b()"));
    scope.of(Kind.HELD_VECTOR).forEach(it -> atoms.add(it + ".value()[" + index(scope) + "]"));
    scope.of(Kind.MARKED).forEach(it -> atoms.add(it + ".scale() * " + it + ".v()[1]"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".p().b()"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".scale()"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".v()[" + index(scope) + "]"));
    scope.of(Kind.MODELS).forEach(it -> atoms.add(it + "[" + index(scope) + "].p().a()"));
    scope
        .of(Kind.MODELS)
        .forEach(it -> atoms.add("%s[%s].v()[%s]".formatted(it, index(scope), index(scope))));
    scope.of(Kind.FLOATS).forEach(it -> atoms.add(it + "[" + index(scope) + "]"));
    scope.of(Kind.PAIRS).forEach(it -> atoms.add(it + "[" + index(scope) + "].b()"));
    scope.of(Kind.PAIR).forEach(it -> atoms.add(it + ".a()"));
    scope
        .of(Kind.MATRIX)
        .forEach(it -> atoms.add("%s[%s][%s]".formatted(it, index(scope), index(scope))));
    scope.of(Kind.VECTOR).forEach(it -> atoms.add(it + "[" + index(scope) + "]"));
  }

  private String index(RandomScope scope) {
    return expressions.index(scope);
  }

  private String number(RandomScope scope, int depth) {
    return expressions.of(Kind.DOUBLE, scope, depth);
  }

  private String vector(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>();
    scope.of(Kind.MODEL).forEach(it -> names.add(it + ".v()"));
    scope.of(Kind.MARKED).forEach(it -> names.add(it + ".v()"));
    scope.of(Kind.KIT).forEach(it -> names.add(it + ".v()"));
    scope.of(Kind.HELD_VECTOR).forEach(it -> names.add(it + ".value()"));
    scope.of(Kind.MODELS).forEach(it -> names.add(it + "[" + index(scope) + "].v()"));
    scope.of(Kind.MATRIX).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    scope
        .of(Kind.CUBE)
        .forEach(it -> names.add("%s[%s][%s]".formatted(it, index(scope), index(scope))));
    names.addAll(scope.of(Kind.VECTOR));
    int choice = choices.below(8);
    if (choice <= 4 && !names.isEmpty()) {
      return switch (choice) {
        case 0 -> choices.recent(names);
        case 1 -> choices.recent(names) + ".clone()";
        case 2 -> "Arrays.copyOf(" + choices.recent(names) + ", " + (3 + choices.below(3)) + ")";
        case 3 -> "Arrays.copyOfRange(" + choices.recent(names) + ", 0, 3)";
        default ->
            "(%s ? %s : %s)"
                .formatted(
                    expressions.condition(scope, 0), choices.recent(names), choices.among(names));
      };
    }
    if (choice == 5 && depth > 0) {
      return choices.below(3) == 2
          ? helpers.rules().vector(expressions, scope)
          : helpers.vector(expressions, scope);
    }
    return choices.below(4) == 0
        ? "new double[3 + " + index(scope) + "]"
        : "new double[] {%s, %s, %s}"
            .formatted(number(scope, depth - 1), number(scope, depth - 1), number(scope, 0));
  }

  private String floats(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.FLOATS);
    return names.isEmpty() || choices.below(3) > 0
        ? "new float[] {%s, %s, 0.5f}"
            .formatted(
                expressions.of(Kind.FLOAT, scope, depth - 1), expressions.of(Kind.FLOAT, scope, 0))
        : choices.recent(names) + (choices.below(2) == 0 ? "" : ".clone()");
  }

  private String matrix(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>();
    scope.of(Kind.CUBE).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    names.addAll(scope.of(Kind.MATRIX));
    return switch (choices.below(depth > 0 ? 8 : 4)) {
      case 0 -> names.isEmpty() ? "new double[3][3]" : choices.recent(names);
      case 1 -> "new double[3][3]";
      case 4 -> helpers.rules().matrix(expressions, scope);
      case 5, 6 -> helpers.matrix(expressions, scope);
      case 2 -> names.isEmpty() ? "new double[3][4]" : choices.recent(names) + ".clone()";
      default ->
          "new double[][] {%s, %s, %s}"
              .formatted(vector(scope, depth - 1), vector(scope, 0), vector(scope, 0));
    };
  }

  private String cube(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.CUBE);
    return switch (choices.below(3)) {
      case 0 -> names.isEmpty() ? "new double[3][3][3]" : choices.recent(names);
      case 1 -> "new double[3][3][3]";
      default ->
          "new double[][][] {%s, %s, %s}"
              .formatted(matrix(scope, depth - 1), matrix(scope, 0), matrix(scope, 0));
    };
  }

  private String pair(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>();
    scope.of(Kind.MODEL).forEach(it -> names.add(it + ".p()"));
    scope.of(Kind.HELD_PAIR).forEach(it -> names.add(it + ".value()"));
    scope.of(Kind.PAIRS).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    names.addAll(scope.of(Kind.PAIR));
    if (names.isEmpty()) {
      return "new Pair(%s, %s)".formatted(number(scope, depth - 1), number(scope, depth - 1));
    }
    return switch (choices.below(5)) {
      case 0 -> choices.recent(names);
      case 1 -> "%s.plus(%s)".formatted(choices.recent(names), choices.among(names));
      case 2 ->
          "(%s ? %s : %s)"
              .formatted(
                  expressions.condition(scope, 0), choices.recent(names), choices.among(names));
      default -> "new Pair(%s, %s)".formatted(number(scope, depth - 1), number(scope, depth - 1));
    };
  }

  private String model(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>(scope.of(Kind.MODEL));
    scope.of(Kind.MODELS).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    return !names.isEmpty() && choices.below(3) == 0
        ? choices.recent(names)
        : "new Model(%s, %s, %s)"
            .formatted(pair(scope, depth - 1), vector(scope, depth - 1), number(scope, 0));
  }

  /** A record with an object: one that is there, changed in part, or a new one. */
  private String kit(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.KIT);
    int choice = choices.below(5);
    if (!names.isEmpty() && choice < 3) {
      String kit = choices.recent(names);
      return switch (choice) {
        case 0 -> kit;
        case 1 -> "%s.scaled(%s)".formatted(kit, number(scope, depth - 1));
        default ->
            "(%s ? %s : %s)".formatted(expressions.condition(scope, 0), kit, choices.among(names));
      };
    }
    return "new Kit(%s, %s, %s)"
        .formatted(vector(scope, depth - 1), object(Kind.FRAME, scope), number(scope, 0));
  }

  /** An object that holds an array: one that is there, mostly. */
  private String object(Kind kind, RandomScope scope) {
    List<String> names = scope.of(kind);
    return names.isEmpty() || choices.below(4) == 3
        ? kind.text() + ".example()"
        : choices.recent(names);
  }

  private String pairs(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.PAIRS);
    return switch (choices.below(4)) {
      case 0 ->
          names.isEmpty()
              ? "new Pair[] {new Pair(1, 0.5), new Pair(0, 1), new Pair(0.5, 0.5)}"
              : choices.recent(names) + ".clone()";
      case 1 -> "made(" + number(scope, depth - 1) + ")";
      default ->
          "new Pair[] {%s, %s, %s}"
              .formatted(pair(scope, depth - 1), pair(scope, depth - 1), pair(scope, 0));
    };
  }

  private String models(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.MODELS);
    return !names.isEmpty() && choices.below(3) == 0
        ? choices.recent(names) + ".clone()"
        : "new Model[] {%s, %s, %s}"
            .formatted(model(scope, depth - 1), model(scope, 0), model(scope, 0));
  }

  private String shapes(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.SHAPES);
    return !names.isEmpty() && choices.below(3) == 0
        ? choices.recent(names) + ".clone()"
        : "new Shape[] {%s, %s, %s}"
            .formatted(shape(scope, depth - 1), shape(scope, 0), shape(scope, 0));
  }

  private String shape(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>(scope.of(Kind.SHAPE));
    scope.of(Kind.SHAPES).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    if (!names.isEmpty() && choices.below(2) == 0) {
      return choices.recent(names);
    }
    String disk = "new Disk(" + number(scope, depth - 1) + ")";
    String box = "new Box(" + pair(scope, depth - 1) + ", " + number(scope, 0) + ")";
    return switch (choices.below(3)) {
      case 0 -> disk;
      case 1 -> box;
      default ->
          "chosen(%s, %s, %s)"
              .formatted(expressions.condition(scope, 0), number(scope, 0), pair(scope, depth - 1));
    };
  }
}
