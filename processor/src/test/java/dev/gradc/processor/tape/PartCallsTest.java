package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Parts are evaluated on memory that is kept, and nobody can tell: what they give is copied before
 * the next call writes over it. The numbers are those of the tensors and carriers that each
 * evaluation makes.
 */
final class PartCallsTest {

  private static final String HEADER =
      """
      parameter T x, adjoint T dX
      parameter int n
      parameter boolean isTrue
      seed T dR
      storage Step.Gradient stepGradient
      forward
      """;

  private static final String BACKWARD =
      """
      backward
      declare T dX
      dX = null
      """;

  private static final String FORWARD =
      """
      parameter T x
      parameter int n
      parameter boolean isTrue
      forward
      """;

  private static LaidOutRegions kept(LaidOutRegions regions, KeptParts parts) {
    return new KeptRegions(parts, false)
        .keep(regions, TensorBuffers.Kind.METHOD, TensorBuffers.Shared.NONE)
        .regions();
  }

  private static List<Integer> made(String text, int... trips) {
    return made(TensorText.read(text), TensorParts.ALL, trips);
  }

  private static List<Integer> made(LaidOutRegions regions, KeptParts parts, int... trips) {
    List<Map<String, ?>> arguments = new ArrayList<>();
    for (int n : trips) {
      arguments.add(Map.of("n", n, "isTrue", n % 2 == 0));
    }
    return SameTensors.made(regions, kept(regions, parts), arguments);
  }

  /** How a call of a pullback looks before anything is kept. */
  private static String back(String given, String cotangent, String name) {
    return """
        NAMEBefore: Step.Gradient = stepGradient
        NAMEGradient: Step.Gradient = invoke Step.Gradient.wrap(NAMEBefore)
        stepGradient = NAMEGradient
        invoke Step.pullback(GIVEN, COTANGENT, NAMEGradient)
        NAME: T = invoke Step.Gradient.dX(NAMEGradient)
        """
        .replace("NAME", name)
        .replace("GIVEN", given)
        .replace("COTANGENT", cotangent);
  }

  /** The evaluation and the pullback never run at once: they share one carrier. */
  @Test
  void forwardAndBackward() {
    String text =
        HEADER
            + """
            a: T = invoke Step.of(x)
            r: T = invoke sum(a)
            return r
            """
            + BACKWARD
            + back("x", "dR", "d")
            + """
            e: T = invoke mul(d, a)
            dX = e
            """;
    // A carrier, two copies, a product and the sum, which is made anew as it is given back.
    assertEquals(List.of(5, 1, 1), made(text, 1, 1, 1));
  }

  /** Whatever the variable is called in which the pullback's carrier is kept. */
  @Test
  void carriersByAnyName() {
    String text =
        HEADER
            + """
            a: T = invoke Step.of(x)
            b: T = invoke mul(a, a)
            return x
            """
            + BACKWARD
            + back("x", "dR", "d")
            + "e: T = invoke mul(d, d)\n";
    assertEquals(List.of(5, 0), made(text.replace("stepGradient", "carrier"), 1, 1));
  }

  /** Each call writes over what the one before has given. */
  @Test
  void whatIsReadAfterAnotherCall() {
    String text =
        "parameter T y\n"
            + HEADER
            + """
            a: T = invoke Step.of(x)
            b: T = invoke Step.of(y)
            if isTrue {
              c: T = invoke Step.of(x)
              u: T = invoke mul(a, c)
            }
            t: T = invoke mul(a, b)
            r: T = invoke sum(t)
            return r
            """
            + BACKWARD
            + back("x", "dR", "d")
            + back("y", "d", "e")
            + """
            f: T = invoke mul(d, e)
            g: T = invoke mul(f, a)
            h: T = invoke sum(g)
            dX = h
            """;
    // A carrier, five copies, four products and two sums, of which one is given back.
    assertEquals(List.of(12, 1, 1), made(text, 2, 1, 2));
  }

