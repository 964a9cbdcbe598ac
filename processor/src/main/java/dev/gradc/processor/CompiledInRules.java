package dev.gradc.processor;

import dev.gradc.processor.derivatives.Recursion;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.RuleBody;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.transform.Inline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the operations on tensors that a method uses the bodies of their rules. */
final class CompiledInRules {

  private static final String PACKAGE = "dev.gradc.tensor.rules/";

  private final DifferentiableMethod method;
  private final Map<String, Function> outside;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, RuleBody> bodies = new LinkedHashMap<>();

  /**
   * @param outside what methods of other classes consist of, by key
   */
  CompiledInRules(DifferentiableMethod method, Map<String, Function> outside) {
    this.method = method;
    this.outside = outside;
  }

  /** The method with the bodies that are known. */
  DifferentiableMethod attached() {
    method.members().forEach((key, member) -> members.put(key, with(member)));
    return bodies.isEmpty() ? method : method.withMembers(members);
  }

  private Member with(Member member) {
    Member known =
        member
            .pullback()
            .filter(it -> it.companion().startsWith(PACKAGE))
            .flatMap(Member.Pullback::rule)
            .map(Member.RuleMethod::key)
            .flatMap(this::body)
            .map(member::with)
            .orElse(member);
    return known
        .pushforward()
        .filter(it -> it.owner().startsWith(PACKAGE))
        .flatMap(Member.Pushforward::rule)
        .map(Member.ForwardRule::key)
        .flatMap(this::body)
        .map(known::withForward)
        .orElse(known);
  }

  private Optional<RuleBody> body(String key) {
    if (!outside.containsKey(key) || Recursion.isReachedFrom(key, outside)) {
      return Optional.empty();
    }
    return Optional.of(bodies.computeIfAbsent(key, this::made));
  }

  private RuleBody made(String key) {
    return new RuleBody(
        Optional.ofNullable(method.outside().get(key)).flatMap(Method::result).stream()
            .flatMap(
                result ->
                    result instanceof RecordType record
                        ? record.components().stream().map(RecordType.Component::name)
                        : List.of("").stream())
            .toList(),
        () -> new Inline(outside, members).inline(outside.get(key)));
  }
}
