package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A random differentiable method over tensors, and its helpers.
 *
 * @param text members of a class
 * @param others members of another class
 * @param choices what made it
 */
record RandomProgram(String name, String text, String others, List<Integer> choices) {

  private static final List<Kind> PARAMETERS =
      List.of(
          Kind.TENSOR,
          Kind.TENSORS,
          Kind.DOUBLE,
          Kind.LAYER,
          Kind.TENSOR,
          Kind.PAIR,
          Kind.LAYERS,
          Kind.VECTOR,
          Kind.STATE,
          Kind.TENSORS,
          Kind.GRID,
          Kind.PLACES,
          Kind.TENSOR);

  private static final List<String> RESULTS =
      List.of(
          "double",
          "double",
          "double",
          "double",
          "Tensor",
          "Losses",
          "FirstKept",
          "Tensor[]",
          "Found",
          "Pair",
          "Tensor[][]",
          "BothKept");

  /** As choices have it. */
  static RandomProgram of(Choices choices, String suffix) {
    boolean isOfFloats = choices.below(6) == 5;
    Helpers helpers = new Helpers(choices, suffix);
    TensorExpressions expressions = new TensorExpressions(choices, helpers);
    Scope scope = new Scope();
    List<String> parameters = new ArrayList<>(List.of("Tensor x"));
    List<String> inputs = new ArrayList<>(List.of("x tensor n,m"));
    scope.add("flag", Kind.BOOLEAN, Scope.NUMBER, false);
    scope.add("count", Kind.INT, Scope.NUMBER, false);
    scope.add("x", Kind.TENSOR, Scope.NM, true);
    int count = choices.below(4);
    for (int i = 0; i < count; i++) {
      addParameter(choices, "p" + i, scope, parameters, inputs);
    }
    parameters.addAll(List.of("boolean flag", "int count", "int[] labels", "int n", "int m"));
    String result = choices.among(RESULTS);
    Statements statements =
        new Statements(
            choices, expressions, helpers, inside -> returned(result, expressions, inside));
    String body = statements.statements(scope, 2 + choices.below(6)) + statements.result(scope);
    String modes =
        result.equals("double")
                && !body.contains("Grad.")
                && !(helpers.text() + helpers.others()).contains("count - 1")
            ? "{Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN}"
            : "{Mode.REVERSE, Mode.FORWARD}";
    String retain = choices.below(8) == 7 ? "  @Retain\n" : "";
    String checkpoint = choices.below(12) == 11 ? "  @Checkpoint\n" : "";
    String text =
        helpers.text()
            + "  // inputs: %s\n".formatted(String.join("; ", inputs))
            + (isOfFloats ? "  // floats\n" : "")
            + retain
            + checkpoint
            + "  @Differentiable(modes = %s)\n  static %s method%s(%s) {\n"
                .formatted(modes, result, suffix, String.join(", ", parameters))
            + body
            + "  }\n\n";
    return new RandomProgram("method" + suffix, text, helpers.others(), choices.drawn());
  }

  private static void addParameter(
      Choices choices, String name, Scope scope, List<String> parameters, List<String> inputs) {
    Kind kind = choices.among(PARAMETERS);
    List<String> shape = kind == Kind.TENSOR ? choices.among(Scope.SHAPES) : Scope.NUMBER;
    boolean isConstant = choices.below(8) == 7;
    parameters.add((isConstant ? "@Detach " : "") + kind.text() + " " + name);
    String of = kind == Kind.TENSOR ? String.join(",", shape) : "";
    inputs.add(
        "%s %s %s".formatted(name, kind.name().toLowerCase(java.util.Locale.ROOT), of).strip());
    // What is put into a variable with @Detach is a constant, which differences do not see.
    scope.add(name, kind, shape, !isConstant);
  }

  private static String returned(String result, TensorExpressions expressions, Scope scope) {
    String tensor = expressions.of(Scope.NM, scope, 2);
    String number =
        "%s.sum().item()\n        + %s".formatted(tensor, expressions.numbers().sum(scope));
    String second = expressions.numbers().of(scope, 2);
    return switch (result) {
      case "double" -> number;
      case "Tensor" -> "%s.mul(%s)".formatted(tensor, expressions.numbers().sum(scope));
      case "Tensor[]" -> arrays(scope, tensor);
      case "Tensor[][]" ->
          scope.of(Kind.GRID).isEmpty()
              ? "new Tensor[][] {%s, {%s}}"
                  .formatted(arrays(scope, tensor).replace("new Tensor[] ", ""), tensor)
              : scope.of(Kind.GRID).get(scope.of(Kind.GRID).size() - 1);
      case "Pair" -> "new Pair(%s, %s)".formatted(tensor, number);
      case "Found" -> "new Found(%s, %s, %s)".formatted(arrays(scope, tensor), tensor, second);
      default -> "new %s(%s, %s)".formatted(result, number, second);
    };
  }

  /** The array that was made last. */
  private static String arrays(Scope scope, String tensor) {
    List<String> all = scope.of(Kind.TENSORS);
    return all.isEmpty() ? "new Tensor[] {%s, x}".formatted(tensor) : all.get(all.size() - 1);
  }

  /** Whether differences see what gradients do not. */
  boolean isDetaching() {
    return (text + others).matches("(?s).*\\b(cut|itself)\\(.*");
  }

  int length() {
    return text.length() + others.length();
  }

  boolean isOfFloats() {
    return text.contains("  // floats\n");
  }
}
