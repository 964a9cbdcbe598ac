package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the passes are given, and what the forward pass gives, is looked at once. */
final class GivenChecksTest {

  private static ReverseProgram program(String text, List<Output> outputs) {
    Function function = Parser.function(text);
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    var separated =
        new OutputSeparation().separate(regions, outputs.stream().map(Output::leaves).toList());
    TapeLayout.Form form = TapeLayout.Form.TAPED;
    return new SlotAssignment()
        .assign(new TapeLayout().layOut(regions, separated, all, form), function, outputs, all);
  }

  /** The lines with checks, and the texts before them. */
  private static String checks(Block block) {
    StringBuilder told = new StringBuilder();
    new Printer()
        .print(block)
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("inspect TEXT") || line.contains("Anomalies."))
        .forEach(line -> told.append(line).append("\n"));
    return told.toString();
  }

  @Test
  void argumentsSeedsAndResultsAreLookedAt() {
    ReverseProgram program =
        program(
            """
            function f(double x, double[] a, int n, float[] w) {
              p: double = mul(x, x)
              a[n] = p
              e: float = load w[n]
              d: double = toDouble(e)
              q: double = mul(d, p)
              return p, q
            }
            """,
            List.of(new Output("p", Set.of(0), false), new Output("q", Set.of(1), false)));
    GivenChecks.Texts texts =
        new GivenChecks.Texts(
            List.of("an x", "an a", "an n", "a w"), List.of(0, 1, 3), List.of("p of f", "q of f"));
    ReverseProgram checked = new GivenChecks(texts).place(program);
    assertEquals(
        """
        subject: java.lang/String = inspect TEXT  an x, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(x, subject)
        subject2: java.lang/String = inspect TEXT  a w, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(w, subject2)
        subject3: java.lang/String = inspect TEXT  an a as the method leaves it, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(a, subject3)
        """,
        checks(checked.forward()).lines().limit(6).map(it -> it + "\n").reduce("", String::concat));
    assertEquals(
        """
        invoke dev.gradc/Anomalies.checkValue(p, subject4, subject5, x, subject6, a, subject7, w)
        invoke dev.gradc/Anomalies.checkValue(q, subject8, subject9, x, subject10, a, subject11, w)
        """,
        checks(checked.forward())
            .lines()
            .filter(it -> it.contains("checkValue"))
            .map(it -> it + "\n")
            .reduce("", String::concat));
    assertEquals(
        List.of("p of f, backward pass,", "q of f, backward pass,"),
        checks(checked.backward())
            .lines()
            .filter(it -> it.contains("seed of the "))
            .map(it -> it.replaceAll(".*seed of the |\\(\\)", ""))
            .toList());
    assertEquals(
        1, checks(checked.outputs().get(0)).lines().filter(it -> it.contains("p of f")).count());
    assertEquals(
        0, checks(checked.outputs().get(0)).lines().filter(it -> it.contains("q of f")).count());
  }

  /** Of numbers and arrays that are read; integers have none, and what is written has any. */
  @Test
  void directionsAreLookedAt() {
    Function function =
        Parser.function(
            """
            function f(double x, double[] a, int n, double[] w, double dx, double[] da, double[] dw) {
              p: double = mul(x, x)
              dp: double = mul(x, dx)
              w[n] = p
              dw[n] = dp
              return p, dp
            }
            """);
    GivenChecks.Texts texts =
        new GivenChecks.Texts(
            List.of("an x", "an a", "an n", "a w"), List.of(0, 1, 3), List.of("f"));
    String looked =
        """
        subject: java.lang/String = inspect TEXT  an x, MODE,()
        invoke dev.gradc/Anomalies.checkNumbers(x, subject)
        subject2: java.lang/String = inspect TEXT  an a, MODE,()
        invoke dev.gradc/Anomalies.checkNumbers(a, subject2)
        subject3: java.lang/String = inspect TEXT  direction of the an x, MODE,()
        invoke dev.gradc/Anomalies.checkFinite(dx, subject3)
        subject4: java.lang/String = inspect TEXT  direction of the an a, MODE,()
        invoke dev.gradc/Anomalies.checkFinite(da, subject4)
        subject5: java.lang/String = inspect TEXT  a w as the method leaves it, MODE,()
        invoke dev.gradc/Anomalies.checkNumbers(w, subject5)
        """;
    ForwardProgram forward = new GivenChecks(texts).place(new ForwardProgram(function, Set.of(3)));
    assertEquals(Set.of(3), forward.written());
    assertEquals(looked.replace("MODE", "forward mode"), firstTen(forward.function().body()));
    List<Variable> all = function.parameters().stream().map(Function.Parameter::variable).toList();
    Sweep sweep =
        new Sweep(
            1,
            all.subList(0, 4),
            all.subList(4, 7).stream().map(List::of).toList(),
            List.of(),
            List.of(),
            function.body(),
            function.results().subList(0, 1),
            List.of(),
            List.of(),
            List.of(),
            Set.of(all.get(3)));
    Sweep checked = new GivenChecks(texts).place(sweep, "Jacobian");
    assertEquals(looked.replace("MODE", "Jacobian"), firstTen(checked.body()));
  }

  private static String firstTen(Block block) {
    return checks(block).lines().limit(10).map(it -> it + "\n").reduce("", String::concat);
  }

  private static final List<Variable> PARAMETERS =
      List.of(
          Parser.variable("double x", Role.PARAMETER),
          Parser.variable("double[] a", Role.PARAMETER),
          Parser.variable("dev.gradc.tensor/Tensor[] layers", Role.PARAMETER));

  private static final List<Variable> SEEDS =
      List.of(
          Parser.variable("double seedP", Role.PARAMETER),
          Parser.variable("double[] seedB", Role.PARAMETER),
          Parser.variable("double[] seedA", Role.PARAMETER));

  private static Block block(String text) {
    return Parser.block(
        text, Stream.concat(PARAMETERS.stream(), SEEDS.stream()).toArray(Variable[]::new));
  }

  /** Of each kind of results one; the array that is written comes last, and is no value. */
  @Test
  void eachKindOfResultIsLookedAt() {
    Block forward =
        block(
            """
            p: double = neg(x)
            k: int = length a
            b: double[] = newarray primal double[2]
            t: dev.gradc.tensor/Tensor = load layers[0]
            """);
    List<Atom> results = new ArrayList<>();
    forward.statements().forEach(it -> results.addAll(Mentions.definitions(it)));
    results.add(PARAMETERS.get(1));
    ReverseProgram program =
        new ReverseProgram(
            PARAMETERS,
            List.of(Optional.empty(), Optional.empty(), Optional.empty()),
            results,
            List.of(
                Optional.of(SEEDS.get(0)),
                Optional.empty(),
                Optional.of(SEEDS.get(1)),
                Optional.empty(),
                Optional.of(SEEDS.get(2))),
            forward,
            block(
                """
                subject: double = neg(seedP)
                e: double = load seedB[0]
                e2: double = load seedA[0]
                """),
            List.of(block("subject2: double = load seedB[0]\n")),
            new Slices(List.of(), Map.of(), Map.of(), Set.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(PARAMETERS.get(1)),
            new StoreFacts(Map.of(), Map.of()));
    GivenChecks.Texts texts =
        new GivenChecks.Texts(
            List.of("x", "a", "layers"), List.of(0, 1), List.of("p", "k", "b", "t"));
    ReverseProgram checked = new GivenChecks(texts).place(program);
    assertEquals(
        """
        subject3: java.lang/String = inspect TEXT  x, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(x, subject3)
        subject4: java.lang/String = inspect TEXT  layers, forward pass,()
        invoke dev.gradc.tensor/TensorAnomalies.checkNumbers(layers, subject4)
        subject5: java.lang/String = inspect TEXT  a as the method leaves it, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(a, subject5)
        subject6: java.lang/String = inspect TEXT  p, forward pass,()
        subject7: java.lang/String = inspect TEXT  x()
        subject8: java.lang/String = inspect TEXT  a()
        subject9: java.lang/String = inspect TEXT  layers()
        invoke dev.gradc.tensor/TensorAnomalies.checkValue(p, subject6, subject7, x, subject8, a, subject9, layers)
        subject10: java.lang/String = inspect TEXT  b, forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(b, subject10)
        subject11: java.lang/String = inspect TEXT  t, forward pass,()
        invoke dev.gradc.tensor/TensorAnomalies.checkNumbers(t, subject11)
        """,
        checks(checked.forward()));
    assertEquals(
        """
        subject12: java.lang/String = inspect TEXT  seed of the p, backward pass,()
        invoke dev.gradc/Anomalies.checkFinite(seedP, subject12)
        subject13: java.lang/String = inspect TEXT  seed of the b, backward pass,()
        invoke dev.gradc/Anomalies.checkFinite(seedB, subject13)
        subject14: java.lang/String = inspect TEXT  seed of the array that is written, backward pass,()
        invoke dev.gradc/Anomalies.checkFinite(seedA, subject14)
        """,
        checks(checked.backward()));
    assertEquals(
        """
        subject15: java.lang/String = inspect TEXT  seed of the b, backward pass,()
        invoke dev.gradc/Anomalies.checkFinite(seedB, subject15)
        """,
        checks(checked.outputs().get(0)));
  }

  /**
   * A field may hold what an argument may; what no place of the source stands for is not told of.
   */
  @Test
  void fieldsAreLookedAtAsArgumentsAre() {
    Variable object = Parser.variable("Ball ball", Role.PARAMETER);
    Block forward =
        Parser.block(
            """
            r: double = inspect FIELD Ball radius(ball) // ball.radius()
            n: int = inspect FIELD Ball count(ball) // ball.count()
            t: dev.gradc.tensor/Tensor = inspect FIELD Ball mass(ball) // ball.mass()
            r2: double = inspect FIELD Ball radius(ball)
            c: double = r // copied
            """,
            object);
    ReverseProgram program =
        new ReverseProgram(
            List.of(object),
            List.of(Optional.empty()),
            List.of(),
            List.of(),
            forward,
            Block.EMPTY,
            List.of(),
            new Slices(List.of(), Map.of(), Map.of(), Set.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new StoreFacts(Map.of(), Map.of()));
    assertEquals(
        """
        operation: java.lang/String = inspect TEXT  field 'radius' in 'ball.radius()' (:1), forward pass,()
        invoke dev.gradc/Anomalies.checkNumbers(r, operation)
        operation2: java.lang/String = inspect TEXT  field 'mass' in 'ball.mass()' (:3), forward pass,()
        invoke dev.gradc.tensor/TensorAnomalies.checkNumbers(t, operation2)
        """,
        checks(new AnomalyChecks().place(program).forward()));
  }
}
