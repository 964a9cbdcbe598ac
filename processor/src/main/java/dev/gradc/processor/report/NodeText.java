package dev.gradc.processor.report;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Map;

/** Writes what a statement does on a node: the user's name for the result, if there is one. */
final class NodeText {

  private static final int TEXT = 30;

  private final SourceText text;
  private final Map<Variable, UserName> names;

  NodeText(SourceText text, Map<Variable, UserName> names) {
    this.text = text;
    this.names = names;
  }

  String of(Statement statement) {
    if (statement instanceof Statement.Store store) {
      return element(store.array(), store.index()) + " = " + shown(store.value());
    }
    if (statement instanceof Statement.Accumulate accumulate) {
      return text.of(accumulate.target(), TEXT) + " += " + shown(accumulate.value());
    }
    if (statement instanceof Statement.AccumulateElement accumulate) {
      return element(accumulate.array(), accumulate.index()) + " += " + shown(accumulate.value());
    }
    Variable target =
        statement instanceof Statement.Assign assign
            ? assign.target()
            : ((Statement.Invoke) statement).targets().stream().findFirst().orElse(null);
    String prefix =
        target != null && names.containsKey(target) ? text.of(target, TEXT) + " = " : "";
    String computed =
        SourceLine.shortened(text.computation(statement, TEXT - prefix.length()), TEXT);
    return prefix.equals(computed + " = ") ? computed : prefix + computed;
  }

  private String element(Variable array, Atom index) {
    String position = text.of(index, 12);
    boolean isLong = position.length() > 16;
    return text.of(array, TEXT) + "[" + (isLong ? SourceText.ELLIPSIS : position) + "]";
  }

  private String shown(Atom value) {
    String written = text.of(value, 24);
    return written.length() > 26 ? SourceText.ELLIPSIS : written;
  }
}
