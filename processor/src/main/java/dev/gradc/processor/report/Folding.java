package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.GraphPicture.SlotMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Makes a picture of more than sixty operations one that can be read: first a node for the
 * operations of a source line, then one for those of a loop or a branch, from the innermost
 * outwards, and where all that is not enough one for several lines. What {@code @Detach} cuts stays
 * as it is.
 */
final class Folding {

  /** The most operations that are drawn one by one. */
  static final int MOST = 60;

  GraphPicture fold(GraphPicture picture) {
    GraphPicture folded = picture;
    if (operations(folded) > MOST) {
      folded = byLine(folded);
    }
    while (operations(folded) > MOST && !folded.groups().isEmpty()) {
      folded = innermost(folded);
    }
    if (operations(folded) > MOST) {
      folded = neighbours(folded);
    }
    return folded;
  }

  private static long operations(GraphPicture picture) {
    return picture.nodes().stream().filter(node -> node.kind() == Kind.OPERATION).count();
  }

  private static GraphPicture byLine(GraphPicture picture) {
    Map<List<Object>, Integer> first = new LinkedHashMap<>();
    return merged(
        picture,
        node ->
            node.line() == 0
                ? node.id()
                : first.computeIfAbsent(
                    List.of(node.line(), node.source(), node.group()), key -> node.id()),
        (nodes, whole) ->
            nodes.size() == 1 || nodes.get(0).source().isEmpty()
                ? nodes.get(0).text()
                : nodes.get(0).source());
  }

  /** Puts the innermost loops and branches into a node each. */
  private static GraphPicture innermost(GraphPicture picture) {
    int deepest =
        picture.groups().stream().mapToInt(group -> depth(group, picture)).max().orElse(0);
    Map<Integer, Group> folded = new LinkedHashMap<>();
    picture.groups().stream()
        .filter(group -> depth(group, picture) == deepest)
        .forEach(group -> folded.put(group.id(), group));
    Map<Integer, Integer> first = new LinkedHashMap<>();
    GraphPicture merged =
        merged(
            picture,
            node ->
                folded.containsKey(node.group())
                    ? first.computeIfAbsent(node.group(), key -> node.id())
                    : node.id(),
            (nodes, whole) ->
                folded.containsKey(whole.group())
                    ? folded.get(whole.group()).text()
                    : nodes.get(0).text());
    List<Node> nodes = new ArrayList<>();
    for (Node node : merged.nodes()) {
      Group group = folded.get(node.group());
      nodes.add(group == null ? node : lifted(node, group));
    }
    List<Group> groups =
        picture.groups().stream().filter(group -> !folded.containsKey(group.id())).toList();
    return new GraphPicture(picture.title(), picture.outputs(), nodes, merged.edges(), groups);
  }

  private static Node lifted(Node node, Group group) {
    boolean isWhole = node.kind() == Kind.OPERATION;
    return new Node(
        node.id(),
        node.kind(),
        node.text(),
        isWhole ? (group.isLoop() ? "the loop" : "the branch") : node.source(),
        isWhole ? group.line() : node.line(),
        node.slices(),
        node.slot(),
        group.parent(),
        node.operations());
  }

  private static int depth(Group group, GraphPicture picture) {
    int depth = 1;
    for (Group other : picture.groups()) {
      if (other.id() == group.parent()) {
        depth = depth(other, picture) + 1;
      }
    }
    return depth;
  }

  private static GraphPicture neighbours(GraphPicture picture) {
    int size = (int) ((operations(picture) + MOST - 1) / MOST);
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    List<Integer> ids = new ArrayList<>();
    for (Node node : picture.nodes()) {
      if (node.kind() == Kind.OPERATION) {
        numbers.put(node.id(), ids.size());
        ids.add(node.id());
      }
    }
    return merged(
        picture,
        node -> ids.get(numbers.get(node.id()) / size * size),
        (nodes, whole) -> {
          int last = nodes.stream().mapToInt(Node::line).max().orElse(0);
          int start = nodes.stream().mapToInt(Node::line).min().orElse(0);
          return nodes.size() == 1 ? nodes.get(0).text() : "lines " + start + " to " + last;
        });
  }

  /** What a merged node says. */
  private interface Text {
    String of(List<Node> nodes, Node whole);
  }

  /**
   * Merges operations.
   *
   * @param representative for an operation the id of the node that it becomes a part of
   */
  private static GraphPicture merged(
      GraphPicture picture, ToIntFunction<Node> representative, Text text) {
    Map<Integer, Integer> target = new LinkedHashMap<>();
    Map<Integer, List<Node>> parts = new LinkedHashMap<>();
    for (Node node : picture.nodes()) {
      int id = node.kind() == Kind.OPERATION ? representative.applyAsInt(node) : node.id();
      target.put(node.id(), id);
      parts.computeIfAbsent(id, key -> new ArrayList<>()).add(node);
    }
    List<Node> nodes = new ArrayList<>();
    parts.forEach((id, merged) -> nodes.add(merged(id, merged, text)));
    Map<List<Integer>, Edge> edges = new LinkedHashMap<>();
    for (Edge edge : picture.edges()) {
      int from = target.get(edge.from());
      int to = target.get(edge.to());
      if (from != to) {
        edges.merge(
            List.of(from, to),
            new Edge(from, to, edge.flow(), edge.isCarried(), edge.slices()),
            Folding::merged);
      }
    }
    return new GraphPicture(
        picture.title(), picture.outputs(), nodes, List.copyOf(edges.values()), picture.groups());
  }

  private static Node merged(int id, List<Node> nodes, Text text) {
    Node first = nodes.get(0);
    Set<Integer> slices = new TreeSet<>();
    SlotMark mark = SlotMark.NONE;
    int operations = 0;
    Set<String> sources = new LinkedHashSet<>();
    for (Node node : nodes) {
      slices.addAll(node.slices());
      mark = mark.plus(node.slot());
      operations += node.operations();
      sources.add(node.source());
    }
    return new Node(
        id,
        first.kind(),
        text.of(nodes, first),
        sources.size() == 1 ? first.source() : "",
        first.line(),
        slices,
        mark,
        first.group(),
        operations);
  }

  private static Edge merged(Edge one, Edge other) {
    Set<Integer> slices = new TreeSet<>(one.slices());
    slices.addAll(other.slices());
    Flow flow = one.flow().compareTo(other.flow()) >= 0 ? one.flow() : other.flow();
    return new Edge(one.from(), one.to(), flow, one.isCarried() && other.isCarried(), slices);
  }
}
