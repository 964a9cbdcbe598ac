package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Reliance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** The calls of methods that stand in a body, in order, and its uses of other members. */
final class Calls {

  private final List<Call> calls = new ArrayList<>();
  private final List<ExecutableElement> rules = new ArrayList<>();
  private final List<ExecutableElement> forwardRules = new ArrayList<>();
  private final Map<String, Member> uses = new LinkedHashMap<>();
  private final Map<String, DerivativeMember> derivatives = new LinkedHashMap<>();
  private final Set<String> hidden = new LinkedHashSet<>();
  private final Set<Reliance> reliances = new LinkedHashSet<>();

  /**
   * One of them.
   *
   * @param member what it is called as, if it is not compiled in
   */
  record Call(ExecutableElement method, Optional<Member> member) {}

  /** A method of the same top-level class. */
  void add(ExecutableElement method) {
    calls.add(new Call(method, Optional.empty()));
  }

  /** A differentiable method of another class. */
  void add(ExecutableElement method, Member member) {
    calls.add(new Call(method, Optional.of(member)));
    Reliances.ofCall(method).ifPresent(this::rely);
  }

  /** A rule of this compilation, for a method that is called. */
  void addRule(ExecutableElement rule) {
    rules.add(rule);
  }

  /** A rule for forward mode of the tensor library, for a method that is called. */
  void addForwardRule(ExecutableElement rule) {
    forwardRules.add(rule);
  }

  /** A member that is used without looking into it. */
  void use(Member member) {
    uses.put(member.key(), member);
  }

  /** A member of a generated class that is differentiated through. */
  void use(DerivativeMember member) {
    derivatives.put(member.key(), member);
  }

  /**
   * What a class of another package could not use.
   *
   * @param text as it is written
   */
  void hide(String text) {
    hidden.add(text);
  }

  /** What a member of any class is taken for. */
  void rely(Reliance reliance) {
    reliances.add(reliance);
  }

  Set<Reliance> reliances() {
    return reliances;
  }

  List<Call> calls() {
    return calls;
  }

  /** The rules of this compilation for methods that are called. */
  List<ExecutableElement> rules() {
    return rules;
  }

  /** The rules for forward mode of the tensor library for methods that are called. */
  List<ExecutableElement> forwardRules() {
    return forwardRules;
  }

  /** The members that are differentiated through, by key. */
  Map<String, DerivativeMember> derivatives() {
    return derivatives;
  }

  /** What a class of another package could not use, as it is written. */
  Set<String> hidden() {
    return hidden;
  }

  /** The members, by key. */
  Map<String, Member> uses() {
    return uses;
  }
}
