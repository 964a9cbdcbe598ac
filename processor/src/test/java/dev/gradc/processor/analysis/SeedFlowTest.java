package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which seeds reach which statements of a backward region. */
final class SeedFlowTest {

  private static final String MEMBERS =
      """
      member Library.back(double, double): double cotangents 1
      member Library.backInto(double[], double, double[]) cotangents 1
      member Library.backObject(double, Gradient) cotangents 0
      member Library.gradient(double[]): Gradient
      member Gradient.x(Gradient): double instance
      member Library.make(double): Gradient
      member Library.gradientAt(double[], double): Gradient
      member Library.backTwo(double, double, double): double cotangents 1 2
      member Tensors.sum(dev.gradc.tensor/Tensor): double instance
      member Tensors.plusInto(dev.gradc.tensor/Tensor, dev.gradc.tensor/Tensor): dev.gradc.tensor/Tensor cotangents 0
      member dev.gradc.Retain(double)
      member Tensors.plus(dev.gradc.tensor/Tensor): dev.gradc.tensor/Tensor cotangents 0
      """;

  private static final Map<String, Integer> SEEDS = Map.of("dR", 0, "dS", 1, "dA", 2, "dT", 3);

  private static final List<Variable> GIVEN =
      Stream.of(
              "double x",
              "double y",
              "int n",
              "boolean c",
              "double[] a",
              "double[][] rows",
              "double dR",
              "double dS",
              "double[] dA",
              "double dQ",
              "dev.gradc.tensor/Tensor held",
              "dev.gradc.tensor/Tensor dT")
          .map(text -> Parser.variable(text, Role.PARAMETER))
          .toList();

  /** Each statement with the seeds that reach it; with a dash where it is none of cotangents. */
  private static String told(String text) {
    Block region = Parser.block(MEMBERS + text, GIVEN.toArray(new Variable[0]));
    Map<Variable, Integer> seeds = new LinkedHashMap<>();
    IdentityHashMap<Statement, Integer> marks = new IdentityHashMap<>();
    GIVEN.stream()
        .filter(it -> SEEDS.containsKey(it.name()))
        .forEach(it -> seeds.put(it, SEEDS.get(it.name())));
    for (Statement statement : region.statements()) {
      if (statement instanceof Statement.Invoke invoke && invoke.member().isRetain()) {
        marks.put(statement, 7);
      }
    }
    ArrayOrigins arrays = new AliasAnalysis().analyze(GIVEN, region);
    SeedFlow.Reached reached = new SeedFlow(arrays).analyze(region, seeds, marks);
    StringBuilder told = new StringBuilder();
    tell(region, reached, told);
    return told.toString();
  }

  private static void tell(Block block, SeedFlow.Reached reached, StringBuilder told) {
    for (Statement statement : block.statements()) {
      if (statement.blocks().isEmpty()) {
        String line = new Printer().print(new Block(List.of(statement))).strip();
        Set<Integer> seeds = reached.seeds().get(statement);
        assertEquals(seeds != null, reached.isLinear(statement), line);
        told.append(line).append("; ").append(seeds == null ? "-" : seeds).append("\n");
      }
      statement.blocks().forEach(inner -> tell(inner, reached, told));
    }
  }

  @Test
  void productsWithPrimalsKeepTheirSeeds() {
    assertEquals(
        """
        declare double dX; -
        dX = 0.0; -
        p: double = mul(dR, y); [0]
        dX += p; [0]
        q: double = mul(dS, x); [1]
        s: double = add(p, q); [0, 1]
        z: double = mul(x, y); -
        k: int = add(n, n); -
        dX += q; [1]
        e: double = dX; [0, 1]
        t: double = mul(e, y); [0, 1]
        """,
        told(
            """
            declare double dX
            dX = 0.0
            p: double = mul(dR, y)
            dX += p
            q: double = mul(dS, x)
            s: double = add(p, q)
            z: double = mul(x, y)
            k: int = add(n, n)
            dX += q
            e: double = dX
            t: double = mul(e, y)
            """));
  }

  /**
   * An adjoint that is set to zero is reached by nothing; one that is given a value keeps its own.
   */
  @Test
  void zerosForget() {
    assertEquals(
        """
        declare double dX; -
        dX = 0.0; -
        dX += dR; [0]
        e: double = dX; [0]
        dX = 0.0; -
        g: double = dX; []
        dX += dS; [1]
        h: double = dX; [1]
        dX = dR; [0]
        i: double = dX; [0, 1]
        """,
        told(
            """
            declare double dX
            dX = 0.0
            dX += dR
            e: double = dX
            dX = 0.0
            g: double = dX
            dX += dS
            h: double = dX
            dX = dR
            i: double = dX
            """));
  }

