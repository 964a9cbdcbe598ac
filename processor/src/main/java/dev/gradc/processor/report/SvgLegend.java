package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.PlacedPicture.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Says what colours and signs mean: those that there are in the picture, no others. */
final class SvgLegend {

  private static final double SIGN = 30;
  private static final double GAP = 20;
  private static final double ROW = 24;

  private final List<Item> items = new ArrayList<>();

  SvgLegend(GraphPicture picture) {
    for (int i = 0; i < picture.outputs().size(); i++) {
      Set<Integer> one = Set.of(i);
      String text = "backward of " + picture.outputs().get(i);
      items.add(new Item((svg, box) -> swatch(svg, box, one), text));
    }
    picture.nodes().stream()
        .map(Node::slices)
        .filter(slices -> slices.size() > 1)
        .distinct()
        .sorted(java.util.Comparator.comparing(slices -> new TreeSet<>(slices).toString()))
        .forEach(
            slices ->
                items.add(
                    new Item(
                        (svg, box) -> swatch(svg, box, slices), "of " + names(slices, picture))));
    if (has(picture, node -> node.slices().isEmpty())) {
      items.add(new Item((svg, box) -> swatch(svg, box, Set.of()), "no gradient"));
    }
    if (has(picture, node -> node.slot().count() > 0)) {
      items.add(
          new Item(
              (svg, box) -> SvgDrawing.slotSign(svg, box.x() + 6, box.y() + 2, Set.of(0)),
              "slot: kept for the backward pass"));
    }
    if (has(picture, node -> node.slot().isShared())) {
      items.add(
          new Item(
              (svg, box) -> {
                Set<Integer> both =
                    picture.nodes().stream()
                        .filter(node -> node.slot().isShared())
                        .findFirst()
                        .orElseThrow()
                        .slot()
                        .readers();
                SvgDrawing.slotSign(svg, box.x() + 6, box.y() + 2, both);
              },
              "shared slot: the first pass frees it"));
    }
    if (has(picture, node -> node.slot().isRetained())) {
      items.add(new Item(SvgLegend::retained, "@Retain: stays after a pass"));
    }
    if (picture.edges().stream().anyMatch(edge -> edge.flow() == Flow.CUT)
        || has(picture, node -> node.kind() == Kind.CUT)) {
      items.add(
          new Item(
              (svg, box) -> line(svg, box, Palette.INK, "5 4"), "@Detach: no gradient goes back"));
    }
    if (picture.edges().stream().anyMatch(GraphPicture.Edge::isCarried)) {
      items.add(
          new Item(
              (svg, box) -> line(svg, box, Palette.FAINT_INK, "1.5 3.5"), "to the next iteration"));
    }
  }

  /** A sign and what it means. */
  private record Item(Sign sign, String text) {
    double width() {
      return SIGN + NodeShape.textWidth(text, 11) + GAP;
    }
  }

  private interface Sign {
    void draw(SvgText svg, Box box);
  }

  double leastWidth() {
    return 32 + items.stream().mapToDouble(Item::width).max().orElse(0);
  }

  double height(double width) {
    return rows(width) * ROW + 6;
  }

  private int rows(double width) {
    int rows = 1;
    double x = 16;
    for (Item item : items) {
      if (x + item.width() > width && x > 16) {
        rows++;
        x = 16;
      }
      x += item.width();
    }
    return rows;
  }

  void draw(SvgText svg, double width, double top) {
    double x = 16;
    double y = top;
    for (Item item : items) {
      if (x + item.width() > width && x > 16) {
        y += ROW;
        x = 16;
      }
      item.sign().draw(svg, new Box(x, y, 24, 14));
      svg.words(x + SIGN, y + 11, 11, "", item.text());
      x += item.width();
    }
  }

  private static boolean has(GraphPicture picture, Predicate<Node> what) {
    return picture.nodes().stream().anyMatch(what);
  }

  private static String names(Set<Integer> slices, GraphPicture picture) {
    List<String> names = new TreeSet<>(slices).stream().map(picture.outputs()::get).toList();
    return (names.size() == 2 ? "both, " : "all of ") + String.join(" and ", names);
  }

  private static void swatch(SvgText svg, Box box, Set<Integer> outputs) {
    svg.rectangle(
        box,
        3,
        "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\""
            .formatted(SvgDrawing.fill(outputs), SvgDrawing.stroke(outputs)));
  }

  private static void retained(SvgText svg, Box box) {
    String border = "fill=\"none\" stroke=\"" + Palette.INK + "\"";
    svg.rectangle(box, 4, border);
    svg.rectangle(new Box(box.x() + 3, box.y() + 3, box.width() - 6, box.height() - 6), 2, border);
  }

  private static void line(SvgText svg, Box box, String colour, String dash) {
    svg.line(
        "<path d=\"M%s,%s h%s\" stroke=\"%s\" stroke-width=\"1.8\" stroke-dasharray=\"%s\"/>",
        SvgText.number(box.x()),
        SvgText.number(box.y() + 7),
        SvgText.number(box.width()),
        colour,
        dash);
  }
}
