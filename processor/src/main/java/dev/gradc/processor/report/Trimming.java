package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what no result depends on, and what is computed from literals alone: that is in the
 * text of the operations that use it.
 */
final class Trimming {

  GraphPicture trim(GraphPicture picture) {
    Map<Integer, List<Edge>> into = new LinkedHashMap<>();
    picture
        .edges()
        .forEach(edge -> into.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge));
    Set<Integer> kept = needed(picture, into);
    kept.retainAll(fed(picture, into));
    List<Node> nodes = picture.nodes().stream().filter(it -> kept.contains(it.id())).toList();
    List<Edge> edges =
        picture.edges().stream()
            .filter(edge -> kept.contains(edge.from()) && kept.contains(edge.to()))
            .toList();
    return new GraphPicture(
        picture.title(), picture.outputs(), nodes, edges, used(picture.groups(), nodes));
  }

  private static Set<Integer> needed(GraphPicture picture, Map<Integer, List<Edge>> into) {
    Set<Integer> needed = new LinkedHashSet<>();
    List<Integer> work = new ArrayList<>();
    picture.nodes().stream()
        .filter(node -> node.kind() == Kind.RESULT)
        .forEach(node -> work.add(node.id()));
    while (!work.isEmpty()) {
      int node = work.remove(work.size() - 1);
      if (needed.add(node)) {
        into.getOrDefault(node, List.of()).forEach(edge -> work.add(edge.from()));
      }
    }
    return needed;
  }

  private static Set<Integer> fed(GraphPicture picture, Map<Integer, List<Edge>> into) {
    Set<Integer> fed = new LinkedHashSet<>();
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (Node node : picture.nodes()) {
        boolean isFed =
            node.kind() == Kind.INPUT
                || node.kind() == Kind.CONSTANT
                || node.kind() == Kind.RESULT
                || node.slot().count() > 0
                || into.getOrDefault(node.id(), List.of()).stream()
                    .anyMatch(edge -> fed.contains(edge.from()));
        isChanged |= isFed && fed.add(node.id());
      }
    }
    return fed;
  }

  /** The groups around nodes, and the groups around these. */
  private static List<Group> used(List<Group> groups, List<Node> nodes) {
    Map<Integer, Group> byId = new LinkedHashMap<>();
    groups.forEach(group -> byId.put(group.id(), group));
    Set<Integer> used = new LinkedHashSet<>();
    for (Node node : nodes) {
      for (int id = node.group(); id != GraphPicture.NO_GROUP; id = byId.get(id).parent()) {
        used.add(id);
      }
    }
    return groups.stream().filter(group -> used.contains(group.id())).toList();
  }
}
