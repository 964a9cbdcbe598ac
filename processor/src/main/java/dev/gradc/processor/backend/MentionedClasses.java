package dev.gradc.processor.backend;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * The simple names of the classes whose static members a program uses, and what the names of their
 * packages begin with, where a class of the same name lets them be written out. A variable of that
 * name would hide the class, be it one of another method that is compiled in.
 */
final class MentionedClasses {

  private final Set<String> names = new TreeSet<>();

  private MentionedClasses() {}

  static Set<String> in(Block block) {
    MentionedClasses classes = new MentionedClasses();
    classes.visit(block);
    return classes.names;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        add(invoke.member().owner());
      } else if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Inspect inspect) {
        add(inspect.owner());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void add(String className) {
    int arguments = className.indexOf('<');
    String raw = arguments < 0 ? className : className.substring(0, arguments);
    if (!raw.isEmpty()) {
      names.addAll(ObjectNames.ofClass(raw).simpleNames());
      String packageName = ObjectNames.ofClass(raw).packageName();
      if (!packageName.isEmpty()) {
        names.add(packageName.split("\\.", 2)[0]);
      }
    }
  }
}
