package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where checks stand in programs of each kind, what they are told, and what is called instead. */
final class AnomalyChecksTest {

  private static final Function FUNCTION =
      Parser.function(
          """
          member Library.smooth(active double): active double
          function f(double x, boolean c) {
            y: double = invoke Library.smooth(x) // smooth(x)
            if c {
              z: double = mul(y, y) // y * y
            }
            return y
          }
          """);

  /** The body with checks. */
  private static String checked(String pass) {
    return """
        y: double = invoke Library.smooth(x)
        operation: java.lang/String = inspect TEXT  'smooth(x)' (:3), PASS,()
        invoke dev.gradc/Anomalies.check(y, operation, x)
        if c {
          z: double = mul(y, y)
          operation2: java.lang/String = inspect TEXT  'y * y' (:5), PASS,()
          invoke dev.gradc/Anomalies.check(z, operation2, y, y)
        }
        """
        .replace("PASS", pass);
  }

  private static String text(Block block) {
    return new Printer().print(block);
  }

  @Test
  void functionsThatAreCalledAreChecked() {
    Function checked = new AnomalyChecks().place(FUNCTION);
    assertEquals(checked("forward pass"), text(checked.body()));
    assertEquals(FUNCTION.parameters(), checked.parameters());
    assertEquals(FUNCTION.results(), checked.results());
  }

  @Test
  void whatHasChecksOfItsOwnIsCalledInstead() {
    Function checked = new AnomalyChecks(it -> it.copiedTo("Copy", "primal")).place(FUNCTION);
    assertEquals(checked("forward pass"), text(checked.body()));
    Statement.Invoke call = (Statement.Invoke) checked.body().statements().get(0);
    assertEquals("Copy.primal", call.member().owner() + "." + call.member().name());
  }

  @Test
  void forwardModeIsChecked() {
    ForwardProgram checked = new AnomalyChecks().place(new ForwardProgram(FUNCTION, Set.of(1)));
    assertEquals(checked("forward mode"), text(checked.function().body()));
    assertEquals(Set.of(1), checked.written());
  }

  /** Of several directions at once; names that the sweep has are taken. */
  @Test
  void sweepsAreChecked() {
    Sweep sweep =
        new Sweep(
            1,
            FUNCTION.parameters().stream().map(Function.Parameter::variable).toList(),
            List.of(),
            List.of(),
            List.of(),
            FUNCTION.body(),
            FUNCTION.results(),
            List.of(),
            List.of(),
            List.of(Parser.variable("double[] operation", Variable.Role.MUTABLE)),
            Set.of());
    Sweep checked = new AnomalyChecks().place(sweep, "product with the Hessian");
    assertEquals(
        checked("product with the Hessian")
            .replace("operation2", "operation3")
            .replace("operation:", "operation2:")
            .replace("operation,", "operation2,"),
        text(checked.body()));
    assertEquals(sweep.storage(), checked.storage());
  }
}
