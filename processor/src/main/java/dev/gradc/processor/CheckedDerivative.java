package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.AnomalyChecks;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.GivenChecks;
import dev.gradc.processor.tape.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A derivative whose programs stop where a number first is none or infinite. */
final class CheckedDerivative {

  private final GivenChecks.Texts texts;
  private final Map<String, String> copies;

  /**
   * Of one method.
   *
   * @param function the method, with records taken apart
   * @param copies generated classes with copies of methods that are called, by key: these have
   *     checks, the methods themselves have none
   */
  CheckedDerivative(Signature signature, Function function, Map<String, String> copies) {
    this.copies = Map.copyOf(copies);
    List<String> arguments = new ArrayList<>();
    List<Integer> active = new ArrayList<>();
    for (Signature.Parameter parameter : signature.parameters()) {
      for (Leaf leaf : Leaf.of(parameter.type())) {
        Function.Parameter part = function.parameters().get(arguments.size());
        if (part.isActive()) {
          active.add(arguments.size());
        }
        String place = part.origin().place();
        arguments.add("argument '" + leaf.text(parameter.name()) + "' (" + place + ")");
      }
    }
    String method = String.join(".", signature.classNames()) + "." + signature.methodName();
    List<String> results = new ArrayList<>();
    for (Leaf leaf : Leaf.of(signature.result())) {
      String component = leaf.path().isEmpty() ? "" : " '" + String.join(".", leaf.path()) + "'";
      results.add("value" + component + " of " + method);
    }
    this.texts = new GivenChecks.Texts(arguments, active, results);
  }

  /** The same with checks. */
  Derivative of(Derivative derivative) {
    return derivative
        .with(program -> checks().place(program))
        .withOwn(program -> new GivenChecks(texts).place(program))
        .withTangents(program -> checks().place(program))
        .withOwnTangents(program -> new GivenChecks(texts).place(program))
        .withPrimals(copy -> checks().place(copy))
        .with(
            derivative
                .matrices()
                .with(
                    sweep -> checked(sweep, "forward mode"),
                    sweep -> checked(sweep, "product with the Hessian")));
  }

  private AnomalyChecks checks() {
    return new AnomalyChecks(this::called);
  }

  private Member called(Member member) {
    String copy = copies.get(member.key());
    return copy == null ? member : member.copiedTo(copy, Signature.PRIMAL);
  }

  private Sweep checked(Sweep sweep, String mode) {
    return new GivenChecks(texts).place(checks().place(sweep, mode), mode);
  }
}
