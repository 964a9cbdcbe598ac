package dev.gradc.processor.backend;

import dev.gradc.processor.Options;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.HashSet;
import java.util.Set;

/**
 * What the writers of a tape's members share.
 *
 * @param slots those that are no fields of their own
 * @param fields names of the tape's fields
 * @param gradientFields names of the gradient's
 * @param lazy parts of the gradient that are made on first access
 */
record TapeModel(
    Api api,
    ReverseProgram program,
    JavaNames names,
    SlotArray slots,
    TapeFields fields,
    GradientFields gradientFields,
    Set<Part> lazy,
    Options.Guard guard) {

  TapeModel {
    lazy = Set.copyOf(lazy);
  }

  /** Variables of the regions that are fields of the tape. */
  Set<Variable> slotsAndStorage() {
    Set<Variable> all = new HashSet<>(program.storage());
    program.slots().forEach(slot -> all.add(slot.variable()));
    return all;
  }

  /** Whether code that is not ours runs in a backward pass, and may throw in its middle. */
  boolean canBeInterrupted() {
    return callsOthers(program.backward());
  }

  static boolean callsOthers(Block block) {
    return block.contains(statement -> statement instanceof Statement.Invoke);
  }

  /**
   * Whether a forward region adds to adjoints that are kept from call to call: loops go back in it
   * as they run, and the user's code after them may throw.
   */
  static boolean goesBackEarly(ReverseProgram program) {
    return addsTo(new HashSet<>(program.storage()), program.forward());
  }

  private static boolean addsTo(Set<Variable> storage, Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.AccumulateElement addition
          && storage.contains(addition.array())) {
        return true;
      }
      if (statement instanceof Statement.Assign assign
          && assign.target().type() instanceof ArrayType
          && assign.operation().arguments().stream().anyMatch(storage::contains)) {
        storage.add(assign.target());
      }
      if (statement.blocks().stream().anyMatch(inner -> addsTo(storage, inner))) {
        return true;
      }
    }
    return false;
  }

  boolean isChecked() {
    return guard == Options.Guard.CHECK && !program.guarded().isEmpty();
  }
}
