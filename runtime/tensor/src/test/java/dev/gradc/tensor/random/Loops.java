package dev.gradc.tensor.random;

import dev.gradc.tensor.random.Scope.Kind;
import java.util.List;

/** Random loops; each counts. */
final class Loops {

  private static final List<String> CHECKPOINTS =
      List.of("@Checkpoint", "@Checkpoint(segments = 2)", "@Checkpoint(snapshots = 2)");

  private final Choices choices;
  private final TensorExpressions expressions;
  private final Statements statements;

  Loops(Choices choices, TensorExpressions expressions, Statements statements) {
    this.choices = choices;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** With an index. */
  String counted(Scope scope) {
    String index = statements.fresh("i");
    String label = "";
    Scope inner = scope.loop(label);
    String header;
    if (choices.below(4) == 3) {
      // A parameter tells how often, which may be never.
      inner.add(index, Kind.INT, Scope.NUMBER, false);
      header = "for (int %s = 0; %s < count; %s++) {".formatted(index, index, index);
    } else {
      inner.addIndex(index);
      header =
          choices.below(3) < 2
              ? "for (int %s = 0; %s < 3; %s++) {".formatted(index, index, index)
              : "for (int %s = 2; %s >= 0; %s--) {".formatted(index, index, index);
    }
    return labelled(scope, inner, header);
  }

  private String labelled(Scope scope, Scope inner, String header) {
    String label = choices.below(4) == 3 ? statements.fresh("loop") : "";
    Scope body = label.isEmpty() ? inner : renamed(inner, scope, label);
    String text = statements.block(scope, body, 1 + choices.below(3));
    String opening = label.isEmpty() ? header : label + ": " + header;
    return statements.indented(scope, opening) + text + statements.indented(scope, "}");
  }

  /** The body of a loop with a label, which knows what that without one does. */
  private static Scope renamed(Scope inner, Scope outer, String label) {
    Scope body = outer.loop(label);
    List<Scope.Name> known = outer.all();
    inner
        .all()
        .subList(known.size(), inner.all().size())
        .forEach(it -> body.add(it.name(), it.kind(), it.shape(), it.isAssignable()));
    inner.indices().subList(outer.indices().size(), inner.indices().size()).forEach(body::addIndex);
    return body;
  }

  /** With a condition on a value, and a counter. */
  String whilst(Scope scope) {
    String counter = statements.fresh("left");
    Scope inner = scope.loop("");
    String condition = expressions.leaf(Scope.NM, scope) + ".mean().item() < 2";
    String text = statements.block(scope, inner, 1 + choices.below(3));
    boolean isFirst = choices.below(2) == 0;
    return statements.indented(scope, "int %s = %d;".formatted(counter, 1 + choices.below(3)))
        + (isFirst
            ? statements.indented(scope, "while (%s-- > 0 && %s) {".formatted(counter, condition))
            : statements.indented(scope, "do {"))
        + text
        + statements.indented(
            scope, isFirst ? "}" : "} while (%s-- > 0 && %s);".formatted(counter, condition));
  }

  /** Over the elements of an array. */
  String overAll(Scope scope) {
    List<String> arrays = scope.of(Kind.TENSORS);
    List<String> layers = scope.of(Kind.LAYERS);
    if (arrays.isEmpty() && layers.isEmpty()) {
      return counted(scope);
    }
    boolean isOfTensors = layers.isEmpty() || (!arrays.isEmpty() && choices.below(2) == 0);
    String each = statements.fresh("each");
    Scope inner = scope.loop("");
    String header;
    if (isOfTensors) {
      inner.add(each, Kind.TENSOR, Scope.NM, false);
      header = "for (Tensor %s : %s) {".formatted(each, choices.recent(arrays));
    } else {
      inner.add(each, Kind.LAYER, Scope.NUMBER, false);
      header = "for (Layer %s : %s) {".formatted(each, choices.recent(layers));
    }
    return statements.indented(scope, header)
        + statements.block(scope, inner, 1 + choices.below(3))
        + statements.indented(scope, "}");
  }

  /** Whose iterations are run again in the backward pass. */
  String checkpointed(Scope scope) {
    String index = statements.fresh("i");
    String mark = choices.among(CHECKPOINTS);
    // Where segments are counted, nothing may end the loop.
    Scope inner = mark.equals("@Checkpoint") ? scope.loop("") : scope.whole();
    inner.addIndex(index);
    String header = "for (%s int %s = 0; %s < 3; %s++) {".formatted(mark, index, index, index);
    return statements.indented(scope, header)
        + statements.block(scope, inner, 1 + choices.below(3))
        + statements.indented(scope, "}");
  }

  /** Out of a loop, or to its next iteration, on a condition. */
  String jump(Scope scope) {
    String jump = choices.below(2) == 0 ? "break" : "continue";
    String label = choices.among(scope.labels());
    String target = label.isEmpty() ? "" : " " + label;
    return statements.indented(scope, "if (%s) {".formatted(expressions.numbers().condition(scope)))
        + statements.indented(scope, "  %s%s;".formatted(jump, target))
        + statements.indented(scope, "}");
  }
}
