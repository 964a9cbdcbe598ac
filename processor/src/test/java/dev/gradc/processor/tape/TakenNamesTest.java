package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Variables that are made for a tape have no name that anything else of the program has. */
final class TakenNamesTest {

  private static Variable number(String name, Role role) {
    return new Variable(name, Scalar.DOUBLE, role);
  }

  /** A sum, which a check reads before and after, and a variable of its own. */
  private static Block sum(String own) {
    Variable target = number("total", Role.MUTABLE);
    Origin origin = new Origin("F.java", 1, 1, 0, 0, "total += x");
    return new Block(
        List.of(
            new Statement.Declare(target, origin),
            new Statement.Assign(target, new Operation.Copy(Constant.of(0.0)), origin),
            new Statement.Assign(number(own, Role.SINGLE), new Operation.Copy(target), Origin.NONE),
            new Statement.Accumulate(target, Constant.of(1.0), origin)));
  }

  /** Of every kind of variable that a program has one that a check would like to be called. */
  @Test
  void checksTakeNone() {
    ReverseProgram program =
        new ReverseProgram(
            List.of(number("number", Role.PARAMETER)),
            List.of(Optional.of(number("number2", Role.MUTABLE))),
            List.of(Constant.of(1.0)),
            List.of(Optional.of(number("number3", Role.PARAMETER))),
            sum("number5"),
            sum("number6"),
            List.of(sum("number7")),
            new Slices(List.of(), Map.of(), Map.of(), Set.of()),
            List.of(number("number4", Role.MUTABLE)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new StoreFacts(Map.of(), Map.of()));
    ReverseProgram checked = new AnomalyChecks().place(program);
    assertEquals(List.of("total", "number5", "number8", "operation"), defined(checked.forward()));
    assertEquals(List.of("total", "number6", "number9", "operation2"), defined(checked.backward()));
    assertEquals(
        List.of("total", "number7", "number10", "operation3"), defined(checked.outputs().get(0)));
  }

  private static List<String> defined(Block block) {
    return block.statements().stream()
        .flatMap(statement -> Mentions.definitions(statement).stream())
        .map(Variable::name)
        .toList();
  }

  /**
   * Names that slots would like to have: of parameters, adjoints, cotangents and carriers, and of
   * what the backward region of a single output defines.
   */
  @Test
  void slotsTakeNone() {
    Function function =
        Parser.function(
            """
            function f(double x, int n) {
              declare double s
              s = x
              loop i: for int i = 0; i < n; 1 {
                before: double = s
                e: double = mul(before, before)
                s = e
              }
              r: double = s
              return r
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    AdjointRegions regions =
        new Adjoint(new Rules())
            .differentiate(
                function, new ActivityAnalysis(new Rules(), arrays).analyze(function), arrays);
    AdjointRegions named =
        new AdjointRegions(
            List.of(number("beforeSlot", Role.PARAMETER)),
            List.of(Optional.of(number("beforeSlot2", Role.MUTABLE))),
            regions.results(),
            List.of(Optional.of(number("beforeSlot3", Role.PARAMETER))),
            List.of(number("beforeSlot4", Role.MUTABLE)),
            regions.forward(),
            regions.backward());
    Variable ofOutput = number("beforeSlot5", Role.SINGLE);
    Block output =
        new Block(
            List.of(
                new Statement.Assign(ofOutput, new Operation.Copy(Constant.of(0.0)), Origin.NONE)));
    SeparatedOutputs separated =
        new SeparatedOutputs(regions.backward(), List.of(output), List.of(), List.of());
    LaidOutRegions laidOut =
        new TapeLayout().layOut(named, separated, arrays, TapeLayout.Form.FUSED);
    assertEquals(
        List.of("beforeSlot6"), laidOut.slots().values().stream().map(Variable::name).toList());
  }
}
