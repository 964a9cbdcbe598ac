package dev.gradc.processor.report;

import static dev.gradc.processor.report.SvgText.escaped;
import static dev.gradc.processor.report.SvgText.number;

import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.PlacedPicture.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes a placed picture as SVG. */
final class SvgDrawing {

  private static final double HEAD = 44;

  private final SvgText svg = new SvgText();
  private GraphPicture picture;

  /** The whole document. */
  String draw(PlacedPicture placed) {
    picture = placed.picture();
    SvgLegend legend = new SvgLegend(picture);
    double width = Math.max(placed.width(), legend.leastWidth());
    double top = HEAD + legend.height(width);
    double height = top + placed.height();
    svg.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    svg.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\""
            + " viewBox=\"0 0 %1$s %2$s\" role=\"img\" aria-labelledby=\"title description\""
            + " font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" fill=\"%3$s\">",
        number(width), number(height), Palette.INK);
    svg.line("<title id=\"title\">The graph of %s</title>", escaped(picture.title()));
    svg.line("<desc id=\"description\">%s</desc>", escaped(description()));
    patterns();
    svg.rectangle(new Box(0, 0, width, height), 0, "fill=\"" + Palette.PAPER + "\"");
    svg.words(16, 28, 16, "font-weight=\"bold\"", picture.title());
    legend.draw(svg, width, HEAD);
    svg.line(
        "<g transform=\"translate(%s,%s)\">", number((width - placed.width()) / 2), number(top));
    picture.groups().forEach(group -> frame(group, placed.groups().get(group.id())));
    new SvgEdges(svg).draw(placed);
    picture.groups().forEach(group -> title(group, placed.groups().get(group.id())));
    picture.nodes().forEach(node -> box(node, placed.nodes().get(node.id())));
    svg.line("</g>");
    svg.line("</svg>");
    return svg.toString();
  }

  /** In words, for those who do not see it. */
  private String description() {
    int operations = picture.nodes().stream().mapToInt(Node::operations).sum();
    int inputs = 0;
    int slots = 0;
    List<String> cuts = new ArrayList<>();
    for (Node node : picture.nodes()) {
      boolean isInput = node.kind() == Kind.INPUT || node.kind() == Kind.CONSTANT;
      inputs += isInput ? 1 : 0;
      slots += node.slot().count();
      if (node.kind() == Kind.CUT) {
        cuts.add(node.text() + (node.line() > 0 ? " in line " + node.line() : ""));
      }
    }
    return "%d operations on %d parameters, outputs %s, %d slots%s"
        .formatted(
            operations - inputs,
            inputs,
            String.join(", ", picture.outputs()),
            slots,
            cuts.isEmpty() ? "" : "; detached: " + String.join(", ", cuts));
  }

  /** A pattern of stripes for each set of outputs that have something in common. */
  private void patterns() {
    Set<String> made = new TreeSet<>();
    svg.line("<defs>");
    for (Node node : picture.nodes()) {
      pattern(node.slices(), made);
      pattern(node.slot().readers(), made);
    }
    svg.line("</defs>");
  }

  private void pattern(Set<Integer> outputs, Set<String> made) {
    if (outputs.size() < 2 || !made.add(name(outputs))) {
      return;
    }
    int width = 9;
    svg.line(
        "<pattern id=\"%s\" width=\"%d\" height=\"%d\" patternUnits=\"userSpaceOnUse\""
            + " patternTransform=\"rotate(45)\">",
        name(outputs), width * outputs.size(), width);
    int x = 0;
    for (int output : outputs) {
      svg.rectangle(new Box(x, 0, width, width), 0, "fill=\"" + Palette.tint(output) + "\"");
      x += width;
    }
    svg.line("</pattern>");
  }

  private static String name(Set<Integer> outputs) {
    StringBuilder name = new StringBuilder("shared");
    new TreeSet<>(outputs).forEach(output -> name.append('-').append(output));
    return name.toString();
  }

  /** What something is filled with that belongs to these outputs. */
  static String fill(Set<Integer> outputs) {
    return switch (outputs.size()) {
      case 0 -> Palette.PALE;
      case 1 -> Palette.tint(outputs.iterator().next());
      default -> "url(#" + name(outputs) + ")";
    };
  }

  /** What it is outlined with. */
  static String stroke(Set<Integer> outputs) {
    return switch (outputs.size()) {
      case 0 -> Palette.GREY;
      case 1 -> Palette.of(outputs.iterator().next());
      default -> Palette.INK;
    };
  }

  private void frame(Group group, Box box) {
    String dash = group.isLoop() ? "" : " stroke-dasharray=\"1 3\" stroke-linecap=\"round\"";
    svg.rectangle(
        box,
        8,
        "fill=\"#000\" fill-opacity=\"0.025\" stroke=\"#8c8c8c\" stroke-width=\"1.2\"" + dash);
  }

  /** Above the lines that come into the frame. */
  private void title(Group group, Box box) {
    String title = NodeShape.fitting(NodeShape.title(group), box.width() - 2 * NodeShape.MARGIN);
    double width = NodeShape.textWidth(title, NodeShape.SMALL_SIZE);
    svg.rectangle(
        new Box(box.x() + NodeShape.MARGIN - 3, box.y() + 6, width + 6, 15),
        3,
        "fill=\"" + Palette.PALE + "\"");
    svg.words(
        box.x() + NodeShape.MARGIN,
        box.y() + 17,
        NodeShape.SMALL_SIZE,
        "fill=\"" + Palette.FAINT_INK + "\"",
        title);
  }

  private void box(Node node, Box box) {
    boolean isRound = node.kind() == Kind.INPUT || node.kind() == Kind.CONSTANT;
    double radius = isRound ? 14 : node.kind() == Kind.RESULT ? 14 : 4;
    svg.line("<g>");
    svg.line("<title>%s</title>", escaped(tooltip(node)));
    String dash =
        node.kind() == Kind.CONSTANT || node.kind() == Kind.CUT ? " stroke-dasharray=\"4 3\"" : "";
    double border = node.kind() == Kind.RESULT ? 3 : 1.5;
    svg.rectangle(
        box,
        radius,
        "fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s"
            .formatted(fill(node.slices()), stroke(node.slices()), number(border), dash));
    if (node.slot().isRetained()) {
      svg.rectangle(
          new Box(box.x() + 3, box.y() + 3, box.width() - 6, box.height() - 6),
          Math.max(radius - 3, 2),
          "fill=\"none\" stroke=\"" + stroke(node.slices()) + "\"");
    }
    words(node, box);
    svg.line("</g>");
  }

  private void words(Node node, Box box) {
    double x = box.x() + NodeShape.MARGIN;
    double y = box.y() + 18;
    boolean isStrong = node.kind() == Kind.RESULT;
    svg.words(x, y, NodeShape.TEXT_SIZE, isStrong ? "font-weight=\"bold\"" : "", node.text());
    String source = NodeShape.source(node);
    if (!source.isEmpty()) {
      y += NodeShape.LINE;
      svg.words(x, y, NodeShape.SMALL_SIZE, "fill=\"" + Palette.FAINT_INK + "\"", source);
    }
    String slot = NodeShape.slot(node.slot());
    if (!slot.isEmpty()) {
      y += NodeShape.LINE;
      slotSign(x, y - 9, node.slot().readers());
      String weight = node.slot().isShared() ? "font-weight=\"bold\"" : "";
      svg.words(x + 22, y, NodeShape.SMALL_SIZE, weight, slot);
    }
  }

  /** Cells of a tape, in the colours of those who read them. */
  private void slotSign(double x, double y, Set<Integer> readers) {
    slotSign(svg, x, y, readers);
  }

  static void slotSign(SvgText svg, double x, double y, Set<Integer> readers) {
    List<Integer> colours = List.copyOf(new TreeSet<>(readers));
    for (int i = 0; i < 3; i++) {
      String colour =
          colours.isEmpty() ? Palette.GREY : Palette.of(colours.get(i % colours.size()));
      svg.rectangle(
          new Box(x + i * 5.5, y, 5.5, 10),
          0,
          "fill=\"" + colour + "\" stroke=\"" + Palette.PAPER + "\" stroke-width=\"1\"");
    }
  }

  private String tooltip(Node node) {
    StringBuilder text = new StringBuilder(node.text());
    String source = NodeShape.source(node);
    if (!source.isEmpty()) {
      text.append("; ").append(source);
    }
    if (node.slot().count() > 0) {
      text.append("; ").append(NodeShape.slot(node.slot()));
    }
    if (!node.slices().isEmpty()) {
      List<String> names = node.slices().stream().map(picture.outputs()::get).toList();
      text.append("; backward of ").append(String.join(", ", names));
    }
    return text.toString();
  }
}
