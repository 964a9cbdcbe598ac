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
    MATRIX("double[][]", "double[][] m, double x", "(*, #)"),
    ROWS("double[][]", "double[] v, double[] w, double x", "(@, @, #)"),
    MATRIX_IN_PLACE("void", "double[][] m, double x", "(*, #)"),
    RECURSIVE_MATRIX("double", "double x, double[][] m, int n", "(#, *, %)"),
    RECURSIVE_ROWS("double[][]", "double x, double[] v, int n", "(#, @, %)"),
    LOSSES("Losses", "double x, double[] v", "(#, @)"),
    OF_FRAME("double", "double[] v, double x, Frame f", "(@, #, ^)"),
    OF_KIT("double", "double[] v, double x, Kit k", "(@, #, &)"),
    OF_RACK("double", "double[][] m, double x, Rack r", "(*, #, |)");

    private final String result;
    private final String parameters;
    private final String arguments;

    Form(String result, String parameters, String arguments) {
      this.result = result;
      this.parameters = parameters;
      this.arguments = arguments;
    }

    boolean isRecursive() {
      return name().startsWith("RECURSIVE");
    }

    boolean isStatement() {
      return result.equals("void");
    }
  }

  /** Calls that read static arrays: compiled in, with a rule, or of arrays of another type. */
  private static final List<String> TABLES =
      List.of(
          "tabled(#, %)",
          "Library.dot(TABLE, @)",
          "Library.moment(TABLE, #)",
          "Other.single(#, %)",
          "Other.ordered(@, #)",
          "BASE.scaled(#).read(%)");

  /** Those that are evaluated once more in the backward pass. */
  private static final List<String> REPEATED_TABLES =
      List.of("Other.tabled(#, %)", "climbed(#, %)", "Other.mix(#, TABLE)");

  /** Calls that give a number, which are made twice with the same arguments. */
  private static final List<String> REPEATED =
      List.of("Other.single(#, %)", "Other.tabled(#, %)", "Other.mix(#, @)", "climbed(#, %)");

  private record Helper(String name, Form form, String arguments) {}

  private final Choices choices;
  private final String suffix;
  private final List<Helper> helpers =
      new ArrayList<>(
          List.of(
              new Helper("Other.mix", Form.VALUE, "(#, @)"),
              new Helper("Other.scaled", Form.VECTOR, "(@, #)"),
              new Helper("Other.shared", Form.ROWS, "(@, #)"),
              new Helper("Other.rows", Form.ROWS, "(@, #)"),
              new Helper("Other.smooth", Form.MATRIX_IN_PLACE, "(*, #)"),
              new Helper("Other.turn", Form.IN_PLACE, "(@, #)")));

  private final StringBuilder text = new StringBuilder();
  private final RandomRules rules;

  RandomHelpers(Choices choices, String suffix) {
    this.choices = choices;
    this.suffix = suffix;
    this.rules = new RandomRules(choices, this);
    int count = choices.below(3);
    for (int i = 0; i < count; i++) {
      add(i);
    }
  }

  /** Their declarations. */
  String text() {
    return text.toString();
  }

  /** Methods that have rules. */
  RandomRules rules() {
    return rules;
  }

  private void add(int number) {
    Form form = choices.among(List.of(Form.values()));
    String name = "helper" + number + suffix;
    RandomExpressions expressions = new RandomExpressions(choices, this);
    RandomScope scope = new RandomScope();
    for (String parameter : form.parameters.split(", ", -1)) {
      String type = parameter.substring(0, parameter.indexOf(' '));
      Kind kind = Kind.of(type).orElseThrow();
      scope.add(parameter.substring(parameter.indexOf(' ') + 1), kind, kind != Kind.INT);
    }
    RandomStatements body =
        new RandomStatements(
            choices,
            expressions,
            this,
            (inside, depth) -> returned(form, expressions, inside, depth));
    boolean isRecursive = form.isRecursive();
    if (isRecursive && choices.in100(90)) {
      // Calls that exchange rows of what they are given are refused.
      body.withFixedRows();
    }
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
    helpers.add(new Helper(name, form, form.arguments));
  }

  private static String returned(
      Form form, RandomExpressions expressions, RandomScope scope, int depth) {
    return switch (form) {
      case IN_PLACE, MATRIX_IN_PLACE, RECURSIVE_IN_PLACE -> "";
      case LOSSES ->
          " new Losses(%s, %s)"
              .formatted(
                  expressions.of(Kind.DOUBLE, scope, depth),
                  expressions.of(Kind.DOUBLE, scope, depth));
      default -> {
        String value = " " + expressions.of(result(form), scope, depth);
        yield result(form) == Kind.DOUBLE && depth > 1
            ? value + " + 0.5 * " + expressions.sum(scope)
            : value;
      }
    };
  }

  private static Kind result(Form form) {
    return switch (form) {
      case VALUE, OF_VECTOR, OF_MATRIX, OF_FRAME, OF_KIT, OF_RACK, RECURSIVE, RECURSIVE_MATRIX ->
          Kind.DOUBLE;
      case VECTOR -> Kind.VECTOR;
      case MATRIX, ROWS, RECURSIVE_ROWS -> Kind.MATRIX;
      case PAIR -> Kind.PAIR;
      case IN_PLACE, MATRIX_IN_PLACE, RECURSIVE_IN_PLACE, LOSSES -> null;
    };
  }

  private static String base(Form form, RandomExpressions expressions, RandomScope scope) {
    return form.isStatement() ? "" : " " + expressions.of(result(form), scope, 1);
  }

  /** The call of itself. */
  private String again(Form form, String name, RandomExpressions expressions, RandomScope scope) {
    String array =
        form == Form.RECURSIVE_MATRIX
            ? choices.among(List.of("m", "m", "new double[][] {m[1], m[2], m[0]}"))
            : choices.among(List.of("v.clone()", "v", "v"));
    String call = "%s(%s, %s, n - 1)".formatted(name, expressions.of(Kind.DOUBLE, scope, 1), array);
    if (form.isStatement()) {
      return "    " + call + ";\n";
    }
    scope.add("again", result(form), false);
    return "    %s again = %s;\n".formatted(form.result, call);
  }

  private List<Helper> that(Form... forms) {
    return helpers.stream().filter(it -> List.of(forms).contains(it.form())).toList();
  }

  private String call(Helper helper, RandomExpressions expressions, RandomScope scope, int depth) {
    return filled(helper.name() + helper.arguments(), expressions, scope, depth);
  }

  /** Two calls with the same arguments, whose cotangents differ. */
  String twice(RandomExpressions expressions, RandomScope scope) {
    String call = filled(choices.among(REPEATED), expressions, scope, 1);
    return "0.7 * %s - %s * %s".formatted(call, expressions.atom(scope), call);
  }

  /**
   * A call with its arguments: {@code #} is a number, {@code @} an array, {@code *} a matrix,
   * {@code !} a pair, {@code ^} an object with an array, {@code &} a record with one of these,
   * {@code |} an object with a matrix and {@code %} an index.
   */
  String filled(String call, RandomExpressions expressions, RandomScope scope, int depth) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < call.length(); i++) {
      char c = call.charAt(i);
      filled.append(
          switch (c) {
            case '#' -> expressions.of(Kind.DOUBLE, scope, depth - 1);
            case '@' -> array(expressions, scope);
            case '%' -> expressions.index(scope);
            case '*' -> matrixArgument(expressions, scope);
            case '^' -> frame(scope);
            case '&' -> expressions.of(Kind.KIT, scope, depth - 1);
            case '|' -> expressions.of(Kind.RACK, scope, depth - 1);
            case '!' -> expressions.of(Kind.PAIR, scope, depth - 1);
            default -> Character.toString(c);
          });
    }
    return filled.toString();
  }

  private String array(RandomExpressions expressions, RandomScope scope) {
    List<String> names = new ArrayList<>(scope.of(Kind.VECTOR));
    if (choices.below(3) == 2) {
      scope.of(Kind.MATRIX).forEach(it -> names.add(it + "[" + expressions.index(scope) + "]"));
    }
    return names.isEmpty() || choices.below(8) == 0
        ? "new double[] {0.5, %s, %s}"
            .formatted(expressions.atom(scope), expressions.of(Kind.DOUBLE, scope, 0))
        : choices.recent(names);
  }

  private String frame(RandomScope scope) {
    List<String> names = scope.of(Kind.FRAME);
    return names.isEmpty() ? "Frame.example()" : choices.recent(names);
  }

  private String matrixArgument(RandomExpressions expressions, RandomScope scope) {
    List<String> names = scope.of(Kind.MATRIX);
    return names.isEmpty() || choices.below(8) == 0
        ? "new double[][] {{0.5, 1.0, %s}, {%s, 0.2, 0.7}, {0.1, 0.4, 1.1}}"
            .formatted(expressions.atom(scope), expressions.atom(scope))
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
                Form.OF_FRAME,
                Form.OF_KIT,
                Form.OF_RACK,
                Form.RECURSIVE,
                Form.RECURSIVE_MATRIX));
    String part =
        switch (helper.form()) {
          case PAIR -> ".a()";
          case LOSSES -> choices.below(2) == 0 ? ".first()" : ".second()";
          default -> "";
        };
    return call(helper, expressions, scope, depth) + part;
  }

  /** Calls of those that the text does not call: it could not show what is wrong with them. */
  String callsOfOthers(String body, RandomExpressions expressions, RandomScope scope) {
    StringBuilder calls = new StringBuilder();
    for (Helper helper : helpers) {
      int own = helper.form().isRecursive() ? 2 : 1;
      int mentions = (text + body).split(helper.name() + "\\(", -1).length - 1;
      if (!helper.name().startsWith("helper") || mentions > own) {
        continue;
      }
      String part =
          switch (helper.form()) {
            case PAIR -> ".b()";
            case LOSSES -> ".second()";
            case VECTOR -> "[1]";
            case MATRIX, ROWS, RECURSIVE_ROWS -> "[1][2]";
            default -> "";
          };
      String call = call(helper, expressions, scope, 1) + part;
      if (helper.form().isStatement()) {
        calls.append("    %s;\n".formatted(call));
      } else {
        String name = "of" + helper.name();
        calls.append("    double %s = %s;\n".formatted(name, call));
        scope.add(name, Kind.DOUBLE, true);
      }
    }
    return calls.toString();
  }

  /** A call of something that reads static arrays, where such are in use. */
  String tables(RandomExpressions expressions, RandomScope scope, int depth) {
    List<String> tables = scope.of(Kind.TABLE);
    if (tables.isEmpty()) {
      return number(expressions, scope, depth);
    }
    // Calls that may read what is written are refused.
    List<String> calls = choices.in100(15) ? REPEATED_TABLES : TABLES;
    String call = choices.among(calls).replace("TABLE", choices.among(tables));
    return filled(call, expressions, scope, depth);
  }

  /** A number that is part of the derivative of another method. */
  String derivative(RandomExpressions expressions, RandomScope scope) {
    if (choices.below(2) == 0) {
      return expressions.atom(scope);
    }
    String part =
        choices.among(List.of(".x()", ".value()", ".v()[" + expressions.index(scope) + "]"));
    return "OtherGrad.Mix.gradient(%s, %s)%s"
        .formatted(expressions.of(Kind.DOUBLE, scope, 1), array(expressions, scope), part);
  }

  /** A call that gives an array. */
  String vector(RandomExpressions expressions, RandomScope scope) {
    return call(choices.recent(that(Form.VECTOR)), expressions, scope, 1);
  }

  /** A call that gives an array of arrays. */
  String matrix(RandomExpressions expressions, RandomScope scope) {
    return call(
        choices.recent(that(Form.MATRIX, Form.ROWS, Form.RECURSIVE_ROWS)), expressions, scope, 1);
  }

  /** A call that is a statement. */
  String statement(RandomExpressions expressions, RandomScope scope) {
    List<Helper> all =
        helpers.stream()
            .filter(it -> it.form().isStatement())
            .filter(it -> it.form() != Form.MATRIX_IN_PLACE || !scope.of(Kind.MATRIX).isEmpty())
            .toList();
    return call(choices.recent(all), expressions, scope, 1);
  }
}
