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
          Kind.BOOLEAN,
          Kind.SHAPE,
          Kind.MATRIX,
          Kind.MODELS,
          Kind.MARKED,
          Kind.INTS,
          Kind.STRING,
          Kind.MODEL,
          Kind.CUBE,
          Kind.MATRIX,
          Kind.COLOR,
          Kind.GAUGE,
          Kind.SHAPES,
          Kind.GAUGE,
          Kind.HELD_PAIR,
          Kind.HELD_VECTOR,
          Kind.FRAME,
          Kind.SHELF,
          Kind.FRAME);

  private static final List<String> RESULTS =
      List.of(
          "double",
          "double",
          "double",
          "double",
          "double[]",
          "Losses",
          "Pair",
          "FirstKept",
          "BothKept",
          "double[][]",
          "Packed",
          "Shape",
          "Model",
          "Shape[]",
          "Held<Pair>",
          "Held<double[]>");

  /** Records that random methods use. */
  private static final String RECORDS =
      """
        static final double SCALE = 0.75;

        enum Color {
          RED,
          GREEN,
          BLUE
        }

        record Pair(double a, double b) {
          double norm() {
            return Math.sqrt(a * a + b * b + 1.0);
          }

          Pair plus(Pair other) {
            return new Pair(a + other.a, b - other.b);
          }
        }

        record Model(Pair p, double[] v, double scale) {}

        record Marked(double[] v, @Detach double scale) {}

        record Held<T>(T value, double weight) {}

        sealed interface Shape permits Disk, Box {
          double area(double x);
        }

        record Disk(double r) implements Shape {
          @Override
          public double area(double x) {
            return r * r * Math.cos(x);
          }
        }

        record Box(Pair p, double h) implements Shape {
          @Override
          public double area(double x) {
            return p.a() * p.b() + h * x;
          }
        }

        /** An object that holds an array; one of an argument's, now and then. */
        static final class Frame {
          static double[] hung = new double[3];
          final double[] held;

          Frame(double[] held) {
            this.held = held;
          }

          static Frame example() {
            return new Frame(new double[] {0.5, 0.75, -1.5});
          }

          static Frame around(double[] held) {
            return new Frame(held);
          }

          /** Called before each evaluation. */
          void hang() {
            hung = held;
          }

          double drawn(double[] v, double x) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
              sum += held[i] * x;
              v[i] = v[i] * Math.cos(x) + held[2 - i];
            }
            return sum + held[0] * v[1];
          }

          double weighed(double[] v, double x) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
              sum += held[i] * v[i] * x;
            }
            return sum;
          }

          double turned(double[] v, double x) {
            double first = held[0] * x;
            v[0] = v[1] * x;
            return first * first + held[1] * v[0];
          }

          void reset(int i) {
            held[i] = 0.25 * i;
          }
        }

        static final Frame FIXED = new Frame(new double[] {0.25, -0.5, 1.25});

        record Losses(double first, double second) {}

        record FirstKept(@Retain double first, double second) {}

        record Packed(@Retain double[] v, double[][] m, double s) {}

        record BothKept(@Retain double first, @Retain double second) {}

      """;

  /** What some of them call, and imports are never unused. */
  private static final String MADE =
      """
        static Pair[] made(double x) {
          Pair[] pairs = new Pair[3];
          for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Pair(Math.sin(x + i), x);
          }
          return pairs;
        }

        static Shape chosen(boolean isRound, double x, Pair p) {
          return isRound ? new Disk(x) : new Box(p, x);
        }

        static double[] unused() {
          return Arrays.copyOf(new double[1], 1);
        }
      }
      """;

  /** As choices have it. */
  static RandomMethod of(Choices choices, String suffix) {
    boolean hasFloats = choices.below(5) == 4;
    RandomHelpers helpers = new RandomHelpers(choices, suffix);
    RandomExpressions expressions = new RandomExpressions(choices, helpers);
    RandomScope scope = new RandomScope();
    List<String> parameters = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    addParameter(
        hasFloats && choices.below(2) == 1 ? Kind.FLOAT : Kind.DOUBLE,
        "x",
        "",
        scope,
        parameters,
        samples);
    int count = choices.below(4);
    for (int i = 0; i < count; i++) {
      Kind kind = hasFloats && choices.below(3) == 2 ? Kind.FLOATS : choices.among(PARAMETERS);
      boolean isConstant = kind == Kind.VECTOR && choices.in100(10);
      String name = kind.name().toLowerCase(Locale.ROOT) + i;
      if (kind == Kind.FRAME || kind == Kind.SHELF) {
        addHolder(kind, name, choices, scope, parameters, samples);
        continue;
      }
      addParameter(kind, name, isConstant ? "@Detach " : "", scope, parameters, samples);
    }
    String result = hasFloats && choices.below(4) == 3 ? "float" : choices.among(RESULTS);
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
    body += helpers.callsOfOthers(body, expressions, scope) + statements.result(scope);
    String all = helpers.text() + String.join(", ", parameters) + body;
    String text =
        helpers.text()
            + "  // sample: %s\n  // kinks\n".formatted(String.join(", ", samples))
            + (isDetaching(all) ? "  // detached\n" : "")
            + "  @Differentiable\n  static %s method%s(%s) {\n"
                .formatted(result, suffix, String.join(", ", parameters))
            + body
            + "  }\n\n";
    return new RandomMethod("method" + suffix, text, choices.drawn());
  }

  /** Differences do not see where a gradient is cut off; a model has such a component. */
  private static boolean isDetaching(String text) {
    return text.contains("@Detach") || text.contains("Marked") || text.contains("weighted");
  }

  private static void addParameter(
      Kind kind,
      String name,
      String mark,
      RandomScope scope,
      List<String> parameters,
      List<String> samples) {
    parameters.add(mark + kind.text() + " " + name);
    samples.addAll(sample(kind, name));
    scope.add(name, kind, kind == Kind.DOUBLE || kind == Kind.VECTOR || kind == Kind.MATRIX);
  }

  /** An object that holds an array, at some samples one that is an argument too. */
  private static void addHolder(
      Kind kind,
      String name,
      Choices choices,
      RandomScope scope,
      List<String> parameters,
      List<String> samples) {
    List<String> arrays = new ArrayList<>();
    if (scope.of(Kind.VECTOR).isEmpty() && choices.below(3) < 2) {
      addParameter(Kind.VECTOR, "v" + name, "", scope, parameters, samples);
    }
    scope.of(Kind.MATRIX).forEach(it -> arrays.add(it + "[" + choices.below(2) + "]"));
    scope.of(Kind.MODEL).forEach(it -> arrays.add(it + ".v"));
    scope.of(Kind.HELD_VECTOR).forEach(it -> arrays.add(it + ".value"));
    arrays.addAll(scope.of(Kind.VECTOR));
    addParameter(kind, name, "", scope, parameters, samples);
    if (!arrays.isEmpty()) {
      List<String> vectors = scope.of(Kind.VECTOR);
      boolean isVector = !vectors.isEmpty() && choices.below(3) < 2;
      samples.add(name + " holds " + (isVector ? vectors.get(0) : choices.among(arrays)));
    }
  }

  private static List<String> sample(Kind kind, String name) {
    return switch (kind) {
      case DOUBLE, FLOAT -> List.of(name + " in [-1.5, 1.5]");
      case INT -> List.of(name + " in [0, 3]");
      case VECTOR, FLOATS -> List.of(name + " length 3");
      case MATRIX -> List.of(name + " length 3;3");
      case CUBE -> List.of(name + " length 3;3;3");
      case INTS -> List.of(name + " length 3 in [0, 2]");
      case MODELS ->
          List.of(
              name + ".p.a length 3",
              name + ".p.b length 3",
              name + ".v length 3;3",
              name + ".scale length 3");
      case MODEL, MARKED -> List.of(name + ".v length 3");
      case HELD_VECTOR -> List.of(name + ".value length 3");
      case SHAPES ->
          List.of(
              name + ".caseNumber length 3 in [0, 1]",
              name + ".disk.r length 3",
              name + ".box.p.a length 3",
              name + ".box.p.b length 3",
              name + ".box.h length 3");
      case PAIRS -> List.of(name + ".a length 3", name + ".b length 3");
      default -> List.of();
    };
  }

  private static String returned(
      String result, RandomExpressions expressions, RandomScope scope, int depth) {
    for (Kind kind : Kind.values()) {
      if (kind.text().equals(result)) {
        String value = expressions.of(kind, scope, depth);
        // A number that is made of much is more likely to show what is wrong with a part.
        return kind == Kind.DOUBLE
            ? value + " + " + expressions.operand(scope, 1) + " * " + expressions.sum(scope)
            : value;
      }
    }
    if (result.equals("Packed")) {
      return "new Packed(%s, %s, %s)"
          .formatted(
              expressions.of(Kind.VECTOR, scope, 1),
              expressions.of(Kind.MATRIX, scope, 1),
              expressions.sum(scope));
    }
    return "new %s(%s, %s)"
        .formatted(result, expressions.of(Kind.DOUBLE, scope, depth), expressions.sum(scope));
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

            @SuppressWarnings({"cast", "fallthrough", "overloads"})
            final class %s {

              private %s() {}

            """
                .formatted(name, name));
    text.append(RECORDS);
    methods.forEach(method -> text.append(method.text()));
    text.append(MADE);
    text.append("\n// file: Other.java\n").append(RandomLibraries.OTHER);
    text.append("\n// file: Gauge.java\n").append(RandomLibraries.GAUGE);
    text.append("\n// file: GaugeRules.java\n").append(RandomLibraries.GAUGE_RULES);
    text.append("\n// file: Shelf.java\n").append(RandomLibraries.SHELF);
    if (methods.stream().anyMatch(method -> method.text().contains("Library."))) {
      text.append("\n// file: Library.java\n").append(RandomLibraries.LIBRARY);
      text.append("\n// file: Rules.java\n").append(RandomLibraries.RULES);
    }
    return CorpusFile.of("regressions", name, text.toString());
  }
}
