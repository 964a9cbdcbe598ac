package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A random differentiable method: everything that the language reference says can be
 * differentiated, guided so that it ends and stays within the domain of the functions that it
 * calls.
 *
 * @param text the method and its helpers, as members of a class
 * @param choices what made it
 */
record RandomMethod(String name, String text, List<Integer> choices) {

  private static final List<Kind> PARAMETERS =
      List.of(
          Kind.DOUBLE,
          Kind.VECTOR,
          Kind.INT,
          Kind.DOUBLE,
          Kind.MATRIX,
          Kind.PAIR,
          Kind.MODEL,
          Kind.PAIRS,
          Kind.CUBE,
          Kind.BOOLEAN);

  private static final List<String> RESULTS =
      List.of("double", "double", "double", "double[]", "Losses", "Pair", "FirstKept", "BothKept");

  /** Records that random methods use. */
  private static final String RECORDS =
      """
        record Pair(double a, double b) {
          double norm() {
            return Math.sqrt(a * a + b * b + 1.0);
          }

          Pair plus(Pair other) {
            return new Pair(a + other.a, b - other.b);
          }
        }

        record Model(Pair p, double[] v, @Detach double scale) {}

        record Losses(double first, double second) {}

        record FirstKept(@Retain double first, double second) {}

        record BothKept(@Retain double first, @Retain double second) {}

      """;

  /** As choices have it. */
  static RandomMethod of(Choices choices, String suffix) {
    boolean hasFloats = choices.below(5) == 4;
    RandomHelpers helpers = new RandomHelpers(choices, suffix);
    RandomExpressions expressions = new RandomExpressions(choices, helpers);
    RandomScope scope = new RandomScope();
    List<String> parameters = new ArrayList<>(List.of("double x"));
    List<String> samples = new ArrayList<>(List.of("x in [-1.5, 1.5]"));
    scope.add("x", Kind.DOUBLE, true);
    int count = choices.below(4);
    boolean isDetached = false;
    for (int i = 0; i < count; i++) {
      Kind kind = choices.among(PARAMETERS);
      String parameter = kind.name().toLowerCase(Locale.ROOT) + i;
      boolean isConstant = kind == Kind.VECTOR && choices.in100(10);
      isDetached |= isConstant;
      parameters.add((isConstant ? "@Detach " : "") + kind.text() + " " + parameter);
      samples.addAll(sample(kind, parameter));
      scope.add(parameter, kind, kind == Kind.DOUBLE);
    }
    String result = choices.among(RESULTS);
    RandomStatements statements =
        new RandomStatements(
            choices,
            expressions,
            helpers,
            (inside, depth) -> " " + returned(result, expressions, inside, depth));
    if (hasFloats) {
      statements.withFloats();
    }
    String body = statements.statements(scope, 2 + choices.below(6));
    String end = statements.result(scope);
    boolean hasDetached = isDetached || expressions.isDetaching() || helpers.isDetaching();
    String text =
        helpers.text()
            + "  // sample: "
            + String.join(", ", samples)
            + "\n  // kinks\n"
            + (hasDetached ? "  // detached\n" : "")
            + "  @Differentiable\n  static %s method%s(%s) {\n"
                .formatted(result, suffix, String.join(", ", parameters))
            + body
            + end
            + "  }\n\n";
    return new RandomMethod("method" + suffix, text, choices.drawn());
  }

  private static List<String> sample(Kind kind, String name) {
    return switch (kind) {
      case DOUBLE -> List.of(name + " in [-1.5, 1.5]");
      case INT -> List.of(name + " in [0, 3]");
      case VECTOR -> List.of(name + " length 3");
      case MATRIX -> List.of(name + " length 3;3");
      case CUBE -> List.of(name + " length 3;3;3");
      case MODEL -> List.of(name + ".v length 3");
      case PAIRS -> List.of(name + ".a length 3", name + ".b length 3");
      default -> List.of();
    };
  }

  private static String returned(
      String result, RandomExpressions expressions, RandomScope scope, int depth) {
    return switch (result) {
      case "double" -> expressions.of(Kind.DOUBLE, scope, depth);
      case "double[]" -> expressions.of(Kind.VECTOR, scope, depth);
      case "Pair" -> expressions.of(Kind.PAIR, scope, depth);
      default ->
          "new %s(%s, %s)"
              .formatted(
                  result,
                  expressions.of(Kind.DOUBLE, scope, depth),
                  expressions.of(Kind.DOUBLE, scope, depth));
    };
  }

  /** Methods as a file of the corpus. */
  static CorpusFile file(String name, List<RandomMethod> methods) {
    StringBuilder text =
        new StringBuilder(
            """
            package corpus.regressions;

            import dev.gradc.Detach;
            import dev.gradc.Differentiable;
            import dev.gradc.Retain;
            import java.util.Arrays;

            @SuppressWarnings({"cast", "fallthrough"})
            final class %s {

              private %s() {}

            """
                .formatted(name, name));
    text.append(RECORDS);
    methods.forEach(method -> text.append(method.text()));
    text.append(
        "  static double[] unused() {\n    return Arrays.copyOf(new double[1], 1);\n  }\n}\n");
    text.append("\n// file: Other.java\n").append(RandomHelpers.OTHER);
    return CorpusFile.of("regressions", name, text.toString());
  }
}
