package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops over vectors cut behind functions: where, what parts hand on, and that nothing changes. */
final class VectorPartsTest {

  private static final int ELEMENTS = 5;

  private static final Variable[] GIVEN = {
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[] y", Role.PARAMETER),
    Parser.variable("double[] z", Role.PARAMETER),
    Parser.variable("float[] p", Role.PARAMETER),
    Parser.variable("boolean[] flags", Role.PARAMETER),
    Parser.variable("double[] eBlock", Role.PARAMETER),
    Parser.variable("double fBlock", Role.PARAMETER),
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("double b", Role.MUTABLE),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("double sum", Role.MUTABLE)
  };

  private static VectorLoop loop(String body) {
    Block block = Parser.block("loop i: for int i = 0; i < n; 1 {\n" + body + "}\n", GIVEN);
    Statement.CountedLoop loop = (Statement.CountedLoop) block.statements().get(0);
    VectorLoops.Finding finding = new VectorLoops().find(loop);
    assertEquals("", finding.obstacle());
    return finding.loop().orElseThrow();
  }

  private static List<VectorLoop> parts(String body) {
    return new VectorParts().of(loop(body));
  }

  private static void check(String body, String... expected) {
    assertEquals(
        List.of(expected), parts(body).stream().map(it -> new Printer().print(it.body())).toList());
  }

  /** What is cheap is computed once more; what is not is stored where it is computed. */
  @Test
  void valuesAreComputedOnceMoreOrStored() {
    check(
        """
        s: double = load x[i]
        t: double = mul(s, a)
        u: double = div(s, a)
        e: double = Math.exp(t)
        v: double = mul(t, e)
        w: double = mul(u, v)
        y[i] += w
        """,
        """
        s: double = load x[i]
        t: double = mul(s, a)
        u: double = div(s, a)
        uBlock[i] = u
        e: double = Math.exp(t)
        eBlock[i] = e
        """,
        """
        s: double = load x[i]
        t: double = mul(s, a)
        u: double = load uBlock[i]
        e: double = load eBlock[i]
        v: double = mul(t, e)
        w: double = mul(u, v)
        y[i] += w
        """);
  }

  /** Whether a value of this name is stored for what follows a function. */
  private static boolean isStored(String name, String text) {
    List<VectorLoop> parts =
        parts(
            """
            s: double = load x[i]
            %se: double = Math.exp(s)
            t: double = mul(e, %s)
            u: double = add(t, a)
            z[i] = u
            """
                .formatted(text, name));
    assertEquals(2, parts.size(), text);
    return names(List.copyOf(parts.get(1).handed())).contains(name + "Block");
  }

  /** Three operations are cheap, be one of them a load. */
  @Test
  void whatIsCheapIsCounted() {
    String three = "q: double = load y[i]\nr: double = mul(q, a)\nv: double = sub(r, a)\n";
    assertFalse(isStored("v", three));
    assertTrue(isStored("w", three + "w: double = mul(v, a)\n"));
    assertTrue(isStored("w", three + "k: double = load z[i]\nw: double = mul(r, k)\n"));
    assertTrue(isStored("w", three + "w: double = load z[i]\n".replace("load z[i]", "div(q, a)")));
  }

  /** Neither copies nor what is the same in all iterations. */
  @Test
  void whatCostsNothingIsNotCounted() {
    assertFalse(
        isStored(
            "v",
            """
            q: double = load y[i]
            r: double = mul(q, a)
            k: double = r
            v: double = sub(k, a)
            """));
    assertFalse(
        isStored(
            "v",
            """
            g: double = mul(a, a)
            h: double = mul(g, a)
            k: double = mul(h, a)
            q: double = load y[i]
            v: double = sub(q, k)
            """));
  }

  /** Of what processors have one instruction for, roots alone. */
  @Test
  void rootsAreSlow() {
    assertFalse(isStored("v", "v: double = Math.abs(s)\n"));
    assertFalse(isStored("v", "v: double = Math.max(s, a)\n"));
    assertTrue(isStored("v", "v: double = Math.sqrt(s)\n"));
  }

