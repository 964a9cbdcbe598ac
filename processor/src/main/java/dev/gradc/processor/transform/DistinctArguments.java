package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Set;

/** Asks before a call whether an array that it writes is passed for two parameters. */
final class DistinctArguments {

  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final List<Statement> statements;

  DistinctArguments(ArrayOrigins arrays, FreshNames names, List<Statement> statements) {
    this.arrays = arrays;
    this.names = names;
    this.statements = statements;
  }

  /** Throws where an array that the member writes is passed for two parameters. */
  void require(Statement.Invoke statement) {
    Set<Integer> written = written(statement.member());
    for (int i = 0; i < statement.arguments().size(); i++) {
      for (int j = i + 1; j < statement.arguments().size(); j++) {
        if (written.contains(i) || written.contains(j)) {
          require(statement, statement.arguments().get(i), statement.arguments().get(j));
        }
      }
    }
  }

  /** Indices too: a pullback is given copies, which it cannot tell to have been one array. */
  private static Set<Integer> written(Member member) {
    boolean isRead = member.pullback().filter(it -> it.rule().isEmpty()).isPresent();
    return isRead ? member.effects().written() : Set.of();
  }

  private void require(Statement.Invoke statement, Atom one, Atom other) {
    boolean maybeSame =
        one instanceof Variable first
            && other instanceof Variable second
            && first.type() instanceof ArrayType
            && first.type().equals(second.type())
            && arrays.classOf(first).equals(arrays.classOf(second));
    if (!maybeSame) {
      return;
    }
    String message = "'" + statement.origin().text() + "' is given one array twice, and writes it";
    new DistinctArrays(names, statement.origin()).require(one, other, message, statements);
  }
}
