package dev.gradc.processor;

import dev.gradc.processor.derivatives.Recursion;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.RuleBodies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the bodies of the rules that a method uses, where they are compiled in the same build. */
final class BodiesOfRules {

  private final DifferentiableMethod method;
  private final Map<String, Function> functions;
  private final Inline inline;

  /**
   * @param functions all of the method's program, by key
   * @param inline compiles in what they call
   */
  BodiesOfRules(DifferentiableMethod method, Map<String, Function> functions, Inline inline) {
    this.method = method;
    this.functions = functions;
    this.inline = inline;
  }

  /**
   * Those that can be compiled in.
   *
   * @param isKnown whether a method, by key, can
   */
  RuleBodies find(Predicate<String> isKnown) {
    Map<String, RuleBodies.Body> bodies = new LinkedHashMap<>();
    for (Member member : method.members().values()) {
      Optional<String> rule =
          member.pullback().flatMap(Member.Pullback::rule).map(Member.RuleMethod::key);
      rule.filter(isKnown)
          .filter(key -> method.outside().containsKey(key))
          .filter(key -> !Recursion.isReachedFrom(key, functions))
          .ifPresent(key -> bodies.put(key, body(key)));
    }
    return new RuleBodies(bodies);
  }

  private RuleBodies.Body body(String key) {
    List<String> accessors =
        method
            .outside()
            .get(key)
            .result()
            .map(
                result ->
                    result instanceof RecordType record
                        ? record.components().stream().map(RecordType.Component::name).toList()
                        : List.of(""))
            .orElse(List.of());
    return new RuleBodies.Body(inline.inline(functions.get(key)), accessors);
  }
}
