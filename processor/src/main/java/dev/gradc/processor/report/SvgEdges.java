package dev.gradc.processor.report;

import static dev.gradc.processor.report.SvgText.number;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.PlacedPicture.Box;
import dev.gradc.processor.report.PlacedPicture.Point;
import dev.gradc.processor.report.PlacedPicture.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws lines between nodes: those without gradient first, so that the others lie on top. */
final class SvgEdges {

  private static final double CORNER = 5;
  private static final double STRIPE = 7;

  private final SvgText svg;

  SvgEdges(SvgText svg) {
    this.svg = svg;
  }

  void draw(PlacedPicture placed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < placed.routes().size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing(i -> placed.picture().edges().get(i).flow()));
    for (int i : order) {
      Route route = placed.routes().get(i);
      if (route.points().size() > 1) {
        edge(placed.picture().edges().get(i), route);
      }
    }
    for (int i : order) {
      Route route = placed.routes().get(i);
      if (route.label() != null) {
        scissors(svg, route.label());
      }
    }
  }

  private void edge(Edge edge, Route route) {
    String path = path(route.points());
    List<Integer> outputs = List.copyOf(edge.slices());
    if (edge.flow() == Flow.CUT) {
      line(path, Palette.INK, 1.8, "5 4", 0);
    } else if (outputs.isEmpty()) {
      line(path, Palette.GREY, 1.3, edge.isCarried() ? "1.5 3.5" : "", 0);
    } else if (edge.isCarried()) {
      line(path, SvgDrawing.stroke(edge.slices()), 1.6, "1.5 3.5", 0);
    } else {
      String dash = STRIPE + " " + STRIPE * (outputs.size() - 1);
      for (int i = 0; i < outputs.size(); i++) {
        line(path, Palette.of(outputs.get(i)), 2, outputs.size() == 1 ? "" : dash, -i * STRIPE);
      }
    }
    head(route.points(), edge.flow() == Flow.CUT ? Palette.INK : SvgDrawing.stroke(edge.slices()));
  }

  private void line(String path, String colour, double width, String dash, double offset) {
    svg.line(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s%s/>",
        path,
        colour,
        number(width),
        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"",
        offset == 0 ? "" : " stroke-dashoffset=\"" + number(offset) + "\"");
  }

  /** Straight pieces with small arcs at the bends; it ends where the arrow's head begins. */
  private static String path(List<Point> corners) {
    StringBuilder path = new StringBuilder("M" + at(corners.get(0)));
    for (int i = 1; i < corners.size() - 1; i++) {
      Point here = corners.get(i);
      path.append(" L").append(at(towards(here, corners.get(i - 1), CORNER)));
      path.append(" Q").append(at(here));
      path.append(' ').append(at(towards(here, corners.get(i + 1), CORNER)));
    }
    Point end = corners.get(corners.size() - 1);
    return path + " L" + at(towards(end, corners.get(corners.size() - 2), 6));
  }

  private void head(List<Point> corners, String colour) {
    Point end = corners.get(corners.size() - 1);
    Point back = towards(end, corners.get(corners.size() - 2), 8);
    double dx = (end.x() - back.x()) / 2;
    double dy = (end.y() - back.y()) / 2;
    svg.line(
        "<path d=\"M%s L%s L%s Z\" fill=\"%s\"/>",
        at(end),
        at(new Point(back.x() - dy, back.y() + dx)),
        at(new Point(back.x() + dy, back.y() - dx)),
        colour);
  }

  /** A point on the way from one to another, at most half of it. */
  private static Point towards(Point from, Point to, double distance) {
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    if (length == 0) {
      return from;
    }
    double part = Math.min(distance, Math.max(length / 2, 0.1)) / length;
    return new Point(from.x() + (to.x() - from.x()) * part, from.y() + (to.y() - from.y()) * part);
  }

  private static String at(Point point) {
    return number(point.x()) + "," + number(point.y());
  }

  /** A pair of scissors and the annotation, on a dashed line. */
  static void scissors(SvgText svg, Box label) {
    svg.rectangle(label, 4, "fill=\"" + Palette.PAPER + "\" stroke=\"" + Palette.INK + "\"");
    double x = label.x() + 5;
    double y = label.y() + label.height() / 2;
    svg.line(
        "<g fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" stroke-linecap=\"round\""
            + " transform=\"translate(%s,%s)\"><circle cx=\"2.6\" cy=\"-4\" r=\"2.3\"/>"
            + "<circle cx=\"2.6\" cy=\"4\" r=\"2.3\"/><path d=\"M4.6,-2.8 L15,4.2"
            + " M4.6,2.8 L15,-4.2\"/></g>",
        Palette.INK, number(x), number(y));
    svg.words(label.x() + 25, y + 3.5, NodeShape.SMALL_SIZE, "font-weight=\"bold\"", "@Detach");
  }
}
