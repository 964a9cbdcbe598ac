package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.PlacedPicture.Box;
import dev.gradc.processor.report.PlacedPicture.Point;
import dev.gradc.processor.report.PlacedPicture.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places a picture with the layered algorithm of the Eclipse Layout Kernel: parameters first,
 * outputs last, values flow in one direction, loops and branches are frames around what they do.
 */
final class PictureLayout {

  private static final double TITLE = 26;

  /** Pictures of more nodes are never narrow enough to go from left to right. */
  private static final int MOST_ACROSS = 14;

  /** Wider pictures than this, over their height, are turned. */
  private static final double WIDEST = 1.7;

  private final Map<Integer, ElkNode> frames = new LinkedHashMap<>();
  private final Map<Integer, ElkNode> boxes = new LinkedHashMap<>();
  private final List<ElkEdge> lines = new ArrayList<>();
  private final Map<List<Object>, ElkPort> ports = new LinkedHashMap<>();
  private ElkNode root;

  /** The picture from left to right if it is not too wide so, else from top to bottom. */
  PlacedPicture place(GraphPicture picture) {
    if (picture.nodes().size() > MOST_ACROSS) {
      return placed(picture, Direction.DOWN);
    }
    PlacedPicture across = placed(picture, Direction.RIGHT);
    if (across.width() <= across.height() * WIDEST) {
      return across;
    }
    PlacedPicture down = placed(picture, Direction.DOWN);
    return Math.abs(Math.log(ratio(down))) <= Math.abs(Math.log(ratio(across))) ? down : across;
  }

  /** One for the shape of a page. */
  private static double ratio(PlacedPicture placed) {
    return placed.width() / placed.height() / 1.2;
  }

  private PlacedPicture placed(GraphPicture picture, Direction direction) {
    frames.clear();
    boxes.clear();
    lines.clear();
    ports.clear();
    root = ElkGraphUtil.createGraph();
    configure(root, direction);
    picture.groups().forEach(group -> frame(group, direction));
    picture.nodes().forEach(this::box);
    Map<Integer, Node> nodes = new LinkedHashMap<>();
    picture.nodes().forEach(node -> nodes.put(node.id(), node));
    picture.edges().forEach(edge -> line(edge, nodes.get(edge.to())));
    LayoutMetaDataService.getInstance();
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    return read(picture);
  }

  private static void configure(ElkNode graph, Direction direction) {
    graph.setProperty(LayeredOptions.DIRECTION, direction);
    graph.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    graph.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 18.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 12.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
    graph.setProperty(LayeredOptions.PADDING, new ElkPadding(16));
  }

  private void frame(Group group, Direction direction) {
    ElkNode frame = ElkGraphUtil.createNode(frames.getOrDefault(group.parent(), root));
    configure(frame, direction);
    frame.setProperty(LayeredOptions.PADDING, new ElkPadding(TITLE + 8, 14, 14, 14));
    frame.setProperty(
        LayeredOptions.NODE_SIZE_CONSTRAINTS,
        java.util.EnumSet.of(org.eclipse.elk.core.options.SizeConstraint.MINIMUM_SIZE));
    frame.setProperty(
        LayeredOptions.NODE_SIZE_MINIMUM,
        new org.eclipse.elk.core.math.KVector(NodeShape.titleWidth(group), TITLE));
    frames.put(group.id(), frame);
  }

  private void box(Node node) {
    ElkNode box = ElkGraphUtil.createNode(frames.getOrDefault(node.group(), root));
    box.setDimensions(NodeShape.width(node), NodeShape.height(node));
    if (node.kind() == Kind.RESULT) {
      box.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST);
    }
    boxes.put(node.id(), box);
  }

  private void line(Edge edge, Node to) {
    // Lines of one kind leave a node together, and part on their way.
    ElkConnectableShape source =
        ports.computeIfAbsent(
            List.of(edge.from(), edge.flow(), edge.isCarried(), edge.slices()),
            key -> ElkGraphUtil.createPort(boxes.get(edge.from())));
    ElkNode target = boxes.get(edge.to());
    // What goes on to the next iteration goes against the direction of all else.
    ElkEdge line =
        isBackwards(edge)
            ? ElkGraphUtil.createSimpleEdge(target, source)
            : ElkGraphUtil.createSimpleEdge(source, target);
    if (edge.flow() == Flow.GRADIENT && !edge.isCarried()) {
      line.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, 10);
    }
    if (edge.flow() == Flow.CUT) {
      ElkLabel label = ElkGraphUtil.createLabel(NodeShape.labelOfCut(to), line);
      label.setProperty(LayeredOptions.EDGE_LABELS_INLINE, true);
      label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
      label.setDimensions(
          NodeShape.textWidth(NodeShape.labelOfCut(to), NodeShape.SMALL_SIZE) + 30, 20);
    }
    lines.add(line);
  }

  private static boolean isBackwards(Edge edge) {
    return edge.from() > edge.to();
  }

  private PlacedPicture read(GraphPicture picture) {
    Map<Integer, Box> nodes = new LinkedHashMap<>();
    boxes.forEach((id, box) -> nodes.put(id, absolute(box)));
    Map<Integer, Box> groups = new LinkedHashMap<>();
    frames.forEach((id, frame) -> groups.put(id, absolute(frame)));
    return new PlacedPicture(
        picture, root.getWidth(), root.getHeight(), nodes, groups, routes(picture));
  }

  private List<Route> routes(GraphPicture picture) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Route route = route(lines.get(i));
      List<Point> points = new ArrayList<>(route.points());
      if (isBackwards(picture.edges().get(i))) {
        Collections.reverse(points);
      }
      routes.add(new Route(points, route.label()));
    }
    return routes;
  }

  private static Box absolute(ElkNode node) {
    Point corner = corner(node.getParent());
    return new Box(
        corner.x() + node.getX(), corner.y() + node.getY(), node.getWidth(), node.getHeight());
  }

  /** Where the coordinates of what a node contains begin. */
  private static Point corner(ElkNode node) {
    double x = 0;
    double y = 0;
    for (ElkNode outer = node; outer != null; outer = outer.getParent()) {
      x += outer.getX();
      y += outer.getY();
    }
    return new Point(x, y);
  }

  private static Route route(ElkEdge line) {
    Point corner = corner(line.getContainingNode());
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : line.getSections()) {
      points.add(new Point(corner.x() + section.getStartX(), corner.y() + section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(corner.x() + bend.getX(), corner.y() + bend.getY()));
      }
      points.add(new Point(corner.x() + section.getEndX(), corner.y() + section.getEndY()));
    }
    Box label =
        line.getLabels().stream()
            .map(
                it ->
                    new Box(
                        corner.x() + it.getX(),
                        corner.y() + it.getY(),
                        it.getWidth(),
                        it.getHeight()))
            .findFirst()
            .orElse(null);
    return new Route(points, label);
  }
}
