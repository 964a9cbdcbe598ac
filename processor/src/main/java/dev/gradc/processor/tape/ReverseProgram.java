package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The reverse-mode derivative of a method, ready to be written as Java: put the two regions one
 * after the other and it is the fused gradient; put them in two methods with the slots as fields
 * and it is the tape.
 *
 * @param parameters what stands for the method's parameters, in order, all of role PARAMETER
 * @param adjoints for each parameter: of a scalar the mutable variable of the backward region's
 *     outermost block whose value at the end is ADDED to the gradient; of an array a PARAMETER-role
 *     array variable that stands for the gradient's own array, which the backward region
 *     accumulates into; empty where the parameter is not active or not reached
 * @param results the value, a leaf for each result of the function, visible at the end of the
 *     forward region
 * @param seeds for each result its adjoint, a PARAMETER-role variable that the backward region
 *     reads; a scalar, or an array if the result is one; empty if no active parameter reaches it
 * @param forward computes the result and the slots
 * @param backward reads slots and seed, and never assigns a slot other than elements of storage
 * @param outputs backward regions of single outputs, each like {@code backward} with the other
 *     outputs' seeds zero; none for a result that is no record, nor for the fused form
 * @param slices what the passes of the outputs read, and where they meet
 * @param storage mutable array variables that no block declares: they live in the generated tape
 *     (or gradient, for the fused form) and are kept from call to call; empty arrays at first
 * @param slots what crosses, in order of definition; storage arrays that cross are among them
 * @param guarded array parameters whose contents the backward region reads again
 * @param rearranged arrays of arrays among the parameters, into which the forward region may put
 *     others
 * @param written array parameters that the forward region writes, or may write through an alias
 * @param facts why values are stored or computed again, and how many of them there are
 * @param loops static methods that the regions call in place of several operations on tensors, by
 *     the key of the member
 */
public record ReverseProgram(
    List<Variable> parameters,
    List<Optional<Variable>> adjoints,
    List<Atom> results,
    List<Optional<Variable>> seeds,
    Block forward,
    Block backward,
    List<Block> outputs,
    Slices slices,
    List<Variable> storage,
    List<Slot> slots,
    List<Variable> guarded,
    List<Variable> rearranged,
    List<Variable> written,
    StoreFacts facts,
    Map<String, FusedLoop> loops) {

  public ReverseProgram {
    parameters = List.copyOf(parameters);
    adjoints = List.copyOf(adjoints);
    results = List.copyOf(results);
    seeds = List.copyOf(seeds);
    outputs = List.copyOf(outputs);
    storage = List.copyOf(storage);
    slots = List.copyOf(slots);
    guarded = List.copyOf(guarded);
    rearranged = List.copyOf(rearranged);
    written = List.copyOf(written);
  }

  /** Without loops. */
  public ReverseProgram(
      List<Variable> parameters,
      List<Optional<Variable>> adjoints,
      List<Atom> results,
      List<Optional<Variable>> seeds,
      Block forward,
      Block backward,
      List<Block> outputs,
      Slices slices,
      List<Variable> storage,
      List<Slot> slots,
      List<Variable> guarded,
      List<Variable> rearranged,
      List<Variable> written,
      StoreFacts facts) {
    this(
        parameters,
        adjoints,
        results,
        seeds,
        forward,
        backward,
        outputs,
        slices,
        storage,
        slots,
        guarded,
        rearranged,
        written,
        facts,
        Map.of());
  }

  /** Names that neither the forward region has nor what both share. */
  FreshNames freeNames() {
    FreshNames names = new FreshNames();
    parameters.forEach(it -> names.reserve(it.name()));
    adjoints.forEach(it -> it.ifPresent(one -> names.reserve(one.name())));
    seeds.forEach(it -> it.ifPresent(one -> names.reserve(one.name())));
    storage.forEach(it -> names.reserve(it.name()));
    names.reserveAll(forward);
    return names;
  }

  /** The same, with more known of its slices. */
  public ReverseProgram withSlices(Slices known) {
    return with(known, slots);
  }

  /**
   * The same, with slots described.
   *
   * @param names what each slot is called, by its variable
   * @param origins where it comes from, if that is not known of the slot itself
   * @param sizes for two outputs how large the slots are that make the second pass fail
   */
  public ReverseProgram described(
      Map<Variable, String> names, Map<Variable, Origin> origins, Map<Slices.Pair, String> sizes) {
    UnaryOperator<Slot> named =
        slot ->
            new Slot(
                slot.variable(),
                names.get(slot.variable()),
                origins.getOrDefault(slot.variable(), slot.origin()),
                slot.isFreed());
    return with(slices.described(named, sizes), slots.stream().map(named).toList());
  }

  /** The same with other statements. */
  ReverseProgram withRegions(Block newForward, Block newBackward, List<Block> newOutputs) {
    return new ReverseProgram(
        parameters,
        adjoints,
        results,
        seeds,
        newForward,
        newBackward,
        newOutputs,
        slices,
        storage,
        slots,
        guarded,
        rearranged,
        written,
        facts,
        loops);
  }

  /** The same where no parameter is written: what might be taken for one is the function's own. */
  public ReverseProgram writingNothing() {
    return new ReverseProgram(
        parameters,
        adjoints,
        results,
        seeds,
        forward,
        backward,
        outputs,
        slices,
        storage,
        slots,
        guarded,
        rearranged,
        List.of(),
        facts,
        loops);
  }

  private ReverseProgram with(Slices otherSlices, List<Slot> otherSlots) {
    return new ReverseProgram(
        parameters,
        adjoints,
        results,
        seeds,
        forward,
        backward,
        outputs,
        otherSlices,
        storage,
        otherSlots,
        guarded,
        rearranged,
        written,
        facts,
        loops);
  }
}
