package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.CotangentFunction;
import dev.gradc.processor.tape.ReverseFunction;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeFunctions;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tape as two functions: they may be run, the second of them twice, and give the gradient. */
final class TapeFunctionsTest {

  private static final Path SOURCES = Path.of("src", "test", "resources", "layouts");

  static List<String> names() {
    return LayoutsTest.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatForwardKeepsIsWhatBackwardNeeds(String name) throws IOException {
    String text = Files.readString(SOURCES.resolve(name));
    Function function = Parser.function(text.substring(0, text.indexOf(LayoutsTest.END)));
    ReverseProgram taped = LayoutsTest.reverse(function, TapeLayout.Form.TAPED);
    Function forward = new TapeFunctions().forward(function, taped);
    Function backward = new TapeFunctions().backward(function, taped, taped.backward());
    ReverseProgram fused = LayoutsTest.reverse(function, TapeLayout.Form.FUSED);
    isPlain(forward.body());
    isPlain(backward.body());
    isPlain(new ReverseFunction().of(function, fused, ReverseFunction.Form.PLAIN).body());
    SeededRandom random = new SeededRandom(name);
    Object[] arguments = LayoutsTest.arguments(function, 0, random);
    Object value = Interpretation.exact(function, List.of(), List.of(), Numbers.copy(arguments));
    List<Object> seeds = new ArrayList<>();
    Leaves.all(value).forEach(it -> seeds.add(Checks.seedOfLeaf(it, random)));
    Jacobian jacobian = Jacobian.of(function, List.of(), arguments);
    double[] expected = jacobian.transposedTimes(Numbers.flat(seeds));

    List<?> made =
        Leaves.all(Interpretation.exact(forward, List.of(), List.of(), Numbers.copy(arguments)));
    int count = function.results().size();
    assertEquals(count + taped.slots().size(), made.size());
    assertTrue(
        Numbers.sameBits(Numbers.flat(value), Numbers.flat(made.subList(0, count))), "value");
    List<?> slots = made.subList(count, made.size());
    double tolerance = 1e-10 * Numbers.norm(expected) + 1e-14;
    for (int pass = 0; pass < 2; pass++) {
      double[] actual = gradient(function, backward, slots, seeds, arguments);
      assertArrayEquals(expected, actual, tolerance, "pass " + pass);
    }
    Function pullback = new CotangentFunction().of(function, fused, List.of());
    assertEquals(List.of(), new Verifier().verify(pullback));
    List<Object> copies = Arrays.asList(Numbers.copy(arguments));
    assertArrayEquals(
        expected, gradient(function, pullback, copies, seeds, arguments), tolerance, "pullback");
  }

  /**
   * Of an array that the caller sees written, the adjoint after the call becomes that before it.
   */
  @Test
  void adjointsOfWrittenArraysGoBackInTheirPlace() {
    String text =
        """
        function f(double x, detached double[] c, double[] a, double y, double[] read, double[] b) {
          t: double = load a[0]
          u: double = mul(t, x)
          a[0] = u
          v: double = load b[1]
          k: double = load c[2]
          l: double = load read[0]
          kl: double = mul(k, l)
          w: double = mul(v, kl)
          z: double = mul(w, u)
          b[2] = z
          r: double = mul(u, y)
          return r%s
        }
        """;
    Function primal = Parser.function(text.formatted(""));
    Function whole = Parser.function(text.formatted(", a, b"));
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(whole);
    AdjointRegions regions =
        new Adjoint(rules)
            .differentiate(whole, new ActivityAnalysis(rules, arrays).analyze(whole), arrays, 2);
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    ReverseProgram program =
        new SlotAssignment()
            .assign(
                new TapeLayout()
                    .layOut(
                        regions,
                        SeparatedOutputs.of(regions.backward()),
                        all,
                        TapeLayout.Form.FUSED),
                whole,
                List.of(),
                all);
    Function pullback = new CotangentFunction().of(primal, program, List.of(2, 5));
    assertEquals(List.of(), new Verifier().verify(pullback));
    Object[] arguments = LayoutsTest.arguments(whole, 0, new SeededRandom("written"));
    double[] afterA = {0.5, -2.0, 3.0};
    double[] afterB = {-0.25, 1.5, 4.0};
    double[] expected =
        Jacobian.of(whole, List.of(), arguments)
            .transposedTimes(Numbers.flat(List.of(0.75, afterA, afterB)));
    double[] adjointOfRead = new double[3];
    List<Object> given = new ArrayList<>(List.of(Numbers.copy(arguments)));
    given.addAll(List.of(0.75, afterA, adjointOfRead, afterB));
    List<?> numbers =
        Leaves.all(Interpretation.exact(pullback, List.of(), List.of(), given.toArray()));
    assertArrayEquals(
        expected,
        Numbers.flat(List.of(numbers.get(0), afterA, numbers.get(1), adjointOfRead, afterB)),
        1e-12);
  }

  /** Nothing but what users' methods consist of. */
  private static void isPlain(Block block) {
    for (Statement statement : block.statements()) {
      boolean isOfTape =
          statement instanceof Statement.Reserve
              || statement instanceof Statement.ReserveRow
              || statement instanceof Statement.Clear;
      assertFalse(isOfTape, statement::toString);
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray array) {
        assertEquals(Operation.NewArray.Purpose.PRIMAL, array.purpose(), statement::toString);
      }
      statement.blocks().forEach(TapeFunctionsTest::isPlain);
    }
  }

  /** The parts of the gradient, in order of the parameters. */
  private static double[] gradient(
      Function primal, Function backward, List<?> slots, List<Object> seeds, Object[] arguments) {
    List<Object> given = new ArrayList<>(slots);
    for (int i = 0; i < seeds.size(); i++) {
      if (primal.results().get(i).type().isDifferentiable()) {
        given.add(Numbers.copy(seeds.get(i)));
      }
    }
    List<Object> arrays = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = primal.parameters().get(i);
      if (parameter.isActive() && parameter.variable().type() instanceof ArrayType) {
        arrays.add(Numbers.zeroLike(arguments[i]));
      }
    }
    given.addAll(arrays);
    assertEquals(backward.parameters().size(), given.size());
    Object result = Interpretation.exact(backward, List.of(), List.of(), given.toArray());
    List<?> numbers = backward.results().isEmpty() ? List.of() : Leaves.all(result);
    List<Object> parts = new ArrayList<>();
    int array = 0;
    int number = 0;
    for (Function.Parameter parameter : primal.parameters()) {
      if (parameter.isActive()) {
        boolean isArray = parameter.variable().type() instanceof ArrayType;
        parts.add(isArray ? arrays.get(array++) : numbers.get(number++));
      }
    }
    return Numbers.flat(parts);
  }
}
