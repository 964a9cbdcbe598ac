package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which operations of a run belong together, and what keeps them apart. What is computed is the
 * same each time.
 */
final class ElementGroupsTest {

  private static final String FRAME =
      """
      parameter T x, adjoint T dX
      parameter T y
      parameter T z
      parameter int n
      storage T[] slot, of T b
      storage T[] other
      seed T dR
      forward
      """;

  /** The operations of each loop, loops in the order of their names' first use. */
  private static List<String> loops(String forward) {
    LaidOutRegions regions = TensorText.read(FRAME + forward + "\nbackward\ndeclare T dX\ndX = dR");
    LaidOutRegions fused = new ElementFusion().fuse(regions);
    SameTensors.made(regions, fused, Collections.nCopies(2, Map.of("n", 2)));
    List<String> loops = new ArrayList<>();
    for (FusedLoop loop : fused.loops().values()) {
      loops.add(String.join(" ", loop.steps().stream().map(FusedLoop.Step::name).toList()));
    }
    return loops;
  }

  /** Results of one tensor alone have its shape, all of them. */
  @Test
  void readersOfOneTensor() {
    assertEquals(
        List.of("a b"),
        loops(
            """
            a: T = invoke exp(x)
            b: T = invoke neg(x)
            c: T = invoke matmul(a, b)
            return c
            """));
  }

  /** Those of several tensors may have other shapes. */
  @Test
  void readersOfSeveralTensors() {
    assertEquals(
        List.of(),
        loops(
            """
            a: T = invoke mul(x, y)
            b: T = invoke mul(x, z)
            c: T = invoke exp(x)
            d: T = invoke matmul(a, b)
            e: T = invoke matmul(d, c)
            return e
            """));
  }

  /** And so if a variable that may change is among them. */
  @Test
  void readersOfVariablesThatChange() {
    assertEquals(
        List.of(),
        loops(
            """
            declare T m
            m = x
            a: T = invoke mul(m, y)
            b: T = invoke mul(m, z)
            m = y
            d: T = invoke matmul(a, b)
            e: T = invoke matmul(d, m)
            return e
            """));
  }

  /** A variable is read twice, changed, and read twice again. */
  @Test
  void readersBeforeAndAfterAChange() {
    assertEquals(
        List.of("a b", "c d"),
        loops(
            """
            declare T m
            m = x
            a: T = invoke exp(m)
            b: T = invoke neg(m)
            m = y
            c: T = invoke exp(m)
            d: T = invoke neg(m)
            m = z
            e: T = invoke matmul(a, b)
            f: T = invoke matmul(c, d)
            g: T = invoke matmul(e, f)
            return g
            """));
  }

  /** What is between may go by way of several statements. */
  @Test
  void longWaysBetween() {
    assertEquals(
        List.of("a b"),
        loops(
            """
            a: T = invoke exp(x)
            b: T = invoke square(a)
            p: T = invoke matmul(b, y)
            q: T = invoke matmul(p, y)
            r: T = invoke matmul(q, y)
            c: T = invoke div(b, r)
            return c
            """));
  }

  /** A loop that begins early may end late: what it needs then stands between others too. */
  @Test
  void waysBetweenByWayOfLoops() {
    assertEquals(
        List.of("s t"),
        loops(
            """
            s: T = invoke exp(x)
            u: T = invoke matmul(s, z)
            f: T = invoke neg(y)
            p: T = invoke matmul(f, z)
            t: T = invoke mul(s, p)
            l: T = invoke mul(f, u)
            r: T = invoke matmul(t, l)
            return r
            """));
  }

  /** A sum that may be of nothing is in nobody's way. */
  @Test
  void sumsOfWhatMayBeAbsent() {
    assertEquals(
        List.of("a b"),
        loops(
            """
            declare T m
            m = null
            a: T = invoke exp(x)
            m += y
            b: T = invoke neg(a)
            k: T = m
            c: T = invoke matmul(b, k)
            return c
            """));
  }

  /** Slots are written and made longer wherever that is possible. */
  @Test
  void slotsAreInNobodysWay() {
    assertEquals(
        List.of("a b c"),
        loops(
            """
            a: T = invoke exp(x)
            b: T = invoke neg(a)
            reserve slot, n
            slot[0] = b
            reserve other, n
            c: T = invoke square(b)
            return c
            """));
  }

  /** Arrays of the program may have several names. */
  @Test
  void storesIntoOtherArrays() {
    assertEquals(
        List.of(),
        loops(
            """
            rows: T[] = newarray primal T[n]
            same: T[] = rows
            a: T = invoke exp(x)
            rows[0] = a
            v: T = load same[0]
            w: T = invoke matmul(v, v)
            d: T = invoke neg(a)
            r: T = invoke matmul(d, w)
            return r
            """));
  }

  /** Nobody knows what it does, or when; and so with what the library has no result of. */
  @Test
  void codeOfWhichNothingIsKnown() {
    String text =
        """
        a: T = invoke exp(x)
        invoke %s(x)
        b: T = invoke neg(a)
        return b
        """;
    assertEquals(List.of(), loops(text.formatted("Library.use")));
    assertEquals(List.of(), loops(text.formatted("sizes")));
    assertEquals(List.of("a b"), loops(text.replace("invoke %s", "u: int[] = invoke shape")));
    assertEquals(List.of(), loops(text.replace("invoke %s", "u: T = invoke draw")));
  }

  /** In blocks of their own operations are by themselves. */
  @Test
  void blocksWithin() {
    assertEquals(
        List.of("c d", "e f"),
        loops(
            """
            a: T = invoke exp(x)
            if true {
              c: T = invoke exp(a)
              d: T = invoke neg(c)
              m: T = invoke matmul(d, d)
            }
            b: T = invoke neg(a)
            if true {
              e: T = invoke neg(b)
              f: T = invoke neg(e)
              g: T = invoke matmul(f, b)
            }
            return b
            """));
  }

  /** What a block within needs is stored. */
  @Test
  void whatBlocksWithinNeed() {
    assertEquals(
        List.of("a b"),
        loops(
            """
            a: T = invoke exp(x)
            b: T = invoke neg(a)
            if true {
              if true {
                m: T = invoke matmul(a, b)
                invoke Library.use(m)
              }
            }
            return b
            """));
  }

  @Test
  void regionsWithoutTensorsStay() {
    LaidOutRegions regions =
        TensorText.read(
            """
            parameter T x
            forward
            declare T m
            m = x
            invoke Library.use(x)
            return m
            backward
            declare T k
            """);
    assertSame(regions, new ElementFusion().fuse(regions));
  }

  /** One operation is enough to look, be it in a block of any of the regions. */
  @Test
  void regionsWithTensors() {
    for (String region :
        List.of(
            "forward\nif true {\n%s\n}",
            "forward\nbackward\n%s", "forward\nbackward\noutput\nif true {\nif true {\n%s\n}\n}")) {
      LaidOutRegions fused =
          new ElementFusion()
              .fuse(
                  TensorText.read(
                      "parameter T x\n"
                          + region.formatted("a: T = invoke exp(x)\nb: T = invoke neg(a)")));
      assertEquals(1, fused.loops().size());
    }
  }
}