  /** In a loop there is a carrier for each shape that the part is given. */
  @Test
  void loops() {
    String text =
        HEADER
            + """
            declare T m
            m = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke Step.of(v)
              b: T = invoke neg(a)
              m = b
            }
            l: T = m
            q: T = invoke mul(l, l)
            r: T = invoke sum(q)
            return r
            """
            + BACKWARD
            + """
            declare T dM
            dM = dR
            loop K: for int k = 0; k < n; 1 {
              w: T = dM
            """
            + back("l", "w", "d")
            + """
              e: T = invoke mul(d, l)
              dM = e
            }
            z: T = dM
            y: T = invoke neg(z)
            dX = y
            """;
    List<Integer> made = made(text, 3, 3, 4, 3, 3);
    assertEquals(List.of(made.get(1), made.get(1)), List.of(made.get(3), made.get(4)));
    // What is given back.
    assertEquals(1, made.get(4));
    // Carriers for x, for what neg gives, and for what comes back.
    assertTrue(made.get(0) > 3 * 4, made::toString);
  }

  /** The region before has told the carriers of loops that an evaluation begins. */
  @Test
  void carriersBeginOnceAnEvaluation() {
    String text =
        HEADER
            + """
            loop L: for int i = 0; i < n; 1 {
              a: T = invoke Step.of(x)
              b: T = invoke mul(a, a)
            }
            return x
            """
            + BACKWARD
            + """
            loop K: for int k = 0; k < n; 1 {
            """
            + back("dR", "x", "d")
            + """
              e: T = invoke mul(d, d)
            }
            dX = dR
            """;
    assertEquals(List.of(6, 0, 0, 0), made(text, 2, 2, 2, 2));
  }

  /** Each iteration goes back with the carrier that is for the shape that it is given. */
  @Test
  void pullbacksInLoops() {
    String text =
        HEADER
            + """
            rows: T[] = newarray primal T[n]
            declare T m
            m = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              rows[i] = v
              a: T = invoke Step.of(v)
              b: T = invoke neg(a)
              m = b
            }
            return x
            """
            + BACKWARD
            + """
            declare T dM
            dM = dR
            loop K: for int k = 0; k < n; 1 {
              w: T = dM
              v: T = load rows[k]
            """
            + back("v", "w", "d")
            + """
              e: T = invoke mul(d, w)
              dM = e
            }
            z: T = dM
            dX = z
            """;
    // Carriers for x and for what neg gives; there are no more of these than two, forward or back.
    List<Integer> made = made(text, 3, 3, 4, 4, 3);
    assertEquals(List.of(0, 0, 0), List.of(made.get(1), made.get(3), made.get(4)));
    // Two carriers, a copy forward and one backward, and for each iteration what it hands on.
    assertEquals(2 + 1 + 1 + 3 + 3, made.get(0));
    // The one carrier of before is no longer read.
    String backward = kept(TensorText.read(text), TensorParts.ALL).backward().regions().toString();
    assertTrue(backward.contains("dGradient"), backward);
    assertFalse(backward.contains("dBefore"), backward);
  }

  /** What is wrapped for a pullback in another block stays what it is. */
  @Test
  void pullbacksInBranches() {
    String text =
        HEADER
            + "return x\n"
            + BACKWARD
            + """
            loop K: for int k = 0; k < n; 1 {
              before: Step.Gradient = stepGradient
              g: Step.Gradient = invoke Step.Gradient.wrap(before)
              stepGradient = g
              if isTrue {
                invoke Step.pullback(x, dR, g)
                d: T = invoke Step.Gradient.dX(g)
                e: T = invoke mul(d, d)
              }
              same: Step.Gradient = g
              is: boolean = invoke Step.Gradient.isReached(same)
            }
            """;
    assertEquals(List.of(3, 0, 0), made(text, 2, 2, 2));
  }

  /** So are pullbacks that follow one another, with nothing before them. */
  @Test
  void pullbacksOneAfterTheOther() {
    String text =
        HEADER
            + "return x\n"
            + BACKWARD
            + back("x", "dR", "d")
            + "s: T = invoke neg(x)\n"
            + back("s", "d", "e")
            + "f: T = invoke mul(d, e)\n"
            + "dX = f\n";
    // A carrier for each of two shapes, two copies, what neg gives, and the result.
    assertEquals(List.of(6, 0, 0), made(text, 1, 1, 1));
  }

  /** Regions of other outputs begin only what they use. */
  @Test
  void outputs() {
    String text =
        HEADER
            + """
            return x
            """
            + BACKWARD
            + """
            output
            declare T dX
            dX = null
            loop K: for int k = 0; k < n; 1 {
            """
            + back("x", "dR", "d")
            + """
              e: T = invoke mul(d, d)
            }
            output
            declare T dX
            dX = dR
            """;
    // Of the three regions, run in turn, the second one goes through the part.
    assertEquals(List.of(0, 3, 0, 0, 0, 0), made(text, 2, 2, 2, 2, 2, 2));
  }