  /** It may be another value by now. */
  @Test
  void whatIsWrittenIsNotReadAgain() {
    check(
        """
        s: double = load x[i]
        y[i] = a
        e: double = Math.exp(s)
        t: double = mul(s, e)
        u: double = add(t, a)
        z[i] = u
        """,
        """
        s: double = load x[i]
        sBlock[i] = s
        y[i] = a
        e: double = Math.exp(s)
        eBlock[i] = e
        """,
        """
        s: double = load sBlock[i]
        e: double = load eBlock[i]
        t: double = mul(s, e)
        u: double = add(t, a)
        z[i] = u
        """);
  }

  /** Conditions are not stored. */
  @Test
  void comparisonsAreMadeOnceMore() {
    check(
        """
        s: double = load x[i]
        r: double = Math.sqrt(s)
        c: boolean = lt(r, a)
        e: double = Math.exp(r)
        t: double = select(c, e, s)
        u: double = add(t, a)
        y[i] = u
        """,
        """
        s: double = load x[i]
        r: double = Math.sqrt(s)
        rBlock[i] = r
        e: double = Math.exp(r)
        eBlock[i] = e
        """,
        """
        s: double = load x[i]
        r: double = load rBlock[i]
        c: boolean = lt(r, a)
        e: double = load eBlock[i]
        t: double = select(c, e, s)
        u: double = add(t, a)
        y[i] = u
        """);
  }

  @Test
  void whatChangesIsStoredBehindItsChanges() {
    check(
        """
        s: double = load x[i]
        declare double v
        v = s
        declare double w
        e: double = Math.exp(s)
        v += e
        w = e
        f: double = Math.log(e)
        v += f
        w += f
        t: double = v
        y[i] = t
        u: double = w
        sum += u
        """,
        """
        s: double = load x[i]
        declare double v
        v = s
        declare double w
        e: double = Math.exp(s)
        eBlock[i] = e
        vBlock[i] = v
        """,
        """
        declare double v
        v = load vBlock[i]
        declare double w
        e: double = load eBlock[i]
        v += e
        w = e
        f: double = Math.log(e)
        fBlock[i] = f
        vBlock[i] = v
        wBlock[i] = w
        """,
        """
        declare double v
        v = load vBlock[i]
        declare double w
        w = load wBlock[i]
        f: double = load fBlock[i]
        v += f
        w += f
        t: double = v
        y[i] = t
        u: double = w
        sum += u
        """);
  }

  /** Where a condition that has changed would have to be stored the loop is not cut. */
  @Test
  void conditionsThatChangeAreNotCutAcross() {
    String body =
        """
        s: double = load x[i]
        declare boolean c
        c = lt(s, a)
        e: double = Math.exp(s)
        d: boolean = c
        t: double = select(d, e, s)
        f: double = Math.log(t)
        u: double = add(f, a)
        v: double = mul(u, t)
        y[i] = v
        """;
    List<VectorLoop> parts = parts(body);
    assertEquals(2, parts.size());
    assertTrue(new Printer().print(parts.get(0).body()).contains("f: double = Math.log(t)"));
  }

  /** Nor where it would have to be read again, or something that it is computed of. */
  @Test
  void conditionsThatMayBeOthersByNowAreNotCutAcross() {
    String body =
        """
        s: double = load x[i]
        c: boolean = load flags[i]
        d: boolean = not(c)
        g: boolean = lt(s, a)
        flags[i] = g
        e: double = Math.exp(s)
        t: double = select(%s, e, s)
        u: double = mul(t, e)
        y[i] = u
        """;
    assertEquals(1, parts(body.formatted("c")).size());
    assertEquals(1, parts(body.formatted("d")).size());
    assertEquals(2, parts(body.formatted("g")).size());
  }

