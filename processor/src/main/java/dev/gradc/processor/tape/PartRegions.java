package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lays a part out: its pullback, and its evaluation on the same memory. */
public final class PartRegions {

  private final KeptRegions kept;
  private final KeptPart part;
  private final boolean isShort;

  /**
   * @param kept of which the part itself is known, if it calls itself
   * @param part what is known of it so far
   * @param isShort whether no more is to be kept for loops of the evaluation than an iteration
   *     needs
   */
  public PartRegions(KeptRegions kept, KeptPart part, boolean isShort) {
    this.kept = kept;
    this.part = part;
    this.isShort = isShort;
  }

  /**
   * Both.
   *
   * @param part what callers have to know
   */
  public record Both(LaidOutRegions pullback, LaidOutRegions evaluation, KeptPart part) {}

  /**
   * Both for a function; empty if it is not about tensors.
   *
   * @param laidOut its pullback in one sweep
   */
  public Optional<Both> of(LaidOutRegions laidOut, Function function) {
    TensorBuffers.Kind ofPullback = new TensorBuffers.Kind(true, false);
    TensorBuffers.Kind ofEvaluation = new TensorBuffers.Kind(true, isShort);
    LaidOutRegions plain = plain(function);
    TensorFlows there = kept.flows(plain, ofEvaluation);
    TensorFlows back = kept.flows(laidOut, ofPullback);
    if (!areTensorsIn(function)) {
      return Optional.empty();
    }
    List<Atom> tensors = tensors(function.results());
    List<Variable> given = new ArrayList<>(plain.regions().parameters());
    given.addAll(laidOut.regions().parameters());
    List<Variable> sums = new ArrayList<>();
    for (Optional<Variable> seed : laidOut.regions().seeds()) {
      // Callers take arrays of cotangents as held in any case.
      seed.filter(it -> !(it.type() instanceof ArrayType)).ifPresent(given::add);
    }
    for (Optional<Variable> adjoint : laidOut.regions().adjoints()) {
      adjoint.filter(it -> it.type() instanceof ArrayType).ifPresent(sums::add);
    }
    given.removeIf(it -> !mayHoldTensors(it));
    boolean holds = there.reachUnknown(given) || back.reachUnknown(given);
    boolean gives = there.reach(plain.regions().parameters(), tensors);
    KeptRegions.Kept pullback = kept.keep(laidOut, ofPullback, TensorBuffers.Shared.NONE);
    KeptRegions.Kept evaluation =
        kept.keep(
            plain.with(carriers(pullback.shared().storage(), plain)),
            ofEvaluation,
            pullback.shared());
    return Optional.of(
        new Both(
            pullback.regions(),
            evaluation.regions(),
            new KeptPart(
                part.key(),
                part.owner(),
                part.evaluation(),
                holds,
                back.reachUnknown(sums),
                gives)));
  }

  /** Numbers do not, and objects only if they may be tensors; indices for tensors are in arrays. */
  private static boolean mayHoldTensors(Variable variable) {
    return variable.type() instanceof ArrayType || TensorAliases.mayHoldTensors(variable);
  }

  /** Whether it computes with tensors. */
  public static boolean areTensorsIn(Function function) {
    return !tensors(function.results()).isEmpty() || areTensorsIn(function.body());
  }

  private static boolean areTensorsIn(Block block) {
    return block.contains(
        it -> it instanceof Statement.Invoke invoke && invoke.member().isOfTensors());
  }

  /** The function as it stands. */
  private static LaidOutRegions plain(Function function) {
    List<Optional<Variable>> noAdjoints = new ArrayList<>();
    function.parameters().forEach(any -> noAdjoints.add(Optional.empty()));
    List<Optional<Variable>> noSeeds = new ArrayList<>();
    function.results().forEach(any -> noSeeds.add(Optional.empty()));
    AdjointRegions regions =
        new AdjointRegions(
            function.parameters().stream().map(Function.Parameter::variable).toList(),
            noAdjoints,
            function.results(),
            noSeeds,
            List.of(),
            function.body(),
            Block.EMPTY);
    return new LaidOutRegions(
        regions,
        function.body(),
        SeparatedOutputs.of(Block.EMPTY),
        List.of(),
        Map.of(),
        new StoreFacts(Map.of(), Map.of()));
  }

  /** What the pullback keeps for the parts that it calls serves the evaluation, too. */
  private static List<Variable> carriers(List<Variable> storage, LaidOutRegions plain) {
    FreshNames names = plain.freeNames();
    return storage.stream()
        .filter(PartRegions::isOfPart)
        .filter(it -> !names.isTaken(it.name()))
        .toList();
  }

  private static boolean isOfPart(Variable variable) {
    return variable.type() instanceof ObjectType type && type.name().endsWith(".Gradient");
  }

  private static List<Atom> tensors(List<Atom> results) {
    return results.stream().filter(it -> it.type().equals(ObjectType.TENSOR)).toList();
  }
}
