package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is computed stays the same where tensors are written again, and what nobody else can hold is
 * written again: from the second evaluation on only that is made which others may hold.
 */
final class TensorBuffersTest {

  private static List<Integer> made(String text, List<? extends Map<String, ?>> arguments) {
    LaidOutRegions regions = TensorText.read(text);
    return SameTensors.made(regions, new TensorBuffers().place(regions), arguments);
  }

  /** How many tensors each of three evaluations makes. */
  private static List<Integer> made(String text) {
    return made(text, Collections.nCopies(3, Map.of()));
  }

  /** How many tensors each evaluation makes, of which these tell how often its loops run. */
  private static List<Integer> madeByTrips(String text, int... trips) {
    return made(text, Arrays.stream(trips).mapToObj(n -> Map.of("n", n)).toList());
  }

  @Test
  void whatIsGivenBackIsMadeAnew() {
    String text =
        """
        parameter T x
        forward
        a: T = invoke exp(x)
        b: T = invoke neg(a)
        return b
        """;
    assertEquals(List.of(2, 1, 1), made(text));
  }

  /** A gradient's tensors are its own: adjoints are copied into it. */
  @Test
  void adjointsAreKept() {
    String text =
        """
        parameter T x, adjoint T dX
        seed T dR
        forward
        a: T = invoke exp(x)
        b: T = invoke mul(a, x)
        return b
        backward
        declare T dX
        dX = null
        declare T dA
        c: T = invoke mul(dR, x)
        dA = c
        d: T = invoke mul(dR, a)
        dX += d
        e: T = invoke mul(dA, a)
        dX += e
        """;
    assertEquals(List.of(7, 1, 1), made(text));
  }

  /** Both regions may have variables of the same names, which are others. */
  @Test
  void regionsMayNameOtherThingsAlike() {
    String text =
        """
        parameter T x, adjoint T dX
        seed T dR
        forward
        declare T m
        m = x
        if true {
          a: T = invoke exp(x)
          m = a
        }
        l: T = m
        r: T = invoke neg(x)
        return r
        backward
        declare T dX
        a: T = invoke mul(dR, x)
        b: T = invoke mul(a, l)
        dX = b
        output
        declare T dX
        a: T = invoke mul(dR, l)
        dX = a
        """;
    assertEquals(List.of(4, 1, 1, 1), made(text, Collections.nCopies(4, Map.of())));
  }

  private static LaidOutRegions detaching(String statements) {
    String text = "parameter T x\nforward\na: T = invoke exp(x)\nd: T = invoke detach(a)\n";
    return TensorText.read(text + statements);
  }

  private static long detached(LaidOutRegions regions) {
    return new TensorBuffers()
        .place(regions).forward().statements().stream()
            .filter(it -> it instanceof Statement.Invoke invoke && TensorAliases.isDetach(invoke))
            .count();
  }

  /** What is detached is another object for those who can look, and else none. */
  @Test
  void whatIsDetachedIsTheSame() {
    LaidOutRegions inside = detaching("b: T = invoke neg(d)\nreturn b\n");
    assertEquals(0, detached(inside));
    assertEquals(1, detached(detaching("b: T = invoke neg(d)\nreturn d\n")));
    assertEquals(1, detached(detaching("b: T = invoke neg(d)\ninvoke Library.use(d)\nreturn b\n")));
    Variable tensor = new Variable("x", ObjectType.TENSOR, Variable.Role.PARAMETER);
    Block asked = TensorAliasesTest.inspecting(Aspect.SAME, tensor, tensor);
    assertEquals(1, detached(inside.with(inside.forward(), inside.backward().with(it -> asked))));
  }

  /** Branches are no loops: what they make has one place. */
  @Test
  void branchesAreNoLoops() {
    String text =
        """
        parameter T x
        forward
        declare T m
        m = x
        if true {
          a: T = invoke exp(x)
          m = a
        }
        v: T = m
        r: T = invoke neg(v)
        return r
        """;
    LaidOutRegions placed = new TensorBuffers().place(TensorText.read(text));
    assertEquals(List.of("aBuffer"), placed.storage().stream().map(it -> it.name()).toList());
    assertEquals(List.of(2, 1, 1), made(text));
  }

  /** Numbers have sums too. */
  @Test
  void sumsOfNumbersAreLeftAlone() {
    String text =
        """
        parameter T x
        forward
        declare double s
        s = 1.0
        s += 2.0
        t: double = s
        a: T = invoke pow(x, t)
        return a
        """;
    assertEquals(List.of(1, 1, 1), made(text));
  }

  /** What stands in the way of a name: variables of all kinds. */
  @Test
  void namesAreFree() {
    String text =
        """
        parameter T kept
        parameter T x, adjoint T aBuffer
        parameter T[] xs, adjoint T[] aBuffer7
        parameter int n
        seed T aBuffer2
        storage T[] aBuffer3, of T z
        forward
        a: T = invoke exp(x)
        aBuffer4: T = invoke neg(a)
        return null
        backward
        declare T aBuffer
        aBuffer5: T = invoke exp(a)
        aBuffer = aBuffer5
        output
        declare T aBuffer
        aBuffer6: T = invoke neg(a)
        aBuffer = aBuffer6
        """;
    assertEquals(List.of(3, 1, 0), madeByTrips(text, 1, 1, 1));
  }
}
