package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a part keeps, and what its callers have to know of it. */
final class PartRegionsTest {

  private static final String HEADER =
      """
      parameter T x, adjoint T dX
      parameter int n
      seed T dR
      forward
      """;

  private static final String WITH_PARTS =
      HEADER.replace("forward", "storage Step.Gradient stepGradient\nforward");

  private static final String BACKWARD =
      """
      backward
      declare T dX
      dX = dR
      """;

  private static Optional<PartRegions.Both> lay(String text, boolean isShort) {
    return lay(TensorText.read(text), TensorText.read(text), isShort);
  }

  /**
   * Lays a part out.
   *
   * @param regions of which the forward region is the function
   */
  private static Optional<PartRegions.Both> lay(
      LaidOutRegions pullback, LaidOutRegions regions, boolean isShort) {
    List<Function.Parameter> parameters =
        regions.regions().parameters().stream()
            .map(it -> new Function.Parameter(it, false, Origin.NONE))
            .toList();
    Function function =
        new Function(
            "Part.of",
            "of",
            parameters,
            regions.forward(),
            regions.regions().results(),
            false,
            Origin.NONE);
    KeptPart part = TensorParts.ALL.ofOwner("Other").orElseThrow();
    KeptRegions kept = new KeptRegions(TensorParts.ALL, false);
    return new PartRegions(kept, part, isShort).of(pullback, function);
  }

  private static PartRegions.Both lay(String text) {
    return lay(text, false).orElseThrow();
  }

