package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the backward passes of a tape's outputs need of it, and which of them stand in each other's
 * way.
 *
 * <p>Two passes share a step where the same operation is gone back through in both. A pass gives up
 * what its steps have read, so the second of two that share a step that reads a slot fails, unless
 * the slot is retained. A slot that two passes read in different steps is no such place: it stays
 * until both have run.
 *
 * @param outputs in order of declaration; one for a result that is no record
 * @param shared for two outputs, the smaller index first, the slots that floating-point steps of
 *     both read, retained ones too; for an output and itself what its own pass gives up
 * @param sharedSteps for two different outputs, the smaller index first, where the operations stand
 *     whose backward steps, reading such slots, are in both passes
 * @param retained slots that stay until the tape is closed or records anew
 * @param retainedAt where {@code @Retain} stands that has an effect, on locals and on methods
 *     called
 * @param joints for two outputs that share steps, the variable of the user's at which one could be
 *     cut off, where it is known
 */
public record Slices(
    List<Output> outputs,
    Map<Pair, List<Slot>> shared,
    Map<Pair, List<Origin>> sharedSteps,
    Set<Variable> retained,
    Set<Origin> retainedAt,
    Map<Pair, Joint> joints) {

  public Slices {
    outputs = List.copyOf(outputs);
    shared = Map.copyOf(shared);
    sharedSteps = Map.copyOf(sharedSteps);
    joints = Map.copyOf(joints);
  }

  /** Where no place to part the graphs is known. */
  public Slices(
      List<Output> outputs,
      Map<Pair, List<Slot>> shared,
      Map<Pair, List<Origin>> sharedSteps,
      Set<Variable> retained) {
    this(outputs, shared, sharedSteps, retained, Set.of(), Map.of());
  }

  /** The name of the variable at which two graphs can be parted that stand in each other's way. */
  public String joint(int one, int other) {
    Joint joint = joints.get(Pair.of(one, other));
    return joint == null ? between(one, other).get(0).subject() : joint.variable();
  }

  /** The same, with the places known at which graphs can be parted. */
  public Slices with(Map<Pair, Joint> known) {
    return new Slices(outputs, shared, sharedSteps, retained, retainedAt, known);
  }

  /**
   * A local variable of the user's through which all gradients pass that two outputs share.
   *
   * @param origin of what gives it its value
   */
  public record Joint(String variable, Origin origin) {}

  /**
   * An output.
   *
   * @param name the component of the record that is the result; {@code value} if that is no record
   * @param reads all slots that its backward pass reads
   */
  public record Output(String name, Set<Variable> reads) {}

  /** Two outputs, {@code first <= second}. */
  public record Pair(int first, int second) {

    /** In any order. */
    public static Pair of(int one, int other) {
      return new Pair(Math.min(one, other), Math.max(one, other));
    }
  }

  /**
   * The slots that make the second of two passes fail, in whatever order they run: none if both can
   * run.
   */
  public List<Slot> between(int one, int other) {
    return shared.getOrDefault(Pair.of(one, other), List.of()).stream()
        .filter(slot -> !retained.contains(slot.variable()))
        .toList();
  }

  /** Whether the backward pass of one output makes that of the other impossible. */
  public boolean isBlocked(int output, int by) {
    return !between(output, by).isEmpty();
  }

  /** Outputs whose passes read a slot. */
  public Set<Integer> readersOf(Variable slot) {
    Set<Integer> readers = new LinkedHashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).reads().contains(slot)) {
        readers.add(i);
      }
    }
    return readers;
  }
}
