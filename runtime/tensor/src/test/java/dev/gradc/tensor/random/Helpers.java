package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Methods that a random method calls, each made when it is called first. */
final class Helpers {

  private static final int MOST = 3;

  /** What all take in the end, and are given. */
  static final String SIZES = "int count, int[] labels, int n, int m";

  static final String GIVEN = "count, labels, n, m";

  private final Choices choices;
  private final String suffix;
  private final StringBuilder text = new StringBuilder();
  private final List<String> tensors = new ArrayList<>();
  private final List<String> differentiable = new ArrayList<>();
  private final Writers writers;
  private boolean isWithin;

  Helpers(Choices choices, String suffix) {
    this.choices = choices;
    this.suffix = suffix;
    this.writers = new Writers(choices, suffix, this);
  }

  /** All that were made, as members of a class. */
  String text() {
    return text + writers.text();
  }

  /** Those that are members of another class. */
  String others() {
    return writers.others();
  }

  Writers writers() {
    return writers;
  }

  /** Whether one is being made, which calls no new ones. */
  boolean isWithin() {
    return isWithin;
  }

  /** What is made as the text of one. */
  <T> T within(Supplier<T> made) {
    isWithin = true;
    T text = made.get();
    isWithin = false;
    return text;
  }

  /** One that gives a tensor, if there may be one here; a gradient of one that gives a number. */
  Optional<String> call(List<String> shape, TensorExpressions expressions, Scope scope) {
    if (isWithin || !shape.equals(Scope.NM)) {
      return Optional.empty();
    }
    String a = expressions.of(Scope.NM, scope, 1);
    String b = expressions.of(Scope.M, scope, 1);
    int kind = choices.below(12);
    if (kind >= 10) {
      return writers.tensor(expressions, scope);
    } else if (kind == 9) {
      String name = differentiable();
      String gradient = "#CLASS#Grad." + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
      return Optional.of(
          gradient + name.substring(1) + ".gradient(%s, %s, %s).a()".formatted(a, b, GIVEN));
    } else if (kind >= 7) {
      return Optional.of("%s.mul(%s(%s, %s, %s))".formatted(a, differentiable(), a, b, GIVEN));
    }
    return Optional.of("%s(%s, %s, %s)".formatted(tensor(), a, b, GIVEN));
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

  private void method(String head, String parameters, String first, Kind kind) {
    String body = within(() -> body(kind));
    text.append("%s(%s%s) {\n".formatted(head, parameters, SIZES))
        .append(first)
        .append(body)
        .append("  }\n\n");
  }

  private String body(Kind kind) {
    TensorExpressions expressions = new TensorExpressions(choices, this);
    Scope scope = new Scope();
    scope.add("count", Kind.INT, Scope.NUMBER, false);
    scope.add("a", Kind.TENSOR, Scope.NM, true);
    scope.add("b", Kind.TENSOR, Scope.M, false);
    Statements statements =
        new Statements(
            choices,
            expressions,
            this,
            inside ->
                kind == Kind.TENSOR
                    ? expressions.of(Scope.NM, inside, 2) + ".tanh()"
                    : expressions.numbers().sum(inside));
    return statements.statements(scope, choices.below(4)) + statements.result(scope);
  }
}
