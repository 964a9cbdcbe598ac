package dev.gradc.processor.report;

import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.GraphPicture.SlotMark;

/**
 * What is written on a node, line by line, and how much room that needs. Text is in a monospaced
 * font, so that its width is known without asking any font; that is the same on every machine.
 */
final class NodeShape {

  /** Of a character, over the size of the font; no common monospaced font is wider. */
  private static final double ADVANCE = 0.61;

  static final int TEXT_SIZE = 13;
  static final int SMALL_SIZE = 10;
  static final int LINE = 16;
  static final int MARGIN = 12;

  private NodeShape() {}

  static double width(Node node) {
    double width = textWidth(node.text(), TEXT_SIZE);
    width = Math.max(width, textWidth(source(node), SMALL_SIZE));
    // The sign of a slot stands before its text.
    width = Math.max(width, textWidth(slot(node.slot()), SMALL_SIZE) + 22);
    return Math.ceil(Math.max(width, 28) + 2 * MARGIN);
  }

  static double height(Node node) {
    int lines = 1 + (source(node).isEmpty() ? 0 : 1) + (slot(node.slot()).isEmpty() ? 0 : 1);
    return lines * LINE + 10;
  }

  /** The source line below the operation. */
  static String source(Node node) {
    String line = node.line() > 0 ? "line " + node.line() : "";
    if (node.operations() > 1) {
      line += (line.isEmpty() ? "" : " · ") + node.operations() + " operations";
    } else if (!node.source().isEmpty() && !node.source().equals(node.text())) {
      line += (line.isEmpty() ? "" : ": ") + node.source();
    }
    return line;
  }

  static String slot(SlotMark mark) {
    if (mark.count() == 0) {
      return "";
    }
    String kind = mark.isShared() ? "shared slot" : "slot";
    String many = mark.count() == 1 ? kind : mark.count() + " " + kind + "s";
    String size = mark.size().text();
    String text = many + (size.length() > 44 ? "" : " · " + size);
    return mark.isRetained() ? text + " · retained" : text;
  }

  static String title(Group group) {
    String place = group.line() > 0 ? "line " + group.line() + ": " : "";
    return (group.isLoop() ? "↻ " : "") + place + group.text();
  }

  static double titleWidth(Group group) {
    return textWidth(title(group), SMALL_SIZE) + 2 * MARGIN;
  }

  /** The text, shortened to what there is room for. */
  static String fitting(String text, double width) {
    int most = (int) (width / (ADVANCE * SMALL_SIZE));
    return SourceLine.shortened(text, Math.max(most, 2));
  }

  static String labelOfCut(Node cut) {
    return cut.kind() == Kind.CUT ? "@Detach" : "";
  }

  /** Characters of East Asian scripts are twice as wide. */
  static double textWidth(String text, int size) {
    return text.codePoints().mapToDouble(it -> it >= 0x1100 ? 2 : 1).sum() * ADVANCE * size;
  }
}