  /** What branches have assigned has a value; what later parts do not need is not stored again. */
  @Test
  void whatChangesIsStoredWhereItIsNeeded() {
    check(
        """
        s: double = load x[i]
        c: boolean = lt(s, a)
        declare double v
        if c {
          v = s
        } else {
          v = a
        }
        e: double = Math.exp(s)
        v += e
        t: double = v
        y[i] = t
        f: double = Math.log(e)
        u: double = mul(f, e)
        w: double = add(u, a)
        z[i] = w
        """,
        """
        s: double = load x[i]
        c: boolean = lt(s, a)
        declare double v
        if c {
          v = s
        } else {
          v = a
        }
        e: double = Math.exp(s)
        eBlock[i] = e
        vBlock[i] = v
        """,
        """
        declare double v
        v = load vBlock[i]
        e: double = load eBlock[i]
        v += e
        t: double = v
        y[i] = t
        f: double = Math.log(e)
        fBlock[i] = f
        """,
        """
        e: double = load eBlock[i]
        f: double = load fBlock[i]
        u: double = mul(f, e)
        w: double = add(u, a)
        z[i] = w
        """);
  }

  /** Floats stay floats; where all arrays are of floats, what is handed on is as well. */
  @Test
  void arraysHaveTheTypeOfTheirElements() {
    List<VectorLoop> parts =
        parts(
            """
            s: double = load x[i]
            q: float = load p[i]
            y[i] = a
            e: double = Math.exp(s)
            r: double = toDouble(q)
            t: double = mul(e, r)
            z[i] = t
            """);
    assertEquals(List.of("float[] qBlock", "double[] eBlock"), handed(parts.get(1)));
    parts =
        parts(
            """
            q: float = load p[i]
            s: double = toDouble(q)
            e: double = Math.exp(s)
            t: double = mul(e, s)
            u: double = mul(t, e)
            sum += u
            """);
    assertEquals(List.of("float[] eBlock"), handed(parts.get(1)));
  }

  private static List<String> handed(VectorLoop part) {
    return part.handed().stream().map(it -> it.type().keyword() + " " + it.name()).toList();
  }

  @Test
  void loopsWithoutFunctionsAndShortRestsStay() {
    for (String body :
        List.of(
            """
            s: double = load x[i]
            c: boolean = lt(s, a)
            t: double = select(c, s, a)
            y[i] = t
            z[i] = t
            """,
            """
            s: double = load x[i]
            e: double = Math.exp(s)
            sum += e
            """,
            """
            u: double = Math.exp(a)
            s: double = load x[i]
            t: double = mul(s, u)
            y[i] = t
            z[i] = t
            sum += t
            """)) {
      VectorLoop loop = loop(body);
      assertEquals(List.of(loop), new VectorParts().of(loop), body);
    }
  }

  /** Twelve arrays of a block at most. */
  @Test
  void loopsThatHandOnTooMuchAreCutLess() {
    StringBuilder body = new StringBuilder("s: double = load x[i]\n");
    for (int k = 0; k < 14; k++) {
      body.append("t%d: double = mul(s, a)\ne%d: double = Math.exp(t%d)\n".formatted(k, k, k));
    }
    for (int k = 0; k < 14; k++) {
      body.append("sum += e%d\n".formatted(k));
    }
    List<VectorLoop> parts = parts(body.toString());
    assertEquals(13, parts.size());
    assertEquals(12, parts.stream().mapToInt(it -> it.handed().size()).max().orElseThrow());
  }

  /** What the user calls so is another variable. */
  @Test
  void namesAreFree() {
    check(
        """
        s: double = load eBlock[i]
        e: double = Math.exp(s)
        t: double = mul(e, fBlock)
        f: double = Math.log(t)
        u: double = mul(t, f)
        v: double = mul(u, e)
        y[i] = v
        """,
        """
        s: double = load eBlock[i]
        e: double = Math.exp(s)
        eBlock2[i] = e
        """,
        """
        e: double = load eBlock2[i]
        t: double = mul(e, fBlock)
        f: double = Math.log(t)
        fBlock2[i] = f
        """,
        """
        e: double = load eBlock2[i]
        t: double = mul(e, fBlock)
        f: double = load fBlock2[i]
        u: double = mul(t, f)
        v: double = mul(u, e)
        y[i] = v
        """);
  }

