package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An annotated method as the front end read it.
 *
 * @param signature what the generated API needs to know of it
 * @param method the method itself
 * @param callees every method of the same top-level class that is reached from it, itself included,
 *     by key, in order of discovery
 * @param outside what methods of other classes, which are compiled now, consist of: for what they
 *     do with arrays, and for derivatives that are differentiated again; the rules of users for
 *     what is called, of any class, are among them
 * @param members differentiable methods of other classes, by key
 * @param constantDetaches where {@code @Detach} stands on what carries no derivative because of its
 *     type, and the names of these things
 * @param derivativeMembers members of generated classes that are differentiated through, by key
 * @param hidden what the bodies use that code of another package could not
 * @param fingerprints of the bodies, but for those of {@code derivatives}
 * @param derivatives by the class that is generated for it, each method whose derivative is
 *     differentiated through
 * @param closed classes among all of these, with their packages before a slash, that stand in other
 *     modules, which do not export them to the method's, or which that does not read: generated
 *     ones, and {@link #allClassesNamed}
 */
public record DifferentiableMethod(
    Signature signature,
    Method method,
    Map<String, Method> callees,
    Map<String, Method> outside,
    Map<String, Member> members,
    Map<Origin, String> constantDetaches,
    Map<String, DerivativeMember> derivativeMembers,
    Set<String> hidden,
    Fingerprints fingerprints,
    Map<String, Differentiated> derivatives,
    Set<String> closed) {

  /**
   * A method whose derivative is differentiated through.
   *
   * @param method absent if it cannot be compiled itself, which is said where it stands, or if it
   *     takes the derivative of itself
   * @param isCyclic whether that is the case
   * @param isUnresolved whether a later round may know more of it
   */
  public record Differentiated(
      Optional<DifferentiableMethod> method, boolean isCyclic, boolean isUnresolved) {

    /** Whether it is, or takes the derivative of one that is. */
    public boolean hasCycle() {
      return isCyclic
          || method.stream()
              .flatMap(it -> it.derivatives().values().stream())
              .anyMatch(Differentiated::hasCycle);
    }
  }

  /** The same, with the methods known whose derivatives are differentiated through. */
  public DifferentiableMethod with(Map<String, Differentiated> known) {
    return new DifferentiableMethod(
        signature,
        method,
        callees,
        outside,
        members,
        constantDetaches,
        derivativeMembers,
        hidden,
        fingerprints,
        known,
        closed);
  }

  /** The same, with known what its module does not see. */
  public DifferentiableMethod withClosed(Set<String> known) {
    return new DifferentiableMethod(
        signature,
        method,
        callees,
        outside,
        members,
        constantDetaches,
        derivativeMembers,
        hidden,
        fingerprints,
        derivatives,
        known);
  }

  /** The same, with more known of what it calls. */
  public DifferentiableMethod withMembers(Map<String, Member> known) {
    return new DifferentiableMethod(
        signature,
        method,
        callees,
        outside,
        known,
        constantDetaches,
        derivativeMembers,
        hidden,
        fingerprints,
        derivatives,
        closed);
  }

  /** The same with other methods that are compiled in. */
  public DifferentiableMethod withCallees(Map<String, Method> known) {
    return withMethods(known, outside);
  }

  /** The same with other methods, those of its own class and those of others. */
  public DifferentiableMethod withMethods(
      Map<String, Method> known, Map<String, Method> knownOutside) {
    return new DifferentiableMethod(
        signature,
        method,
        known,
        knownOutside,
        members,
        constantDetaches,
        derivativeMembers,
        hidden,
        fingerprints,
        derivatives,
        closed);
  }

  /** What it uses, and what the derivatives in it use, that code of another package could not. */
  public Set<String> allHidden() {
    Set<String> all = new LinkedHashSet<>(hidden);
    derivatives.values().stream()
        .flatMap(it -> it.method().stream())
        .forEach(it -> all.addAll(it.allHidden()));
    return all;
  }

  /** The classes that it names, or the derivatives in it do, but for those that are generated. */
  public Set<String> allClassesNamed() {
    Set<String> all = new LinkedHashSet<>();
    members.values().forEach(it -> all.addAll(it.classesNamed()));
    Stream.concat(fingerprints.reliances().stream(), fingerprints.furtherReliances().stream())
        .filter(it -> it.kind() == Reliance.Kind.FIELD && it.owner().contains("."))
        .forEach(it -> all.add(it.owner().replaceFirst("\\.(?=[^.]*$)", "/")));
    derivatives.values().stream()
        .flatMap(it -> it.method().stream())
        .forEach(it -> all.addAll(it.allClassesNamed()));
    return all;
  }

  /** Of all bodies that its generated code is made of. */
  public Fingerprints allFingerprints() {
    Map<String, Fingerprints.Other> others = new LinkedHashMap<>(fingerprints.others());
    Set<Reliance> further = new LinkedHashSet<>(fingerprints.furtherReliances());
    for (Differentiated other : derivatives.values()) {
      if (other.method().isPresent()) {
        DifferentiableMethod known = other.method().get();
        Fingerprints all = known.allFingerprints();
        others.putAll(all.others());
        further.addAll(all.reliances());
        further.addAll(all.furtherReliances());
        others.put(
            known.companion(),
            new Fingerprints.Other(
                all.own(), known.signature().isPublic(), known.reliance(all.own())));
      }
    }
    others.remove(companion());
    return new Fingerprints(fingerprints.own(), others, fingerprints.reliances(), further);
  }

  private Reliance reliance(Fingerprints.Body own) {
    String prefix = signature.packageName().isEmpty() ? "" : signature.packageName() + ".";
    String owner = prefix + signature.classNames().get(0);
    return new Reliance(Reliance.Kind.BODY, owner, method.key(), own.fingerprint());
  }

  /** Whether generated code may name the class that is generated for another method. */
  public boolean canName(String companion, Fingerprints.Other other) {
    boolean isNeighbour = companion.startsWith(signature.packageName() + "/");
    return (isNeighbour || other.isPublic()) && !closed.contains(companion);
  }

  /** The class that is generated for it, with its package before a slash. */
  public String companion() {
    return companionOf(signature);
  }

  /** The class that is generated for a method, with its package before a slash. */
  public static String companionOf(Signature signature) {
    return signature.packageName() + "/" + signature.companionName() + "." + signature.nestedName();
  }
}
