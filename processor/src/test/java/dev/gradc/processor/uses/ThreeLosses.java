package dev.gradc.processor.uses;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A method with three outputs: those of {@code l1} and {@code l2} go back through a step that reads
 * {@code a}, {@code l1} reads {@code b} and the caller's {@code w} too, and {@code l3} gives
 * nothing up.
 */
final class ThreeLosses {

  static final String NAME = "p.TrainingGrad.Step";

  static final Variable A = new Variable("a", Scalar.DOUBLE, Variable.Role.SINGLE);
  static final Variable B = new Variable("b", Scalar.DOUBLE, Variable.Role.SINGLE);
  static final Variable C = new Variable("c", Scalar.DOUBLE, Variable.Role.SINGLE);
  static final Variable W =
      new Variable("w", new ArrayType(Scalar.DOUBLE), Variable.Role.PARAMETER);

  private ThreeLosses() {}

  /**
   * Its tape.
   *
   * @param retained some of the slots
   */
  static TapeClass tape(Variable... retained) {
    RecordType losses =
        new RecordType(
            "p",
            "Training.Losses",
            List.of(),
            List.of(component("l1"), component("l2"), component("l3")));
    Signature signature =
        new Signature(
            "p",
            List.of("Training"),
            "step",
            "Step",
            List.of(new Signature.Parameter("w", W.type(), false)),
            losses,
            false,
            false,
            Set.of(),
            Set.of(Mode.REVERSE),
            Signature.Declaration.NONE,
            Origin.NONE);
    Slices slices =
        new Slices(
            List.of(
                new Slices.Output("l1", Set.of(A, B, W)),
                new Slices.Output("l2", Set.of(A, C)),
                new Slices.Output("l3", Set.of())),
            Map.of(
                Slices.Pair.of(0, 0), List.of(slot(A), slot(B)),
                Slices.Pair.of(0, 1), List.of(slot(A)),
                Slices.Pair.of(1, 1), List.of(slot(A), slot(C))),
            Map.of(),
            Set.of(retained));
    return new TapeClass(
        signature,
        slices,
        List.of(new TapeClass.Guarded(0, List.of(), W, Set.of(0, TapeClass.ALL))));
  }

  private static RecordType.Component component(String name) {
    return new RecordType.Component(name, Scalar.DOUBLE, false);
  }

  private static Slot slot(Variable variable) {
    String text = variable.name() + " = w[0] * w[1]";
    return new Slot(
        variable, variable.name(), new Origin("Training.java", 7, 5, 90, 105, text), true);
  }
}
