package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a pullback takes the place of the call, and where it must not. */
final class PullbacksWithValuesTest {

  private static final Variable X = variable("double x", Role.PARAMETER);
  private static final Variable A = variable("double[] a", Role.PARAMETER);
  private static final Variable ADJOINT = variable("double[] dA", Role.PARAMETER);
  private static final Variable OTHER = variable("double[] other", Role.PARAMETER);
  private static final Variable SEED = variable("double seed", Role.PARAMETER);
  private static final Variable TENSOR = variable("dev.gradc.tensor/Tensor z", Role.PARAMETER);
  private static final Variable CARRIER = variable("Pullback.Gradient gradient", Role.MUTABLE);
  private static final Variable SUM = variable("double s", Role.MUTABLE);

  private static final String MEMBERS =
      """
      member Library.f(active double[], active double): active double
      member Library.array(active double[], active double): active double[]
      member Library.two(active double[], active double): active double, double
      member Library.written(active double[], active double): active double writes 0
      member Library.indices(int[], active double): active double writes 0
      member Library.ruled(active double[], active double): active double rule
      member Library.part(active double[], active double): active double part
      member Library.plain(double[], double): double
      member Library.ofTensor(dev.gradc.tensor/Tensor, active double): active double
      member Failure.of(): Failure opaque
      member Pullback.pullback(double[], double, double, Pullback.Gradient) cotangents 2
      member Pullback.pullback2(double[], double, double, Pullback.Gradient) cotangents 2
      member Pullback.Gradient.wrap(Pullback.Gradient, double[]): Pullback.Gradient
      member Pullback.Gradient.x(Pullback.Gradient): double field
      """;

  private static final String FORWARD =
      """
      v: double = invoke Library.f(a, x)
      w: double = mul(v, 2.0)
      s = w
      """;

  private static final String BACK =
      """
      dV: double = mul(seed, 2.0)
      kept: Pullback.Gradient = gradient
      wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
      gradient = wrapped
      invoke Pullback.pullback(a, x, dV, wrapped)
      dX: double = invoke Pullback.Gradient.x(wrapped)
      """;

  private static Variable variable(String text, Role role) {
    return Parser.variable(text, role);
  }

  private static PullbacksWithValues.Pair read(String forward, String back) {
    Variable[] given = {X, A, ADJOINT, OTHER, SEED, TENSOR, CARRIER, SUM};
    Block both = Parser.block(MEMBERS + forward + back, given);
    int size = Parser.block(MEMBERS + forward, given).statements().size();
    return new PullbacksWithValues.Pair(
        new Block(both.statements().subList(0, size)),
        new Block(both.statements().subList(size, both.statements().size())));
  }

  private static PullbacksWithValues.Pair merge(PullbacksWithValues.Pair pair) {
    AdjointRegions regions =
        new AdjointRegions(
            List.of(A, X),
            List.of(Optional.of(ADJOINT), Optional.empty()),
            List.of(),
            List.of(Optional.of(SEED)),
            List.of(CARRIER),
            pair.forward(),
            pair.back());
    AdjointArrays gradient = AdjointArrays.ofGradient(regions, pair.back());
    return new PullbacksWithValues(regions.carriers(), gradient).merge(pair);
  }

  private static String text(PullbacksWithValues.Pair pair) {
    Printer printer = new Printer();
    return printer.print(pair.forward()) + "---\n" + printer.print(pair.back());
  }

  private static String merge(String forward, String back) {
    return text(merge(read(forward, back)));
  }

  @Test
  void thePullbackGivesTheValue() {
    PullbacksWithValues.Pair merged = merge(read(FORWARD, BACK));
    assertEquals(
        """
        dV: double = mul(seed, 2.0)
        kept: Pullback.Gradient = gradient
        wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
        gradient = wrapped
        v: double = invoke Pullback.pullback(a, x, dV, wrapped)
        w: double = mul(v, 2.0)
        s = w
        ---
        dX: double = invoke Pullback.Gradient.x(wrapped)
        """,
        text(merged));
    Member giving = ((Statement.Invoke) merged.forward().statements().get(4)).member();
    assertEquals("Pullback", giving.owner());
    assertEquals(List.of(2), List.copyOf(giving.cotangents()));
    assertEquals(Optional.of(X.type()), giving.result());
    assertEquals(4, giving.parameters().size());
  }

