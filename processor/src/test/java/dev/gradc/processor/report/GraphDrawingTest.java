package dev.gradc.processor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes, edges, cuts and slices of pictures, without a place. */
final class GraphDrawingTest {

  /** The article's two models, one value each, with something that both losses need. */
  static final String TWO =
      """
      function f(double w1, double w2, detached double data) {
        a: double = mul(w1, data)
        b: double = Math.tanh(a)
        cut: double = detach(b)
        c: double = mul(w2, cut)
        d: double = Math.sin(c)
        e: double = mul(d, b)
        g: double = Math.exp(b)
        h: double = mul(w2, d)
        return g, e
      }
      """;

  static Reported two() {
    return new Reported(TWO)
        .output("l1", "data", "b", "g")
        .output("l2", "data", "b", "cut", "c", "d")
        .shared("data", "b")
        .retained("data");
  }

  private static Node node(GraphPicture picture, String text) {
    return picture.nodes().stream()
        .filter(node -> node.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no node " + text + ": " + picture.nodes()));
  }

  private static Edge edge(GraphPicture picture, String from, String to) {
    int source = node(picture, from).id();
    int target = node(picture, to).id();
    return picture.edges().stream()
        .filter(edge -> edge.from() == source && edge.to() == target)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no edge " + from + " to " + to));
  }

  @Test
  void eachOutputHasItsSlice() {
    GraphPicture picture = new GraphDrawing().draw(two().method());
    assertEquals(List.of("l1", "l2"), picture.outputs());
    assertEquals(Set.of(0, 1), node(picture, "double w1").slices());
    assertEquals(Set.of(0, 1), node(picture, "tanh(w1 * data)").slices());
    assertEquals(Set.of(0), node(picture, "exp(tanh(w1 * data))").slices());
    assertEquals(Set.of(1), node(picture, "double w2").slices());
    assertEquals(Set.of(), node(picture, "@Detach double data").slices());
    assertEquals(Kind.CONSTANT, node(picture, "@Detach double data").kind());
    assertEquals(Kind.RESULT, node(picture, "l2").kind());
  }

  @Test
  void detachCutsTheEdgeAndTheSlice() {
    GraphPicture picture = new GraphDrawing().draw(two().method());
    Edge cut = edge(picture, "tanh(w1 * data)", "detach(tanh(w1 * data))");
    assertEquals(Flow.CUT, cut.flow());
    assertEquals(Set.of(), cut.slices());
    Node detached = node(picture, "detach(tanh(w1 * data))");
    assertEquals(Kind.CUT, detached.kind());
    assertEquals(Set.of(), detached.slices());
    assertEquals(1, picture.edges().stream().filter(it -> it.flow() == Flow.CUT).count());
    Edge on =
        picture.edges().stream().filter(it -> it.from() == detached.id()).findFirst().orElseThrow();
    assertEquals(Flow.VALUE, on.flow());
  }

  @Test
  void slotsAreMarkedSharedAndRetained() {
    GraphPicture picture = new GraphDrawing().draw(two().method());
    GraphPicture.SlotMark shared = node(picture, "tanh(w1 * data)").slot();
    assertEquals(1, shared.count());
    assertTrue(shared.isShared());
    assertFalse(shared.isRetained());
    assertEquals(Set.of(0, 1), shared.readers());
    GraphPicture.SlotMark retained = node(picture, "@Detach double data").slot();
    assertTrue(retained.isRetained());
    assertFalse(retained.isShared());
    assertEquals(Set.of(0), node(picture, "exp(tanh(w1 * data))").slot().readers());
    assertEquals(0, node(picture, "w1 * data").slot().count());
  }

  @Test
  void whatNoResultNeedsIsNotDrawn() {
    GraphPicture picture = new GraphDrawing().draw(two().method());
    assertTrue(picture.nodes().stream().noneMatch(node -> node.text().startsWith("w2 * sin")));
  }

  @Test
  void loopsAreFramesAndGoBackToTheNextIteration() {
    GraphPicture picture =
        new GraphDrawing()
            .draw(
                new Reported(
                        """
                        function f(double x, double[] a, int n) {
                          declare double s
                          s = x
                          loop i: for int i = 0; i < n; 1 {
                            old: double = s
                            t: double = load a[i]
                            big: boolean = gt(t, 0.0)
                            if big {
                              u: double = mul(old, t)
                              s = u
                            }
                            v: double = s
                            w: double = Math.sin(v)
                            s = w
                          }
                          r: double = s
                          return r
                        }
                        """)
                    .whole()
                    .method());
    assertEquals(
        List.of("for i", "if a[i] > 0"),
        picture.groups().stream().map(GraphPicture.Group::text).toList());
    assertEquals(
        picture.groups().get(0).id(),
        picture.groups().get(1).parent(),
        "the branch is in the loop");
    List<Edge> carried = picture.edges().stream().filter(Edge::isCarried).toList();
    assertFalse(carried.isEmpty());
    carried.forEach(edge -> assertTrue(edge.from() > edge.to()));
    assertEquals(picture.nodes().size(), picture.nodes().stream().map(Node::id).distinct().count());
  }

  @Test
  void storesGoToLoadsOfTheSameArray() {
    GraphPicture picture =
        new GraphDrawing()
            .draw(
                new Reported(
                        """
                        function f(double[] x, double y, int n) {
                          a: double[] = newarray primal double[n]
                          b: double[] = newarray primal double[n]
                          u: double = load x[0]
                          v: double = Math.sin(u)
                          a[0] = v
                          w: double = Math.cos(y)
                          b[0] = w
                          t: double = load a[0]
                          r: double = Math.exp(t)
                          return r
                        }
                        """)
                    .whole()
                    .method());
    assertEquals(Flow.GRADIENT, edge(picture, "a[0] = sin(x[0])", "exp(a[0])").flow());
    assertTrue(picture.nodes().stream().noneMatch(node -> node.text().contains("cos")));
  }

  /** A chain of that many operations, some of them in a loop. */
  private static Reported chain(int length) {
    StringBuilder text = new StringBuilder("function f(double x, int n) {\n  declare double s\n");
    text.append("  s = x\n  loop i: for int i = 0; i < n; 1 {\n    v0: double = s\n");
    for (int i = 1; i <= length - 2; i++) {
      text.append("    v" + i + ": double = Math.sin(v" + (i - 1) + ")\n");
    }
    text.append("    s = v" + (length - 2) + "\n  }\n  r: double = s\n");
    text.append("  c: double = detach(x)\n  q: double = mul(r, c)\n  return q\n}\n");
    return new Reported(text.toString()).whole();
  }

  @Test
  void sixtyOperationsAreDrawnOneByOne() {
    GraphPicture picture = new GraphDrawing().draw(chain(60).method());
    assertEquals(60, picture.nodes().stream().mapToInt(GraphDrawingTest::operations).sum());
    assertEquals(picture, new Folding().fold(picture));
  }

  @Test
  void moreAreFoldedByLoop() {
    GraphPicture whole = new GraphDrawing().draw(chain(61).method());
    GraphPicture folded = new Folding().fold(whole);
    List<Node> operations =
        folded.nodes().stream().filter(node -> node.kind() == Kind.OPERATION).toList();
    assertEquals(2, operations.size());
    assertEquals("for i", operations.get(0).text());
    assertEquals(60, operations.get(0).operations());
    assertEquals(
        whole.nodes().stream().mapToInt(node -> node.slot().count()).sum(),
        folded.nodes().stream().mapToInt(node -> node.slot().count()).sum());
    assertTrue(folded.groups().isEmpty());
    assertEquals(
        1, folded.edges().stream().filter(edge -> edge.flow() == Flow.CUT).count(), "cuts stay");
  }

  private static int operations(Node node) {
    return node.kind() == Kind.OPERATION ? node.operations() : 0;
  }
}
