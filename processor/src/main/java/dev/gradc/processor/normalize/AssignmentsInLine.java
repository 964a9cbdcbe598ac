package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the locals with arrays or objects whose assignments all stand in one line with their
 * declaration, under no branch and in no loop that the declaration is not in: each assignment is
 * the declaration of another local that goes by the same name. Such is the defensive copy, {@code w
 * = w.clone()}, by which a method parts from the array that it was given; a mutable variable would
 * stand for both.
 */
final class AssignmentsInLine {

  private final Map<Local, Integer> inLine = new HashMap<>();

  /** The locals, none of which is a number alone: numbers have no identity that could matter. */
  Set<Local> find(Method method) {
    visit(List.of(method.body()), new HashSet<>(method.parameters()));
    Map<Local, Integer> all = new HashMap<>();
    new SourceWalk(
            expression ->
                Facts.assignedBy(expression).ifPresent(local -> all.merge(local, 1, Integer::sum)),
            ignored -> {})
        .walk(method.body());
    Set<Local> found = new HashSet<>();
    inLine.forEach(
        (local, count) -> {
          if (count.equals(all.get(local)) && hasReferences(local)) {
            found.add(local);
          }
        });
    return found;
  }

  private static boolean hasReferences(Local local) {
    return Leaf.of(local.type()).stream().anyMatch(leaf -> !(leaf.type() instanceof Scalar));
  }

  /**
   * @param declared the locals that the statements are in one line with
   */
  private void visit(List<SourceStatement> statements, Set<Local> declared) {
    for (SourceStatement statement : statements) {
      if (statement instanceof SourceStatement.BlockStatement block) {
        visit(block.statements(), declared);
      } else if (statement instanceof SourceStatement.Declaration declaration) {
        if (declaration.initial().isPresent()) {
          declared.add(declaration.local());
        }
      } else if (statement instanceof SourceStatement.ExpressionStatement expression) {
        if (expression.expression() instanceof Expression.Assign assign
            && assign.place() instanceof Place.LocalPlace place
            && declared.contains(place.local())) {
          inLine.merge(place.local(), 1, Integer::sum);
        }
      } else {
        within(statement).forEach(inner -> visit(List.of(inner), new HashSet<>()));
      }
    }
  }

  private static List<SourceStatement> within(SourceStatement statement) {
    List<SourceStatement> inner = new ArrayList<>();
    if (statement instanceof SourceStatement.IfStatement choice) {
      inner.add(choice.then());
      inner.add(choice.otherwise());
    } else if (statement instanceof SourceStatement.Loop loop) {
      inner.add(loop.body());
    } else if (statement instanceof SourceStatement.DoWhile loop) {
      inner.add(loop.body());
    } else if (statement instanceof SourceStatement.Leavable leavable) {
      inner.add(leavable.body());
    }
    return inner;
  }
}