  @Test
  void whatTheCotangentDoesNotNeedStaysWhereItIs() {
    assertEquals(
        """
        p: double = Math.sin(x)
        q: double = mul(p, seed)
        kept: Pullback.Gradient = gradient
        wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
        gradient = wrapped
        v: double = invoke Pullback.pullback(a, x, q, wrapped)
        if true {
          s = v
        }
        ---
        r: double = load a[0]
        declare double d
        d = q
        dA[0] += r
        """,
        merge(
            "p: double = Math.sin(x)\nv: double = invoke Library.f(a, x)\nif true {\ns = v\n}\n",
            """
            r: double = load a[0]
            declare double d
            q: double = mul(p, seed)
            d = q
            kept: Pullback.Gradient = gradient
            wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
            gradient = wrapped
            invoke Pullback.pullback(a, x, q, wrapped)
            dA[0] += r
            """));
  }

  /** One after the other, as each is the first that adds. */
  @Test
  void theFirstOfSeveralCallsIsLeftToTheLastPullback() {
    String forward = "v: double = invoke Library.f(a, x)\nv2: double = invoke Library.f(a, seed)\n";
    String back = BACK.replace("mul(seed, 2.0)", "mul(seed, 3.0)");
    String back2 =
        back.replace("dV", "dV2")
            .replace("kept", "kept2")
            .replace("wrapped", "wrapped2")
            .replace("dX", "dX2")
            .replace("a, x", "a, seed");
    assertEquals(
        """
        v: double = invoke Library.f(a, x)
        dV2: double = mul(seed, 3.0)
        kept2: Pullback.Gradient = gradient
        wrapped2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept2, dA)
        gradient = wrapped2
        v2: double = invoke Pullback.pullback(a, seed, dV2, wrapped2)
        ---
        dX2: double = invoke Pullback.Gradient.x(wrapped2)
        dV: double = mul(seed, 3.0)
        kept: Pullback.Gradient = gradient
        wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
        gradient = wrapped
        invoke Pullback.pullback(a, x, dV, wrapped)
        dX: double = invoke Pullback.Gradient.x(wrapped)
        """,
        merge(forward, back2 + back));
  }

  /** What the first pullback has left is read before the second runs, be both one object. */
  @Test
  void gradientsAreReadBeforeTheNextPullback() {
    String forward = "v: double = invoke Library.f(a, x)\nv2: double = invoke Library.f(a, seed)\n";
    String back2 =
        BACK.replace("dV", "dV2")
            .replace("kept", "kept2")
            .replace("wrapped", "wrapped2")
            .replace("dX", "dX2")
            .replace("a, x", "a, seed");
    assertEquals(
        """
        dV: double = mul(seed, 2.0)
        kept: Pullback.Gradient = gradient
        wrapped: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dA)
        gradient = wrapped
        v: double = invoke Pullback.pullback(a, x, dV, wrapped)
        v2: double = invoke Library.f(a, seed)
        ---
        dX: double = invoke Pullback.Gradient.x(wrapped)
        dV2: double = mul(seed, 2.0)
        kept2: Pullback.Gradient = gradient
        wrapped2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept2, dA)
        gradient = wrapped2
        invoke Pullback.pullback(a, seed, dV2, wrapped2)
        dX2: double = invoke Pullback.Gradient.x(wrapped2)
        """,
        merge(forward, BACK + back2));
  }

  /** Which pullback is whose nobody can tell, and each has its cotangent. */
  @Test
  void callsWithTheSameArgumentsStay() {
    String again = "v2: double = invoke Library.f(a, x)\n";
    String back2 =
        BACK.replace("mul(seed, 2.0)", "mul(seed, 3.0)")
            .replace("dV", "dV2")
            .replace("kept", "kept2")
            .replace("wrapped", "wrapped2")
            .replace("dX", "dX2");
    for (String back : List.of(back2 + BACK, BACK)) {
      PullbacksWithValues.Pair pair = read(again + FORWARD, back);
      assertEquals(pair, merge(pair));
    }
    PullbacksWithValues.Pair pair = read(FORWARD, back2 + BACK);
    assertEquals(pair, merge(pair));
  }

