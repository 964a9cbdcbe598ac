package dev.gradc.processor.corpus;

import dev.gradc.processor.corpus.RandomScope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods that a random method calls: of its own class, of another, and such as call themselves.
 */
final class RandomHelpers {

  /** What a helper takes and gives. */
  private enum Form {
    VALUE("double", "double x, double y, int n", "(#, #, %)"),
    OF_VECTOR("double", "double[] v, double x", "(@, #)"),
    VECTOR("double[]", "double[] v, double x", "(@, #)"),
    IN_PLACE("void", "double[] v, double x", "(@, #)"),
    RECURSIVE("double", "double x, double[] v, int n", "(#, @, %)"),
    RECURSIVE_IN_PLACE("void", "double x, double[] v, int n", "(#, @, %)"),
    PAIR("Pair", "Pair p, double x", "(!, #)"),
    OF_MATRIX("double", "double[][] m, double x", "(*, #)"),
    LOSSES("Losses", "double x, double[] v", "(#, @)");

    private final String result;
    private final String parameters;
    private final String arguments;

    Form(String result, String parameters, String arguments) {
      this.result = result;
      this.parameters = parameters;
      this.arguments = arguments;
    }
  }

  private record Helper(String name, Form form) {}

  /** The class whose methods are called too. */
  static final String OTHER =
      """
      package corpus.regressions;

      import dev.gradc.Differentiable;

      final class Other {

        private Other() {}

        @Differentiable
        static double mix(double x, double[] v) {
          double s = x;
          for (int i = 0; i < v.length; i++) {
            s += Math.sin(v[i] * x);
          }
          return s;
        }

        @Differentiable
        static double[] scaled(double[] v, double x) {
          double[] w = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            w[i] = v[i] * Math.cos(x);
          }
          return w;
        }

        @Differentiable
        static double turn(double[] v, double x) {
          for (int i = 0; i < v.length; i++) {
            v[i] = Math.sin(v[i]) * x;
          }
          return v[0] * x;
        }
      }
      """;

  private final Choices choices;
  private final String suffix;
  private final List<Helper> helpers =
      new ArrayList<>(
          List.of(
              new Helper("Other.mix", Form.RECURSIVE),
              new Helper("Other.scaled", Form.VECTOR),
              new Helper("Other.turn", Form.IN_PLACE)));

  private final StringBuilder text = new StringBuilder();

  RandomHelpers(Choices choices, String suffix) {
    this.choices = choices;
    this.suffix = suffix;
    int count = choices.below(3);
    for (int i = 0; i < count; i++) {
      add(i);
    }
  }

  /** Their declarations. */
  String text() {
    return text.toString();
  }

  private void add(int number) {
    Form form = choices.among(List.of(Form.values()));
    String name = "helper" + number + suffix;
    RandomExpressions expressions = new RandomExpressions(choices, this);
    RandomScope scope = new RandomScope();
    for (String parameter : form.parameters.split(", ", -1)) {
      String type = parameter.substring(0, parameter.indexOf(' '));
      for (Kind kind : Kind.values()) {
        if (kind.text().equals(type)) {
          scope.add(parameter.substring(parameter.indexOf(' ') + 1), kind, kind != Kind.INT);
        }
      }
    }
    RandomStatements body =
        new RandomStatements(
            choices,
            expressions,
            this,
            (inside, depth) -> returned(form, expressions, inside, depth));
    boolean isRecursive = form == Form.RECURSIVE || form == Form.RECURSIVE_IN_PLACE;
    boolean isCut = result(form) == Kind.DOUBLE && !isRecursive && choices.in100(4);
    text.append(isCut ? "  @Detach\n" : "");
    text.append("  private static %s %s(%s) {\n".formatted(form.result, name, form.parameters));
    if (isRecursive) {
      text.append(
          "    if (n <= 0) {\n      return%s;\n    }\n".formatted(base(form, expressions, scope)));
    }
    text.append(body.statements(scope, 1 + choices.below(3)));
    if (isRecursive) {
      text.append(again(form, name, expressions, scope));
    }
    text.append(body.result(scope)).append("  }\n\n");
    helpers.add(new Helper(name, form));
  }