  /** Wherever in a loop a part is called, shapes may change. */
  @Test
  void shapesThatChange() {
    String text =
        FORWARD
            + """
            declare T m
            m = x
            declare int i
            i = 0
            loop L: while {
              j: int = i
              more: boolean = lt(j, n)
            } more {
              v: T = m
              if true {
                a: T = invoke Step.of(v)
                b: T = invoke neg(a)
                m = b
              }
              k: int = add(j, 1)
              i = k
            }
            return x
            """;
    // Carriers for x and for what neg gives; a copy, and what each iteration hands on.
    assertEquals(List.of(6, 0, 0), made(text, 3, 3, 3));
  }

  /** Of a loop inside of a loop, of a branch in one, and of a loop that runs while something is. */
  @Test
  void loopsInLoops() {
    String text =
        FORWARD
            + """
            loop L: for int i = 0; i < n; 1 {
              if isTrue {
                loop M: for int j = 0; j < n; 1 {
                  a: T = invoke Step.of(x)
                  b: T = invoke mul(a, a)
                }
              } else {
                c: T = invoke Other.of(x)
                d: T = invoke mul(c, c)
              }
            }
            return x
            """;
    // The carrier that an evaluation does not need is let go when the next one begins.
    assertEquals(List.of(3, 3, 1, 1), made(text, 2, 3, 2, 3));
    assertEquals(List.of(3, 0, 0), made(text, 2, 4, 2));
  }

  @Test
  void partsThatAreCalledInLoopsAndOutside() {
    String text =
        FORWARD
            + """
            s: T = invoke Step.of(x)
            loop L: for int i = 0; i < n; 1 {
              a: T = invoke Step.of(s)
              b: T = invoke mul(a, s)
              o: T = invoke Other.of(s)
              p: T = invoke mul(o, o)
            }
            t: T = invoke Other.of(s)
            u: T = invoke mul(s, t)
            return x
            """;
    // A carrier for each shape: Step is given two; four copies and three products.
    assertEquals(List.of(10, 0, 0), made(text, 2, 2, 2));
  }

  /** What is called once has one carrier, whatever it is given. */
  @Test
  void partsThatAreCalledInBranches() {
    String text =
        FORWARD
            + """
            if isTrue {
              a: T = invoke Step.of(x)
              b: T = invoke mul(a, a)
            }
            return x
            """;
    List<Variable> storage = kept(TensorText.read(text), TensorParts.ALL).storage();
    assertTrue(
        storage.stream().anyMatch(it -> it.name().equals("stepGradient")), storage::toString);
    assertEquals(List.of(3, 0, 0), made(text, 2, 3, 4));
  }

  @Test
  void partsThatAreCalledOneAfterTheOther() {
    String text =
        FORWARD
            + """
            a: T = invoke Step.of(x)
            b: T = invoke Other.of(x)
            c: T = invoke Step.of(x)
            d: T = invoke mul(a, b)
            e: T = invoke mul(c, d)
            return x
            """;
    // A carrier of each; three copies and two products.
    assertEquals(List.of(7, 0, 0), made(text, 1, 1, 1));
  }

  /** Others may look whether it is a tensor that they know. */
  @Test
  void whatLeavesTheMethodIsCalledForAsItStands() {
    String text =
        FORWARD
            + """
            a: T = invoke Step.of(x)
            b: T = invoke Other.of(a)
            return b
            """;
    // A carrier and a copy of the first one only.
    assertEquals(List.of(3, 1, 1), made(text, 1, 1, 1));
  }

  /** A cotangent may be absent, and what tells so is no tensor. */
  @Test
  void whatIsNoTensorIsNotCopied() {
    String text =
        HEADER
            + "return x\n"
            + BACKWARD
            + back("x", "dR", "d")
            + """
            is: boolean = invoke Step.Gradient.isReached(dGradient)
            if is {
              e: T = invoke mul(d, d)
            }
            """;
    assertEquals(List.of(3, 0, 0), made(text, 1, 1, 1));
  }

