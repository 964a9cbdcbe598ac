package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Random expressions for tensors of a shape that is asked for. Arguments of functions with a domain
 * are wrapped, and so are those of functions that grow fast.
 */
final class TensorExpressions {

  private static final List<String> FUNCTIONS =
      List.of(
          "%s.tanh()",
          "%s.mul(%d)",
          "%s.square().mul(0.5)",
          "%s.sigmoid()",
          "%s.add(%d)",
          "%s.relu()",
          "%s.mul(0.3).exp()",
          "%s.square().add(0.5).log()",
          "%s.square().add(0.3).sqrt()",
          "%s.neg()",
          "%s.sub(%d)",
          "%s.abs()",
          "%s.div(1.7)",
          "Functions.sin(%s)",
          "Functions.cos(%s)",
          "Functions.erf(%s)",
          "Functions.expm1(%s.tanh())",
          "Functions.log1p(%s.square())",
          "Functions.rsqrt(%s.square().add(0.7))",
          "Activations.leakyRelu(%s, 0.2)",
          "Activations.elu(%s, 1.3)",
          "Activations.gelu(%s)",
          "Activations.softplus(%s)",
          "Activations.logSigmoid(%s)",
          "%s.clamp(-0.7, 0.9)",
          "%s.tanh().pow(3)",
          "%s.square().add(1).pow(-0.5)",
          "%s.copy()",
          "cut(%s)");

  private static final List<String> OF_TWO =
      List.of(
          "%s.mul(%s)",
          "%s.add(%s)",
          "%s.sub(%s)",
          "%s.div(%s.square().add(1))",
          "%s.maximum(%s)",
          "%s.minimum(%s)",
          "Functions.pow(%s.square().add(0.5), %s.tanh())",
          "%s.mul(Comparisons.greater(%s, 0.1))",
          "%s.tanh().mul(%s.tanh().exp().add(1).log())");

  private static final List<String> MASKS =
      List.of(
          "Comparisons.greater(%s, %s)",
          "Comparisons.lessEqual(%s, %s)", "Comparisons.less(%s, %s.mul(0.5))");

  private final Choices choices;
  private final NumberExpressions numbers;
  private final ShapedOperations shaped;
  private final Helpers helpers;

  TensorExpressions(Choices choices, Helpers helpers) {
    this.choices = choices;
    this.helpers = helpers;
    this.numbers = new NumberExpressions(choices, this);
    this.shaped = new ShapedOperations(choices, this);
  }

  NumberExpressions numbers() {
    return numbers;
  }

  /** A tensor of a shape; it may be followed by a dot. */
  String of(List<String> shape, Scope scope, int depth) {
    if (depth <= 0) {
      return leaf(shape, scope);
    }
    return switch (choices.below(16)) {
      case 0, 1 -> leaf(shape, scope);
      case 2, 3, 4 -> function(shape, scope, depth);
      case 5, 6, 7 -> ofTwo(shape, scope, depth);
      case 8 -> masked(shape, scope, depth);
      case 9, 10, 11, 12 -> shaped.of(shape, scope, depth);
      case 13 -> helpers.call(shape, this, scope).orElseGet(() -> function(shape, scope, depth));
      case 14 ->
          "(%s ? %s : %s)"
              .formatted(
                  numbers.condition(scope),
                  of(shape, scope, depth - 1),
                  of(shape, scope, depth - 1));
      default -> function(shape, scope, depth + 1);
    };
  }

  private String function(List<String> shape, Scope scope, int depth) {
    String function = choices.among(FUNCTIONS);
    String result = function.replace("%s", of(shape, scope, depth - 1));
    return result.contains("%d") ? result.replace("%d", numbers.operand(scope)) : result;
  }

  private String ofTwo(List<String> shape, Scope scope, int depth) {
    String one = of(shape, scope, depth - 1);
    List<String> part = choices.below(2) == 0 ? shape : repeated(shape);
    String other = of(part, scope, depth - 1);
    return choices.below(3) < 2
        ? choices.among(OF_TWO).formatted(one, other)
        : choices.among(OF_TWO).formatted(other, one);
  }