  @Test
  void branchesJoin() {
    String told =
        told(
            """
            declare double dX
            declare double dY
            dX = 0.0
            dY = 0.0
            if c {
              dX += dR
            } else {
              f: double = dX
              dX += dS
              dY += dS
            }
            e: double = dX
            g: double = dY
            """);
    assertTrue(told.contains("f: double = dX; []\n"), told);
    assertTrue(told.contains("e: double = dX; [0, 1]\n"), told);
    assertTrue(told.contains("g: double = dY; [1]\n"), told);
  }

  @Test
  void loopsGoAround() {
    String told =
        told(
            """
            declare double dX
            declare double dY
            declare double dZ
            dX = 0.0
            dY = 0.0
            dZ = 0.0
            loop i: for int i = 0; i < n; 1 {
              e: double = dX
              dX = 0.0
              f: double = dY
              dX += f
              g: double = dZ
              dY += g
              dZ += dS
            }
            h: double = dX
            """);
    assertTrue(told.contains("e: double = dX; [1]\n"), told);
    assertTrue(told.contains("g: double = dZ; [1]\n"), told);
    assertTrue(told.contains("h: double = dX; [1]\n"), told);
  }

  @Test
  void arraysAreReachedAsAWhole() {
    assertEquals(
        """
        dB: double[] = newarray adjoint double[n]; -
        dB[0] += dR; [0]
        t: double = load dB[1]; [0]
        u: double = load dA[1]; [2]
        w: double = load a[1]; -
        dB[1] = dS; [0, 1]
        v: double = load dB[0]; [0, 1]
        clear dB, n; [0, 1]
        clear a, n; -
        a[0] = x; -
        z: double = load dB[0]; [0, 1]
        """,
        told(
            """
            dB: double[] = newarray adjoint double[n]
            dB[0] += dR
            t: double = load dB[1]
            u: double = load dA[1]
            w: double = load a[1]
            dB[1] = dS
            v: double = load dB[0]
            clear dB, n
            clear a, n
            a[0] = x
            z: double = load dB[0]
            """));
  }

  @Test
  void rowsArePutWithoutCotangents() {
    assertEquals(
        """
        dM: double[][] = newarray adjoint double[][n]; -
        dB: double[] = newarray adjoint double[n]; -
        dB[0] += dR; [0]
        dM[0] = dB; -
        row: double[] = load dM[0]; -
        t: double = load row[0]; [0]
        """,
        told(
            """
            dM: double[][] = newarray adjoint double[][n]
            dB: double[] = newarray adjoint double[n]
            dB[0] += dR
            dM[0] = dB
            row: double[] = load dM[0]
            t: double = load row[0]
            """));
  }

  /** A pullback carries its cotangents to what it gives and to what it adds to. */
  @Test
  void pullbacksCarryCotangents() {
    assertEquals(
        """
        t: double = invoke Library.back(x, dS); [1]
        u: double = mul(t, x); [1]
        dB: double[] = newarray adjoint double[n]; -
        dB[0] += dR; [0]
        invoke Library.backInto(a, dS, dB); [1]
        v: double = load dB[0]; [0, 1]
        w: double = load a[0]; -
        s: dev.gradc.tensor/Tensor = invoke Tensors.plus(dT); [3]
        r: dev.gradc.tensor/Tensor = invoke Tensors.plus(s); [3]
        """,
        told(
            """
            t: double = invoke Library.back(x, dS)
            u: double = mul(t, x)
            dB: double[] = newarray adjoint double[n]
            dB[0] += dR
            invoke Library.backInto(a, dS, dB)
            v: double = load dB[0]
            w: double = load a[0]
            s: dev.gradc.tensor/Tensor = invoke Tensors.plus(dT)
            r: dev.gradc.tensor/Tensor = invoke Tensors.plus(s)
            """));
  }

  /**
   * An object that a pullback fills holds what the pullback was given, and adds it to its arrays.
   */
  @Test
  void objectsHoldGradients() {
    assertEquals(
        """
        dB: double[] = newarray adjoint double[n]; -
        o: Gradient = invoke Library.gradient(dB); -
        invoke Library.backObject(dS, o); [1]
        t: double = invoke Gradient.x(o); [1]
        v: double = load dB[0]; [1]
        p: Gradient = invoke Library.make(dR); -
        q: double = invoke Gradient.x(p); []
        """,
        told(
            """
            dB: double[] = newarray adjoint double[n]
            o: Gradient = invoke Library.gradient(dB)
            invoke Library.backObject(dS, o)
            t: double = invoke Gradient.x(o)
            v: double = load dB[0]
            p: Gradient = invoke Library.make(dR)
            q: double = invoke Gradient.x(p)
            """));
  }

