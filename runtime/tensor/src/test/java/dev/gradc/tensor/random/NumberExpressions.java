package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random numbers and conditions of a program over tensors. */
final class NumberExpressions {

  private static final List<String> LITERALS = List.of("0.7", "1.3", "-0.4", "0.25");

  private final Choices choices;
  private final TensorExpressions tensors;

  NumberExpressions(Choices choices, TensorExpressions tensors) {
    this.choices = choices;
    this.tensors = tensors;
  }

  /** A name or a literal. */
  String operand(Scope scope) {
    List<String> all = new ArrayList<>(LITERALS);
    all.addAll(scope.of(Kind.DOUBLE));
    scope.of(Kind.VECTOR).forEach(it -> all.add("%s[%s]".formatted(it, tensors.index(scope))));
    scope.of(Kind.PAIR).forEach(it -> all.add(it + ".s()"));
    scope.of(Kind.STATE).forEach(it -> all.add(it + ".v()[%s]".formatted(tensors.index(scope))));
    return choices.recent(all);
  }

  /** A number. */
  String of(Scope scope, int depth) {
    if (depth <= 0) {
      return operand(scope);
    }
    return switch (choices.below(10)) {
      case 0 -> operand(scope);
      case 1, 2 -> ofTensor(scope, depth);
      case 3 -> "Math.tanh(%s)".formatted(ofTensor(scope, depth));
      case 4 -> "%s * %s".formatted(operand(scope), ofTensor(scope, depth));
      case 5 -> "(%s + %s)".formatted(of(scope, depth - 1), of(scope, depth - 1));
      case 6 -> "Math.sin(%s)".formatted(of(scope, depth - 1));
      case 7 -> "%s * Math.cos(%s)".formatted(operand(scope), of(scope, depth - 1));
      case 8 ->
          "(%s ? %s : %s)".formatted(condition(scope), of(scope, depth - 1), of(scope, depth - 1));
      default -> "(%s - %s)".formatted(of(scope, depth - 1), operand(scope));
    };
  }

  private String ofTensor(Scope scope, int depth) {
    return switch (choices.below(7)) {
      case 0, 1 -> tensors.of(Scope.NM, scope, depth - 1) + ".sum().item()";
      case 2 -> tensors.of(choices.among(Scope.SHAPES), scope, depth - 1) + ".mean().item()";
      case 3 -> tensors.of(Scope.NM, scope, depth - 1) + ".get(n - 1, 0)";
      case 4 -> tensors.of(Scope.M, scope, depth - 1) + ".max().item()";
      case 5 -> ofRows(scope, depth);
      default -> tensors.of(Scope.NUMBER, scope, depth - 1) + ".item()";
    };
  }

  /** Of as many rows as an index of a loop says: each iteration has tensors of its own shapes. */
  private String ofRows(Scope scope, int depth) {
    List<String> indices = scope.indices();
    String count =
        indices.isEmpty() ? "1" : "Math.min(n, 1 + %s)".formatted(choices.recent(indices));
    return "%s.slice(0, 0, %s).mul(%s).tanh().mul(%s.slice(0, 0, %s)).mean().item()"
        .formatted(
            tensors.of(Scope.NM, scope, depth - 1),
            count,
            tensors.leaf(Scope.M, scope),
            tensors.leaf(Scope.NM, scope),
            count);
  }

  /** What can be asked. */
  String condition(Scope scope) {
    List<String> all = new ArrayList<>(scope.of(Kind.BOOLEAN));
    scope.of(Kind.INT).forEach(it -> all.add(it + " % 2 == 0"));
    scope.indices().forEach(it -> all.add(it + " == 1"));
    scope.indices().forEach(it -> all.add(it + " > 0"));
    scope.of(Kind.DOUBLE).forEach(it -> all.add(it + " > 0.2"));
    String tensor = tensors.leaf(Scope.NM, scope);
    all.add(tensor + ".sum().item() > 0.1");
    all.add("Reductions.argMax(%s, 1)[0] == 0".formatted(tensor));
    all.add(tensor + ".dim(0) > 2");
    return choices.among(all);
  }

  /** Something of all that was made last, so that little is without effect. */
  String sum(Scope scope) {
    List<String> parts = new ArrayList<>();
    List<Scope.Name> all = scope.all();
    for (int i = Math.max(0, all.size() - 6); i < all.size(); i++) {
      String name = all.get(i).name();
      switch (all.get(i).kind()) {
        case TENSOR -> parts.add(name + ".mul(0.7).sum().item()");
        case DOUBLE -> parts.add(name);
        case TENSORS ->
            parts.add("%s[0].mul(%s[1].add(%s[2])).sum().item()".formatted(name, name, name));
        case GRID -> parts.add("%s[0][1].mul(%s[2][0]).mean().item()".formatted(name, name));
        case VECTOR -> parts.add("%s[0] * %s[1] + %s[2]".formatted(name, name, name));
        case LAYER -> parts.add(name + ".w().mean().item()");
        case LAYERS -> parts.add(name + "[1].b().sum().item()");
        case PAIR -> parts.add(name + ".a().mean().item() * " + name + ".s()");
        case STATE -> parts.add(name + ".xs()[1].mul(" + name + ".t()).sum().item()");
        default -> {}
      }
    }
    return parts.isEmpty() ? "0" : String.join("\n        + ", parts);
  }
}
