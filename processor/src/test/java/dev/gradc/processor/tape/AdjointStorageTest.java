package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where adjoint arrays are kept, or that they are made anew. */
final class AdjointStorageTest {

  /**
   * In a part of a checkpointed loop, rows may be put into the adjoint of a state: it has the shape
   * of the state, and is made anew.
   */
  @Test
  void adjointsThatGetOtherRowsAreMadeAnew() {
    Function function =
        Parser.function(
            """
            function f(double[][] m) {
              dM: double[][] = adjointlike m
              own: double[] = newarray primal double[5]
              dM[0] = own
              return dM
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    AdjointStorage storage =
        new AdjointStorage(new FreshNames(), Map.of(), new Reservations(), arrays);
    Block placed = storage.place(function.body());
    assertEquals(List.of(), storage.storage());
    String text = new Printer().print(placed);
    assertFalse(text.contains("adjointlike"), text);
    Object adjoint =
        Interpretation.exact(
            function.with(placed),
            List.of(),
            List.of(),
            new Object[] {new double[][] {{1, 2}, {3, 4, 5}, {6}}});
    assertArrayEquals(
        new double[][] {new double[5], new double[3], new double[1]}, (Object[]) adjoint);
  }
}