  private static final String ROWS =
      """
      parameter T x, adjoint T dX
      parameter int n
      seed T dR
      storage Rows.Gradient rowsGradient
      forward
      rows: T[] = newarray primal T[2]
      rows[0] = x
      e: T = invoke exp(x)
      rows[1] = e
      a: T = invoke Rows.of(rows)
      r: T = invoke mul(a, a)
      s: T = invoke sum(r)
      return s
      backward
      declare T dX
      dX = null
      dRows: T[] = newarray adjoint T[2]
      before: Rows.Gradient = rowsGradient
      g: Rows.Gradient = invoke Rows.Gradient.wrap(before, dRows)
      rowsGradient = g
      invoke Rows.pullback(rows, dR, g)
      d: T = load dRows[0]
      f: T = load dRows[1]
      h: T = invoke mul(d, f)
      k: T = invoke sum(h)
      dX = k
      """;

  /** Sums in arrays are copied, too, by the pullback itself, which is told what to write into. */
  @Test
  void arrays() {
    List<Integer> made = made(ROWS, 2, 2, 2);
    assertEquals(List.of(1, 1), made.subList(1, 3));
  }

  /** A part that gives its arguments away is given tensors that are not written again. */
  @Test
  void whatPartsHold() {
    LaidOutRegions regions = TensorText.read(ROWS);
    List<Integer> holding = made(regions, TensorParts.all(true, false, false), 2, 2, 2);
    List<Integer> holdingSums = made(regions, TensorParts.all(false, true, false), 2, 2, 2);
    assertEquals(2, holding.get(2));
    assertEquals(3, holdingSums.get(2));
  }

