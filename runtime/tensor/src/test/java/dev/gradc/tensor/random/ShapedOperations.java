package dev.gradc.tensor.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Operations whose arguments have other shapes than their results. */
final class ShapedOperations {

  private static final List<String> REDUCTIONS = List.of("sum", "mean", "max", "min");
  private static final List<String> KEEPING =
      List.of("sum", "mean", "max", "min", "logSumExp", "norm");
  private static final List<String> LENGTHS = List.of("m", "n", "2");

  private final Choices choices;
  private final TensorExpressions expressions;

  ShapedOperations(Choices choices, TensorExpressions expressions) {
    this.choices = choices;
    this.expressions = expressions;
  }

  /** One that gives that shape. */
  String of(List<String> shape, Scope scope, int depth) {
    return switch (shape.size()) {
      case 0 -> reduced(shape, scope, depth);
      case 1 -> ofVector(shape, scope, depth);
      default -> ofMatrix(shape, scope, depth);
    };
  }

  private String ofVector(List<String> shape, Scope scope, int depth) {
    return switch (choices.below(8)) {
      case 0, 1 -> reduced(shape, scope, depth);
      case 2 -> gathered(shape, scope, depth);
      case 3 ->
          argument(List.of(shape.get(0), "1"), scope, depth)
              + (choices.below(2) == 0 ? ".reshape(-1)" : ".sum(1)");
      default -> ofAnyRank(shape, scope, depth);
    };
  }

  private String ofMatrix(List<String> shape, Scope scope, int depth) {
    return switch (choices.below(12)) {
      case 0, 1, 2 -> product(shape, scope, depth);
      case 3 -> argument(turned(shape), scope, depth) + ".transpose()";
      case 4 -> reduced(shape, scope, depth);
      case 5 ->
          argument(turned(shape), scope, depth)
              + ".reshape(%s)".formatted(String.join(", ", shape));
      case 6 -> picture(shape, scope, depth);
      case 7 -> gathered(shape, scope, depth);
      default -> ofAnyRank(shape, scope, depth);
    };
  }

  private String ofAnyRank(List<String> shape, Scope scope, int depth) {
    int axis = choices.below(shape.size());
    String length = shape.get(axis);
    String argument = argument(shape, scope, depth);
    return switch (choices.below(10)) {
      case 0 -> "%s.softmax(%d)".formatted(argument, axis);
      case 1 -> "%s.logSoftmax(%d)".formatted(argument, axis - shape.size());
      case 2 -> joined(shape, axis, argument, scope, depth);
      case 3 -> "Shapes.pad(%s, %d, 1, 0).slice(%d, 0, %s)".formatted(argument, axis, axis, length);
      case 4 ->
          "Shapes.broadcastTo(%s, %s)"
              .formatted(
                  argument(expressions.repeated(shape), scope, depth), String.join(", ", shape));
      case 5 -> "Normalization.standardize(%s, 0.1, %d)".formatted(argument, axis);
      case 6 ->
          "%s.div(%s.tanh().exp().sum().add(1))".formatted(argument, argument(shape, scope, depth));
      case 7 ->
          "Normalization.layerNorm(%s, %s, %s, 0.1)"
              .formatted(
                  argument,
                  argument(shape.subList(shape.size() - 1, shape.size()), scope, depth),
                  argument(shape.subList(shape.size() - 1, shape.size()), scope, depth));
      case 8 ->
          "Shapes.sumTo(%s, %s)"
              .formatted(argument(with(shape, 0, "2"), scope, depth), String.join(", ", shape));
      default ->
          "%s.sub(Reductions.%s(%s, true, %d))"
              .formatted(argument, choices.among(KEEPING), argument(shape, scope, depth), axis);
    };
  }

  private String argument(List<String> shape, Scope scope, int depth) {
    return expressions.of(shape, scope, depth - 1);
  }

  private String reduced(List<String> shape, Scope scope, int depth) {
    int axis = choices.below(shape.size() + 1);
    String length = choices.among(LENGTHS);
    if (axis < shape.size() && shape.get(axis).equals("1")) {
      List<String> longer = new ArrayList<>(shape);
      longer.set(axis, length);
      return "Reductions.%s(%s, true, %d)"
          .formatted(choices.among(KEEPING), argument(longer, scope, depth), axis);
    }
    if (shape.isEmpty() && choices.below(2) == 0) {
      return "%s.%s()".formatted(argument(Scope.NM, scope, depth), choices.among(REDUCTIONS));
    }
    String longer = argument(with(shape, axis, length), scope, depth);
    return switch (choices.below(4)) {
      case 0, 1 -> "%s.%s(%d)".formatted(longer, choices.among(REDUCTIONS), axis);
      case 2 -> "Reductions.%s(%s, false, %d)".formatted(choices.among(KEEPING), longer, axis);
      default -> "Reductions.variance(%s, 0, false, %d)".formatted(longer, axis);
    };
  }