  @Test
  void cotangentsMayBeCopies() {
    for (String copy : List.of("seed", "1.0")) {
      assertEquals(
          merge(FORWARD, BACK).replace("mul(seed, 2.0)", copy),
          merge(FORWARD, BACK.replace("mul(seed, 2.0)", copy)));
    }
  }

  /** The pullback of the same call. */
  @Test
  void equalCallsHaveEqualPullbacks() {
    String forward = "v: double = invoke Library.f(a, x)\n";
    assertEquals(
        merge(forward, BACK),
        merge("u: double = neg(x)\n" + forward, BACK).replaceFirst("u: .*\n", ""));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        of("the cotangent is of the value", FORWARD, BACK.replace("mul(seed", "mul(v")),
        of("through another", FORWARD, BACK.replace("mul(seed", "mul(w")),
        of("an adjoint is read", FORWARD, BACK.replace("mul(seed, 2.0)", "load dA[0]")),
        of("a variable may have changed", FORWARD, BACK.replace("mul(seed, 2.0)", "s")),
        of("an element may have changed", FORWARD, BACK.replace("mul(seed, 2.0)", "load a[0]")),
        of(
            "a quotient of counts",
            FORWARD,
            BACK.replace(
                "dV: double = mul(seed, 2.0)", "k: int = div(3, 2)\ndV: double = toDouble(k)")),
        of(
            "a cotangent that is called for",
            FORWARD,
            BACK.replace("mul(seed, 2.0)", "invoke Library.plain(a, seed)")),
        of("others add before", FORWARD, "dA[0] += seed\n" + BACK),
        of("others add before in a branch", FORWARD, "if true {\ndA[0] += seed\n}\n" + BACK),
        of(
            "another gradient is wrapped before",
            FORWARD,
            BACK.replace("dV", "dV2")
                    .replace("kept", "kept2")
                    .replace("wrapped", "wrapped2")
                    .replace("(a, x", "(a, seed")
                    .replace("dX", "dX2")
                + BACK),
        of(
            "arrays that are not the gradient's",
            FORWARD,
            BACK.replace("(kept, dA)", "(kept, other)")),
        of("a gradient is read between", FORWARD, "before: Pullback.Gradient = gradient\n" + BACK),
        of(
            "what takes tensors",
            "member Pullback.pullback(dev.gradc.tensor/Tensor, double, double, Pullback.Gradient)\n"
                + FORWARD.replace("f(a", "ofTensor(z"),
            BACK.replace("(a, x", "(z, x")),
        of(
            "nothing is wrapped",
            FORWARD,
            "wrapped: Pullback.Gradient = gradient\ninvoke Pullback.pullback(a, x, seed, wrapped)\n"),
        of("the gradient is not kept", FORWARD, "invoke Pullback.pullback(a, x, seed, gradient)\n"),
        of("somebody throws between", FORWARD + "if true {\n" + THROW + "}\n", BACK),
        of(
            "somebody throws between, deeper",
            FORWARD + "if true {\ns = x\nif true {\n" + THROW + "}\n}\n",
            BACK),
        of("other arguments", FORWARD, BACK.replace("(a, x, dV", "(a, seed, dV")),
        of("other order", FORWARD, BACK.replace("(a, x, dV", "(a, dV, x")),
        of("another name", FORWARD, BACK.replace("Pullback.pullback", "Pullback.pullback2")),
        of(
            "what gives an array",
            FORWARD
                .replace("f(", "array(")
                .replace("v: double", "v: double[]")
                .replace("mul(v,", "mul(x,"),
            BACK),
        of("what writes", FORWARD.replace("f(", "written("), BACK),
        of("a rule", FORWARD.replace("f(", "ruled("), BACK),
        of("a part", FORWARD.replace("f(", "part("), BACK),
        of("what has no pullback", FORWARD.replace("f(", "plain("), BACK),
        of(
            "what gives several values",
            FORWARD.replace("v: double", "v: double, v2: double").replace("f(", "two("),
            BACK));
  }

  private static final String THROW = "none: Failure = invoke Failure.of()\nthrow none\n";

  private static Arguments of(String reason, String forward, String back) {
    return Arguments.of(reason, forward, back);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void othersStayTwoCalls(String reason, String forward, String back) {
    assertEquals(text(read(forward, back)), merge(forward, back), reason);
  }
}