  @Test
  void sumsInLoops() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage Rows.Gradient rowsGradient
        forward
        rows: T[] = newarray primal T[2]
        rows[0] = x
        rows[1] = x
        return x
        backward
        declare T dX
        dX = null
        dRows: T[] = newarray adjoint T[2]
        loop L: for int i = 0; i < n; 1 {
          before: Rows.Gradient = rowsGradient
          g: Rows.Gradient = invoke Rows.Gradient.wrap(before, dRows)
          rowsGradient = g
          invoke Rows.pullback(rows, dR, g)
        }
        d: T = load dRows[0]
        k: T = invoke sum(d)
        dX = k
        """;
    List<Integer> made = made(text, 2, 2, 3, 2);
    assertEquals(List.of(0, 0), List.of(made.get(1), made.get(3)));
  }

  /** What operations give a part is not held by it: they write it again. */
  @Test
  void whatPartsAreGiven() {
    String text =
        FORWARD
            + """
            a: T = invoke exp(x)
            b: T = invoke Step.of(a)
            c: T = invoke mul(a, b)
            return x
            """;
    assertEquals(List.of(4, 0, 0), made(text, 1, 1, 1));
  }

  /** Other members of its class are code of which nothing is known. */
  @Test
  void whatItsClassIsGiven() {
    String text =
        FORWARD
            + """
            a: T = invoke exp(x)
            b: T = invoke Step.of(a)
            invoke Step.tell(a)
            c: T = invoke mul(a, b)
            return x
            """;
    assertEquals(List.of(4, 1, 1), made(text, 1, 1, 1));
  }

  /** Where it may give what it is given, that may leave the method as well. */
  @Test
  void whatPartsGiveBack() {
    String text =
        FORWARD
            + """
            a: T = invoke exp(x)
            b: T = invoke Same.of(a)
            return b
            """;
    LaidOutRegions regions = TensorText.read(text);
    assertEquals(List.of(1, 1, 1), made(regions, TensorParts.all(false, false, true), 1, 1, 1));
    // If it does not, what it is given can be written again.
    assertEquals(List.of(2, 1, 1), made(text.replace("Same", "Step"), 1, 1, 1));
  }

  /** An array of cotangents is held by the pullback: it may put others there. */
  @Test
  void cotangentsInArrays() {
    String text =
        """
        parameter T x, adjoint T dX
        seed T dR
        storage Wide.Gradient wideGradient
        forward
        return x
        """
            + BACKWARD
            + """
            e: T = invoke neg(dR)
            dS: T[] = newarray adjoint T[2]
            dS[0] = e
            f: T = invoke exp(dR)
            """
            + back("f", "dS", "d").replace("Step", "Wide").replace("step", "wide")
            + "g: T = invoke mul(d, e)\n";
    assertEquals(List.of(5, 1, 1), made(text, 1, 1, 1));
  }

  /** A copy that only the next iteration reads takes turns with another one. */
  @Test
  void copiesThatIterationsHandOn() {
    String text =
        HEADER
            + """
            declare T m
            m = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              if true {
                a: T = invoke Step.of(v)
                m = a
              }
            }
            l: T = m
            q: T = invoke mul(l, l)
            return x
            """
            + BACKWARD
            + """
            declare T dM
            dM = dR
            loop K: for int k = 0; k < n; 1 {
              w: T = dM
            """
            + back("x", "w", "d")
            + """
              dM = d
            }
            z: T = dM
            y: T = invoke mul(z, z)
            """;
    // Two carriers, two copies forward and two backward, and a product each.
    assertEquals(List.of(8, 0, 0), made(text, 5, 5, 4));
  }

  /** Where little is kept for loops, sums in arrays are made anew in each iteration. */
  @Test
  void sumsInLoopsThatKeepLittle() {
    LaidOutRegions regions =
        TensorText.read(
            """
            parameter T x, adjoint T dX
            parameter int n
            seed T dR
            storage Rows.Gradient rowsGradient
            forward
            rows: T[] = newarray primal T[2]
            rows[0] = x
            rows[1] = x
            return x
            backward
            declare T dX
            dX = dR
            loop L: for int i = 0; i < n; 1 {
              dRows: T[] = newarray adjoint T[2]
              before: Rows.Gradient = rowsGradient
              g: Rows.Gradient = invoke Rows.Gradient.wrap(before, dRows)
              rowsGradient = g
              invoke Rows.pullback(rows, dR, g)
              d: T = load dRows[0]
              dRows[1] += d
            }
            """);
    assertEquals(List.of(0, 0), madeByPart(regions, false).subList(1, 3));
    // Two in each iteration, and the sum of one and another.
    assertEquals(List.of(9, 9), madeByPart(regions, true).subList(1, 3));
  }

  /** Slots that are made longer between an operation and a store of something else stay so. */
  @Test
  void slotsInLoopsThatKeepLittle() {
    LaidOutRegions regions =
        TensorText.read(
            """
            parameter T x
            parameter int n
            storage T[] slot, of T v
            forward
            declare T m
            m = x
            declare T k
            k = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              u: T = k
              a: T = invoke mul(v, u)
              reserve slot, n
              slot[i] = v
              k = v
              m = a
            }
            return x
            """);
    assertEquals(List.of(3, 3), madeByPart(regions, true).subList(1, 3));
  }

  private static List<Integer> madeByPart(LaidOutRegions regions, boolean isShort) {
    LaidOutRegions kept =
        new KeptRegions(TensorParts.ALL, false)
            .keep(regions, new TensorBuffers.Kind(true, isShort), TensorBuffers.Shared.NONE)
            .regions();
    return SameTensors.madeByPart(regions, kept, Collections.nCopies(3, Map.of("n", 3)));
  }

  /** Nothing is kept for sums where there are no arrays. */
  @Test
  void whatIsKept() {
    String text = HEADER + "return x\n" + BACKWARD + back("x", "dR", "d");
    LaidOutRegions regions = TensorText.read(text);
    assertEquals(
        List.of("stepGradient", "dBuffer"),
        kept(regions, TensorParts.ALL).storage().stream().map(Variable::name).toList());
  }

  /** The copies are elements of loops as all others are. */
  @Test
  void loopsOverElements() {
    LaidOutRegions regions =
        TensorText.read(
            FORWARD
                + """
                a: T = invoke Step.of(x)
                b: T = invoke exp(a)
                c: T = invoke neg(b)
                d: T = invoke sum(c)
                return x
                """);
    assertEquals(Map.of(), kept(regions, TensorParts.ALL).loops());
    LaidOutRegions fused =
        new KeptRegions(TensorParts.ALL, true)
            .keep(regions, TensorBuffers.Kind.METHOD, TensorBuffers.Shared.NONE)
            .regions();
    assertEquals(1, fused.loops().size());
  }

  /** Without parts nothing changes. */
  @Test
  void noParts() {
    LaidOutRegions regions = TensorText.read(ROWS);
    LaidOutRegions rewritten =
        new PartCalls(regions, KeptParts.NONE, new TensorFlows(regions)).rewrite();
    assertEquals(regions.forward().toString(), rewritten.forward().toString());
    assertFalse(rewritten.storage().size() > regions.storage().size());
  }
}
