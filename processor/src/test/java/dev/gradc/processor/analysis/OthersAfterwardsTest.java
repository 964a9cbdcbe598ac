package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which calls are followed by code that may change what they have read; and which do so. */
final class OthersAfterwardsTest {

  private static Function function(String statements) {
    Function function =
        Parser.function(
            """
            member Library.read(active double, double[]): active double reads double[]
            member Library.more(active double): active double reads double[]
            member Library.plain(active double): active double
            member Library.fill(double[]) writes 0
            member Other.run() opaque unrepeatable
            member Other.same() opaque
            member Other.value(): double unrepeatable
            member Other.count(): int static unrepeatable
            member java.util/List.size(): int instance unrepeatable
            member java.util.function/IntSupplier.get(): int instance unrepeatable
            member java.lang/Runnable.run() instance opaque unrepeatable
            member java.lang/CharSequence.length(java.lang/CharSequence): int instance unrepeatable
            member java.util/List.set(java.util/List, int, Library): int instance opaque unrepeatable
            member java.util/List.put(java.util/List, int, java.lang/String): int instance opaque unrepeatable
            member java.util/List.hashCode(java.util/List): int instance unrepeatable
            member java.lang/String.hashCode(java.lang/String): int instance unrepeatable
            member java.util/List.of(java.lang/String): java.util/List opaque unrepeatable
            member java.nio/DoubleBuffer.put(int) instance opaque unrepeatable
            member java.util/Objects.hash(Library): int unrepeatable
            member java.util/Objects.hashAll(Library[]): int unrepeatable
            member java.util/Objects.hashBoxed(java.lang/Integer): int unrepeatable
            member java.util/Arrays.asList(double[]): java.util/List opaque unrepeatable
            member java.util/Arrays.toString(double[]): java.lang/String opaque unrepeatable
            member java.util/Arrays.sum(double[]): double opaque unrepeatable
            function f(double x, double[] given, Library o, boolean c, int n, java.lang/CharSequence seq, java.util/List list, java.lang/String word, java.lang/Integer boxed, Library[] all) {
            own: double[] = newarray primal double[3]
            held: double[] = inspect FIELD Library held(o)
            %s
            return x
            }
            """
                .formatted(statements));
    assertEquals(List.of(), new Verifier().verify(function));
    return function;
  }

  private static Set<String> followed(String statements) {
    return OthersAfterwards.in(function(statements)).stream()
        .map(it -> it.member().name())
        .collect(Collectors.toSet());
  }

  @Test
  void otherCodeComesAfterwards() {
    String read = "y: double = invoke Library.read(x, given)\n";
    assertEquals(Set.of(), followed(read));
    assertEquals(Set.of("read"), followed(read + "invoke Other.run()"));
    assertEquals(Set.of("read"), followed(read + "z: double = invoke Other.value()"));
    assertEquals(Set.of(), followed("invoke Other.run()\n" + read));
    assertEquals(Set.of(), followed(read + "invoke Other.same()"));
    assertEquals(Set.of(), followed(read + "k: int = invoke Other.count()"));
    assertEquals(Set.of(), followed(read + "k: int = invoke java.util/List.size()"));
    assertEquals(
        Set.of("read"), followed(read + "k: int = invoke java.util.function/IntSupplier.get()"));
  }

  /** What calls back, and what may write an array that it was given before. */
  @Test
  void javaMayChangeThemToo() {
    String read = "y: double = invoke Library.read(x, given)\n";
    assertEquals(Set.of("read"), followed(read + "invoke java.lang/Runnable.run()"));
    String size = "k: int = invoke java.util/List.size()";
    String list = "l: java.util/List = invoke java.util/Arrays.asList(own)\n";
    assertEquals(Set.of("read"), followed(list + read + size));
    assertEquals(Set.of("read"), followed("if c {\n" + list + "}\n" + read + size));
    String text = "t: java.lang/String = invoke java.util/Arrays.toString(own)\n";
    assertEquals(Set.of(), followed(text + read + size));
    String copy = "p: java.util/List = invoke java.util/List.of(word)\n";
    assertEquals(Set.of(), followed(copy + read + size));
    assertEquals(Set.of("read"), followed(read + "invoke java.nio/DoubleBuffer.put(n)"));
    String number = "s: double = invoke java.util/Arrays.sum(own)\n";
    assertEquals(Set.of(), followed(number + read + size));
  }

