package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which variables may stand for an array that others hold. It is asked for names, where {@link
 * ArrayOrigins#isForeign} is asked for classes: after {@code a = c ? x : frame.held} all three are
 * one class, but {@code x} is the caller's array as before.
 */
public final class OthersArrays {

  private final ArrayOrigins arrays;

  /** What has been got from others, and the names of that. */
  private final Set<Variable> got = new LinkedHashSet<>();

  /** Classes of what was handed to others, or holds what was got: by all their names. */
  private final Set<Variable> shared = new LinkedHashSet<>();

  private OthersArrays(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** Of a function. */
  public static OthersArrays in(Function function, ArrayOrigins arrays) {
    OthersArrays others = new OthersArrays(arrays);
    int known;
    do {
      known = others.got.size() + others.shared.size();
      others.visit(function.body());
    } while (others.got.size() + others.shared.size() > known);
    return others;
  }

  /** Whether the variable may stand for an array of others, or for one that holds such. */
  public boolean contains(Variable array) {
    return got.contains(array) || wasHandedOut(array);
  }

  /** Whether it may be an array of the function's own, or of its caller's, that others have too. */
  public boolean wasHandedOut(Variable array) {
    return !Collections.disjoint(shared, arrays.classesOf(array));
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        visit(assign);
      } else if (statement instanceof Statement.Store store && isOthers(store.value())) {
        share(store.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        visit(invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void visit(Statement.Assign assign) {
    if (assign.target().type() instanceof ArrayType
        && (assign.operation() instanceof Operation.Inspect
            || assign.operation().arguments().stream().anyMatch(this::isOthers))) {
      got.add(assign.target());
    }
  }

  private void visit(Statement.Invoke invoke) {
    Member member = invoke.member();
    if (member.isOpaque()) {
      invoke.arguments().forEach(this::share);
      invoke.targets().forEach(this::addArray);
    } else if (invoke.arguments().stream().anyMatch(this::isOthers)) {
      // What it gives may be what it was given, and what it moves may be anywhere.
      invoke.targets().forEach(this::addArray);
      member.effects().moved().forEach(it -> share(invoke.arguments().get(it)));
    }
  }

  private boolean isOthers(Atom atom) {
    return atom instanceof Variable variable
        && variable.type() instanceof ArrayType
        && contains(variable);
  }

  private void addArray(Variable variable) {
    if (variable.type() instanceof ArrayType) {
      got.add(variable);
    }
  }

  private void share(Atom atom) {
    if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
      shared.addAll(arrays.classesOf(variable));
    }
  }
}
