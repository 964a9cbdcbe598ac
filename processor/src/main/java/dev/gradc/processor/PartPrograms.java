package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.KeptPart;
import dev.gradc.processor.tape.KeptParts;
import dev.gradc.processor.tape.PartRegions;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The programs of checkpointed parts, and of methods that call themselves, laid out before the
 * method that calls them: what they do with the tensors that they are given says which of these the
 * caller may write again.
 */
final class PartPrograms {

  private final Stages stages;
  private final MemberCalls calls;
  private final List<Sections.Part> parts;
  private final boolean areCopiesSeen;
  private final Map<String, RegionLayout.KeptPrograms> programs = new LinkedHashMap<>();
  private KeptParts known;

  /**
   * @param caller the method itself, without its parts
   * @param recursive methods that call themselves, other than the method itself, and those of other
   *     classes
   * @param parts that are checkpointed
   * @param others what is known of methods that were compiled before
   */
  PartPrograms(
      Stages stages,
      MemberCalls calls,
      Analyzed caller,
      List<CalledFunction> recursive,
      List<Sections.Part> parts,
      KeptParts others) {
    this.calls = calls;
    this.known = others;
    this.parts = List.copyOf(parts);
    List<Analyzed> all = new ArrayList<>(List.of(caller));
    recursive.forEach(it -> all.add(it.analyzed()));
    parts.forEach(it -> all.add(it.analyzed()));
    // What is copied is another tensor for those who look.
    this.areCopiesSeen =
        all.stream().anyMatch(it -> TensorAliases.areCompared(it.function().body()));
    this.stages = stages;
    recursive.forEach(this::assume);
    KeptParts assumed;
    do {
      // What they do with their arguments depends on what they do with their arguments.
      assumed = known;
      // What is part of a part comes after it.
      for (int i = parts.size() - 1; i >= 0; i--) {
        layOut(parts.get(i));
      }
      recursive.forEach(this::layOut);
    } while (holdsMore(recursive, assumed));
  }

  /** That a method which calls itself gives nobody its arguments, until it is known to. */
  private void assume(CalledFunction called) {
    Function function = called.analyzed().function();
    Member member = called.member();
    boolean isKept =
        !areCopiesSeen
            && stages.layout().keepsBuffers()
            && PartRegions.areTensorsIn(function)
            && !member.results().isEmpty()
            && member.effects().written().isEmpty();
    if (isKept) {
      known = known.with(part(member, function, called.name(), false));
    }
  }

  private boolean holdsMore(List<CalledFunction> recursive, KeptParts assumed) {
    return recursive.stream()
        .map(it -> calls.companionOf(it.name()))
        .anyMatch(it -> !known.ofOwner(it).equals(assumed.ofOwner(it)));
  }

  private void layOut(Sections.Part part) {
    Function function = part.analyzed().function();
    if (areCopiesSeen) {
      programs.put(function.key(), asItStands(part.analyzed()));
      return;
    }
    RegionLayout.KeptPrograms made =
        stages
            .knowing(known)
            .layout()
            .layOutPart(
                part.analyzed(),
                part(part.member(), function, part.name(), true),
                part.schedule().isPresent());
    programs.put(function.key(), made);
    made.part().ifPresent(it -> known = known.with(it));
  }

  private void layOut(CalledFunction called) {
    Analyzed recursive = called.analyzed();
    String key = recursive.function().key();
    Optional<KeptPart> assumed = known.ofOwner(calls.companionOf(called.name()));
    if (assumed.isPresent()) {
      RegionLayout.KeptPrograms made =
          stages.knowing(known).layout().layOutPart(recursive, assumed.get(), false);
      programs.put(key, made);
      made.part().ifPresent(it -> known = known.with(it.and(assumed.get())));
    } else {
      programs.put(key, asItStands(recursive));
    }
  }

  private RegionLayout.KeptPrograms asItStands(Analyzed analyzed) {
    return new RegionLayout.KeptPrograms(
        stages.knowing(known).fused(analyzed), Optional.empty(), Optional.empty());
  }

  private KeptPart part(Member member, Function function, String name, boolean holds) {
    String owner = calls.companionOf(name);
    return new KeptPart(
        member.key(), owner, evaluation(member, function, owner), holds, holds, holds);
  }

  /** What callers know of them. */
  KeptParts known() {
    return known;
  }

  /** The keys of the checkpointed parts. */
  Set<String> keysOfParts() {
    return parts.stream()
        .map(it -> it.analyzed().function().key())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of a function. */
  RegionLayout.KeptPrograms of(Function function) {
    return programs.get(function.key());
  }

  /** How callers evaluate a function, if that is not by calling it as it stands. */
  Optional<Derivative.Evaluation> evaluationOf(Function function) {
    RegionLayout.KeptPrograms made = of(function);
    return made.evaluation()
        .map(it -> new Derivative.Evaluation(it, known(made.part().orElseThrow().owner())));
  }

  private KeptPart known(String owner) {
    return known.ofOwner(owner).orElseThrow();
  }

  /** Takes the carrier after the arguments, which gives the results if these are several. */
  private static Member evaluation(Member member, Function function, String owner) {
    Set<String> taken = new LinkedHashSet<>();
    member.pullback().ifPresent(it -> it.accessors().forEach(one -> one.ifPresent(taken::add)));
    function.parameters().forEach(it -> taken.add(it.variable().name()));
    List<String> given = new ArrayList<>();
    for (int i = 1; i <= member.results().size(); i++) {
      String accessor = "given" + i;
      while (!taken.add(accessor)) {
        accessor += "_";
      }
      given.add(accessor);
    }
    return KeptPart.evaluation(member, owner, given);
  }
}
