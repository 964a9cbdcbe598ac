package dev.gradc.processor.report;

import java.util.List;
import java.util.Map;

/**
 * Where everything stands, in pixels from the top left.
 *
 * @param nodes by id
 * @param groups by id
 * @param routes in the order of the picture's edges
 */
record PlacedPicture(
    GraphPicture picture,
    double width,
    double height,
    Map<Integer, Box> nodes,
    Map<Integer, Box> groups,
    List<Route> routes) {

  /** A rectangle. */
  record Box(double x, double y, double width, double height) {}

  /** A corner of a line. */
  record Point(double x, double y) {}

  /**
   * The way of an edge, from node to node.
   *
   * @param label where its label stands; null if it has none
   */
  record Route(List<Point> points, Box label) {
    Route {
      points = List.copyOf(points);
    }
  }
}
