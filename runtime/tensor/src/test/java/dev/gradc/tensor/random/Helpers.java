package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods that a random method calls, each made when it is called first. */
final class Helpers {

  private static final int MOST = 3;
  private static final List<String> SIZES = List.of("int count", "int[] labels", "int n", "int m");
  private static final String GIVEN = "count, labels, n, m";

  private final Choices choices;
  private final String suffix;
  private final StringBuilder text = new StringBuilder();
  private final List<String> tensors = new ArrayList<>();
  private final List<String> differentiable = new ArrayList<>();
  private final List<String> writing = new ArrayList<>();
  private boolean isWithin;

  Helpers(Choices choices, String suffix) {
    this.choices = choices;
    this.suffix = suffix;
  }

  /** All that were made, as members of a class. */
  String text() {
    return text.toString();
  }

  /** One that gives a tensor, if there may be one here; a gradient of one that gives a number. */
  Optional<String> call(List<String> shape, TensorExpressions expressions, Scope scope) {
    if (isWithin || !shape.equals(Scope.NM)) {
      return Optional.empty();
    }
    String a = expressions.of(Scope.NM, scope, 1);
    String b = expressions.of(Scope.M, scope, 1);
    int kind = choices.below(10);
    if (kind == 9) {
      String name = differentiable();
      String gradient = "#CLASS#Grad." + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
      return Optional.of(
          gradient + name.substring(1) + ".gradient(%s, %s, %s).a()".formatted(a, b, GIVEN));
    } else if (kind >= 7) {
      return Optional.of("%s.mul(%s(%s, %s, %s))".formatted(a, differentiable(), a, b, GIVEN));
    }
    return Optional.of("%s(%s, %s, %s)".formatted(tensor(), a, b, GIVEN));
  }

  /** A call that writes an array, if there is one. */
  Optional<String> write(TensorExpressions expressions, Scope scope) {
    List<String> arrays = scope.of(Kind.TENSORS);
    if (isWithin || arrays.isEmpty()) {
      return Optional.empty();
    }
    String array = choices.recent(arrays);
    String a = expressions.of(Scope.NM, scope, 1);
    return Optional.of(
        "%s(%s, %s, %s, %s);".formatted(writing(), array, expressions.index(scope), a, GIVEN));
  }

  private String tensor() {
    if (tensors.size() == MOST || (!tensors.isEmpty() && choices.below(2) == 0)) {
      return choices.among(tensors);
    }
    String name = "tensor%s_%d".formatted(suffix, tensors.size());
    int kind = choices.below(5);
    String mark = kind == 3 ? "  @Checkpoint\n" : "";
    String again =
        kind == 4
            ? "    if (count > 0) {\n      return %s(a.mul(0.5), b, count - 1, labels, n, m).add(a);\n    }\n"
                .formatted(name)
            : "";
    method(mark + "  private static Tensor " + name, "Tensor a, Tensor b, ", again, Kind.TENSOR);
    tensors.add(name);
    return name;
  }

  private String differentiable() {
    if (differentiable.isEmpty()) {
      String name = "inner%s".formatted(suffix);
      String modes = "  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})\n";
      method(modes + "  static double " + name, "Tensor a, Tensor b, ", "", Kind.DOUBLE);
      differentiable.add(name);
    }
    return differentiable.get(0);
  }

  private String writing() {
    if (writing.isEmpty()) {
      String name = "write%s".formatted(suffix);
      method("  private static void " + name, "Tensor[] xs, int at, Tensor a, ", "", Kind.TENSORS);
      writing.add(name);
    }
    return writing.get(0);
  }

  private void method(String head, String parameters, String first, Kind kind) {
    isWithin = true;
    TensorExpressions expressions = new TensorExpressions(choices, this);
    Scope scope = new Scope();
    scope.add("count", Kind.INT, Scope.NUMBER, false);
    scope.add("a", Kind.TENSOR, Scope.NM, true);
    if (kind == Kind.TENSORS) {
      scope.addIndex("at");
      scope.add("xs", Kind.TENSORS, Scope.NUMBER, false);
    } else {
      scope.add("b", Kind.TENSOR, Scope.M, false);
    }
    Statements statements =
        new Statements(
            choices,
            expressions,
            this,
            inside ->
                switch (kind) {
                  case TENSOR -> expressions.of(Scope.NM, inside, 2) + ".tanh()";
                  case DOUBLE -> expressions.numbers().sum(inside);
                  default -> "";
                });
    String body = statements.statements(scope, choices.below(4));
    String last =
        kind == Kind.TENSORS
            ? "    xs[at] = %s;\n".formatted(expressions.of(Scope.NM, scope, 2))
            : statements.result(scope);
    text.append("%s(%s%s) {\n".formatted(head, parameters, String.join(", ", SIZES)))
        .append(first)
        .append(body)
        .append(last)
        .append("  }\n\n");
    isWithin = false;
  }
}
