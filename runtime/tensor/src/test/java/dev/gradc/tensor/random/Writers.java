package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Methods that write into arrays of their caller and give a tensor besides, or a number, or
 * nothing: of the same class, also with checkpoints, and of another one, also recursive.
 */
final class Writers {

  private static final int MOST = 3;

  private static final List<Kind> ARRAYS =
      List.of(Kind.TENSORS, Kind.TENSORS, Kind.VECTOR, Kind.PLACES, Kind.TENSORS, Kind.GRID);

  private static final List<Kind> RESULTS =
      List.of(Kind.NOTHING, Kind.TENSOR, Kind.DOUBLE, Kind.TENSOR, Kind.TENSOR);

  /** A differentiable method gives something. */
  private static final List<Kind> RESULTS_OF_OTHERS =
      List.of(Kind.TENSOR, Kind.TENSOR, Kind.DOUBLE);

  private final Choices choices;
  private final String suffix;
  private final Helpers helpers;
  private final StringBuilder own = new StringBuilder();
  private final StringBuilder others = new StringBuilder();
  private final List<Writer> all = new ArrayList<>();
  private boolean isInOther;

  Writers(Choices choices, String suffix, Helpers helpers) {
    this.choices = choices;
    this.suffix = suffix;
    this.helpers = helpers;
  }

  /**
   * One that was made.
   *
   * @param result {@link Kind#TENSOR}, {@link Kind#DOUBLE}, or {@link Kind#NOTHING}
   */
  record Writer(String name, List<Kind> arrays, Kind result, boolean isOther, boolean isInlined) {

    /** What calls it, inside of the other class or not. */
    private String called(boolean isInside) {
      return isOther && !isInside ? "#CLASS#Others." + name : name;
    }
  }

  /** Those of the class, as its members. */
  String text() {
    return own.toString();
  }

  /** Those of the other class, as its members. */
  String others() {
    return others.toString();
  }

  /** One to be called here, if there may be one: inside of others, only what is there already. */
  Optional<Writer> any(Scope scope) {
    List<Writer> known = all.stream().filter(it -> it.isOther() || !isInOther).toList();
    if (helpers.isWithin()) {
      return known.isEmpty() || scope.depth() > 0
          ? Optional.empty()
          : Optional.of(choices.among(known));
    }
    boolean isNew = known.isEmpty() || (known.size() < MOST && choices.below(2) == 1);
    return Optional.of(isNew ? made() : choices.recent(known));
  }

  /** One that gives a tensor and writes what is there, if there is one. */
  Optional<String> tensor(TensorExpressions expressions, Scope scope) {
    return any(scope)
        .filter(it -> it.result() == Kind.TENSOR)
        .filter(it -> missing(it, scope).isEmpty())
        .map(it -> call(it, expressions, scope));
  }

  /**
   * Of arrays that there have to be. One may be given twice where a call becomes the method's body;
   * others refuse that when they are run, and so seldom are given it.
   */
  String call(Writer writer, TensorExpressions expressions, Scope scope) {
    List<String> arrays = new ArrayList<>();
    for (Kind kind : writer.arrays()) {
      List<String> there = arrays(kind, scope);
      List<String> fresh = there.stream().filter(it -> !arrays.contains(it)).toList();
      boolean isAny = fresh.isEmpty() || choices.below(writer.isInlined() ? 2 : 12) == 1;
      arrays.add(choices.recent(isAny ? there : fresh));
    }
    String a = expressions.leaf(Scope.NM, scope);
    String given = a + (choices.below(3) == 2 ? ".tanh()" : "");
    return "%s(%s, %s, %s, %s)"
        .formatted(
            writer.called(isInOther),
            String.join(", ", arrays),
            expressions.index(scope),
            given,
            Helpers.GIVEN);
  }

  /** Of what kinds there are not as many arrays as it takes. */
  static List<Kind> missing(Writer writer, Scope scope) {
    List<Kind> missing = new ArrayList<>(writer.arrays());
    for (Kind kind : Kind.values()) {
      arrays(kind, scope).forEach(any -> missing.remove(kind));
    }
    return missing;
  }

