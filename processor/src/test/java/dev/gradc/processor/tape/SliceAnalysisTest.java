package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What passes read and share, of regions that were tidied after they had been taken apart. */
final class SliceAnalysisTest {

  private static final Variable FREED = slot("eSlot");
  private static final Variable KEPT = slot("dBStorage");
  private static final Slices.Pair BOTH = new Slices.Pair(0, 1);
  private static final List<Output> OUTPUTS =
      List.of(new Output("a", Set.of(0), false), new Output("b", Set.of(1), false));

  private static Variable slot(String name) {
    return new Variable(name, new ArrayType(Scalar.DOUBLE), Role.MUTABLE);
  }

  private static Origin line(int line) {
    return line == 0 ? Origin.NONE : new Origin("F.java", line, 1, 0, 0, "line " + line);
  }

  private static Statement read(Variable slot, int line) {
    return new Statement.Assign(
        new Variable("e" + line, Scalar.DOUBLE, Role.SINGLE),
        new Operation.Load(slot, Constant.of(0)),
        line(line));
  }

  private static Block block(Statement... statements) {
    return new Block(List.of(statements));
  }

  private static Slices analyze(
      Block first, Block second, Block shared, SeparatedOutputs.Retained... retained) {
    List<Slot> slots =
        List.of(new Slot(FREED, "e", line(1), true), new Slot(KEPT, "dB", line(2), false));
    return new SliceAnalysis(slots)
        .analyze(
            new SeparatedOutputs(
                block(),
                List.of(first, second),
                List.of(new SeparatedOutputs.Shared(0, 1, shared)),
                List.of(retained)),
            OUTPUTS);
  }

  private static List<Integer> lines(Slices slices) {
    return slices.sharedSteps().get(BOTH).stream().map(Origin::line).toList();
  }

  /** Steps stand where the source has them, in loops too; what has no place there is not told. */
  @Test
  void sharedStepsAreFoundInLoops() {
    Variable index = new Variable("i", Scalar.INT, Role.SINGLE);
    Block steps =
        block(
            read(FREED, 0),
            read(FREED, 4),
            read(KEPT, 5),
            new Statement.CountedLoop(
                "i",
                index,
                Constant.of(0),
                BasicOperator.Symbol.LT,
                Constant.of(3),
                1,
                block(read(FREED, 7), read(KEPT, 8)),
                line(6)));
    Slices slices = analyze(steps, steps, steps);
    assertEquals(List.of(4, 7), lines(slices));
    assertEquals(List.of("e"), slices.shared().get(BOTH).stream().map(Slot::subject).toList());
  }

  /** A step that one of two passes is rid of is none that they meet in. */
  @Test
  void whatOnePassNoLongerReadsIsNotShared() {
    Block reads = block(read(FREED, 4));
    Block other = block(read(KEPT, 5));
    for (Slices slices : List.of(analyze(reads, other, reads), analyze(other, reads, reads))) {
      assertEquals(List.of(), slices.shared().get(BOTH));
      assertEquals(List.of(), lines(slices));
    }
  }

  /** Retaining a value has an effect where steps behind it read something that is given up. */
  @Test
  void retainingIsToldWhereItHasAnEffect() {
    Slices slices =
        analyze(
            block(),
            block(),
            block(),
            new SeparatedOutputs.Retained(line(10), block(read(FREED, 4))),
            new SeparatedOutputs.Retained(line(11), block(read(KEPT, 5))),
            new SeparatedOutputs.Retained(line(12), block()));
    assertEquals(Set.of(line(10)), slices.retainedAt());
    assertEquals(Set.of(FREED, KEPT), slices.retained());
  }
}