  /** Labels are as many as {@code n}, and below {@code m}. */
  private String gathered(List<String> shape, Scope scope, int depth) {
    int axis = shape.indexOf("n");
    if (axis < 0) {
      return reduced(shape, scope, depth);
    }
    if (shape.size() == 1 && choices.below(2) == 0) {
      return "Indexing.gather(%s, 1, labels)".formatted(argument(Scope.NM, scope, depth));
    }
    List<String> other = new ArrayList<>(shape);
    other.set(axis, "m");
    return "Indexing.indexSelect(%s, %d, labels)".formatted(argument(other, scope, depth), axis);
  }

  /** Two in a row, of which the one is cut out again, or both in part. */
  private String joined(List<String> shape, int axis, String one, Scope scope, int depth) {
    String length = shape.get(axis);
    List<String> shapeOfOther = new ArrayList<>(shape);
    shapeOfOther.set(axis, choices.among(LENGTHS));
    String more = shapeOfOther.get(axis);
    String other = argument(shapeOfOther, scope, depth);
    return choices.below(2) == 0
        ? "Shapes.concat(%s, %s, %d).slice(%d, %s, %s + %s)"
            .formatted(other, one, axis, axis, more, more, length)
        : "Shapes.concat(%s, %s, %d).slice(%d, 1, 1 + %s)"
            .formatted(one, other, axis, axis, length);
  }

  private String product(List<String> shape, Scope scope, int depth) {
    int rank = shape.size();
    String inner = choices.among(LENGTHS);
    List<String> left = new ArrayList<>(shape);
    List<String> right = new ArrayList<>(shape);
    left.set(rank - 1, inner);
    right.set(rank - 2, inner);
    if (rank > 2) {
      // Batches on both sides, or on one.
      int which = choices.below(3);
      left = which == 1 ? left.subList(1, rank) : left;
      right = which == 2 ? right.subList(1, rank) : right;
    }
    return switch (choices.below(4)) {
      case 0, 1 ->
          "%s.matmul(%s)".formatted(argument(left, scope, depth), argument(right, scope, depth));
      case 2 ->
          "Products.matmulTransposed(%s, %s)"
              .formatted(argument(left, scope, depth), argument(turned(right), scope, depth));
      default ->
          "Products.transposedMatmul(%s, %s)"
              .formatted(argument(turned(left), scope, depth), argument(right, scope, depth));
    };
  }

  /** A matrix as a picture of its own, with a window of two by two. */
  private String picture(List<String> shape, Scope scope, int depth) {
    int rank = shape.size();
    String height = shape.get(rank - 2);
    String width = shape.get(rank - 1);
    String all = String.join(", ", shape);
    String batch = rank > 2 ? shape.get(0) : "1";
    String x =
        "%s.reshape(%s, 1, %s, %s)".formatted(argument(shape, scope, depth), batch, height, width);
    String windowed =
        switch (choices.below(4)) {
          case 0 ->
              "Convolution.conv2d(%s, %s.reshape(1, 1, 2, 2), Sliding.by(1).padding(1))"
                  .formatted(x, argument(List.of("2", "2"), scope, depth));
          case 1 -> "Pooling.maxPool2d(%s, 2, 2, Sliding.by(1).padding(1))".formatted(x);
          case 2 -> "Pooling.averagePool2d(%s, 2, 2, Sliding.by(1).padding(1))".formatted(x);
          default -> "Upsampling.bilinear(%s, %s + 1, %s + 1, false)".formatted(x, height, width);
        };
    return "%s.slice(2, 0, %s).slice(3, 1, 1 + %s).reshape(%s)"
        .formatted(windowed, height, width, all);
  }

  private static List<String> with(List<String> shape, int axis, String length) {
    List<String> longer = new ArrayList<>(shape);
    longer.add(axis, length);
    return longer;
  }

  /** With the last two axes exchanged. */
  private static List<String> turned(List<String> shape) {
    List<String> other = new ArrayList<>(shape);
    Collections.swap(other, shape.size() - 1, shape.size() - 2);
    return other;
  }
}
