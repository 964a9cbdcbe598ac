package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is written again of what loops compute: in the slots, in the order in which it was made, or
 * all in one place. What is computed stays the same.
 */
final class BuffersInLoopsTest {

  private static List<Integer> made(String text, List<? extends Map<String, ?>> arguments) {
    LaidOutRegions regions = TensorText.read(text);
    return SameTensors.made(regions, new TensorBuffers().place(regions), arguments);
  }

  /** How many tensors each evaluation makes, of which these tell how often its loops run. */
  private static List<Integer> madeByTrips(String text, int... trips) {
    return made(text, Arrays.stream(trips).mapToObj(n -> Map.of("n", n)).toList());
  }

  /** Both regions may have variables of the same names, which are others. */
  @Test
  void regionsMayNameOtherThingsOfLoopsAlike() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          a: T = invoke exp(v)
          m = a
        }
        l: T = m
        r: T = invoke neg(x)
        return r
        backward
        declare T dX
        dX = dR
        loop K: for int k = 0; k < n; 1 {
          e: T = dX
          a: T = invoke mul(e, l)
          dX = a
        }
        """;
    assertEquals(List.of(5, 1, 3, 1), madeByTrips(text, 2, 2, 3, 1));
  }

  /** What is over with its iteration has one place for all of them. */
  @Test
  void oneTensorServesAllIterations() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        r: T = invoke neg(x)
        loop L: for int i = 0; i < n; 1 {
          a: T = invoke exp(r)
          b: T = invoke neg(a)
        }
        return r
        """;
    assertEquals(List.of(3, 1, 1), madeByTrips(text, 3, 4, 2));
  }

  /** What a loop carries on is needed in the next iteration: each has a place of its own. */
  @Test
  void eachIterationWritesIntoWhatItMadeBefore() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          a: T = invoke exp(v)
          m = a
        }
        l: T = m
        r: T = invoke neg(l)
        return r
        """;
    assertEquals(List.of(3, 1, 3, 1), madeByTrips(text, 2, 2, 4, 3));
  }

  /** And so in loops of which nobody knows how often they run. */
  @Test
  void whileLoopsAreLoops() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        declare T m
        m = x
        declare int i
        i = 0
        loop L: while {
          j: int = i
          c: boolean = lt(j, n)
        } c {
          v: T = m
          a: T = invoke mul(v, x)
          m = a
          k: int = i
          k1: int = add(k, 1)
          i = k1
        }
        l: T = m
        r: T = invoke neg(l)
        return r
        """;
    assertEquals(List.of(3, 1, 2), madeByTrips(text, 2, 2, 3));
  }

  /** A slot holds what the iteration made before, for both regions. */
  @Test
  void slotsHoldWhatIsWrittenAgain() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage T[] slot, of T a
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          a: T = invoke exp(v)
          reserve slot, n
          slot[i] = a
          m = a
        }
        l: T = m
        r: T = invoke neg(l)
        return r
        backward
        declare T dX
        dX = dR
        n1: int = sub(n, 1)
        loop L: for int i = n1; i >= 0; -1 {
          a: T = load slot[i]
          e: T = dX
          d: T = invoke mul(e, a)
          dX = d
        }
        """;
    assertEquals(List.of(5, 1, 5, 1), madeByTrips(text, 2, 2, 4, 3));
    LaidOutRegions placed = new TensorBuffers().place(TensorText.read(text));
    assertEquals(
        List.of("slot", "dBuffers"), placed.storage().stream().map(it -> it.name()).toList());
  }

  /** Not every array is a slot: of others it is not known what they hold. */
  @Test
  void arraysOfTheProgramAreNoSlots() {
    String text =
        """
        parameter T x
        parameter int n
        storage T[] slot, of T b
        forward
        rows: T[] = newarray primal T[n]
        loop L: for int i = 0; i < n; 1 {
          a: T = invoke exp(x)
          rows[i] = a
        }
        v: T = load rows[0]
        r: T = invoke neg(v)
        return r
        """;
    assertEquals(List.of(3, 1, 1, 2), madeByTrips(text, 2, 2, 1, 3));
  }

  /** What is stored after an operation need not be its result. */
  @Test
  void storesOfOtherThingsStayWhereTheyAre() {
    String text =
        """
        parameter T x
        parameter int n
        storage T[] slot, of T v
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          a: T = invoke exp(v)
          reserve slot, n
          slot[i] = v
          m = a
        }
        v0: T = load slot[0]
        l: T = m
        r: T = invoke mul(l, v0)
        return r
        """;
    assertEquals(List.of(3, 1, 2), madeByTrips(text, 2, 2, 3));
  }

  /** Nothing may follow, or nothing but that a slot is made longer. */
  @Test
  void operationsAtTheEndsOfBlocks() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage T[] slot, of T z
        forward
        loop L: for int i = 0; i < n; 1 {
          a: T = invoke exp(x)
        }
        loop K: for int k = 0; k < n; 1 {
          b: T = invoke exp(x)
          reserve slot, n
        }
        return null
        backward
        declare T dX
        a: T = invoke neg(dR)
        dX = a
        b: T = invoke neg(a)
        dX += b
        """;
    assertEquals(List.of(7, 0, 2), madeByTrips(text, 2, 2, 3));
  }

  /** Sums in loops are kept in their order. */
  @Test
  void sumsOfCotangentsInLoops() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        forward
        return x
        backward
        declare T dX
        dX = null
        loop L: for int i = 0; i < n; 1 {
          e: T = dX
          d: T = invoke exp(dR)
          dX += d
          f: T = invoke orNone(e, dR)
          dX += f
        }
        """;
    assertEquals(List.of(8, 0, 4), madeByTrips(text, 2, 2, 3));
  }
}
