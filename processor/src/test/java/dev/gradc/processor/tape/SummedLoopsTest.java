package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which loops only sum up, in regions that are made by hand. */
final class SummedLoopsTest {

  private static final Variable X = Parser.variable("double x", Role.PARAMETER);
  private static final Variable N = Parser.variable("int n", Role.PARAMETER);
  private static final Variable A = Parser.variable("double[] a", Role.PARAMETER);
  private static final Variable B = Parser.variable("double[] b", Role.PARAMETER);
  private static final Variable M = Parser.variable("double[][] m", Role.PARAMETER);
  private static final Variable SEED = Parser.variable("double seed", Role.PARAMETER);
  private static final Variable OF_A = Parser.variable("double[] dA", Role.PARAMETER);
  private static final Variable OF_M = Parser.variable("double[][] dM", Role.PARAMETER);
  private static final Variable CARRIER =
      Parser.variable("Pullback.Gradient gradient", Role.MUTABLE);

  private static final String MEMBERS =
      """
      member Library.plain(double): double
      member Library.reading(double[]): double
      member Library.writing(double[]) writes 0
      member Library.given(double[]): double[]
      member Pullback.Gradient.wrap(Pullback.Gradient, double[]): Pullback.Gradient
      """;

  private static final String FORWARD =
      """
      own: double[] = newarray primal double[n]
      loop i: for int i = 0; i < n; 1 {
        t: double = load a[i]
        e: double = Math.exp(t)
      }
      """;

  private static Block block(String text) {
    return Parser.block(MEMBERS + text, X, N, A, B, M, SEED, OF_A, OF_M, CARRIER);
  }

  /** Of a loop of the backward region with this body. */
  private static String back(String body) {
    return "declare double dX\ndX = 0.0\n"
        + "declare dev.gradc.tensor/Tensor dT\n"
        + "loop i: for int i = 0; i < n; 1 {\n"
        + body
        + "\n}\n";
  }

  private static List<SummedLoop> find(Block forward, Block backward) {
    return find(forward, backward, MergedLoops.Choice.ALL);
  }

  private static List<SummedLoop> find(Block forward, Block backward, MergedLoops.Choice choice) {
    AdjointRegions regions =
        new AdjointRegions(
            List.of(X, N, A, B, M),
            List.of(
                Optional.empty(),
                Optional.empty(),
                Optional.of(OF_A),
                Optional.empty(),
                Optional.of(OF_M)),
            List.of(),
            List.of(Optional.of(SEED)),
            List.of(CARRIER),
            forward,
            backward);
    return new SummedLoops(
            regions,
            backward,
            new AliasAnalysis().analyze(regions.parameters(), forward),
            TapeLayout.namesBeside(regions, SeparatedOutputs.of(backward)),
            choice)
        .find();
  }

  private static List<SummedLoop> find(String forward, String backward) {
    Block both = block(forward + backward);
    int count = block(forward).statements().size();
    return find(
        new Block(both.statements().subList(0, count)),
        new Block(both.statements().subList(count, both.statements().size())));
  }

  private static boolean isFaster(String forward, String backward) {
    Block both = block(forward + backward);
    int count = block(forward).statements().size();
    Block first = new Block(both.statements().subList(0, count));
    Block second = new Block(both.statements().subList(count, both.statements().size()));
    assertEquals(1, find(first, second, MergedLoops.Choice.ALL).size());
    assertEquals(0, find(first, second, MergedLoops.Choice.NONE).size());
    return find(first, second, MergedLoops.Choice.FASTER).size() == 1;
  }

  /** Functions on the way there, and none on the way back, which has no loops or calls either. */
  @Test
  void whatIsFasterApart() {
    assertFalse(isFaster(FORWARD, back("dA[i] += e")));
    assertFalse(isFaster(FORWARD, back("if true {\nu: double = mul(e, e)\ndX += u\n}")));
    assertTrue(isFaster(FORWARD.replace("Math.exp(t)", "mul(t, t)"), back("dA[i] += e")));
    assertTrue(isFaster(FORWARD.replace("Math.exp(t)", "Math.sqrt(t)"), back("dA[i] += e")));
    assertTrue(isFaster(FORWARD, back("u: double = Math.cos(e)\ndA[i] += u")));
    assertTrue(isFaster(FORWARD, back("if true {\nu: double = Math.cos(e)\ndA[i] += u\n}")));
    assertTrue(isFaster(FORWARD, back("loop j: for int j = 0; j < i; 1 {\ndX += e\n}")));
    assertTrue(isFaster(FORWARD, back("q: double = invoke Library.plain(e)")));
    assertTrue(
        isFaster(
            FORWARD.replace("e: double", "q: double = invoke Library.plain(t)\ne: double"),
            back("dA[i] += e")));
  }

