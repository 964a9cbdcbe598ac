package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds which operations the backward pass of each output goes back through. */
final class SliceMarking {

  GraphPicture mark(GraphPicture picture) {
    Map<Integer, List<Integer>> before = new LinkedHashMap<>();
    for (Edge edge : picture.edges()) {
      if (edge.flow() == Flow.GRADIENT) {
        before.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge.from());
      }
    }
    Map<Integer, Set<Integer>> slices = new LinkedHashMap<>();
    for (Node result : picture.nodes()) {
      if (result.kind() == Kind.RESULT) {
        List<Integer> work = new ArrayList<>(List.of(result.id()));
        while (!work.isEmpty()) {
          int node = work.remove(work.size() - 1);
          Set<Integer> known = slices.computeIfAbsent(node, key -> new TreeSet<>());
          if (known.addAll(result.slices())) {
            work.addAll(before.getOrDefault(node, List.of()));
          }
        }
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (Node node : picture.nodes()) {
      nodes.add(node.withSlices(slices.getOrDefault(node.id(), Set.of())));
    }
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : picture.edges()) {
      Set<Integer> through = slices.getOrDefault(edge.to(), Set.of());
      edges.add(
          new Edge(
              edge.from(),
              edge.to(),
              edge.flow(),
              edge.isCarried(),
              edge.flow() == Flow.GRADIENT ? through : Set.of()));
    }
    return new GraphPicture(picture.title(), picture.outputs(), nodes, edges, picture.groups());
  }
}
