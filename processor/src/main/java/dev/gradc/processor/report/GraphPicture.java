package dev.gradc.processor.report;

import java.util.List;
import java.util.Set;

/**
 * The graph of a method as it is to be drawn, before anybody has said where.
 *
 * @param title of the picture
 * @param outputs names, in order; the numbers in slices count them
 * @param nodes in order of execution
 * @param groups loops and branches, each after the one around it
 */
record GraphPicture(
    String title, List<String> outputs, List<Node> nodes, List<Edge> edges, List<Group> groups) {

  /** Of what stands in no group. */
  static final int NO_GROUP = -1;

  GraphPicture {
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    groups = List.copyOf(groups);
  }

  /** What a node stands for. */
  enum Kind {
    /** A parameter that a gradient is made for. */
    INPUT,
    /** One that is a constant for differentiation. */
    CONSTANT,
    OPERATION,
    /** The value that {@code @Detach} gives. */
    CUT,
    RESULT
  }

  /**
   * Something that has a value.
   *
   * @param text what is computed
   * @param source the user's statement
   * @param line of it; 0 if there is none
   * @param slices the outputs whose backward passes go back through it
   * @param slot what the tape keeps of it
   * @param operations how many it stands for
   */
  record Node(
      int id,
      Kind kind,
      String text,
      String source,
      int line,
      Set<Integer> slices,
      SlotMark slot,
      int group,
      int operations) {

    Node withSlices(Set<Integer> outputs) {
      return new Node(id, kind, text, source, line, outputs, slot, group, operations);
    }
  }

  /**
   * Slots that hold a node's value.
   *
   * @param count none for a node without
   * @param size all together
   * @param readers outputs whose backward passes read them
   * @param isShared whether the second of two backward passes finds them gone
   */
  record SlotMark(
      int count, Size size, Set<Integer> readers, boolean isShared, boolean isRetained) {

    static final SlotMark NONE = new SlotMark(0, Size.NONE, Set.of(), false, false);

    SlotMark plus(SlotMark other) {
      Set<Integer> all = new java.util.TreeSet<>(readers);
      all.addAll(other.readers);
      return new SlotMark(
          count + other.count,
          size.plus(other.size),
          all,
          isShared || other.isShared,
          isRetained || other.isRetained);
    }
  }

  /** What goes along an edge. */
  enum Flow {
    /** A value that is a constant for differentiation. */
    VALUE,
    /** A value whose gradient comes back. */
    GRADIENT,
    /** A value whose gradient would come back but for {@code @Detach}. */
    CUT
  }

  /**
   * A value that goes from node to node.
   *
   * @param isCarried whether it is of an earlier iteration of a loop
   * @param slices the outputs whose gradients come back along it
   */
  record Edge(int from, int to, Flow flow, boolean isCarried, Set<Integer> slices) {}

  /**
   * A loop or a branch.
   *
   * @param parent the one around it, or {@link #NO_GROUP}
   */
  record Group(int id, int parent, String text, int line, boolean isLoop) {}
}
