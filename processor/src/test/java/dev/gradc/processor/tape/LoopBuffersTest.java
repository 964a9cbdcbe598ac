package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Loops over elements write their results where operations would, and make none of what they do not
 * store. The numbers are those of the tensors that each evaluation makes.
 */
final class LoopBuffersTest {

  private static List<Integer> made(String text, List<? extends Map<String, ?>> arguments) {
    LaidOutRegions regions = TensorText.read(text);
    LaidOutRegions fused = new ElementFusion().fuse(regions);
    SameTensors.made(regions, fused, arguments);
    return SameTensors.made(regions, new TensorBuffers().place(fused), arguments);
  }

  private static List<Integer> made(String text) {
    return made(text, Collections.nCopies(3, Map.of()));
  }

  /** How many tensors each evaluation makes, of which these tell how often its loops run. */
  private static List<Integer> madeByTrips(String text, int... trips) {
    return made(text, Arrays.stream(trips).mapToObj(n -> Map.of("n", n)).toList());
  }

  /** One result is given back, one is needed later, and the other two are never stored. */
  @Test
  void resultsThatAreKeptAndOneThatIsGivenBack() {
    String text =
        """
        parameter T x, adjoint T dX
        seed T dR
        forward
        a: T = invoke exp(x)
        b: T = invoke neg(a)
        c: T = invoke square(b)
        d: T = invoke neg(c)
        return d
        backward
        declare T dX
        e: T = invoke matmul(dR, b)
        dX = e
        """;
    assertEquals(List.of(3, 1, 1), made(text));
  }

  /** The shapes of what is not stored are asked for by its place among those. */
  @Test
  void shapesOfWhatIsNotStored() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter T y, adjoint T dY
        parameter T z, adjoint T dZ
        seed T dR
        forward
        a: T = invoke exp(x)
        sa: int[] = invoke shape(a)
        b: T = invoke neg(a)
        c: T = invoke mul(b, y)
        sc: int[] = invoke shape(c)
        d: T = invoke neg(c)
        sd: int[] = invoke shape(d)
        return d
        backward
        declare T dX
        declare T dY
        declare T dZ
        e: T = invoke matmul(dR, b)
        f: T = invoke sumTo(e, sa)
        dX = f
        g: T = invoke sumTo(e, sc)
        dY = g
        h: T = invoke sumTo(e, sd)
        dZ = h
        """;
    // Neither a nor c; of the others only d is given back.
    assertEquals(List.of(6, 1, 1), made(text));
  }

  /** What the slots have is written again, and what stands nowhere is kept in order. */
  @Test
  void resultsInLoops() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage T[] slotB, of T b
        storage T[] slotC, of T c
        storage T[] slotE, of T e
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          a: T = invoke exp(v)
          b: T = invoke neg(a)
          reserve slotB, n
          slotB[i] = b
          c: T = invoke square(b)
          reserve slotC, n
          slotC[i] = c
          d: T = invoke mul(c, x)
          e: T = invoke neg(c)
          reserve slotE, n
          slotE[i] = e
          p: T = invoke matmul(d, x)
          m = e
        }
        l: T = m
        r: T = invoke matmul(l, x)
        return r
        backward
        declare T dX
        dX = dR
        n1: int = sub(n, 1)
        loop L: for int i = n1; i >= 0; -1 {
          b: T = load slotB[i]
          c: T = load slotC[i]
          e: T = load slotE[i]
          f: T = dX
          g: T = invoke mul(e, f)
          h: T = invoke mul(g, c)
          h2: T = invoke mul(h, b)
          dX = h2
        }
        """;
    // Of b, c, e and h2 one for each iteration, and one of d, p and r.
    assertEquals(List.of(11, 1, 5, 1), madeByTrips(text, 2, 2, 3, 2));
    assertEquals(
        List.of(
            "slotB",
            "slotC",
            "slotE",
            "eLoopBuffer",
            "dBuffers",
            "pBuffers",
            "h2LoopBuffer",
            "h2Buffers"),
        storage(text));
  }

  private static List<String> storage(String text) {
    LaidOutRegions fused = new ElementFusion().fuse(TensorText.read(text));
    return new TensorBuffers().place(fused).storage().stream().map(Variable::name).toList();
  }

  /** What stands in an array of the program may be needed by another name. */
  @Test
  void arraysOfTheProgramAreNoSlots() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        rows: T[] = newarray primal T[n]
        a: T = invoke matmul(x, x)
        rows[0] = a
        loop L: for int i = 0; i < n; 1 {
          v: T = load rows[0]
          b: T = invoke exp(v)
          c: T = invoke neg(b)
          rows[0] = c
        }
        k: T = load rows[0]
        r: T = invoke matmul(k, a)
        return r
        """;
    assertEquals(List.of(4, 1, 2, 1), madeByTrips(text, 2, 2, 3, 2));
  }

  /** The region of an output begins what its own loops have kept, and no other's. */
  @Test
  void regionsBeginWhatIsTheirs() {
    String loop =
        """
        loop L: for int i = 0; i < n; 1 {
          %1$s: T = invoke matmul(dR, x)
          %1$sX: T = invoke exp(%1$s)
          %1$sY: T = invoke neg(%1$sX)
          dX = %1$sY
        }
        """;
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        forward
        return x
        backward
        declare T dX
        output
        declare T dX
        """
            + loop.formatted("e")
            + "output\ndeclare T dX\n"
            + loop.formatted("f");
    LaidOutRegions regions = new ElementFusion().fuse(TensorText.read(text));
    LaidOutRegions placed = new TensorBuffers().place(regions);
    for (Block output : placed.backward().each()) {
      List<String> begun =
          output.statements().stream()
              .filter(it -> it instanceof Statement.Invoke invoke && isBegin(invoke))
              .map(it -> ((Statement.Invoke) it).member().owner().replaceAll(".*/", ""))
              .sorted()
              .toList();
      assertEquals(List.of("ElementLoop", "KeptByShape", "KeptTensors"), begun);
    }
  }

  private static boolean isBegin(Statement.Invoke invoke) {
    return invoke.member().name().equals("begin");
  }
}
