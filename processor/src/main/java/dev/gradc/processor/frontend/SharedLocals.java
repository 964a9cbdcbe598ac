package dev.gradc.processor.frontend;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * Variables that one group of a switch declares and another uses: in Java they are in scope there,
 * without a value. They are declared before all groups.
 */
final class SharedLocals {

  private final Lowering lowering;
  private final Set<Element> shared = new HashSet<>();

  SharedLocals(Lowering lowering, List<? extends CaseTree> cases) {
    this.lowering = lowering;
    for (CaseTree declaring : cases) {
      for (Element element : declaredIn(declaring)) {
        for (CaseTree using : cases) {
          if (using != declaring && uses(using, element)) {
            shared.add(element);
          }
        }
      }
    }
  }

  private List<Element> declaredIn(CaseTree tree) {
    List<Element> elements = new ArrayList<>();
    List<? extends StatementTree> statements =
        tree.getStatements() == null ? List.of() : tree.getStatements();
    for (StatementTree statement : statements) {
      if (statement instanceof VariableTree variable) {
        lowering.trees().element(variable).ifPresent(elements::add);
      }
    }
    return elements;
  }

  private boolean uses(CaseTree tree, Element element) {
    boolean[] isUsed = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree node, Void nothing) {
        boolean isSameName = node.getName().equals(element.getSimpleName());
        isUsed[0] |= isSameName && lowering.trees().element(node).equals(Optional.of(element));
        return null;
      }
    }.scan(tree, null);
    return isUsed[0];
  }

  /**
   * A group without declarations of shared variables.
   *
   * @param before gets these
   */
  SourceStatement.BlockStatement hoist(
      SourceStatement.BlockStatement group, List<SourceStatement> before) {
    List<SourceStatement> statements = new ArrayList<>();
    for (SourceStatement statement : group.statements()) {
      if (statement instanceof SourceStatement.Declaration declaration
          && isShared(declaration.local())) {
        SourceCode code = new SourceCode(declaration.origin());
        Local local = declaration.local();
        before.add(new SourceStatement.Declaration(local, Optional.empty(), declaration.origin()));
        declaration
            .initial()
            .ifPresent(value -> statements.add(code.assign(new Place.LocalPlace(local), value)));
      } else {
        statements.add(statement);
      }
    }
    return new SourceStatement.BlockStatement(statements, group.origin());
  }

  private boolean isShared(Local local) {
    return shared.stream()
        .anyMatch(element -> lowering.locals().find(element).equals(Optional.of(local)));
  }
}