  /** Also of what is declared and nothing else. */
  @Test
  void namesOfWhatIsDeclaredAreNotFree() {
    check(
        """
        s: double = load x[i]
        declare double eBlock
        e: double = Math.exp(s)
        t: double = mul(e, a)
        u: double = add(t, a)
        y[i] = u
        """,
        """
        s: double = load x[i]
        declare double eBlock
        e: double = Math.exp(s)
        eBlock2[i] = e
        """,
        """
        e: double = load eBlock2[i]
        t: double = mul(e, a)
        u: double = add(t, a)
        y[i] = u
        """);
  }

  /** What a part is told of is what it mentions. */
  @Test
  void partsHaveTheirOwnFacts() {
    List<VectorLoop> parts =
        parts(
            """
            g: double = neg(a)
            s: double = load x[i]
            e: double = Math.exp(s)
            t: double = mul(e, g)
            q: float = load p[i]
            r: double = toDouble(q)
            u: double = mul(t, r)
            sum += u
            """);
    assertEquals(List.of("x", "eBlock"), names(parts.get(0).arrays()));
    assertEquals(List.of(), names(parts.get(0).given()));
    assertTrue(parts.get(0).reductions().isEmpty());
    assertEquals(List.of("eBlock", "p"), names(parts.get(1).arrays()));
    assertEquals(List.of("a"), names(parts.get(1).given()));
    assertEquals(List.of("eBlock"), names(List.copyOf(parts.get(1).handed())));
    assertFalse(parts.get(1).reductions().isEmpty());
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  /**
   * Random loops, whole and in parts: every element is the same, to the bit. So are sums where all
   * parts of an iteration come before the next one; else they are added up in another order.
   */
  @Test
  void partsComputeWhatTheLoopDoes() {
    int cut = 0;
    for (long seed = 0; seed < 400; seed++) {
      String body = new RandomBody(seed).text();
      VectorLoop loop = loop(body);
      List<VectorLoop> parts = new VectorParts().of(loop);
      cut += parts.size() > 1 ? 1 : 0;
      for (boolean isOneArray : new boolean[] {false, true}) {
        List<Block> bodies = parts.stream().map(VectorLoop::body).toList();
        Block joined = new Block(bodies.stream().flatMap(it -> it.statements().stream()).toList());
        Map<String, Object> expected = run(parts, List.of(loop.body()), isOneArray);
        assertEquals(expected, run(parts, List.of(joined), isOneArray), () -> body);
        Map<String, Object> actual = run(parts, bodies, isOneArray);
        for (String name : List.of("x", "y", "z")) {
          assertEquals(expected.get(name), actual.get(name), () -> name + " of\n" + body);
        }
      }
    }
    assertTrue(cut > 200, "loops in parts: " + cut);
  }

  /**
   * Runs loops one after the other; what is handed on lies in arrays of as many elements.
   *
   * @param bodies of the loops
   * @param isOneArray whether two names are names of one array
   */
  private static Map<String, Object> run(
      List<VectorLoop> parts, List<Block> bodies, boolean isOneArray) {
    Random random = new Random(7);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("a", 0.75);
    values.put("b", -1.25);
    values.put("n", ELEMENTS);
    values.put("sum", 0.5);
    Map<String, double[]> arrays = new LinkedHashMap<>();
    for (String name : List.of("x", "y", "z")) {
      arrays.put(name, random.doubles(ELEMENTS, -2, 2).toArray());
    }
    if (isOneArray) {
      arrays.put("z", arrays.get("y"));
    }
    values.putAll(arrays);
    values.put("p", new float[] {0.5f, -0.25f, 1, 0, 2});
    List<Statement> statements = new ArrayList<>();
    Statement.CountedLoop loop = parts.get(0).loop();
    bodies.forEach(it -> statements.add(loop.withBlocks(List.of(it))));
    for (VectorLoop part : parts) {
      for (Variable array : part.handed()) {
        values.putIfAbsent(array.name(), Interpretation.newArray(array.type(), ELEMENTS));
      }
    }
    Interpretation.exact(new Block(statements), values, List.of());
    Map<String, Object> result = new LinkedHashMap<>();
    arrays.forEach((name, array) -> result.put(name, Arrays.toString(array)));
    result.put("sum", values.get("sum"));
    return result;
  }
}
