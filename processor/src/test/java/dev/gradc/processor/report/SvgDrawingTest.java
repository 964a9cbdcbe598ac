package dev.gradc.processor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.GraphPicture.SlotMark;
import dev.gradc.processor.report.PlacedPicture.Box;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What the drawing has, and that nothing in it lies on something else. */
final class SvgDrawingTest {

  private static String svg(GraphPicture picture) {
    return new SvgDrawing().draw(new PictureLayout().place(picture));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void twoOutputsWithACutAreDrawn() throws Exception {
    String svg = svg(new GraphDrawing().draw(GraphDrawingTest.two().method()));
    Document document = parsed(svg);
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertEquals("img", document.getDocumentElement().getAttribute("role"));
    assertTrue(svg.contains("<title id=\"title\">The graph of Losses.f</title>"));
    assertTrue(svg.contains("; detached: detach(tanh(w1 * data))</desc>"), svg);
    assertTrue(svg.contains(">@Detach</text>"));
    assertTrue(svg.contains("<pattern id=\"shared-0-1\""));
    assertTrue(svg.contains("fill=\"url(#shared-0-1)\""));
    for (String entry :
        List.of(
            "backward of l1",
            "backward of l2",
            "of both, l1 and l2",
            "no gradient",
            "shared slot: the first pass frees it",
            "@Retain: stays after a pass")) {
      assertTrue(svg.contains(">" + entry + "</text>"), entry);
    }
    assertTrue(svg.contains(Palette.of(0)) && svg.contains(Palette.of(1)));
  }

  @Test
  void theSamePictureIsTheSameText() {
    ReportedMethod method = GraphDrawingTest.two().method();
    assertEquals(svg(new GraphDrawing().draw(method)), svg(new GraphDrawing().draw(method)));
  }

  @Test
  void textOfTheUserIsEscaped() throws Exception {
    Node node =
        new Node(
            0,
            Kind.INPUT,
            "a < b && \"c\" > '\u0001'\ud800",
            "",
            3,
            Set.of(0),
            SlotMark.NONE,
            GraphPicture.NO_GROUP,
            1);
    GraphPicture picture =
        new GraphPicture("List<T>.f", List.of("<&>"), List.of(node), List.of(), List.of());
    Document document = parsed(svg(picture));
    String text = document.getElementsByTagName("text").item(0).getTextContent();
    assertEquals("List<T>.f", text);
    assertTrue(document.getDocumentElement().getTextContent().contains("a < b && \"c\" > ''"));
  }

  @Test
  void nodesLieApartAndWithinThePicture() {
    StringBuilder text = new StringBuilder("function f(double x, double y, int n) {\n");
    text.append("  declare double s\n  s = x\n  loop i: for int i = 0; i < n; 1 {\n");
    text.append("    v0: double = s\n    w0: double = mul(v0, y)\n");
    for (int i = 1; i <= 18; i++) {
      text.append("    v%d: double = Math.sin(w%d)\n".formatted(i, i - 1));
      text.append("    c%d: boolean = gt(v%d, 0.0)\n".formatted(i, i));
      text.append("    declare double m%d\n    m%d = v%d\n".formatted(i, i, i));
      text.append("    if c%d {\n      p%d: double = Math.exp(v%d)\n".formatted(i, i, i));
      text.append("      m%d = p%d\n    }\n    q%d: double = m%d\n".formatted(i, i, i, i));
      text.append("    w%d: double = mul(q%d, v%d)\n".formatted(i, i, i - 1));
    }
    text.append("    s = w18\n  }\n  r: double = s\n  return r\n}\n");
    GraphPicture picture = new GraphDrawing().draw(new Reported(text.toString()).whole().method());
    PlacedPicture placed = new PictureLayout().place(picture);
    List<Box> boxes = new ArrayList<>(placed.nodes().values());
    assertTrue(boxes.size() > 50, "as many as are drawn one by one: " + boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      assertTrue(box.x() >= 0 && box.x() + box.width() <= placed.width(), box::toString);
      assertTrue(box.y() >= 0 && box.y() + box.height() <= placed.height(), box::toString);
      for (Box other : boxes.subList(i + 1, boxes.size())) {
        assertFalse(overlap(box, other), () -> box + " and " + other);
      }
    }
    for (Node node : picture.nodes()) {
      Box box = placed.nodes().get(node.id());
      assertTrue(NodeShape.textWidth(node.text(), NodeShape.TEXT_SIZE) < box.width(), node::text);
      if (node.group() != GraphPicture.NO_GROUP) {
        Box frame = placed.groups().get(node.group());
        assertTrue(
            box.x() > frame.x() && box.x() + box.width() < frame.x() + frame.width(), node::text);
      }
    }
  }

  private static boolean overlap(Box one, Box other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }
}
