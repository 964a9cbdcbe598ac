package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Arrays of indices are written again as tensors are, where nobody else can hold them; and sums in
 * arrays of tensors are kept in their order.
 */
final class PlacesAndArraysTest {

  /** How many tensors and arrays of indices evaluations make, whose loops run that often. */
  private static List<Integer> made(String text, int... trips) {
    LaidOutRegions regions = TensorText.read(text);
    return SameTensors.made(
        regions,
        new TensorBuffers().place(regions),
        Arrays.stream(trips).mapToObj(n -> Map.of("n", n)).toList());
  }

  private static List<String> storage(String text) {
    return new TensorBuffers()
        .place(TensorText.read(text)).storage().stream().map(it -> it.name()).toList();
  }

  @Test
  void indicesHaveOnePlaceOutsideOfLoops() {
    String text =
        """
        parameter T x
        forward
        p: int[] = invoke argMax(x)
        a: T = invoke gather(x, p)
        r: T = invoke neg(a)
        return r
        """;
    assertEquals(List.of(3, 1, 1), made(text, 0, 0, 0));
    assertEquals(List.of("pBuffer", "aBuffer"), storage(text));
  }

  /** Each in its own variable, in both regions. */
  @Test
  void regionsKeepTheirOwnIndices() {
    String text =
        """
        parameter T x, adjoint T dX
        seed T dR
        forward
        p: int[] = invoke argMax(x)
        r: T = invoke gather(x, p)
        return r
        backward
        declare T dX
        p: int[] = invoke argMax(dR)
        a: T = invoke gather(dR, p)
        dX = a
        """;
    assertEquals(List.of(4, 1, 1), made(text, 0, 0, 0));
    assertEquals(List.of("pBuffer", "pBuffer2", "aBuffer"), storage(text));
  }

  @Test
  void indicesThatEndWithTheIterationHaveOnePlace() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        loop L: for int i = 0; i < n; 1 {
          p: int[] = invoke argMax(x)
          a: T = invoke gather(x, p)
        }
        return null
        """;
    assertEquals(List.of(2, 0, 0), made(text, 3, 2, 4));
    assertEquals(List.of("pBuffers", "aBuffers"), storage(text));
  }

  /** Those that are stored are kept in the order in which they are made. */
  @Test
  void indicesThatAreStoredAreKeptInTheirOrder() {
    String text =
        """
        parameter T x, adjoint T dX
        parameter int n
        seed T dR
        storage int[][] slot, of int[] p
        forward
        declare T m
        m = x
        loop L: for int i = 0; i < n; 1 {
          v: T = m
          p: int[] = invoke argMax(v)
          reserve slot, n
          slot[i] = p
          a: T = invoke gather(v, p)
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
          q: int[] = load slot[i]
          e: T = dX
          d: T = invoke gather(e, q)
          dX = d
        }
        """;
    assertEquals(List.of(7, 1, 4, 1), made(text, 2, 2, 3, 1));
  }

  @Test
  void indicesThatOthersMayHoldAreMadeAnew() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        p: int[] = invoke argMax(x)
        %s
        """;
    assertEquals(List.of(1, 1, 1), made(text.formatted("return p"), 0, 0, 0));
    assertEquals(List.of(1, 1, 1), made(text.formatted("q: int[] = p\nreturn q"), 0, 0, 0));
    assertEquals(
        List.of(1, 1, 1),
        made(text.formatted("invoke Library.usePlaces(p)\nreturn null"), 0, 0, 0));
    assertEquals(List.of(1, 0, 0), made(text.formatted("return null"), 0, 0, 0));
    String ofArray =
        """
        all: int[][] = newarray primal int[][n]
        all[0] = p
        q: int[] = load all[0]
        return q
        """;
    assertEquals(List.of(1, 1, 1), made(text.formatted(ofArray), 2, 2, 2));
  }

  /** An index that is read from an array is no array. */
  @Test
  void anIndexMayBeGivenBack() {
    String text =
        """
        parameter T x
        forward
        p: int[] = invoke argMax(x)
        k: int = load p[0]
        return k
        """;
    assertEquals(List.of(1, 0, 0), made(text, 0, 0, 0));
  }

  /** Nor does a number tell of the array that it is put into. */
  @Test
  void numbersInArraysThatAreGivenBack() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        p: int[] = invoke argMax(x)
        k: int = load p[0]
        all: int[] = newarray primal int[n]
        all[0] = k
        return all
        """;
    assertEquals(List.of(1, 0, 0), made(text, 2, 2, 2));
  }

  @Test
  void sumsInArraysAreKeptInTheirOrder() {
    String text =
        """
        parameter T[] xs, adjoint T[] dXs
        parameter int n
        seed T dR
        forward
        return null
        backward
        loop L: for int i = 0; i < n; 1 {
          x: T = load xs[i]
          d: T = invoke mul(dR, x)
          dXs[i] += d
          e: T = invoke exp(dR)
          dXs[i] += e
        }
        """;
    assertEquals(List.of(6, 0, 3, 0), made(text, 2, 2, 3, 1));
    assertEquals(List.of(6, 6, 6), made(text.replace("return null", "return dXs"), 2, 2, 2));
  }

  /** Numbers in arrays have sums too. */
  @Test
  void sumsOfNumbersInArraysAreLeftAlone() {
    String text =
        """
        parameter T x
        parameter int n
        forward
        all: double[] = newarray primal double[n]
        all[0] += 2.0
        t: double = load all[0]
        a: T = invoke pow(x, t)
        return a
        """;
    assertEquals(List.of(1, 1, 1), made(text, 2, 2, 2));
    assertEquals(List.of(), storage(text));
  }
}