  static List<String> arrays(Kind kind, Scope scope) {
    List<String> arrays = new ArrayList<>();
    if (kind == Kind.TENSORS) {
      scope.of(Kind.STATE).forEach(it -> arrays.add(it + ".xs()"));
    } else if (kind == Kind.VECTOR) {
      scope.of(Kind.STATE).forEach(it -> arrays.add(it + ".v()"));
    }
    arrays.addAll(scope.of(kind));
    return arrays;
  }

  private Writer made() {
    int count = 1 + choices.below(3);
    List<Kind> arrays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arrays.add(choices.among(ARRAYS));
    }
    int form = choices.below(7);
    boolean isOther = form >= 4;
    Kind result = choices.among(isOther ? RESULTS_OF_OTHERS : RESULTS);
    String name = "write%s_%d".formatted(suffix, all.size());
    Writer writer = new Writer(name, List.copyOf(arrays), result, isOther, form < 2);
    isInOther = isOther;
    String text = helpers.within(() -> method(writer, form));
    isInOther = false;
    (isOther ? others : own).append(text);
    all.add(writer);
    return writer;
  }

  private String method(Writer writer, int form) {
    TensorExpressions expressions = new TensorExpressions(choices, helpers);
    Scope scope = new Scope();
    scope.add("count", Kind.INT, Scope.NUMBER, false);
    scope.add("a", Kind.TENSOR, Scope.NM, true);
    scope.addIndex("at");
    StringBuilder parameters = new StringBuilder();
    List<String> names = new ArrayList<>();
    for (Kind kind : writer.arrays()) {
      String name = "w" + names.size();
      names.add(name);
      scope.add(name, kind, Scope.NUMBER, false);
      parameters.append(kind.text()).append(' ').append(name).append(", ");
    }
    Statements statements =
        new Statements(
            choices, expressions, helpers, inside -> returned(writer, expressions, inside));
    boolean isRecursive = form == 3 || form == 6;
    String again = isRecursive ? again(writer, names, statements, expressions, scope) : "";
    StringBuilder body = new StringBuilder(statements.statements(scope, choices.below(3)));
    for (String name : names) {
      if (choices.below(4) < 3) {
        body.append(statements.written(scope, name));
      }
    }
    String last = writer.result() == Kind.NOTHING ? "" : statements.result(scope);
    String mark = form == 2 || form == 5 ? "  @Checkpoint\n" : "";
    String head =
        writer.isOther()
            ? "  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})\n  static "
            : "  private static ";
    return "%s%s%s %s(%sint at, Tensor a, %s) {\n%s%s%s  }\n\n"
        .formatted(
            mark,
            head,
            writer.result().text(),
            writer.name(),
            parameters,
            Helpers.SIZES,
            again,
            body,
            last);
  }

  private String returned(Writer writer, TensorExpressions expressions, Scope scope) {
    return switch (writer.result()) {
      case TENSOR -> expressions.of(Scope.NM, scope, 1 + choices.below(2)) + ".tanh()";
      case DOUBLE -> "Math.tanh(%s)".formatted(expressions.numbers().of(scope, 2));
      default -> "";
    };
  }

  /** A call of itself, of which all is returned, or after which all is done once more. */
  private String again(
      Writer writer,
      List<String> names,
      Statements statements,
      TensorExpressions expressions,
      Scope scope) {
    Scope inner = scope.inner();
    List<String> given = new ArrayList<>(names);
    if (names.size() > 1
        && writer.arrays().get(0) == writer.arrays().get(1)
        && choices.below(2) == 1) {
      given.set(0, names.get(1));
      given.set(1, names.get(0));
    }
    String a = expressions.leaf(Scope.NM, inner);
    String call =
        "%s(%s, %s, %s.mul(0.5), count - 1, labels, n, m)"
            .formatted(writer.name(), String.join(", ", given), expressions.index(inner), a);
    String first = choices.below(2) == 1 ? statements.written(inner, names.get(0)) : "";
    int use = choices.below(3);
    boolean goesOn = use == 0 || writer.result() == Kind.NOTHING;
    String last =
        goesOn
            ? statements.indented(inner, call + ";")
            : writer.result() == Kind.DOUBLE
                ? statements.indented(inner, "return 0.5 * %s;".formatted(call))
                : use == 1
                    ? statements.indented(inner, "return %s.add(a);".formatted(call))
                    : statements.indented(inner, "a = %s;".formatted(call));
    return statements.indented(scope, "if (count > 0) {")
        + first
        + last
        + statements.indented(scope, "}");
  }
}
