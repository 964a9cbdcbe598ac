package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.rules.Range;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.rules.Singularity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which operations are found; more of them, in Java, are in {@code refused/GC0405}. */
final class KinkAnalysisTest {

  private static final int PROGRAMS = Integer.getInteger("property.programs", 1000);
  private static final double[] INPUTS = {-1, -0.5, 0, 1, 2};

  private final Rules rules = new Rules();

  private List<KinkAnalysis.Kink> kinks(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return new KinkAnalysis(rules, arrays, activity(function)).reachable(function);
  }

  private Activity activity(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return new ActivityAnalysis(rules, arrays).analyze(function);
  }

  private List<String> names(String text) {
    return kinks(Parser.function(text)).stream().map(kink -> kink.result().name()).toList();
  }

  @Test
  void oneOperationMayHaveSeveralPlaces() {
    Function function =
        Parser.function(
            """
            function f(double x) {
              y: double = Math.asin(x)
              return y
            }
            """);
    List<Singularity> places = kinks(function).get(0).places();
    assertEquals(
        List.of("its argument is -1", "its argument is 1"),
        places.stream().map(Singularity::where).toList());
  }

  @Test
  void onlyTheBranchThatIsTakenCounts() {
    assertEquals(
        List.of("wrong"),
        names(
            """
            function f(double x) {
              declare double r
              positive: boolean = gt(x, 0.0)
              if positive {
                right: double = Math.log(x)
                r = right
              } else {
                wrong: double = Math.log(x)
                r = wrong
              }
              s: double = r
              return s
            }
            """));
  }

  @Test
  void aConditionHoldsUntilTheVariableChanges() {
    assertEquals(
        List.of("after"),
        names(
            """
            function f(double x) {
              declare double p
              declare double r
              r = 0.0
              p = x
              loop w: while {
                p1: double = p
                positive: boolean = gt(p1, 0.0)
              } positive {
                p2: double = p
                before: double = Math.log(p2)
                r += before
                p += -1.0
                p3: double = p
                after: double = Math.log(p3)
                r += after
              }
              s: double = r
              return s
            }
            """));
  }

  /** Ends go to landmarks eight times; after that they go to infinity, here that of m8. */
  @Test
  void aLoopIsGoneThroughSoOften() {
    StringBuilder text = new StringBuilder("function f(double x, int n) {\n");
    text.append("exp: double = Math.exp(x)\n").append("declare double r\n").append("r = x\n");
    for (int k = 0; k <= 8; k++) {
      text.append("declare double m%d\n m%d = 1.0\n".formatted(k, k));
    }
    text.append("loop l: for int i = 0; i < n; 1 {\n");
    for (int k = 0; k <= 8; k++) {
      text.append("before%d: double = m%d\n".formatted(k, k));
      text.append("sum%d: double = add(exp, before%d)\n".formatted(k, k));
      text.append("log%d: double = Math.log(sum%d)\n r += log%d\n".formatted(k, k, k));
    }
    text.append("m0 = 0.5\n");
    for (int k = 1; k <= 8; k++) {
      text.append("m%d = before%d\n".formatted(k, k - 1));
    }
    text.append("}\n result: double = r\n return result\n }\n");
    assertEquals(List.of("log8"), names(text.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reserve a, n",
        "reserveRow b[0], n",
        "clear d, n",
        "e: double[] = adjointlike d",
        "call f(double)(x)",
      })
  void whatOnlyDerivativesHaveIsRefused(String statement) {
    String text =
        """
        function f(double x, int n, double[] d) {
          declare double[] a
          declare double[][] b
          %s
          return x
        }
        """;
    Function function = Parser.function(text.formatted(statement));
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    KinkAnalysis analysis = new KinkAnalysis(rules, arrays, activity(function));
    assertThrows(IllegalArgumentException.class, () -> analysis.reachable(function));
  }

  private record Singular(Operator operator, List<Singularity> places, Statement.Assign assign) {}

  /** The operation whose derivative is singular for arguments that are active. */
  private Optional<Singular> singular(Block block, Activity activity) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Apply apply
          && !rules.singularities(apply.operator()).isEmpty()) {
        List<Singularity> places =
            rules.singularities(apply.operator()).stream()
                .filter(it -> activity.isActive(apply.arguments().get(it.argument())))
                .toList();
        return Optional.of(new Singular(apply.operator(), places, assign));
      }
      for (Block inner : statement.blocks()) {
        Optional<Singular> found = singular(inner, activity);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a run gets to one of the places; nothing is said of one that leaves mathematics. */
  private static boolean gets(Singular singular, Function function, Object... arguments) {
    boolean[] isThere = {false};
    boolean[] isRounded = {false};
    Interpretation.observed(
        function,
        (operator, given) -> {
          double[] values = given.stream().mapToDouble(it -> ((Number) it).doubleValue()).toArray();
          for (double value : values) {
            double size = Math.abs(value);
            isRounded[0] |= !(size < 1e9) || (size != 0 && size < 1e-9);
          }
          if (operator.equals(singular.operator()) && !isRounded[0]) {
            List<Range> points = java.util.Arrays.stream(values).mapToObj(Range::point).toList();
            isThere[0] |= singular.places().stream().anyMatch(it -> it.isReachable(points));
          }
        },
        arguments);
    return isThere[0];
  }

  @Test
  void whatIsReachedIsFound() {
    int reached = 0;
    int silent = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = new RandomProgram(seed).text();
      Function function = Parser.function(text);
      assertEquals(List.of(), new Verifier().verify(function), text);
      boolean isFound = !kinks(function).isEmpty();
      Singular singular = singular(function.body(), activity(function)).orElseThrow();
      boolean isReached = false;
      for (double x : INPUTS) {
        for (double y : INPUTS) {
          for (int n = 0; n <= 3; n += 3) {
            isReached |= gets(singular, function, x, y, n);
          }
        }
      }
      assertTrue(isFound || !isReached, text);
      reached += isReached ? 1 : 0;
      silent += isFound || singular.places().isEmpty() ? 0 : 1;
    }
    assertTrue(reached > PROGRAMS / 10, "reached " + reached);
    assertTrue(silent > PROGRAMS / 50, "never silent: " + silent);
  }
}
