package dev.gradc.processor;

import dev.gradc.processor.frontend.Fingerprint;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.Fingerprints;
import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.Matrices;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what generated code takes for granted of other classes: bodies, where it is made of them,
 * and else what the methods do that it calls.
 */
final class AssumedOfOthers {

  private final MethodProgram program;
  private final boolean looksForAnomalies;
  private final ReversedMethod.Taken taken;

  AssumedOfOthers(MethodProgram program, Options options, ReversedMethod.Taken taken) {
    this.program = program;
    this.looksForAnomalies = options.looksForAnomalies();
    this.taken = taken;
  }

  Assumptions find(Derivative derivative) {
    Fingerprints all = program.method().allFingerprints();
    Map<String, String> bodies = new TreeMap<>();
    Set<RecordType> records = new LinkedHashSet<>(all.own().records());
    Set<Reliance> reliances = new LinkedHashSet<>(all.reliances());
    if (isMadeOfBodies(derivative)) {
      all.others()
          .forEach(
              (companion, other) -> {
                if (program.method().canName(companion, other)) {
                  bodies.put(companion, other.body().fingerprint());
                } else {
                  reliances.add(other.reliance());
                }
              });
      all.others().values().forEach(it -> records.addAll(it.body().records()));
      all.furtherReliances().stream()
          .filter(it -> it.kind() != Reliance.Kind.BODY || isMadeOfRules(derivative))
          .forEach(reliances::add);
    }
    Map<String, Assumptions.Callee> callees = callees(isMadeOfBodies(derivative));
    callees.keySet().removeAll(bodies.keySet());
    SortedSet<Reliance> ofOthers = ofOtherClasses(withEffects(reliances));
    return new Assumptions(
        all.own().fingerprint(),
        bodies,
        callees,
        componentsOf(records),
        ofOthers,
        ofOthers.isEmpty() ? "" : Fingerprint.of(ofOthers));
  }

  private SortedSet<Reliance> ofOtherClasses(Set<Reliance> reliances) {
    Signature signature = program.signature();
    String prefix = signature.packageName().isEmpty() ? "" : signature.packageName() + ".";
    String own = prefix + signature.classNames().get(0);
    return reliances.stream()
        .filter(
            it ->
                !isOfLibrary(own)
                    && (it.kind() == Reliance.Kind.NO_RULE
                        || (!it.owner().equals(own) && !isOfLibrary(it.owner()))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What stands in another module is compiled, and replaced, by itself. */
  private static boolean isOfLibrary(String owner) {
    return owner.startsWith("java.")
        || owner.startsWith(ObjectType.TENSOR_PACKAGE.replace('/', '.'))
        || owner.startsWith("dev.gradc.nn.");
  }

  /** Constants have no pullback in which to look what they do. */
  private Set<Reliance> withEffects(Set<Reliance> reliances) {
    Set<Reliance> all = new LinkedHashSet<>(reliances);
    for (Reliance reliance : reliances) {
      if (reliance.value().startsWith(Reliance.DETACHED_DIFFERENTIABLE)) {
        Optional.ofNullable(program.calls().members().get(reliance.member()))
            .ifPresent(it -> all.add(reliance.of(it.effects())));
      }
    }
    return all;
  }

  /** Those that are not compiled whenever the method is. */
  private Map<String, String> componentsOf(Set<RecordType> records) {
    Signature signature = program.signature();
    Map<String, String> components = new TreeMap<>();
    for (RecordType type : records) {
      boolean isOwn =
          type.packageName().equals(signature.packageName())
              && type.name().split("\\.", 2)[0].equals(signature.classNames().get(0));
      if (!isOwn && !type.equals(RecordType.NOTHING)) {
        components.put(binaryName(type), type.isSealed() ? casesOf(type) : namesOf(type));
      }
    }
    return components;
  }

  private static String namesOf(RecordType record) {
    return record.components().stream()
        .map(it -> (it.detached() ? "@Detach " : "") + it.name())
        .collect(Collectors.joining(","));
  }

  private static String casesOf(RecordType sealed) {
    return sealed.cases().stream()
        .map(it -> binaryName((RecordType) it.type()))
        .collect(Collectors.joining(","));
  }

  private static String binaryName(RecordType type) {
    String prefix = type.packageName().isEmpty() ? "" : type.packageName() + ".";
    return prefix + type.name().replace('.', '$');
  }

  /** Gradients and tapes call others; all else compiles their bodies in where it can. */
  private boolean isMadeOfBodies(Derivative derivative) {
    return looksForAnomalies
        || !taken.keys().isEmpty()
        || derivative.forward().isPresent()
        || !derivative.matrices().equals(Matrices.NONE)
        || !program.method().derivatives().isEmpty()
        || program.functions().keySet().stream().anyMatch(program.calls()::isOfLibrary);
  }

  /** First derivatives call rules. */
  private boolean isMadeOfRules(Derivative derivative) {
    return derivative.matrices().hessian().isPresent() || !program.method().derivatives().isEmpty();
  }

  private Map<String, Assumptions.Callee> callees(boolean isMadeOfBodies) {
    Set<String> called = new LinkedHashSet<>();
    if (isMadeOfBodies) {
      called.addAll(calledByBodies());
    }
    program.functions().values().forEach(it -> called.addAll(MemberCalls.callees(it.body())));
    called.retainAll(program.method().members().keySet());
    // What is compiled in is not called.
    called.removeAll(program.functions().keySet());
    Map<String, Assumptions.Callee> callees = new TreeMap<>();
    if (!called.isEmpty()) {
      Map<String, Member> members = program.calls().members();
      called.stream().map(members::get).forEach(it -> add(it, callees));
    }
    return callees;
  }

  /**
   * Methods of class files that bodies of other classes call, which come along with these. A body
   * of another package comes only where it calls none.
   */
  private Set<String> calledByBodies() {
    OutsideBodies bodies =
        new OutsideBodies(program.method(), program.functions(), program.outside());
    Set<String> called = new LinkedHashSet<>();
    for (String key : program.outside().keySet()) {
      if (bodies.isHere(key)) {
        called.addAll(MemberCalls.callees(program.outside().get(key).body()));
      }
    }
    called.removeAll(program.outside().keySet());
    return called;
  }

  private static void add(Member member, Map<String, Assumptions.Callee> callees) {
    member
        .pullback()
        .filter(it -> it.rule().isEmpty() && it.function().isEmpty())
        .ifPresent(
            it ->
                callees.put(
                    MemberCalls.withoutInPlace(it.companion()),
                    new Assumptions.Callee(
                        it.accessors().stream().map(name -> name.orElse("")).toList(),
                        member.effects(),
                        it.onKeptMemory())));
  }
}
