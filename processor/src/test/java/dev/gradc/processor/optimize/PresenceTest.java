package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link Pass#PRESENCE} where the passes that tidy up after it are off. */
final class PresenceTest {

  /** A variable must have a value on every path, those that are never taken too. */
  @Test
  void whatIsNotReachedIsLeftToOthers() {
    Variable a = Parser.variable("double a", Role.PARAMETER);
    String text =
        """
        declare double d
        if false {
          d = 1.0
        } else {
          d = a
        }
        e: double = d
        """;
    Block block = Parser.block(text, a);
    assertEquals(
        new Printer().print(block), new Printer().print(new Presence(true, Set.of()).run(block)));
  }
}
