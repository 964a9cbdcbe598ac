package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shapes and axes are shared where they are read, and not where somebody might change them. */
final class SharedIndicesTest {

  private static final String TEXT =
      """
      parameter T x
      parameter int n
      storage int[][] slot
      forward
      %s
      """;

  /** What the forward region shares, in order. */
  private static List<String> shared(String statements) {
    return calls("SharedShapes", statements);
  }

  /** How the forward region keeps arrays of indices, in order. */
  private static List<String> kept(String statements) {
    return calls("KeptPlaces", statements);
  }

  private static List<String> calls(String owner, String statements) {
    List<String> found = new ArrayList<>();
    Block forward =
        new TensorBuffers().place(TensorText.read(TEXT.formatted(statements))).forward();
    collect(forward, owner, found);
    return found;
  }

  /** How many elements of arrays the forward region writes. */
  private static long stores(String statements) {
    return new TensorBuffers()
        .place(TensorText.read(TEXT.formatted(statements))).forward().statements().stream()
            .filter(Statement.Store.class::isInstance)
            .count();
  }

  private static void collect(Block block, String owner, List<String> found) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke && invoke.member().owner().endsWith(owner)) {
        found.add(invoke.member().name());
      }
      statement.blocks().forEach(inner -> collect(inner, owner, found));
    }
  }

  @Test
  void shapesThatAreReadAreShared() {
    String shape = "s: int[] = invoke shape(x)\n";
    String read = "a: T = invoke sumTo(x, s)\nreturn a";
    assertEquals(List.of("shape"), shared(shape + read));
    assertEquals(List.of("shape"), shared(shape + "slot[0] = s\nd: int = load s[0]\n" + read));
    assertEquals(List.of("shape"), shared(shape + "q: int[] = s\nreturn null"));
  }

  @Test
  void shapesThatSomebodyMayChangeAreNot() {
    String shape = "s: int[] = invoke shape(x)\n";
    for (String change :
        List.of(
            "s[0] = 1\nreturn null",
            "q: int[] = s\nq[0] = n\nreturn null",
            "slot[0] = s\nq: int[] = load slot[0]\nq[0] = 1\nreturn null",
            "return s",
            "q: int[] = s\nreturn q",
            "invoke Library.usePlaces(s)\nreturn null")) {
      assertEquals(List.of(), shared(shape + change), change);
    }
  }

  @Test
  void axesAreSharedIfTheyAreConstant() {
    String one = "s: int[] = newarray primal int[1]\ns[0] = 2\n";
    String read = "a: T = invoke sumTo(x, s)\nreturn a";
    assertEquals(List.of("none"), shared("s: int[] = newarray primal int[0]\n" + read));
    assertEquals(List.of("axis"), shared(one + read));
    assertEquals(0, stores(one + read), "what is shared is not written");
    for (String other :
        List.of(
            "s: int[] = newarray primal int[1]\n" + read,
            "s: int[] = newarray primal int[1]\ns[0] = n\n" + read,
            "s: int[] = newarray primal int[n]\n" + read,
            "s: int[] = newarray primal int[2]\ns[0] = 2\n" + read,
            one + "return null",
            one + "s[0] = 1\n" + read,
            one + "q: int[] = s\nq[0] = n\n" + read,
            one + "a: T = invoke sumTo(x, s)\nreturn s")) {
      assertEquals(List.of(), shared(other), other);
    }
  }

  @Test
  void arraysThatAreReadAreKept() {
    String two = "s: int[] = newarray primal int[2]\ns[0] = n\n";
    String read = "a: T = invoke sumTo(x, s)\nreturn a";
    assertEquals(List.of("begin", "zeros"), kept(two + read));
    assertEquals(
        List.of("begin", "zeros"), kept(two + "s[1] = 1\nq: int[] = s\nq[0] = 2\n" + read));
    assertEquals(List.of("begin", "zeros"), kept("s: int[] = newarray primal int[n]\n" + read));
    // One that no operation reads is one of a method over tensors all the same.
    assertEquals(
        List.of("begin", "zeros"),
        kept(
            two
                + "d: int = load s[0]\nq: int[] = invoke shape(x)\na: T = invoke sumTo(x, q)\nreturn a"));
  }

  @Test
  void arraysThatOthersMayHoldAreMadeAnew() {
    String two = "s: int[] = newarray primal int[2]\ns[0] = n\n";
    String read = "a: T = invoke sumTo(x, s)\n";
    for (String other :
        List.of(
            two + read + "return s",
            two + read + "q: int[] = s\nreturn q",
            two + read + "invoke Library.usePlaces(s)\nreturn null",
            two + "d: int = load s[0]\nreturn null",
            "s: double[] = newarray primal double[2]\nb: int[] = invoke shape(x)\n"
                + "a: T = invoke sumTo(x, b)\nreturn a")) {
      assertEquals(List.of(), kept(other), other);
    }
  }

  @Test
  void arraysInLoopsAreKept() {
    String loop =
        "loop L: for int i = 0; i < n; 1 {\ns: int[] = newarray primal int[2]\n%sa: T = invoke sumTo(x, s)\n}\nreturn null";
    assertEquals(List.of("beginByLength", "zeros"), kept(loop.formatted("s[0] = i\n")));
    // One that is stored is needed after the iteration.
    assertEquals(List.of("begin", "zeros"), kept(loop.formatted("slot[i] = s\n")));
  }

  @Test
  void arraysOfReferencesAreKept() {
    String read = "q: int[] = invoke shape(x)\na: T = invoke sumTo(x, q)\nreturn a";
    assertEquals(
        List.of("begin", "tensors"), kept("s: T[] = newarray primal T[n]\ns[0] = x\n" + read));
    assertEquals(
        List.of("begin", "tensorRows"), kept("s: T[][] = newarray primal T[][n]\n" + read));
    assertEquals(
        List.of("begin", "indexRows"), kept("s: int[][] = newarray primal int[][n]\n" + read));
  }

  /** Rows that are made along with their array, as long as they stay in their places. */
  @Test
  void matricesAreKept() {
    String read = "q: int[] = invoke shape(x)\na: T = invoke sumTo(x, q)\nreturn a";
    String indices = "s: int[][] = newarray primal int[][n][2]\n";
    String row = "r: int[] = load s[0]\n";
    assertEquals(List.of("begin", "indexMatrix"), kept(indices + row + "r[1] = n\n" + read));
    assertEquals(
        List.of("begin", "tensorMatrix"),
        kept("s: T[][] = newarray primal T[][n][2]\nr: T[] = load s[0]\nr[1] = x\n" + read));
    assertEquals(List.of(), kept(indices + row + "s[1] = r\n" + read));
    // Rows that are made for themselves may be put anywhere.
    assertEquals(
        List.of("begin", "tensorRows", "begin", "tensors"),
        kept(
            "s: T[][] = newarray primal T[][n]\nr: T[] = newarray primal T[n]\ns[0] = r\ns[1] = r\n"
                + read));
    assertEquals(List.of(), kept(indices + row + "invoke Library.usePlaces(r)\n" + read));
    assertEquals(List.of(), kept("s: int[][][] = newarray primal int[][][n][2][2]\n" + read));
  }
}