  /** How many tensors and carriers evaluations of the part, as it stands, make. */
  private static List<Integer> made(String text, boolean isShort, int... trips) {
    PartRegions.Both both = lay(text, isShort).orElseThrow();
    String forward =
        text.substring(0, text.indexOf("backward")).replaceAll("(seed|storage) .*", "");
    LaidOutRegions plain = TensorText.read(forward.replace(", adjoint T dX", ""));
    List<Map<String, ?>> arguments = new ArrayList<>();
    for (int n : trips) {
      arguments.add(Map.of("n", n));
    }
    return SameTensors.madeByPart(plain, both.evaluation(), arguments);
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  /** The evaluation writes into what the pullback's forward region writes into. */
  @Test
  void oneMemoryForBoth() {
    String text = HEADER + "a: T = invoke exp(x)\nb: T = invoke neg(a)\nreturn b\n" + BACKWARD;
    PartRegions.Both both = lay(text);
    assertEquals(List.of("aBuffer", "bBuffer"), names(both.pullback().storage()));
    assertTrue(both.pullback().storage().containsAll(both.evaluation().storage()));
    assertEquals(List.of(2, 0, 0), made(text, false, 1, 1, 1));
  }

  /** So it does with what is kept for parts that both call, once or in loops. */
  @Test
  void carriers() {
    String text =
        WITH_PARTS
            + """
            a: T = invoke Step.of(x)
            declare T m
            m = a
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              b: T = invoke Other.of(v)
              m = b
            }
            l: T = m
            return l
            """
            + BACKWARD;
    PartRegions.Both both = lay(text);
    List<String> shared = names(both.pullback().storage());
    assertTrue(shared.containsAll(List.of("stepGradient", "otherGradients")), shared::toString);
    assertTrue(
        names(both.evaluation().storage()).containsAll(List.of("stepGradient", "otherGradients")));
    assertTrue(both.pullback().storage().containsAll(both.evaluation().storage().subList(0, 2)));
    assertEquals(List.of(0, 0), made(text, false, 3, 3, 3).subList(1, 3));
  }

  /** A part that is called twice has carriers by shape, as one in a loop. */
  @Test
  void carriersOfCallsInLine() {
    String text =
        HEADER + "a: T = invoke Step.of(x)\nb: T = invoke Step.of(a)\nreturn b\n" + BACKWARD;
    PartRegions.Both both = lay(text);
    assertTrue(
        names(both.evaluation().storage()).contains("stepGradients"),
        both.evaluation().storage()::toString);
    assertEquals(List.of(0, 0), made(text, false, 1, 1, 1).subList(1, 3));
  }

  /** Whatever it is called there. */
  @Test
  void carriersByAnyName() {
    String text = WITH_PARTS + "a: T = invoke Step.of(x)\nreturn a\n" + BACKWARD;
    PartRegions.Both both = lay(text.replace("stepGradient", "carrier"));
    assertEquals(List.of("carrier", "aBuffer"), names(both.evaluation().storage()));
  }

  /** Nor by the name of a variable that the evaluation alone has. */
  @Test
  void carriersWithNamesThatAreTaken() {
    String pullback = WITH_PARTS + "a: T = invoke Step.of(x)\nreturn a\n" + BACKWARD;
    String function =
        """
        parameter T x
        parameter int n
        forward
        stepGradient: T = invoke exp(x)
        a: T = invoke Step.of(stepGradient)
        return a
        """;
    LaidOutRegions plain = TensorText.read(function);
    LaidOutRegions evaluation =
        lay(TensorText.read(pullback), plain, false).orElseThrow().evaluation();
    assertEquals(
        List.of(3, 0),
        SameTensors.madeByPart(plain, evaluation, Collections.nCopies(2, Map.of("n", 1))));
  }

  /**
   * What the pullback keeps for other things is not taken for a carrier, nor its name for others.
   */
  @Test
  void otherStorage() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage T other
        storage T[] aBuffer2
        forward
        aBuffer: T = invoke exp(x)
        a: T = invoke neg(aBuffer)
        b: T = invoke mul(a, aBuffer)
        return b
        backward
        declare T dX
        dX = dR
        other = dR
        """;
    PartRegions.Both both = lay(text);
    assertEquals(
        List.of("aBufferBuffer", "aBuffer3", "bBuffer"), names(both.evaluation().storage()));
  }

  /** It has no cotangents. */
  @Test
  void evaluations() {
    LaidOutRegions evaluation =
        lay(HEADER + "a: T = invoke exp(x)\nreturn a\n" + BACKWARD).evaluation();
    assertEquals(List.of(Optional.empty(), Optional.empty()), evaluation.regions().adjoints());
    assertEquals(List.of(Optional.empty()), evaluation.regions().seeds());
  }

  /** Both regions may have variables of the same names, which are others. */
  @Test
  void regionsThatShareBuffersMayNameOtherThingsAlike() {
    LaidOutRegions regions =
        TensorText.read(
            HEADER
                + """
                a: T = invoke exp(x)
                b: T = invoke mul(a, a)
                return x
                """
                + BACKWARD
                + """
                l: T = b
                b: T = invoke neg(dR)
                k: T = invoke mul(l, b)
                """);
    TensorBuffers first = new TensorBuffers();
    first.place(regions);
    TensorBuffers.Kind part = new TensorBuffers.Kind(true, false);
    LaidOutRegions placed = new TensorBuffers(KeptParts.NONE, part, first.shared()).place(regions);
    assertEquals(
        List.of(4, 0, 0),
        SameTensors.madeByPart(regions, placed, Collections.nCopies(3, Map.of("n", 1))));
  }

  /** A part that has such a name for something else has carriers of its own. */
  @Test
  void namesThatAreTaken() {
    String text =
        HEADER
            + """
            stepGradient: T = invoke exp(x)
            a: T = invoke Step.of(stepGradient)
            return a
            """
            + BACKWARD;
    PartRegions.Both both = lay(text);
    assertFalse(names(both.evaluation().storage()).contains("stepGradient"));
    assertEquals(
        1, names(both.evaluation().storage()).stream().filter("stepGradient2"::equals).count());
  }

  /** A part of which many are alive keeps no tensor for each iteration. */
  @Test
  void loopsThatKeepLittle() {
    String text =
        HEADER
            + """
            declare T m
            m = x
            declare T k
            k = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              u: T = k
              a: T = invoke mul(v, u)
              k = v
              m = a
            }
            l: T = m
            return l
            """
            + BACKWARD;
    assertEquals(List.of(4, 0, 0), made(text, false, 4, 4, 3));
    assertEquals(List.of(4, 4, 3), made(text, true, 4, 4, 3));
  }

  /** What iterations hand on takes turns, however little is kept. */
  @Test
  void statesOfLoopsThatKeepLittle() {
    String text =
        HEADER
            + """
            declare T m
            m = x
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
            }
            l: T = m
            return l
            """
            + BACKWARD;
    assertEquals(List.of(2, 0, 0), made(text, true, 4, 4, 3));
  }

  /** Callers cannot copy what stands in an array that they are given. */
  @Test
  void arraysThatAreGivenBack() {
    String text =
        HEADER
            + """
            a: T = invoke exp(x)
            b: T = invoke neg(a)
            rows: T[] = newarray primal T[1]
            rows[0] = b
            return rows
            """
            + BACKWARD;
    assertEquals(List.of(2, 1, 1), made(text, false, 1, 1, 1));
  }

  @Test
  void whatIsNotAboutTensors() {
    String text = "parameter int n\nforward\na: int = add(n, 1)\nreturn a\nbackward\n";
    assertEquals(Optional.empty(), lay(text, false));
  }

  @Test
  void whatIsAboutTensors() {
    for (String forward :
        List.of(
            "return x\n",
            "a: T = invoke exp(x)\nreturn n\n",
            "if true {\n  a: T = invoke exp(x)\n}\nreturn n\n")) {
      assertTrue(lay(HEADER + forward + BACKWARD, false).isPresent(), forward);
    }
    assertFalse(lay(HEADER + "invoke Library.use(x)\nreturn n\n" + BACKWARD, false).isPresent());
  }

  private static KeptPart known(String forward, String backward) {
    return lay(HEADER + forward + BACKWARD + backward).part();
  }

  private static List<Boolean> flags(KeptPart part) {
    return List.of(part.holdsArguments(), part.holdsSums(), part.givesArguments());
  }

  @Test
  void whatCallersHaveToKnow() {
    KeptPart part = known("a: T = invoke exp(x)\nreturn a\n", "");
    assertEquals("Other", part.owner());
    assertEquals("Other.of", part.key());
    assertEquals("evaluate", part.evaluation().name());
    assertEquals(List.of(false, false, false), flags(part));
  }

  /** Code of which nothing is known gets an argument, or a cotangent. */
  @Test
  void whatParts() {
    List<Boolean> holds = List.of(true, false, false);
    assertEquals(
        holds, flags(known("invoke Library.use(x)\na: T = invoke exp(x)\nreturn a\n", "")));
    assertEquals(
        holds, flags(known("a: T = invoke exp(x)\nreturn a\n", "invoke Library.use(dR)\n")));
    assertEquals(
        holds, flags(known("a: T = invoke exp(x)\nreturn a\n", "invoke Library.use(x)\n")));
    assertEquals(
        List.of(false, false, false),
        flags(known("a: T = invoke exp(x)\ninvoke Library.use(a)\nreturn a\n", "")));
  }

  /** As an object a tensor may be given to anybody. */
  @Test
  void tensorsThatAreObjects() {
    assertEquals(
        List.of(true, false, false),
        flags(known("o: java.lang/Object = x\na: T = invoke exp(x)\nreturn a\n", "")));
  }

  /** A number holds nothing, whoever gets it, and nothing of it is in a tensor that it selects. */
  @Test
  void numbers() {
    String forward =
        """
        invoke Library.useNumber(n)
        a: T = invoke exp(x)
        rows: T[] = newarray primal T[n]
        rows[n] = a
        b: T = load rows[n]
        return b
        """;
    assertEquals(List.of(false, false, false), flags(known(forward, "")));
  }

  /** Indices for tensors are in arrays, which may be held. */
  @Test
  void indicesThatAreHeld() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int[] places
        seed T dR
        forward
        invoke Library.usePlaces(places)
        a: T = invoke exp(x)
        return a
        backward
        """;
    assertEquals(List.of(true, false, false), flags(lay(text).part()));
  }

  @Test
  void argumentsThatAreGivenBack() {
    assertEquals(List.of(false, false, true), flags(known("return x\n", "")));
    assertEquals(
        List.of(false, false, true), flags(known("a: T = invoke detach(x)\nreturn a\n", "")));
  }

  /** Arrays of sums are told apart from all else that is given. */
  @Test
  void sumsThatAreHeld() {
    String text =
        """
        parameter T[] rows, adjoint T[] dRows
        parameter int n
        seed T dR
        forward
        x: T = load rows[0]
        a: T = invoke exp(x)
        return a
        backward
        b: T = invoke neg(dR)
        dRows[0] += b
        """;
    assertEquals(List.of(false, false, false), flags(lay(text).part()));
    assertEquals(
        List.of(false, true, false), flags(lay(text + "invoke Library.useAll(dRows)\n").part()));
  }

  /** Only arrays are lent: a cotangent that is given away is the part's own. */
  @Test
  void cotangentsThatAreHeld() {
    String text =
        HEADER
            + """
            a: T = invoke exp(x)
            return a
            backward
            declare T dX
            dX = null
            e: T = invoke neg(dR)
            dX = e
            v: T = dX
            invoke Library.use(v)
            """;
    assertEquals(List.of(false, false, false), flags(lay(text).part()));
  }

  /** Callers take arrays of cotangents as held in any case. */
  @Test
  void cotangentsInArrays() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T[] dR
        forward
        a: T = invoke exp(x)
        return a
        backward
        declare T dX
        dX = null
        invoke Library.useAll(dR)
        """;
    assertEquals(List.of(false, false, false), flags(lay(text).part()));
  }
}