  /** Java's own classes run the code of what they are given. */
  @Test
  void whatJavaIsGivenMayChangeThem() {
    String read = "y: double = invoke Library.read(x, given)\n";
    String call = read + "k: int = invoke ";
    assertEquals(Set.of("read"), followed(call + "java.lang/CharSequence.length(seq)"));
    assertEquals(Set.of("read"), followed(call + "java.util/List.set(list, n, o)"));
    assertEquals(Set.of(), followed(call + "java.util/List.put(list, n, word)"));
    assertEquals(Set.of("read"), followed(call + "java.util/List.hashCode(list)"));
    assertEquals(Set.of(), followed(call + "java.lang/String.hashCode(word)"));
    assertEquals(Set.of("read"), followed(call + "java.util/Objects.hash(o)"));
    assertEquals(Set.of("read"), followed(call + "java.util/Objects.hashAll(all)"));
    assertEquals(Set.of(), followed(call + "java.util/Objects.hashBoxed(boxed)"));
  }

  @Test
  void orInAnotherBlock() {
    String read = "y: double = invoke Library.read(x, given)\n";
    assertEquals(Set.of("read"), followed(read + "if c {\ninvoke Other.run()\n}"));
    assertEquals(Set.of(), followed(read + "if c {\ninvoke Other.same()\n}"));
    assertEquals(Set.of("read"), followed("if c {\n" + read + "}\ninvoke Other.run()"));
    assertEquals(Set.of(), followed("if c {\n" + read + "} else {\ninvoke Other.run()\n}"));
    assertEquals(
        Set.of("read"),
        followed("loop i: for int i = 0; i < n; 1 {\ninvoke Other.run()\n" + read + "}"));
    assertEquals(
        Set.of("read", "more"),
        followed(
            "loop i: for int i = 0; i < n; 1 {\nif c {\ninvoke Other.run()\n}\n"
                + "if c {\n"
                + read
                + "}\n}\nz: double = invoke Library.more(x)\ninvoke Other.run()"));
    assertEquals(
        Set.of("read"),
        followed(
            "loop i: for int i = 0; i < n; 1 {\ninvoke Other.run()\n"
                + read
                + "}\nz: double = invoke Library.more(x)"));
  }

  @Test
  void orInTheIterationBefore() {
    String read = "y: double = invoke Library.read(x, given)\n";
    String loop = "loop i: for int i = 0; i < n; 1 {\n%s}\n";
    assertEquals(Set.of(), followed(loop.formatted(read)));
    assertEquals(Set.of(), followed(loop.formatted("if c {\n" + read + "}\n")));
    assertEquals(Set.of("read"), followed(loop.formatted("invoke Other.run()\n" + read)));
    String nested = "if c {\nif c {\ninvoke Other.run()\n}\n}\n";
    assertEquals(Set.of("read"), followed(loop.formatted(nested + read)));
    assertEquals(Set.of(), followed(nested + read));
    assertEquals(Set.of("read"), followed(read + nested));
    String whileLoop = "loop i: while {\n} c {\ninvoke Other.run()\n" + read + "}\n";
    assertEquals(Set.of("read"), followed(whileLoop));
  }

  /** What it reads may have changed then: static arrays, and an argument that an object holds. */
  @Test
  void whatIsReadMayChange() {
    assertEquals(Set.of(), positions("given", ""));
    assertEquals(Set.of(), positions("held", ""));
    assertEquals(Set.of(1), positions("held", "invoke Other.run()"));
    assertEquals(Set.of(), positions("own", "invoke Other.run()"));
    Function function = function("y: double = invoke Library.read(x, own)\ninvoke Other.run()\n");
    ChangedArguments.Result result =
        new ChangedArguments(new AliasAnalysis().analyze(function)).find(function);
    assertEquals(
        Set.of("read"),
        result.reading().stream().map(it -> it.member().name()).collect(Collectors.toSet()));
  }

  private static Set<Integer> positions(String array, String after) {
    Function function =
        function("y: double = invoke Library.read(x, " + array + ")\n" + after + "\n");
    ChangedArguments.Result result =
        new ChangedArguments(new AliasAnalysis().analyze(function)).find(function);
    return result.of((Statement.Invoke) function.body().statements().get(2));
  }

  private static boolean writes(String statements) {
    Function function = function(statements);
    return Repetition.writesOthersArrays(function.body(), new AliasAnalysis().analyze(function));
  }

  @Test
  void arraysOfOthersAreWritten() {
    assertFalse(writes("own[0] = x"));
    assertFalse(writes("given[0] = x"));
    assertTrue(writes("held[0] = 1.0"));
    assertTrue(writes("if c {\nheld[0] = 1.0\n}"));
    assertTrue(writes("held[0] += 1.0"));
    assertFalse(writes("if c {\nheld[0] = 1.0\nthrow o\n}"));
    assertFalse(writes("own[0] += 1.0"));
    assertTrue(writes("invoke Library.fill(held)"));
    assertFalse(writes("invoke Library.fill(own)"));
  }
}
