package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes sums of cotangents that are there operations on tensors, as all others are: where a
 * variable is given one tensor and another one is added to it, in one block.
 */
final class TensorSums {

  private final FreshNames names;
  private final Set<Variable> live;

  /**
   * @param names of new variables
   * @param live variables that are read after the region
   */
  TensorSums(FreshNames names, Set<Variable> live) {
    this.names = names;
    this.live = live;
  }

  /** The region with operations in place of sums, as far as the summands are known to be there. */
  Block rewrite(Block region) {
    Block rewritten = new Walk().rewrite(region);
    Set<Variable> read = new HashSet<>(live);
    collectReads(rewritten, read);
    return withoutUnread(rewritten, read);
  }

  /** A block in the order of execution. */
  private final class Walk {

    /** Tensors that are no null. */
    private final Set<Atom> present = new HashSet<>();

    /** What variables hold. */
    private final Map<Atom, Atom> held = new HashMap<>();

    Block rewrite(Block block) {
      List<Statement> statements = new ArrayList<>();
      block.statements().forEach(it -> rewrite(it, statements));
      return new Block(statements);
    }

    private void rewrite(Statement statement, List<Statement> statements) {
      if (statement instanceof Statement.Invoke invoke) {
        List<Atom> arguments = invoke.arguments().stream().map(this::value).toList();
        statements.add(
            new Statement.Invoke(invoke.targets(), invoke.member(), arguments, invoke.origin()));
        if (isOperation(invoke.member())) {
          present.addAll(invoke.targets());
        }
      } else if (statement instanceof Statement.Assign assign && isTensor(assign.target())) {
        assign(assign, statements);
      } else if (statement instanceof Statement.Accumulate sum && isTensor(sum.target())) {
        add(sum, statements);
      } else {
        List<Block> inner =
            statement.blocks().stream().map(block -> new Walk().rewrite(block)).toList();
        statement.blocks().forEach(this::forget);
        statements.add(statement.withBlocks(inner));
      }
    }

    private Atom value(Atom atom) {
      return held.getOrDefault(atom, atom);
    }

    private void assign(Statement.Assign assign, List<Statement> statements) {
      Variable target = assign.target();
      held.remove(target);
      if (!(assign.operation() instanceof Operation.Copy copy)) {
        statements.add(assign);
        return;
      }
      Atom value = value(copy.value());
      statements.add(new Statement.Assign(target, new Operation.Copy(value), assign.origin()));
      if (present.contains(value)) {
        held.put(target, value);
      }
    }

    private void add(Statement.Accumulate sum, List<Statement> statements) {
      Variable target = sum.target();
      Atom before = held.remove(target);
      Atom value = value(sum.value());
      if (before == null || !present.contains(value)) {
        statements.add(new Statement.Accumulate(target, value, sum.origin()));
        return;
      }
      Variable after = names.fresh(target.name() + "Sum", ObjectType.TENSOR, Role.SINGLE);
      statements.add(
          new Statement.Invoke(
              List.of(after), Member.SUM_OF_TENSORS, List.of(before, value), sum.origin()));
      statements.add(new Statement.Assign(target, new Operation.Copy(after), sum.origin()));
      present.add(after);
      held.put(target, after);
    }

    private void forget(Block block) {
      for (Statement statement : block.statements()) {
        Mentions.in(statement).forEach(held::remove);
        statement.blocks().forEach(this::forget);
      }
    }
  }

  private static boolean isTensor(Variable variable) {
    return variable.type().equals(ObjectType.TENSOR);
  }

  /** Whether what a member gives is there. */
  private static boolean isOperation(Member member) {
    return member.isOfTensors() && member.intoForm().isPresent() && !isOfCotangents(member);
  }

  private static boolean isOfCotangents(Member member) {
    return member.owner().equals(ObjectType.TENSOR_PACKAGE + "Cotangents");
  }

  private static void collectReads(Block block, Set<Variable> read) {
    for (Statement statement : block.statements()) {
      List<Atom> mentioned =
          statement instanceof Statement.Assign assign
              ? assign.operation().arguments()
              : Mentions.in(statement);
      for (Atom atom : mentioned) {
        if (atom instanceof Variable variable) {
          read.add(variable);
        }
      }
      statement.blocks().forEach(inner -> collectReads(inner, read));
    }
  }

  private static Block withoutUnread(Block block, Set<Variable> read) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (!isUnread(statement, read)) {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> withoutUnread(inner, read)).toList()));
      }
    }
    return new Block(statements);
  }

  private static boolean isUnread(Statement statement, Set<Variable> read) {
    Variable changed =
        statement instanceof Statement.Declare declare
            ? declare.variable()
            : statement instanceof Statement.Assign assign ? assign.target() : null;
    return changed != null && isTensor(changed) && !read.contains(changed);
  }
}