  private String masked(List<String> shape, Scope scope, int depth) {
    String mask =
        choices
            .among(MASKS)
            .formatted(of(repeated(shape), scope, depth - 2), of(shape, scope, depth - 2));
    return "Comparisons.where(%s, %s, %s)"
        .formatted(mask, of(shape, scope, depth - 1), of(shape, scope, depth - 2));
  }

  /** A shape that is repeated to the one given. */
  List<String> repeated(List<String> shape) {
    if (shape.isEmpty() || choices.below(4) == 3) {
      return List.of();
    }
    int axis = choices.below(shape.size());
    if (choices.below(2) == 0) {
      return List.copyOf(shape.subList(axis, shape.size()));
    }
    List<String> part = new ArrayList<>(shape);
    part.set(axis, "1");
    return part;
  }

  /** What has a name, if there is something of that shape. */
  String leaf(List<String> shape, Scope scope) {
    List<String> all = new ArrayList<>(scope.tensors(shape));
    if (shape.equals(Scope.NM)) {
      scope.of(Kind.TENSORS).forEach(it -> all.add("%s[%s]".formatted(it, index(scope))));
      scope
          .of(Kind.GRID)
          .forEach(it -> all.add("%s[%s][%s]".formatted(it, index(scope), choices.below(2))));
      scope.of(Kind.PAIR).forEach(it -> all.add(it + ".a()"));
      scope.of(Kind.STATE).forEach(it -> all.add(it + ".t()"));
      scope.of(Kind.STATE).forEach(it -> all.add("%s.xs()[%s]".formatted(it, index(scope))));
    } else if (shape.equals(Scope.MM)) {
      scope.of(Kind.LAYER).forEach(it -> all.add(it + ".w()"));
      scope.of(Kind.LAYERS).forEach(it -> all.add("%s[%d].w()".formatted(it, choices.below(2))));
    } else if (shape.equals(Scope.M)) {
      scope.of(Kind.LAYER).forEach(it -> all.add(it + ".b()"));
      scope.of(Kind.LAYERS).forEach(it -> all.add("%s[%d].b()".formatted(it, choices.below(2))));
    }
    return all.isEmpty() ? made(shape, scope) : choices.recent(all);
  }

  /** From what there is of another shape. */
  private String made(List<String> shape, Scope scope) {
    String dimensions = String.join(", ", shape);
    String from = leaf(Scope.NM, scope);
    return switch (choices.below(5)) {
      case 0, 1, 2 -> turned(shape, from, scope);
      case 3 ->
          "Tensor.full(T, %s%s)"
              .formatted(numbers.operand(scope), shape.isEmpty() ? "" : ", " + dimensions);
      default ->
          "Upsampling.nearest(%s.reshape(1, 1, n, m), 1, %s).reshape(%s)"
              .formatted(from, shape.isEmpty() ? "1" : String.join(" * ", shape), dimensions);
    };
  }

  /** A matrix of n by m as something of another shape that has its lengths. */
  private String turned(List<String> shape, String from, Scope scope) {
    String dimensions = String.join(", ", shape);
    return switch (dimensions) {
      case "" -> from + ".mean()";
      case "m" -> from + ".sum(0)";
      case "n" -> from + ".mean(1)";
      case "m, n" -> from + ".transpose()";
      case "n, 1" -> "Reductions.sum(%s, true, 1)".formatted(from);
      case "1, m" -> "Reductions.max(%s, true, 0)".formatted(from);
      case "m, m" -> "Products.transposedMatmul(%s, %s)".formatted(from, leaf(Scope.NM, scope));
      case "n, n" -> "Products.matmulTransposed(%s, %s)".formatted(from, leaf(Scope.NM, scope));
      case "2, n, m" ->
          "Shapes.concat(%s, %s, 0).reshape(2, n, m)".formatted(from, leaf(Scope.NM, scope));
      default -> "Shapes.broadcastTo(%s.max(), %s)".formatted(from, dimensions);
    };
  }

  /** Of an array of three. */
  String index(Scope scope) {
    List<String> all = new ArrayList<>(List.of("0", "1", "2"));
    for (String index : scope.indices()) {
      all.add(index);
      all.add("(%s + 1) %% 3".formatted(index));
      all.add("2 - " + index);
    }
    scope.of(Kind.PLACES).forEach(it -> all.add("%s[%d]".formatted(it, choices.below(3))));
    return choices.among(all);
  }
}
