package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the simple names in a file that may be those of classes. */
final class SimpleNames extends TreeScanner<Void, Void> {

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> variables = new LinkedHashSet<>();

  /** All names but those of the file's own variables. */
  Set<String> in(CompilationUnitTree unit) {
    scan(unit.getTypeDecls(), null);
    names.removeAll(variables);
    return names;
  }

  @Override
  public Void visitIdentifier(IdentifierTree node, Void nothing) {
    names.add(node.getName().toString());
    return null;
  }

  @Override
  public Void visitVariable(VariableTree node, Void nothing) {
    variables.add(node.getName().toString());
    return super.visitVariable(node, null);
  }
}
