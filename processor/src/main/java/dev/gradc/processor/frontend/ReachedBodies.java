package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Fingerprints;
import dev.gradc.processor.source.Reliance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** What is reached from methods by calls, in a nested javac. */
final class ReachedBodies {

  private final NestedCompilation nested;
  private final Trees trees;
  private final MethodLowering lowering;

  ReachedBodies(NestedCompilation nested, MethodLowering lowering) {
    this.nested = nested;
    this.trees = nested.trees();
    this.lowering = lowering;
  }

  /**
   * What is reached by calls of methods that are compiled in.
   *
   * @param members the other methods that are called, by key
   * @param outside these methods themselves
   * @param rules those of this compilation for methods that are called
   * @param forwardRules those of the tensor library for forward mode
   * @param derivatives members of generated classes that are differentiated through
   * @param hidden what code of another package could not use
   * @param fingerprints of the differentiable methods of other classes, by their generated classes
   * @param reliances what members of any class are taken for
   */
  record Reached(
      Map<String, MethodLowering.Lowered> methods,
      Map<String, Member> members,
      List<ExecutableElement> outside,
      List<ExecutableElement> rules,
      List<ExecutableElement> forwardRules,
      Map<String, DerivativeMember> derivatives,
      Set<String> hidden,
      Map<String, Fingerprints.Other> fingerprints,
      Set<Reliance> reliances) {

    Reached(Map<String, Member> members) {
      this(
          new LinkedHashMap<>(),
          members,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new LinkedHashMap<>(),
          new LinkedHashSet<>(),
          new LinkedHashMap<>(),
          new LinkedHashSet<>());
    }

    void add(Reached other) {
      methods.putAll(other.methods);
      members.putAll(other.members);
      rules.addAll(other.rules);
      forwardRules.addAll(other.forwardRules);
      derivatives.putAll(other.derivatives);
      hidden.addAll(other.hidden);
      fingerprints.putAll(other.fingerprints);
      reliances.addAll(other.reliances);
    }

    /** Of all that was reached, which is a method with all of its own class. */
    Fingerprints.Body fingerprint() {
      return Fingerprint.of(methods.values().stream().map(MethodLowering.Lowered::method).toList());
    }

    private List<ExecutableElement> rules(boolean areForwardWanted) {
      List<ExecutableElement> all = new ArrayList<>(rules);
      if (areForwardWanted) {
        all.addAll(forwardRules);
      }
      return all;
    }

    boolean isSound() {
      return methods.values().stream().allMatch(it -> it.problems().isEmpty());
    }
  }

  /** From some methods on; nothing if javac finds an error on the way. */
  Optional<Reached> reach(List<ExecutableElement> start, Set<String> opened) {
    Reached reached = new Reached(new LinkedHashMap<>());
    Deque<ExecutableElement> open = new ArrayDeque<>(start);
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (reached.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<MethodLowering.Lowered> lowered = lower(next, opened);
      if (lowered.isEmpty()) {
        return Optional.empty();
      }
      reached.methods().put(MethodKeys.of(next), lowered.get());
      reached.members().putAll(lowered.get().calls().uses());
      reached.derivatives().putAll(lowered.get().calls().derivatives());
      reached.hidden().addAll(lowered.get().calls().hidden());
      reached.reliances().addAll(lowered.get().calls().reliances());
      reached.rules().addAll(lowered.get().calls().rules());
      reached.forwardRules().addAll(lowered.get().calls().forwardRules());
      for (Calls.Call call : lowered.get().calls().calls()) {
        if (call.member().isEmpty()) {
          open.add(call.method());
        } else if (reached.members().put(MethodKeys.of(call.method()), call.member().get())
            == null) {
          reached.outside().add(call.method());
        }
      }
    }
    return Optional.of(reached);
  }

  /**
   * The methods of other classes that are compiled now, whose bodies tell what they do with arrays.
   * What is wrong in them is said where they stand.
   */
  Optional<Reached> reachOutside(
      Reached local, Map<String, Member> seen, BodyReader.Openings others) {
    Reached all = new Reached(seen);
    Deque<ExecutableElement> open = new ArrayDeque<>(local.outside());
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (trees.getPath(next) == null || all.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Set<String> opened = others.of(CompanionSources.companionOf(next));
      Optional<Reached> reached = reach(List.of(next), opened);
      if (reached.isEmpty()) {
        return Optional.empty();
      }
      all.add(reached.get());
      if (Annotations.find(next, Annotations.DIFFERENTIABLE).isPresent()) {
        Fingerprints.Body body = reached.get().fingerprint();
        all.fingerprints()
            .put(
                CompanionSources.companionOf(next),
                new Fingerprints.Other(
                    body,
                    SignatureReader.isPublic(next),
                    Reliances.ofBody(next, body.fingerprint())));
      }
      open.addAll(reached.get().outside());
    }
    return Optional.of(all);
  }

  /**
   * The bodies of rules, with all that they call. One that cannot be differentiated is none: it is
   * called as it is.
   *
   * @param areForwardWanted whether those for forward mode are read too
   */
  Reached reachRules(
      Reached local, Reached further, boolean areForwardWanted, BodyReader.Openings others) {
    Reached all = new Reached(new LinkedHashMap<>());
    Deque<ExecutableElement> open = new ArrayDeque<>(local.rules(areForwardWanted));
    open.addAll(further.rules(areForwardWanted));
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (all.methods().containsKey(MethodKeys.of(next))) {
        continue;
      }
      Optional<Reached> body = reach(List.of(next), Set.of()).filter(Reached::isSound);
      Optional<Reached> called =
          body.flatMap(it -> reachOutside(it, new LinkedHashMap<>(), others))
              .filter(Reached::isSound);
      if (called.isPresent()) {
        all.add(called.get());
        all.add(body.get());
        String fingerprint = body.get().fingerprint().fingerprint();
        all.reliances().add(Reliances.ofBody(next, fingerprint));
        open.addAll(called.get().rules(areForwardWanted));
        open.addAll(body.get().rules(areForwardWanted));
      }
    }
    return all;
  }

  /** A method of the same top-level class; nothing if javac finds an error in it. */
  private Optional<MethodLowering.Lowered> lower(ExecutableElement method, Set<String> opened) {
    TreePath path = trees.getPath(method);
    TreePath body = new TreePath(path, ((MethodTree) path.getLeaf()).getBody());
    // A block has no element: to find that out, javac attributes the class around it.
    trees.getElement(body);
    if (hasError(path)) {
      return Optional.empty();
    }
    MethodLowering.Lowered lowered = lowering.lower(path, method, opened);
    boolean isUnresolved = lowered.isUnresolved() && lowered.problems().isEmpty();
    return isUnresolved || hasError(path) ? Optional.empty() : Optional.of(lowered);
  }

  private boolean hasError(TreePath path) {
    CompilationUnitTree unit = path.getCompilationUnit();
    SourcePositions positions = trees.getSourcePositions();
    return nested.hasErrorIn(
        unit,
        positions.getStartPosition(unit, path.getLeaf()),
        positions.getEndPosition(unit, path.getLeaf()));
  }
}