  private static String labels(String forward, String backward) {
    return String.join(
        " ", find(forward, backward).stream().map(it -> it.forward().label()).toList());
  }

  private static String text(SummedLoop loop) {
    Printer printer = new Printer();
    return printer.print(new Block(loop.before())) + "---\n" + printer.print(loop.back());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dA[i] += e",
        "r: double[] = load dM[i]\nr[0] += e",
        "r: double[] = load m[i]\ndA[i] += e",
        "k: int = length b",
        "k: int = length dM\nif true {\n}",
        "q: double = load b[i]\nu: double = mul(q, e)\ndX += u",
        "declare double d\nd = e\nd2: double = d\nd += d2",
        "if true {\ndX += e\n}",
        "loop j: for int j = 0; j < i; 1 {\ndX += e\n}",
        "q: double = invoke Library.plain(e)",
        "q: double = invoke Library.reading(b)",
        "k: Pullback.Gradient = gradient\n"
            + "g: Pullback.Gradient = invoke Pullback.Gradient.wrap(k, dA)\ngradient = g",
      })
  void whatOnlyAddsIsFound(String body) {
    assertEquals("i", labels(FORWARD, back(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dX = e",
        "q: double = dX",
        "if true {\nq: double = dX\n}",
        "loop j: for int j = 0; j < i; 1 {\ndA[i] = e\n}",
        "dA[i] = e",
        "clear dA, n",
        "throw e",
        "declare int w\nloop w: while {\n} true {\n}",
        "r: double[] = newarray primal double[n]",
        "r: double[] = dA",
        "q: double = load dA[i]",
        "q: double = load own[i]",
        "k: int = length own",
        "r: double[] = load m[i]\nq: double = load r[0]",
        "invoke Library.writing(b)",
        "q: double = invoke Library.reading(own)",
        "q: double = invoke Library.reading(dA)",
        "k: Pullback.Gradient = gradient\n"
            + "g: Pullback.Gradient = invoke Pullback.Gradient.wrap(k, own)\ngradient = g",
      })
  void whatDoesMoreIsNone(String body) {
    assertEquals("", labels(FORWARD, back(body)));
  }

  /** Of the same body, as far as arrays stay as they are. */
  @Test
  void arraysThatAreWrittenMayHaveBeenOthers() {
    String element = back("q: double = load b[i]");
    assertEquals("i", labels(FORWARD, element));
    assertEquals("", labels(FORWARD + "b[0] = x\n", element));
    assertEquals("", labels(FORWARD + "if true {\nb[0] = x\n}\n", element));
    String row = back("q: double[] = load m[i]");
    assertEquals("i", labels(FORWARD + "b[0] = x\n", row));
    assertEquals("", labels(FORWARD + "m[0] = b\n", row));
    String call = back("q: double = invoke Library.reading(b)");
    assertEquals("", labels(FORWARD + "b[0] = x\n", call));
    String length = back("q: int = length b");
    assertEquals("", labels(FORWARD + "b[0] = x\n", length));
    String own = back("r: double[] = load dM[i]\nr[0] += e");
    assertEquals("i", labels(FORWARD, own));
    assertEquals("i", labels(FORWARD, own + "dM[0] = dA\n"));
    assertEquals("", labels(FORWARD, "dM[0] = dA\n" + own));
    String wrapped =
        back(
            "k: Pullback.Gradient = gradient\n"
                + "g: Pullback.Gradient = invoke Pullback.Gradient.wrap(k, dA)\ngradient = g");
    assertEquals("i", labels(FORWARD, wrapped));
    assertEquals("i", labels(FORWARD, wrapped + "dA[0] = x\n"));
    assertEquals("", labels(FORWARD, "dA[0] = x\n" + wrapped));
  }

  /** With these statements at the end of each iteration. */
  private static String forward(String more) {
    return "declare int count\ncount = n\ndeclare double[] last\nlast = a\n"
        + "all: double[][] = newarray primal double[][n]\n"
        + FORWARD.substring(0, FORWARD.lastIndexOf('}'))
        + more
        + FORWARD.substring(FORWARD.lastIndexOf('}'));
  }

  /** The adjoint of an array that another iteration has under another name is not its own. */
  @Test
  void loopsThatMakeAdjointsGiveNoArrayAway() {
    String back = back("dA[i] += e");
    for (String made :
        List.of(
            "d: double[] = newarray adjoint double[n]\n",
            "d: double[] = adjointlike b\n",
            "if true {\nd: double[] = adjointlike b\n}\n")) {
      assertEquals("i", labels(forward(made), back));
      assertEquals("i", labels(forward(made + "count = i\nown[i] = e\n"), back));
      for (String given : List.of("last = b\n", "all[i] = b\n")) {
        assertEquals("", labels(forward(made + given), back));
        assertEquals("", labels(forward(made + "if true {\n" + given + "}\n"), back));
        assertEquals("i", labels(forward(given), back));
      }
    }
  }

  private static final String OWN =
      """
      r: double[] = newarray primal double[n]
      dR: double[] = adjointlike r
      other: double[] = newarray adjoint double[n]
      copy: double[] = dR
      mm: double[][] = newarray primal double[][n][n]
      row: double[] = load mm[0]
      """;

  /** What an iteration makes is nobody else's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dR[0] += e",
        "dR[0] = 0.0",
        "clear dR, n",
        "q: double = load dR[0]",
        "other[0] = e",
        "copy[0] = e",
        "q: double = load row[0]",
        "row2: double[] = load mm[1]\nq: double = load row2[0]",
        "k: int = length r",
        "q: double = invoke Library.reading(r)",
      })
  void arraysOfAnIterationAreReadAndChanged(String body) {
    assertEquals("i", labels(forward(OWN), back(body)));
    assertEquals("i", labels(forward("if true {\n" + OWN + body + "\n}\n"), back("")));
    assertEquals("", labels(OWN + FORWARD, back(body.replace("+=", "="))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mm[0] = r",
        "q: double = load a2[0]",
        "a2[0] = e",
        "a3[0] = e",
        "plain[0] = e",
        "q: double = load of[0]",
        "q: double[] = load mt[0]\nk: int = length q",
        "tensors[0] = null",
        "invoke Library.writing(r)",
      })
  void butNotWhatIsOnlyCalledSo(String body) {
    String more =
        """
        a2: double[] = own
        a3: double[] = load all[0]
        plain: double[] = detachArray own
        of: double[] = invoke Library.given(b)
        tensors: dev.gradc.tensor/Tensor[] = newarray primal dev.gradc.tensor/Tensor[n]
        """;
    String back = back(body.replace("load mt[0]", "load all[0]"));
    assertEquals("", labels(forward(OWN + more), back));
  }

  private static final String TABLE =
      """
      table: double[][] = newarray primal double[][n][n]
      dTable: double[][] = adjointlike table
      """;

  /**
   * Of adjoints that are made before the loop: until its turn, nothing else may be done to them.
   */
  @Test
  void adjointsOfTheMethodsOwnAreOnlyAddedToUntilThen() {
    String add = back("line: double[] = load dTable[i]\nline[0] += e");
    assertEquals("i", labels(TABLE + FORWARD, add));
    assertEquals("i", labels("if true {\n" + TABLE + FORWARD + "}\n", "if true {\n" + add + "}\n"));
    assertEquals(
        "i",
        labels(
            TABLE.replace("adjointlike table", "newarray adjoint double[][n][n]") + FORWARD, add));
    assertEquals(
        "",
        labels(
            TABLE.replace("adjointlike table", "newarray primal double[][n][n]") + FORWARD, add));
    String more = "again: double[][] = dTable\nfirst: double[] = load again[0]\n";
    assertEquals("i", labels(TABLE + FORWARD, more + "first[0] += seed\n" + add));
    for (String other :
        List.of(
            "first[0] = 0.0\n",
            "q: double = load first[0]\n",
            "clear first, n\n",
            "if true {\nfirst[0] = 0.0\n}\n",
            "loop j: for int j = 0; j < n; 1 {\nq: double = load first[j]\n}\n",
            "declare double[] changing\nchanging = first\n")) {
      assertEquals("", labels(TABLE + FORWARD, more + other + add));
      assertEquals("i", labels(TABLE + FORWARD, more + add + other));
      assertEquals("", labels(TABLE + more + other + FORWARD, add));
      assertEquals("", labels(TABLE + FORWARD + more + other, add));
      assertEquals("i", labels(TABLE + more + FORWARD, add));
    }
    String lengths = back("line: double[] = load dTable[i]\nk: int = length line");
    assertEquals("i", labels(TABLE + FORWARD, lengths));
    assertEquals("", labels(FORWARD + TABLE, lengths));
  }

  /** Its row may be had before the loop, but what it holds is not known there. */
  @Test
  void rowsOfAdjointsAreKnownBeforeAndElementsAreNot() {
    String row = "line: double[] = load dTable[0]\n" + back("line[i] += e");
    List<SummedLoop> loops = find(TABLE + FORWARD, row);
    assertEquals("line2: double[] = load dTable[0]\n---\nline2[i] += e\n", text(loops.get(0)));
    String element =
        "line: double[] = load dTable[0]\nz: double = load line[0]\n"
            + back("p: double = mul(e, z)\ndX += p");
    assertEquals("", labels(TABLE + FORWARD, element));
    assertEquals(
        "", labels(FORWARD, "z: double = load dA[0]\n" + back("p: double = mul(e, z)\ndX += p")));
  }

  /** Arrays of tensors are not arrays of numbers. */
  @Test
  void adjointsOfTensorsAreNotAddedTo() {
    String tensors =
        "dT2: dev.gradc.tensor/Tensor[] = newarray adjoint dev.gradc.tensor/Tensor[n]\n";
    assertEquals("", labels(tensors + FORWARD, back("dT2[i] += null")));
  }

  /** Tensors have sums too, which are null at first. */
  @Test
  void sumsOfTensorsAreNone() {
    assertEquals("", labels(FORWARD, back("dT += null")));
  }

  /** Such a loop is taken apart by itself. */
  @Test
  void checkpointedLoopsAreNone() {
    Block forward = block(FORWARD);
    Block backward = new Block(block(FORWARD + back("dA[i] += seed")).statements().subList(2, 6));
    assertEquals(1, find(forward, backward).size());
    Statement.CountedLoop loop = (Statement.CountedLoop) forward.statements().get(1);
    Statement marked =
        new Statement.CountedLoop(
            loop.label(),
            loop.index(),
            loop.from(),
            loop.relation(),
            loop.bound(),
            loop.step(),
            loop.body(),
            Optional.of(new Checkpoint(2, 0, false, Origin.NONE)),
            loop.origin());
    assertEquals(
        List.of(), find(new Block(List.of(forward.statements().get(0), marked)), backward));
  }

  /** The reverse of a loop stands in the same branches. */
  @Test
  void loopsInOtherBranchesAreOthers() {
    String there = "if true {\n" + FORWARD + "}\n";
    String back = back("dX += seed");
    String branch = "if true {\n" + back + "}\n";
    assertEquals("i", labels(there, branch));
    assertEquals("", labels(there, "if true {\n} else {\n" + back + "}\n"));
    assertEquals("", labels(there, back));
    assertEquals("", labels(FORWARD, branch));
    assertEquals("", labels(FORWARD, ""));
  }

  /** An adjoint that stands after the loop, if it can be computed before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "z: double = neg(x)",
        "z: double = x",
        "z1: double = neg(x)\nz: double = mul(z1, z1)",
        "z1: double = x\nz: double = z1",
      })
  void whatCanBeComputedBeforeIsKnown(String after) {
    String back = back("p: double = mul(e, z)\ndX += p");
    assertEquals("i", labels(FORWARD + after + "\n", back));
    assertEquals("i", labels(FORWARD, after + "\n" + back));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z: double = invoke Library.plain(x)",
        "z: double = Math.random()",
        "k: int = div(n, n)\nz: double = toDouble(k)",
        "declare double v\nv = x\nz: double = v",
        "z: double = load b[0]",
        "z1: double = load own[0]\nz: double = neg(z1)",
        "loop j: for int j = 0; j < n; 1 {\n}\nz: double = load a[0]",
      })
  void whatCannotIsNot(String after) {
    String back = back("p: double = mul(e, z)\ndX += p");
    assertEquals("", labels(FORWARD + after + "\n", back));
    assertEquals("", labels(FORWARD, after + "\n" + back));
    assertEquals("i", labels(after.replace("own", "b") + "\n" + FORWARD, back));
  }

  /** A row of the gradient, and what is computed twice of one, with names of their own. */
  @Test
  void whatIsComputedBeforeHasOtherNames() {
    List<SummedLoop> loops =
        find(
            FORWARD,
            """
            declare double dX
            dX = 0.0
            row: double[] = load dM[0]
            z7: double = neg(x)
            z8: double = mul(z7, z7)
            loop i: for int i = 0; i < n; 1 {
              p: double = mul(z8, z7)
              row[i] += p
              dX += p
            }
            """);
    assertEquals(
        """
        z: double = neg(x)
        z2: double = mul(z, z)
        row2: double[] = load dM[0]
        ---
        p: double = mul(z2, z)
        row2[i] += p
        dXSum += p
        """,
        text(loops.get(0)));
    assertEquals("{dX=dXSum}", loops.get(0).sums().toString());
  }
}