  private static String returned(
      Form form, RandomExpressions expressions, RandomScope scope, int depth) {
    return switch (form) {
      case IN_PLACE, RECURSIVE_IN_PLACE -> "";
      case LOSSES ->
          " new Losses(%s, %s)"
              .formatted(
                  expressions.of(Kind.DOUBLE, scope, depth),
                  expressions.of(Kind.DOUBLE, scope, depth));
      default -> " " + expressions.of(result(form), scope, depth);
    };
  }

  private static Kind result(Form form) {
    return switch (form) {
      case VALUE, OF_VECTOR, OF_MATRIX, RECURSIVE -> Kind.DOUBLE;
      case VECTOR -> Kind.VECTOR;
      case PAIR -> Kind.PAIR;
      case IN_PLACE, RECURSIVE_IN_PLACE, LOSSES -> null;
    };
  }

  private static String base(Form form, RandomExpressions expressions, RandomScope scope) {
    return form == Form.RECURSIVE ? " " + expressions.of(Kind.DOUBLE, scope, 1) : "";
  }

  /** The call of itself. */
  private String again(Form form, String name, RandomExpressions expressions, RandomScope scope) {
    String call =
        "%s(%s, %s, n - 1)"
            .formatted(
                name,
                expressions.of(Kind.DOUBLE, scope, 1),
                choices.below(3) == 0 ? "v.clone()" : "v");
    if (form == Form.RECURSIVE_IN_PLACE) {
      return "    " + call + ";\n";
    }
    scope.add("again", Kind.DOUBLE, false);
    return "    double again = " + call + ";\n";
  }

  private List<Helper> that(Form... forms) {
    return helpers.stream().filter(it -> List.of(forms).contains(it.form())).toList();
  }

  private String call(Helper helper, RandomExpressions expressions, RandomScope scope, int depth) {
    boolean isMix = helper.name().equals("Other.mix");
    StringBuilder call = new StringBuilder(helper.name());
    for (char c : (isMix ? "(#, @)" : helper.form().arguments).toCharArray()) {
      call.append(
          switch (c) {
            case '#' -> expressions.of(Kind.DOUBLE, scope, depth - 1);
            case '@' -> array(scope);
            case '%' -> expressions.index(scope);
            case '*' -> matrix(scope);
            case '!' -> expressions.of(Kind.PAIR, scope, depth - 1);
            default -> Character.toString(c);
          });
    }
    return call.toString();
  }

  private String array(RandomScope scope) {
    List<String> names = scope.of(Kind.VECTOR);
    return names.isEmpty() || choices.below(8) == 0
        ? "new double[] {0.5, 1.0, 0.3}"
        : choices.recent(names);
  }

  private String matrix(RandomScope scope) {
    List<String> names = scope.of(Kind.MATRIX);
    return names.isEmpty() || choices.below(8) == 0
        ? "new double[][] {{0.5, 1.0, 0.3}, {1.0, 0.2, 0.7}, {0.1, 0.4, 1.1}}"
        : choices.recent(names);
  }

  /** A call that gives a number. */
  String number(RandomExpressions expressions, RandomScope scope, int depth) {
    Helper helper =
        choices.recent(
            that(
                Form.LOSSES,
                Form.PAIR,
                Form.VALUE,
                Form.OF_VECTOR,
                Form.OF_MATRIX,
                Form.RECURSIVE));
    String part =
        switch (helper.form()) {
          case PAIR -> ".a()";
          case LOSSES -> choices.below(2) == 0 ? ".first()" : ".second()";
          default -> "";
        };
    return call(helper, expressions, scope, depth) + part;
  }

  /** A number that is part of the derivative of another method. */
  String derivative(RandomExpressions expressions, RandomScope scope) {
    if (choices.below(2) == 0) {
      return expressions.atom(scope);
    }
    String part =
        choices.among(List.of(".x()", ".value()", ".v()[" + expressions.index(scope) + "]"));
    return "OtherGrad.Mix.gradient(%s, %s)%s"
        .formatted(expressions.of(Kind.DOUBLE, scope, 1), array(scope), part);
  }

  /** A call that gives an array. */
  String vector(RandomExpressions expressions, RandomScope scope) {
    return call(choices.recent(that(Form.VECTOR)), expressions, scope, 1);
  }

  /** A call that is a statement. */
  String statement(RandomExpressions expressions, RandomScope scope) {
    return call(
        choices.recent(that(Form.IN_PLACE, Form.RECURSIVE_IN_PLACE)), expressions, scope, 1);
  }
}
