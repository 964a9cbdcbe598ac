package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import java.util.List;
import java.util.Set;
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
}
