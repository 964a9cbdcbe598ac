package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random expressions whose values stay within the domain of the functions that take them. */
final class RandomExpressions {

  private static final List<String> CONSTANTS = List.of("0.5", "1.5", "-0.3", "2.0", "0.0", "1.0");

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
          "# / (2.5 + Math.sin($))",
          "Math.exp(Math.sin(#))",
          "Math.log(2.5 + Math.cos(#))",
          "Math.sqrt(1.5 + Math.sin(#))",
          "Math.pow(1.5 + 0.5 * Math.sin(#), Math.cos($))",
          "Math.atan(#)",
          "Math.atan2(Math.sin(#), 2.0 + Math.cos($))",
          "Math.hypot(#, 1.5)",
          "Math.max(#, $)",
          "Math.min(#, $)",
          "Math.abs(#)",
          "Math.fma(#, $, 0.5)",
          "Math.cbrt(2.5 + Math.sin(#))",
          "Math.log1p(0.5 * Math.cos(#))",
          "Math.cosh(Math.sin(#))");

  private final Choices choices;
  private final RandomHelpers helpers;

  /** Whether a value was cut off from differentiation. */
  private boolean isDetaching;

  RandomExpressions(Choices choices, RandomHelpers helpers) {
    this.choices = choices;
    this.helpers = helpers;
  }

  boolean isDetaching() {
    return isDetaching;
  }

  void detaching() {
    isDetaching = true;
  }

  /** An expression of the type. */
  String of(Kind kind, RandomScope scope, int depth) {
    return switch (kind) {
      case DOUBLE -> number(scope, depth);
      case FLOAT -> single(scope, depth);
      case INT -> integer(scope, depth);
      case BOOLEAN -> condition(scope, depth);
      case VECTOR -> vector(scope, depth);
      case FLOATS -> floats(scope, depth);
      case MATRIX -> matrix(scope, depth);
      case CUBE -> cube(scope, depth);
      case PAIR -> pair(scope, depth);
      case MODEL ->
          "new Model(%s, %s, %s)"
              .formatted(pair(scope, depth - 1), vector(scope, depth - 1), number(scope, 0));
      case PAIRS ->
          "new Pair[] {%s, %s, %s}"
              .formatted(pair(scope, depth - 1), pair(scope, depth - 1), pair(scope, depth - 1));
    };
  }

  private String number(RandomScope scope, int depth) {
    if (depth <= 0 || choices.below(6) == 0) {
      return atom(scope);
    }
    int form = choices.below(FORMS.size() + 7);
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
      case 1 ->
          "switch (%s) { case 0 -> %s; case 1 -> %s; default -> %s; }"
              .formatted(
                  index(scope),
                  number(scope, depth - 1),
                  number(scope, depth - 1),
                  number(scope, depth - 1));
      case 2 -> {
        isDetaching = true;
        yield "(@Detach double) " + operand(scope, depth - 1);
      }
      case 3 -> "new Pair(%s, %s).norm()".formatted(number(scope, 1), number(scope, 1));
      default -> helpers.number(this, scope, depth);
    };
  }

  /** One that binds as tightly as a name. */
  private String operand(RandomScope scope, int depth) {
    String text = number(scope, depth);
    boolean isTight = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.');
    return isTight ? text : "(" + text + ")";
  }

  private String atom(RandomScope scope) {
    List<String> atoms = new ArrayList<>(scope.of(Kind.DOUBLE));
    scope.of(Kind.FLOAT).forEach(atoms::add);
    scope.of(Kind.PAIR).forEach(it -> atoms.add(it + ".a()"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".p().b()"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".scale()"));
    scope.of(Kind.INT).forEach(it -> atoms.add("0.25 * " + it));
    scope.of(Kind.VECTOR).forEach(it -> atoms.add(it + "[" + index(scope) + "]"));
    scope.of(Kind.FLOATS).forEach(it -> atoms.add(it + "[" + index(scope) + "]"));
    scope.of(Kind.MODEL).forEach(it -> atoms.add(it + ".v()[" + index(scope) + "]"));
    scope.of(Kind.PAIRS).forEach(it -> atoms.add(it + "[" + index(scope) + "].b()"));
    scope
        .of(Kind.MATRIX)
        .forEach(it -> atoms.add("%s[%s][%s]".formatted(it, index(scope), index(scope))));
    scope
        .of(Kind.CUBE)
        .forEach(
            it ->
                atoms.add(
                    "%s[%s][%s][%s]".formatted(it, index(scope), index(scope), index(scope))));
    if (atoms.isEmpty() || choices.in100(15)) {
      return choices.among(CONSTANTS);
    }
    return choices.among(atoms);
  }

  private String single(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.FLOAT);
    return depth <= 0 && !names.isEmpty()
        ? choices.among(names)
        : choices.below(2) == 0 || names.isEmpty()
            ? "(float) (" + number(scope, depth - 1) + " + 0.1)"
            : "%s * 0.5f + %s".formatted(choices.among(names), choices.among(names));
  }

  /** An int. */
  String integer(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.INT);
    return switch (choices.below(depth > 0 ? 6 : 2)) {
      case 0 -> Integer.toString(choices.below(3));
      case 1 -> names.isEmpty() ? "1" : choices.among(names);
      case 2 -> integer(scope, depth - 1) + " + 1";
      case 3 -> "2 * (" + integer(scope, depth - 1) + ")";
      case 4 -> "(int) (2 * " + operand(scope, 0) + ")";
      default -> "Math.max(" + integer(scope, depth - 1) + ", " + integer(scope, depth - 1) + ")";
    };
  }

  /** An int from 0 to 2. */
  String index(RandomScope scope) {
    List<String> indices = scope.indices();
    int choice = choices.below(4);
    if (choice == 3) {
      return "Math.floorMod(" + integer(scope, 1) + ", 3)";
    }
    return choice == 0 || indices.isEmpty()
        ? Integer.toString(choices.below(3))
        : choices.among(indices);
  }

  /** A boolean. */
  String condition(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.BOOLEAN);
    return switch (choices.below(depth > 0 ? 7 : 3)) {
      case 0 -> operand(scope, 0) + " > " + operand(scope, 0);
      case 1 -> names.isEmpty() ? integer(scope, 0) + " < 2" : choices.among(names);
      case 2 -> integer(scope, 0) + " <= " + integer(scope, 0);
      case 3 -> condition(scope, depth - 1) + " && " + condition(scope, 0);
      case 4 -> "!(" + condition(scope, depth - 1) + ")";
      case 5 -> "(" + condition(scope, depth - 1) + " || " + condition(scope, 0) + ")";
      default -> operand(scope, 1) + " < " + operand(scope, 1);
    };
  }

  private String vector(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>(scope.of(Kind.VECTOR));
    scope.of(Kind.MODEL).forEach(it -> names.add(it + ".v()"));
    scope.of(Kind.MATRIX).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    int choice = choices.below(6);
    if (choice == 0 && !names.isEmpty()) {
      return choices.among(names);
    }
    if (choice == 1 && !names.isEmpty()) {
      return choices.among(names) + ".clone()";
    }
    if (choice == 2 && !names.isEmpty()) {
      return "Arrays.copyOf(" + choices.among(names) + ", 3)";
    }
    if (choice == 3 && depth > 0) {
      return helpers.vector(this, scope);
    }
    if (choice == 4 && !names.isEmpty() && depth > 0) {
      return "(%s ? %s : %s)"
          .formatted(condition(scope, 0), choices.among(names), choices.among(names));
    }
    return choices.below(4) == 0
        ? "new double[3]"
        : "new double[] {%s, %s, %s}"
            .formatted(number(scope, depth - 1), number(scope, depth - 1), number(scope, 0));
  }

  private String floats(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.FLOATS);
    return names.isEmpty() || choices.below(3) > 0
        ? "new float[] {%s, %s, 0.5f}".formatted(single(scope, depth - 1), single(scope, 0))
        : choices.among(names);
  }

  private String matrix(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>(scope.of(Kind.MATRIX));
    scope.of(Kind.CUBE).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    return switch (choices.below(3)) {
      case 0 -> names.isEmpty() ? "new double[3][3]" : choices.among(names);
      case 1 -> "new double[3][3]";
      default ->
          "new double[][] {%s, %s, %s}"
              .formatted(vector(scope, depth - 1), vector(scope, 0), vector(scope, 0));
    };
  }

  private String cube(RandomScope scope, int depth) {
    List<String> names = scope.of(Kind.CUBE);
    return switch (choices.below(3)) {
      case 0 -> names.isEmpty() ? "new double[3][3][3]" : choices.among(names);
      case 1 -> "new double[3][3][3]";
      default ->
          "new double[][][] {%s, %s, %s}"
              .formatted(matrix(scope, depth - 1), matrix(scope, 0), matrix(scope, 0));
    };
  }

  private String pair(RandomScope scope, int depth) {
    List<String> names = new ArrayList<>(scope.of(Kind.PAIR));
    scope.of(Kind.MODEL).forEach(it -> names.add(it + ".p()"));
    scope.of(Kind.PAIRS).forEach(it -> names.add(it + "[" + index(scope) + "]"));
    return switch (choices.below(4)) {
      case 0 -> names.isEmpty() ? "new Pair(0.5, 1.5)" : choices.among(names);
      case 1 ->
          names.isEmpty()
              ? "new Pair(%s, 0.5)".formatted(number(scope, depth - 1))
              : "%s.plus(%s)".formatted(choices.among(names), choices.among(names));
      default -> "new Pair(%s, %s)".formatted(number(scope, depth - 1), number(scope, depth - 1));
    };
  }
}
