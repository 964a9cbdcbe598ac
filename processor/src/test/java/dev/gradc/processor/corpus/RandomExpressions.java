package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random expressions whose values stay within the domain of the functions that take them. */
final class RandomExpressions {

  private static final List<String> CONSTANTS =
      List.of("0.5", "1.5", "-0.3", "2.0", "0.0", "1.0", "SCALE");

  /** {@code #} and {@code $} stand for arguments; the simplest first. */
  private static final List<String> FORMS =
      List.of(
          "# + $",
          "# * $",
          "# - $",
          "Math.sin(#)",
          "Math.cos(#)",
          "-#",
          "Math.tanh(#)",
          "# * Math.cos($)",
          "# / (2.5 + Math.sin($))",
          "Math.exp(Math.sin(#))",
          "Math.log(2.5 + Math.cos(#))",
          "Math.sqrt(1.5 + Math.sin(#))",
          "Math.pow(1.5 + 0.5 * Math.sin(#), Math.cos($))",
          "Math.pow(Math.sin(#), 2)",
          "Math.pow(Math.cos(#), 3.0)",
          "Math.atan(#)",
          "Math.atan2(Math.sin(#), 2.0 + Math.cos($))",
          "Math.hypot(#, 1.5)",
          "Math.max(#, $)",
          "Math.min(#, $)",
          "Math.abs(#)",
          "Math.fma(#, $, 0.5)",
          "Math.cbrt(2.5 + Math.sin(#))",
          "Math.log1p(0.5 * Math.cos(#))",
          "Math.expm1(Math.sin(#))",
          "Math.cosh(Math.sin(#))",
          "Math.sinh(Math.cos(#))",
          "Math.tan(0.7 * Math.sin(#))",
          "Math.asin(0.8 * Math.sin(#))",
          "Math.acos(0.8 * Math.cos(#))",
          "Math.log10(2.5 + Math.cos(#))",
          "Math.floor(#) * Math.sin($)",
          "# % 2.5",
          "Math.toRadians(#)",
          "StrictMath.sin(#)");

  private final Choices choices;
  private final RandomHelpers helpers;
  private final RandomAggregates aggregates;

  RandomExpressions(Choices choices, RandomHelpers helpers) {
    this.choices = choices;
    this.helpers = helpers;
    this.aggregates = new RandomAggregates(choices, this, helpers);
  }

  /** An expression of the type. */
  String of(Kind kind, RandomScope scope, int depth) {
    return switch (kind) {
      case DOUBLE -> number(scope, depth);
      case FLOAT -> single(scope, depth);
      case INT -> integer(scope, depth);
      case BOOLEAN -> condition(scope, depth);
      default -> aggregates.of(kind, scope, depth);
    };
  }

  private String number(RandomScope scope, int depth) {
    if (depth <= 0 || choices.below(6) == 0) {
      return atom(scope);
    }
    int form = choices.below(FORMS.size() + 16);
    if (form < FORMS.size()) {
      return FORMS
          .get(form)
          .replace("#", operand(scope, depth - 1))
          .replace("$", operand(scope, depth - 1));
    }
    return switch (form - FORMS.size()) {
      case 0 ->
          "(%s ? %s : %s)"
              .formatted(condition(scope, 1), number(scope, depth - 1), number(scope, depth - 1));
      case 1 -> selected(scope, depth);
      case 2 ->
          choices.below(3) == 2 ? "(@Detach double) " + operand(scope, depth - 1) : atom(scope);
      case 3 -> "new Pair(%s, %s).norm()".formatted(number(scope, 1), number(scope, 1));
      case 4 -> assigned(scope);
      case 5 -> aggregates.of(Kind.SHAPE, scope, depth - 1) + ".area(" + atom(scope) + ")";
      case 6 -> helpers.derivative(this, scope);
      case 7, 8, 9, 10 -> helpers.rules().number(this, scope, depth);
      case 11 -> helpers.tables(this, scope, depth);
      default -> helpers.number(this, scope, depth);
    };
  }

  private String selected(RandomScope scope, int depth) {
    List<String> colors = scope.of(Kind.COLOR);
    if (!colors.isEmpty() && choices.below(2) == 1) {
      return "switch (%s) { case RED -> %s; case GREEN -> { yield 0.5 * (%s); } default -> %s; }"
          .formatted(
              choices.among(colors),
              number(scope, depth - 1),
              number(scope, depth - 1),
              number(scope, depth - 1));
    }
    List<String> strings = scope.of(Kind.STRING);
    boolean isOfString = !strings.isEmpty() && choices.below(2) == 1;
    return "switch (%s) { case %s -> %s; case %s -> %s; default -> %s; }"
        .formatted(
            isOfString ? choices.among(strings) : index(scope),
            isOfString ? "\"one\"" : "0",
            number(scope, depth - 1),
            isOfString ? "\"two\"" : "1",
            number(scope, depth - 1),
            number(scope, depth - 1));
  }