  @Test
  void whatIsCopiedAndStoredKeepsItsSeeds() {
    assertEquals(
        """
        e: double = dR; [0]
        p: double = mul(e, y); [0]
        dB: double[] = newarray adjoint double[n]; -
        dB[1] = dS; [1]
        t: double = load dB[0]; [1]
        isLess: boolean = lt(dR, 1.0); -
        k: int = toInt(dR); -
        s: dev.gradc.tensor/Tensor = dT; [3]
        r: dev.gradc.tensor/Tensor = invoke Tensors.plus(s); [3]
        """,
        told(
            """
            e: double = dR
            p: double = mul(e, y)
            dB: double[] = newarray adjoint double[n]
            dB[1] = dS
            t: double = load dB[0]
            isLess: boolean = lt(dR, 1.0)
            k: int = toInt(dR)
            s: dev.gradc.tensor/Tensor = dT
            r: dev.gradc.tensor/Tensor = invoke Tensors.plus(s)
            """));
  }

  /** What is declared in a backward region, or added to, is an adjoint, be it reached or not. */
  @Test
  void adjointsMayBeReachedByNothing() {
    assertEquals(
        """
        declare double dZ; -
        dZ = 0.0; -
        h: double = dZ; []
        t: double = dQ; []
        dQ += 1.0; []
        u: double = x; -
        """,
        told(
            """
            declare double dZ
            dZ = 0.0
            h: double = dZ
            t: double = dQ
            dQ += 1.0
            u: double = x
            """));
  }

  @Test
  void loopsMayNotRunAtAll() {
    String told =
        told(
            """
            declare double dX
            dX = 0.0
            dX += dR
            loop i: for int i = 0; i < n; 1 {
              dX = 0.0
            }
            e: double = dX
            """);
    assertTrue(told.contains("e: double = dX; [0]\n"), told);
  }

  /**
   * Numbers and tensors that a pullback is given, and that an object is made of, are not filled.
   */
  @Test
  void onlyObjectsAndArraysAreFilled() {
    assertEquals(
        """
        t: double = invoke Library.backTwo(x, dS, 0.0); [1]
        r: dev.gradc.tensor/Tensor = invoke Tensors.plusInto(dT, held); [3]
        z: double = invoke Tensors.sum(held); -
        dB: double[] = newarray adjoint double[n]; -
        o: Gradient = invoke Library.gradientAt(dB, x); -
        invoke Library.backObject(dS, o); [1]
        v: double = load dB[0]; [1]
        w: double = mul(x, y); -
        """,
        told(
            """
            t: double = invoke Library.backTwo(x, dS, 0.0)
            r: dev.gradc.tensor/Tensor = invoke Tensors.plusInto(dT, held)
            z: double = invoke Tensors.sum(held)
            dB: double[] = newarray adjoint double[n]
            o: Gradient = invoke Library.gradientAt(dB, x)
            invoke Library.backObject(dS, o)
            v: double = load dB[0]
            w: double = mul(x, y)
            """));
  }

  /** The mark of a retained value is a source of its own. */
  @Test
  void marksAreSources() {
    assertEquals(
        """
        declare double dX; -
        dX = 0.0; -
        dX += dR; [0]
        invoke dev.gradc.Retain(dX); -
        e: double = dX; [0, 7]
        """,
        told(
            """
            declare double dX
            dX = 0.0
            dX += dR
            invoke dev.gradc.Retain(dX)
            e: double = dX
            """));
  }

  @Test
  void reachedByAllThatAreWanted() {
    Block region = Parser.block("p: double = mul(dR, y)", GIVEN.toArray(new Variable[0]));
    ArrayOrigins arrays = new AliasAnalysis().analyze(GIVEN, region);
    Variable seed = GIVEN.get(6);
    SeedFlow.Reached reached =
        new SeedFlow(arrays).analyze(region, Map.of(seed, 3), new IdentityHashMap<>());
    Statement product = region.statements().get(0);
    assertTrue(reached.isReachedBy(product, Set.of(3)));
    assertTrue(reached.isReachedBy(product, Set.of()));
    assertFalse(reached.isReachedBy(product, Set.of(3, 4)));
  }
}
