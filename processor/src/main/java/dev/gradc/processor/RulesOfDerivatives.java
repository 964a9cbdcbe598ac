package dev.gradc.processor;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.normalize.Normalizer;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a method that takes derivatives what is known of the rules behind them: where the
 * derivative is compiled in, so is what it calls, and that may be differentiated once more.
 */
final class RulesOfDerivatives {

  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Method> outside = new LinkedHashMap<>();

  /** The method with them among what it calls. */
  DifferentiableMethod attached(DifferentiableMethod method) {
    if (method.derivatives().isEmpty()) {
      return method;
    }
    members.putAll(method.members());
    outside.putAll(method.outside());
    method.derivatives().values().stream()
        .flatMap(it -> it.method().stream())
        .forEach(it -> add(new RulesOfDerivatives().attached(it)));
    return method.withMembers(members).withMethods(method.callees(), outside);
  }

  private void add(DifferentiableMethod other) {
    other
        .members()
        .forEach(
            (key, member) -> {
              Optional<String> rule =
                  member.pullback().flatMap(Member.Pullback::rule).map(Member.RuleMethod::key);
              if (rule.isPresent()) {
                members.putIfAbsent(key, member);
                addBody(rule.get(), other);
              }
              member
                  .pushforward()
                  .flatMap(Member.Pushforward::rule)
                  .ifPresent(it -> addBody(it.key(), other));
            });
  }

  /** A rule and what it calls, as far as it is known; nothing if derivatives are taken there. */
  private void addBody(String rule, DifferentiableMethod of) {
    Map<String, Method> reached = new LinkedHashMap<>();
    Map<String, Member> called = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(rule));
    while (!open.isEmpty()) {
      String key = open.remove();
      Method body = of.outside().get(key);
      if (of.members().containsKey(key)) {
        called.put(key, of.members().get(key));
      }
      if (body != null && reached.putIfAbsent(key, body) == null) {
        open.addAll(MemberCalls.callees(new Normalizer().normalize(body).body()));
      }
    }
    if (reached.values().stream().allMatch(it -> it.opened().isEmpty())) {
      reached.forEach(outside::putIfAbsent);
      called.forEach(members::putIfAbsent);
    }
  }
}
