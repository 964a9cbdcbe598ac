package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Random statements that use the array of an object, or of a static field, and one that is an
 * argument: at some samples these are one. What is read under one name is written under the other
 * after that, or before.
 */
final class RandomHeld {

  /**
   * Bodies of a loop: {@code ~} is the object's array, {@code @} and {@code &} are arrays of the
   * method's, {@code #} is the index, {@code %} another one, {@code $} a number from outside of the
   * loop, and {@code +sum} is one that is added to.
   */
  private static final List<String> LOOPS =
      List.of(
          "+sum += ~[#] * $; @[#] = @[#] * Math.cos($);",
          "+sum += ~[#] * ~[%] * $; @[#] = Math.sin(@[#] + $);",
          "double old = ~[#]; @[#] = @[#] * SCALE * $; &[#] = (&[#] + old) * SCALE * $;",
          "double old = ~[#]; @[#] = @[#] * SCALE + 0.5; &[#] = (&[#] + old) * SCALE;",
          "double old = ~[#]; @[#] = (@[#] - 0.5) * SCALE; &[#] = &[#] * SCALE - old;",
          "double made = ~[#] * $; +sum += made * made; @[#] = made;",
          "@[#] = ~[%] * $ + 0.5 * @[#]; +sum += @[%] * ~[#];");

  /** The same, where a constant is put into the object's array. */
  private static final List<String> STORES =
      List.of(
          "double old = @[#]; ~[#] = 0.5 * SCALE; &[#] = (&[#] + old) * SCALE * $;",
          "+sum += @[#] * @[%] * $; ~[%] = 0.25;");

  private static final List<String> HEADERS =
      List.of(
          "for (int # = 0; # < 3; #++) {",
          "for (int # = 0; # < Math.min(3, @.length); #++) {",
          "for (int # = 0; # < Math.min(3, &.length); #++) {",
          "for (int # = 2; # >= 0; #--) {");

  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomStatements statements;