  /** An assignment is an expression too. */
  private String assigned(RandomScope scope) {
    List<String> names = scope.assignable(Kind.DOUBLE);
    if (names.isEmpty()) {
      return atom(scope);
    }
    String name = choices.recent(names);
    return switch (choices.below(4)) {
      case 0 -> "(" + name + " += " + number(scope, 1) + ")";
      case 1 -> "(" + name + " = " + number(scope, 1) + ")";
      case 2 -> "(" + name + "++)";
      default -> "(--" + name + ")";
    };
  }

  /** One that binds as tightly as a name. */
  String operand(RandomScope scope, int depth) {
    String text = number(scope, depth);
    boolean isTight = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.');
    return isTight ? text : "(" + text + ")";
  }

  /** A name, an element, a component or a constant. */
  String atom(RandomScope scope) {
    List<String> atoms = new ArrayList<>();
    scope.of(Kind.INT).forEach(it -> atoms.add("0.25 * " + it));
    aggregates.addElements(scope, atoms);
    scope.of(Kind.FLOAT).forEach(atoms::add);
    scope.of(Kind.DOUBLE).forEach(atoms::add);
    if (atoms.isEmpty() || choices.in100(8)) {
      return constant();
    }
    return choices.recent(atoms);
  }

  /** A number that is the same at all samples. */
  String constant() {
    return choices.among(CONSTANTS);
  }

  /** The sum of one part of each of the things that were made last. */
  String sum(RandomScope scope) {
    List<String> parts = new ArrayList<>();
    aggregates.addElements(scope, parts);
    List<String> last = parts.subList(Math.max(0, parts.size() - 6), parts.size());
    return last.isEmpty() ? "0.5" : "(" + String.join(" + 0.5 * ", last) + ")";
  }

  private String single(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.FLOAT);
    if (names.isEmpty() || choices.below(2) == 0) {
      return "(float) (" + number(scope, depth - 1) + " + 0.1)";
    }
    if (choices.below(4) == 3) {
      return "Library.halved(" + choices.recent(names) + ")";
    }
    return depth <= 0
        ? choices.recent(names)
        : "%s * 0.5f + %s".formatted(choices.recent(names), choices.among(names));
  }

  /** An int. */
  String integer(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.INT);
    return switch (choices.below(depth > 0 ? 8 : 2)) {
      case 0 -> Integer.toString(choices.below(3));
      case 1 -> names.isEmpty() ? "1" : choices.recent(names);
      case 2 -> integer(scope, depth - 1) + " + 1";
      case 3 -> "2 * (" + integer(scope, depth - 1) + ")";
      case 4 -> "(int) (2 * " + operand(scope, 0) + ")";
      case 5 -> "(" + integer(scope, depth - 1) + " & 3)";
      case 6 -> "(" + condition(scope, 0) + " ? 1 : 2)";
      default -> "Math.max(" + integer(scope, depth - 1) + ", " + integer(scope, depth - 1) + ")";
    };
  }

  /** An int from 0 to 2. */
  String index(RandomScope scope) {
    List<String> indices = scope.indices();
    int choice = choices.below(5);
    List<String> given = scope.of(Kind.INTS);
    if (choice == 3 && !given.isEmpty()) {
      return "%s[%d]".formatted(choices.among(given), choices.below(3));
    }
    if (choice == 4) {
      return "Math.floorMod(" + integer(scope, 1) + ", 3)";
    }
    return choice == 0 || indices.isEmpty()
        ? Integer.toString(choices.below(3))
        : choices.recent(indices);
  }

  /** Not of constants, so that it is not the same at all samples, and what depends on it lives. */
  private String sign(RandomScope scope) {
    return "Math.sin(%s) > %s"
        .formatted(operand(scope, 1), choices.among(List.of("0.1", "-0.3", "0.5")));
  }

  /** A boolean. */
  String condition(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.BOOLEAN);
    List<String> shapes = scope.of(Kind.SHAPE);
    return switch (choices.below(depth > 0 ? 9 : 3)) {
      case 0 -> operand(scope, 0) + " > " + operand(scope, 0);
      case 1 -> names.isEmpty() ? sign(scope) : choices.recent(names);
      case 2 ->
          scope.of(Kind.INT).isEmpty()
              ? sign(scope)
              : choices.recent(scope.of(Kind.INT)) + " <= " + integer(scope, 0);
      case 3 -> condition(scope, depth - 1) + " && " + condition(scope, 0);
      case 4 -> "!(" + condition(scope, depth - 1) + ")";
      case 5 -> "(" + condition(scope, depth - 1) + " || " + condition(scope, 0) + ")";
      case 6 ->
          shapes.isEmpty()
              ? "Math.sin(" + operand(scope, 1) + ") > 0.2"
              : choices.recent(shapes)
                  + choices.among(List.of(" instanceof Disk", " instanceof Disk d && d.r() > 0"));
      case 7 ->
          scope.of(Kind.INT).isEmpty()
              ? sign(scope)
              : "(" + choices.recent(scope.of(Kind.INT)) + " & 1) == 0";
      default -> operand(scope, 1) + " < " + operand(scope, 1);
    };
  }
}
