package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/**
 * Constructors of records, as functions that return what they make: the canonical one its fields,
 * which are local variables of it (in the compact form the parameters), another one the object that
 * it has from {@code this(…)}.
 */
final class ConstructorLowering {

  private final Lowering lowering;
  private final MethodTree tree;
  private final RecordType record;
  private final List<SourceStatement> first = new ArrayList<>();
  private final Receiver receiver;

  /** What {@code this(…)} makes. */
  private Optional<Local> self = Optional.empty();

  ConstructorLowering(
      Lowering lowering,
      MethodTree tree,
      ExecutableElement constructor,
      RecordType record,
      List<Local> parameters) {
    this.lowering = lowering;
    this.tree = tree;
    this.record = record;
    if (!RecordMembers.isCanonical(constructor)) {
      self = Optional.of(lowering.locals().hidden("self", record, lowering.origin(tree)));
      receiver = Receiver.of(self.get());
    } else if (assignsFields()) {
      List<Local> fields = new ArrayList<>();
      for (RecordType.Component it : record.components()) {
        Local field = lowering.locals().hidden(it.name(), it.type(), lowering.origin(tree));
        fields.add(field);
        first.add(declaration(field, Optional.empty()));
      }
      receiver = Receiver.of(record, fields);
    } else {
      receiver = Receiver.of(record, parameters);
    }
  }

  private SourceStatement declaration(Local local, Optional<Expression> value) {
    return new SourceStatement.Declaration(local, value, local.origin());
  }

  Receiver receiver() {
    return receiver;
  }

  /**
   * The body between what it begins with and the return of what it has made. From Java 25 on there
   * may be statements before {@code this(…)}.
   */
  SourceStatement.BlockStatement body(StatementLowering statements) {
    List<SourceStatement> all = new ArrayList<>(first);
    for (StatementTree statement : tree.getBody().getStatements()) {
      Optional<MethodInvocationTree> call = constructorCall(statement);
      if (call.isEmpty()) {
        all.addAll(statements.declaring(() -> statements.lower(statement)));
      } else if (self.isPresent()) {
        all.addAll(
            statements.declaring(
                () ->
                    declaration(
                        self.get(),
                        Optional.of(statements.expressions().delegated(call.get(), record)))));
      }
    }
    all.add(
        new SourceStatement.Return(receiver.result(lowering.origin(tree)), lowering.origin(tree)));
    return new SourceStatement.BlockStatement(all, lowering.origin(tree.getBody()));
  }

  /** {@code this(…)}; or {@code super()}, which javac writes where there is none. */
  private static Optional<MethodInvocationTree> constructorCall(StatementTree statement) {
    if (statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof IdentifierTree name
        && (name.getName().contentEquals("this") || name.getName().contentEquals("super"))) {
      return Optional.of(call);
    }
    return Optional.empty();
  }

  /** The compact form may not. */
  private boolean assignsFields() {
    boolean[] assigns = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAssignment(AssignmentTree assignment, Void nothing) {
        ExpressionTree variable = assignment.getVariable();
        while (variable instanceof ParenthesizedTree inside) {
          variable = inside.getExpression();
        }
        // The element of an array is none that has a name.
        assigns[0] |=
            !(variable instanceof ArrayAccessTree)
                && lowering
                    .trees()
                    .element(variable)
                    .filter(it -> it.getKind() == ElementKind.FIELD)
                    .isPresent();
        return super.visitAssignment(assignment, null);
      }
    }.scan(tree.getBody(), null);
    return assigns[0];
  }
}
