package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the statements with effects, and what they need: the definitions of what is read, the
 * statements around, and the declarations of what is changed. The order of statements plays no part
 * here, so a sum that is only ever added to is found to be useless even in a loop.
 */
final class NeededStatements {

  private final Set<Variable> liveAtEnd;
  private final boolean isUserCode;
  private final Set<Variable> ours;

  private final Map<Variable, List<Node>> definitions = new HashMap<>();
  private final Map<Variable, List<Node>> declarations = new HashMap<>();
  private final Set<Variable> allocated = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<Variable> needed = new HashSet<>();
  private final Deque<Node> work = new ArrayDeque<>();

  NeededStatements(Set<Variable> liveAtEnd, boolean isUserCode, Set<Variable> ours) {
    this.ours = ours;
    this.liveAtEnd = liveAtEnd;
    this.isUserCode = isUserCode;
  }

  /** A statement in its place: the same statement may stand in several. */
  private static final class Node {
    private final Statement statement;
    private final Node parent;
    private final List<List<Node>> blocks = new ArrayList<>();
    private boolean isNeeded;

    private Node(Statement statement, Node parent) {
      this.statement = statement;
      this.parent = parent;
    }
  }

  Block run(Block block) {
    List<Node> top = collect(block, null);
    Effects effects = new Effects(isUserCode, ours, allocated);
    for (Node node : nodes) {
      if (effects.of(node.statement)) {
        need(node);
      }
    }
    liveAtEnd.forEach(this::need);
    for (Variable variable : List.copyOf(definitions.keySet())) {
      if (variable.isMutable() && !declarations.containsKey(variable)) {
        need(variable);
      }
    }
    while (!work.isEmpty()) {
      needWhatItNeeds(work.pop());
    }
    return write(block, top);
  }

  private List<Node> collect(Block block, Node parent) {
    List<Node> collected = new ArrayList<>();
    for (Statement statement : block.statements()) {
      Node node = new Node(statement, parent);
      collected.add(node);
      nodes.add(node);
      Map<Variable, List<Node>> places =
          statement instanceof Statement.Declare ? declarations : definitions;
      Targets.of(statement)
          .forEach(target -> places.computeIfAbsent(target, none -> new ArrayList<>()).add(node));
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray) {
        allocated.add(assign.target());
      }
      for (Block inner : statement.blocks()) {
        node.blocks.add(collect(inner, node));
      }
    }
    return collected;
  }

  private void need(Node node) {
    if (!node.isNeeded) {
      node.isNeeded = true;
      work.push(node);
    }
  }

  private void need(Variable variable) {
    if (needed.add(variable)) {
      definitions.getOrDefault(variable, List.of()).forEach(this::need);
      declarations.getOrDefault(variable, List.of()).forEach(this::need);
    }
  }

  private void needWhatItNeeds(Node node) {
    for (Atom atom : Reads.of(node.statement)) {
      if (atom instanceof Variable variable) {
        need(variable);
      }
    }
    Targets.of(node.statement)
        .forEach(target -> declarations.getOrDefault(target, List.of()).forEach(this::need));
    if (node.parent != null) {
      need(node.parent);
    }
  }

  private static Block write(Block block, List<Node> nodes) {
    boolean isSame = true;
    List<Statement> kept = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isNeeded) {
        Statement statement = keep(node);
        isSame &= statement == node.statement;
        kept.add(statement);
      } else {
        isSame = false;
      }
    }
    return isSame ? block : new Block(kept);
  }

  /** A needed statement with what is needed in it. */
  private static Statement keep(Node node) {
    List<Block> blocks = node.statement.blocks();
    Block[] kept = new Block[blocks.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = write(blocks.get(i), node.blocks.get(i));
    }
    return Rewriting.around(node.statement, kept);
  }
}
