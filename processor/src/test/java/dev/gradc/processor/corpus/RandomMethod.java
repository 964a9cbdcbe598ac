package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
          Kind.FRAME,
          Kind.KIT,
          Kind.RACK,
          Kind.KIT,
          Kind.RACK,
          Kind.HELD_FRAME,
          Kind.HELD_RACK,
          Kind.STRIP,
          Kind.HIGH,
          Kind.LOW,
          Kind.HIGH,
          Kind.LOW);

  /** What holds an array that is an argument too, perhaps, and where in it. */
  private static final Map<Kind, String> HOLDERS =
      Map.of(
          Kind.FRAME,
          "",
          Kind.SHELF,
          "",
          Kind.KIT,
          ".tool",
          Kind.HELD_FRAME,
          ".value",
          Kind.RACK,
          "",
          Kind.HELD_RACK,
          ".value",
          Kind.STRIP,
          "");

  /** Static arrays that nobody writes. */
  private static final List<String> TABLES =
      List.of("TABLE", "Other.TABLE", "GRID[1]", "Other.weights", "BASE.v()");

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
          "Held<double[]>",
          "Kit");

  /** Records that random methods use. */
  private static final String RECORDS =
      """
        static final double SCALE = 0.75;
        static final double[] TABLE = {0.75, -1.25, 0.5};
        static final double[][] GRID = {{0.5}, {-0.75, 0.25, 1.5}, {1.0}};

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

          static double ofHung(int i) {
            return hung[i] + hung[2 - i] * 0.5;
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

        /** An object that holds a matrix; one of an argument's, or one with an argument in it. */
        static final class Rack {
          static double[][] hung = new double[3][3];
          final double[][] held;

          Rack(double[][] held) {
            this.held = held;
          }

          static Rack example() {
            return new Rack(new double[][] {{0.5, -0.25, 1.0}, {0.75, 1.5, -0.5}, {-1.0, 0.25, 0.5}});
          }

          static Rack around(double[][] held) {
            return new Rack(held);
          }

          void hang() {
            hung = held;
          }

          double[] row(int i) {
            return held[i];
          }

          double weighed(double[][] m, double x) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
              sum += held[i][2 - i] * m[i][0] * x;
            }
            return sum;
          }

          double turned(double[][] m, double x) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
              double first = held[i][0] * x;
              m[i][0] = m[i][1] * Math.cos(x) + held[2 - i][1];
              sum += first * first;
            }
            return sum + held[1][0] * m[1][0];
          }
        }

        record Kit(double[] v, Frame tool, double scale) {
          double read(int i) {
            return tool.held[i] * v[2 - i] * scale;
          }

          Kit scaled(double by) {
            return new Kit(v, tool, scale * by);
          }
        }

        static final Kit BASE = new Kit(new double[] {0.5, 1.5, -0.25}, Frame.example(), 0.5);

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

        static double tabled(double x, int i) {
          return TABLE[i] * x + GRID[1][2 - i] * Math.cos(x);
        }

        static double climbed(double x, int n) {
          return n <= 0 ? x * TABLE[0] : Math.sin(climbed(x + TABLE[n], n - 1));
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
      Kind kind =
          hasFloats && choices.below(3) == 2
              ? choices.among(List.of(Kind.FLOATS, Kind.STRIP))
              : choices.among(PARAMETERS);
      boolean isConstant = kind == Kind.VECTOR && choices.in100(10);
      String name = kind.name().toLowerCase(Locale.ROOT) + i;
      if (HOLDERS.containsKey(kind)) {
        addHolder(kind, name, choices, scope, parameters, samples);
        continue;
      }
      addParameter(kind, name, isConstant ? "@Detach " : "", scope, parameters, samples);
    }
    hasFloats |= !scope.of(Kind.FLOATS).isEmpty();
    if (choices.below(4) == 3) {
      scope.add(choices.among(TABLES), Kind.TABLE, false);
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
    boolean isRack = kind == Kind.RACK || kind == Kind.HELD_RACK;
    Kind usual = kind == Kind.STRIP ? Kind.FLOATS : isRack ? Kind.MATRIX : Kind.VECTOR;
    if (scope.of(usual).isEmpty() && kind != Kind.KIT && choices.below(3) < 2) {
      addParameter(usual, "v" + name, "", scope, parameters, samples);
    }
    List<String> first = scope.of(usual);
    List<String> arrays = new ArrayList<>(held(kind, choices, scope));
    addParameter(kind, name, "", scope, parameters, samples);
    if (kind == Kind.KIT) {
      // The record holds the array twice.
      arrays.addAll(List.of(name + ".v", name + ".v"));
    }
    if (!arrays.isEmpty()) {
      boolean isUsual = !first.isEmpty() && choices.below(3) < 2;
      samples.add(
          "%s%s holds %s"
              .formatted(name, HOLDERS.get(kind), isUsual ? first.get(0) : choices.among(arrays)));
    }
  }

  /** The arrays that an object may hold: a matrix may have an argument in it. */
  private static List<String> held(Kind kind, Choices choices, RandomScope scope) {
    if (kind == Kind.STRIP) {
      return scope.of(Kind.FLOATS);
    }
    List<String> arrays = new ArrayList<>();
    if (kind == Kind.RACK || kind == Kind.HELD_RACK) {
      scope.of(Kind.CUBE).forEach(it -> arrays.add(it + "[" + choices.below(2) + "]"));
      arrays.addAll(scope.of(Kind.MATRIX));
    } else {
      scope.of(Kind.MATRIX).forEach(it -> arrays.add(it + "[" + choices.below(2) + "]"));
    }
    scope.of(Kind.MODEL).forEach(it -> arrays.add(it + ".v"));
    scope.of(Kind.KIT).forEach(it -> arrays.add(it + ".v"));
    scope.of(Kind.HELD_VECTOR).forEach(it -> arrays.add(it + ".value"));
    arrays.addAll(scope.of(Kind.VECTOR));
    return arrays;
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
      case MODEL, MARKED, KIT -> List.of(name + ".v length 3");
      case HIGH -> List.of(name + " in [2147483600, 2147483631]");
      case LOW -> List.of(name + " in [-2147483632, -2147483601]");
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
    Optional<Kind> kind = Kind.of(result);
    if (kind.isPresent()) {
      String value = expressions.of(kind.get(), scope, depth);
      // A number that is made of much is more likely to show what is wrong with a part.
      return kind.get() == Kind.DOUBLE
          ? value + " + " + expressions.operand(scope, 1) + " * " + expressions.sum(scope)
          : value;
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
    text.append("\n// file: Strip.java\n").append(RandomLibraries.STRIP);
    if (methods.stream().anyMatch(method -> method.text().contains("Library."))) {
      text.append("\n// file: Library.java\n").append(RandomLibraries.LIBRARY);
      text.append("\n// file: Rules.java\n").append(RandomLibraries.RULES);
    }
    return CorpusFile.of("regressions", name, text.toString());
  }
}