  RandomHeld(Choices choices, RandomExpressions expressions, RandomStatements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Whether there is something to say. */
  static boolean has(RandomScope scope) {
    return !scope.of(Kind.FRAME).isEmpty() || !scope.of(Kind.SHELF).isEmpty();
  }

  /** One statement, or some. */
  String statement(RandomScope scope) {
    boolean hasArrays =
        Stream.of(Kind.VECTOR, Kind.MATRIX, Kind.KIT).anyMatch(it -> !scope.of(it).isEmpty());
    if (!has(scope) || !hasArrays) {
      return statements.declare(scope);
    }
    return switch (choices.below(8)) {
      case 0, 1 -> loop(LOOPS, scope);
      case 2, 3 -> element(scope);
      case 4 -> called(scope);
      case 5 -> constant(scope);
      case 6 -> choices.below(2) == 0 ? chosen(scope) : either(scope);
      default -> named(scope);
    };
  }

  /** An expression that is an array of an object, or that of the static field. */
  private String held(RandomScope scope) {
    List<String> arrays = new ArrayList<>();
    // What is hung there is what a parameter holds.
    if (scope.of(Kind.SHELF).stream().anyMatch(it -> it.startsWith("shelf"))) {
      arrays.add("Shelf.hung");
    }
    if (scope.of(Kind.FRAME).stream().anyMatch(it -> it.matches("(frame|kit|held_frame)\\d.*"))) {
      arrays.add("Frame.hung");
    }
    scope.of(Kind.SHELF).forEach(it -> arrays.add(it + ".held"));
    scope.of(Kind.FRAME).forEach(it -> arrays.add(it + ".held"));
    return choices.recent(arrays);
  }

  /** An array of the method's own or a parameter's: one that an object may hold too, mostly. */
  private String own(RandomScope scope) {
    List<String> arrays = new ArrayList<>();
    scope.of(Kind.MODEL).forEach(it -> arrays.add(it + ".v()"));
    scope.of(Kind.KIT).forEach(it -> arrays.add(it + ".v()"));
    scope.of(Kind.MATRIX).forEach(it -> arrays.add(it + "[" + choices.below(2) + "]"));
    // Parameters come first, and one that an object may hold is the first of them.
    List<String> vectors = scope.of(Kind.VECTOR);
    arrays.addAll(vectors);
    return vectors.isEmpty() || choices.below(3) == 2 ? choices.among(arrays) : vectors.get(0);
  }

  /**
   * Something that puts a constant into the array of an object. Not often: calls of other classes
   * are refused (GC0108) in a method that does so.
   */
  private String constant(RandomScope scope) {
    return switch (choices.below(40)) {
      case 37 -> stored(scope);
      case 38 -> loop(STORES, scope);
      case 39 -> reset(scope);
      default -> loop(LOOPS, scope);
    };
  }

  private String reset(RandomScope scope) {
    List<String> frames = scope.of(Kind.FRAME);
    return frames.isEmpty()
        ? stored(scope)
        : line(scope, choices.recent(frames) + ".reset(" + expressions.index(scope) + ");");
  }

  /** A loop that reads one and writes the other. */
  private String loop(List<String> bodies, RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String index = statements.fresh("at");
    String own = own(scope);
    String other = other(own, scope, text);
    String body =
        choices
            .among(bodies)
            .replace("+sum", sum)
            .replace("~", held(scope))
            .replace("&", other)
            .replace("@", own)
            .replace("#", index)
            .replace("%", Integer.toString(choices.below(3)))
            .replace("$", expressions.operand(scope, 0))
            .replace("old", statements.fresh("old"))
            .replace("made", statements.fresh("made"));
    String header =
        choices.among(HEADERS).replace("#", index).replace("@", own).replace("&", other);
    return text.append(line(scope, header + " " + body + " }")).toString();
  }

  /** Another array, mostly: loops over several fall apart, or stay together. */
  private String other(String own, RandomScope scope, StringBuilder text) {
    List<String> others = new ArrayList<>(scope.of(Kind.VECTOR));
    others.remove(own);
    int choice = choices.below(4);
    if (choice == 3) {
      return own;
    }
    if (!others.isEmpty() && choice < 2) {
      return choices.recent(others);
    }
    String name = statements.fresh("beside");
    text.append(line(scope, "double[] %s = new double[3];".formatted(name)));
    scope.add(name, Kind.VECTOR, true);
    return name;
  }

  /** A number that is read, and what is there is another one then. */
  private String element(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String index = expressions.index(scope);
    String factor = expressions.operand(scope, 1);
    String read =
        choices
            .among(List.of("~[#] * $", "~[#] * $", "Other.mix($, ~)"))
            .replace("~", held(scope))
            .replace("#", index)
            .replace("$", factor);
    text.append(line(scope, sum + " += " + read + ";"));
    String value = expressions.of(Kind.DOUBLE, scope, 1);
    text.append(line(scope, "%s[%s] = %s;".formatted(own(scope), index, value)));
    return text.append(read(sum, held(scope), scope)).toString();
  }

  /**
   * A constant that becomes an element of an object's array, and of one of the method's perhaps.
   */
  private String stored(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    text.append(read(sum, own(scope), scope));
    String place = held(scope) + "[" + expressions.index(scope) + "]";
    String value = choices.among(List.of("0.5", "SCALE", "0.25 * " + place));
    text.append(line(scope, place + " = " + value + ";"));
    return text.append(read(sum, own(scope), scope)).toString();
  }

  private String read(String sum, String array, RandomScope scope) {
    return line(
        scope,
        "%s += %s[%s] * %s;"
            .formatted(sum, array, expressions.index(scope), expressions.operand(scope, 1)));
  }

  /** A method of an object: one that is compiled in, or one that is called. */
  private String called(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    List<String> shelves = scope.of(Kind.SHELF);
    List<String> frames = scope.of(Kind.FRAME);
    String index = expressions.index(scope);
    if (frames.isEmpty() || (!shelves.isEmpty() && choices.below(2) == 1)) {
      String shelf = choices.recent(shelves);
      String factor = expressions.operand(scope, 0);
      if (choices.in100(10)) {
        // A call that reads the static array once more: where that may be written, it is refused.
        text.append(line(scope, "%s += Other.hung(%s, %s);".formatted(sum, factor, index)));
        return text.toString();
      }
      String call = choices.among(List.of(".at(" + index + ")", ".sum()"));
      text.append(line(scope, "%s += %s%s * %s;".formatted(sum, shelf, call, factor)));
      return text.append(element(scope)).toString();
    }
    if (choices.below(5) == 4) {
      String read = "%s += Frame.ofHung(%s) * %s;";
      text.append(line(scope, read.formatted(sum, index, expressions.operand(scope, 0))));
      return text.append(element(scope)).toString();
    }
    String frame = choices.recent(frames);
    String name = choices.among(List.of("drawn", "weighed", "turned"));
    String call =
        "%s.%s(%s, %s)".formatted(frame, name, own(scope), expressions.of(Kind.DOUBLE, scope, 1));
    return text.append(line(scope, "%s += %s;".formatted(sum, call))).toString();
  }

  /** An element of one or the other. */
  private String chosen(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String index = expressions.index(scope);
    String own = own(scope);
    text.append(
        line(
            scope,
            "%s += (%s ? %s[%s] : %s[%s]) * %s;"
                .formatted(
                    sum,
                    expressions.condition(scope, 1),
                    own,
                    index,
                    held(scope),
                    index,
                    expressions.operand(scope, 1))));
    return text.append(read(sum, own, scope)).toString();
  }

  /** An array that may be one or the other; it is only read. */
  private String either(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String name = statements.fresh("either");
    String condition = expressions.condition(scope, 1);
    String own = own(scope);
    text.append(
        line(scope, "double[] %s = %s ? %s : %s;".formatted(name, condition, own, held(scope))));
    text.append(read(sum, name, scope));
    return text.append(read(sum, own, scope)).toString();
  }

  /** An array of an object under a name, which is read before and after another is written. */
  private String named(RandomScope scope) {
    StringBuilder text = new StringBuilder();
    String sum = number(scope, text);
    String name = statements.fresh("fixed");
    text.append(line(scope, "double[] %s = %s;".formatted(name, held(scope))));
    text.append(read(sum, name, scope));
    text.append(
        line(
            scope,
            "%s[%s] *= Math.cos(%s);"
                .formatted(own(scope), expressions.index(scope), expressions.operand(scope, 1))));
    return text.append(read(sum, name, scope)).toString();
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
