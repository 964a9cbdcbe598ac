package dev.gradc.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import java.util.ArrayList;
import java.util.List;

/** Written members of records that do what Java's own would do. */
final class PlainMembers {

  private PlainMembers() {}

  /** Whether an accessor reads its field, and that is all. */
  static boolean readsField(MethodTree accessor) {
    List<? extends StatementTree> statements = accessor.getBody().getStatements();
    return statements.size() == 1
        && statements.get(0) instanceof ReturnTree returned
        && isField(returned.getExpression(), accessor.getName().toString());
  }

  /** Whether an accessor gives a copy of the array in its field, and that is all. */
  static boolean readsCopy(MethodTree accessor) {
    List<? extends StatementTree> statements = accessor.getBody().getStatements();
    return statements.size() == 1
        && statements.get(0) instanceof ReturnTree returned
        && isCopy(returned.getExpression(), accessor.getName().toString());
  }

  private static boolean isCopy(ExpressionTree tree, String field) {
    return tree instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree method
        && method.getIdentifier().contentEquals("clone")
        && isField(method.getExpression(), field);
  }

  /** Whether a canonical constructor puts its arguments into the fields, and that is all. */
  static boolean keepsArguments(MethodTree constructor, List<String> components) {
    List<StatementTree> statements = new ArrayList<>(constructor.getBody().getStatements());
    if (!statements.isEmpty() && isSuperCall(statements.get(0))) {
      statements.remove(0);
    }
    for (int i = 0; i < statements.size(); i++) {
      if (i >= components.size() || !keeps(statements.get(i), components.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Written by javac, where nobody else has. */
  private static boolean isSuperCall(StatementTree statement) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof IdentifierTree name
        && name.getName().contentEquals("super");
  }

  private static boolean keeps(StatementTree statement, String component) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof AssignmentTree assignment
        && assignment.getVariable() instanceof MemberSelectTree
        && isField(assignment.getVariable(), component)
        && assignment.getExpression() instanceof IdentifierTree argument
        && argument.getName().contentEquals(component);
  }

  private static boolean isField(ExpressionTree tree, String name) {
    if (tree instanceof MemberSelectTree select) {
      return select.getIdentifier().contentEquals(name)
          && select.getExpression() instanceof IdentifierTree object
          && object.getName().contentEquals("this");
    }
    return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals(name);
  }
}
