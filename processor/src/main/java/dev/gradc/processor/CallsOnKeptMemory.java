package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.tape.KeptPart;
import dev.gradc.processor.tape.KeptParts;
import dev.gradc.processor.tape.TensorAliases;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls of methods that were compiled before, in a jar, and that offer to be evaluated on memory
 * which their callers keep ({@link MethodOnKeptMemory}).
 */
final class CallsOnKeptMemory {

  private final Map<String, Member> members = new LinkedHashMap<>();
  private KeptParts known = KeptParts.NONE;

  CallsOnKeptMemory(Stages stages, MethodProgram program) {
    boolean isKept =
        stages.layout().keepsBuffers()
            && Pass.BODIES.isEnabled(stages.options().disabledPasses())
            // What is copied is another tensor for those who look.
            && Stream.of(program.functions(), program.outside())
                .flatMap(it -> it.values().stream())
                .map(Function::body)
                .noneMatch(TensorAliases::areCompared);
    if (isKept) {
      program.calls().members().forEach(this::add);
    }
  }

  private void add(String key, Member member) {
    member
        .pullback()
        .filter(it -> it.rule().isEmpty() && it.function().isEmpty())
        .flatMap(Member.Pullback::onKeptMemory)
        .ifPresent(
            it -> {
              Member called =
                  member
                      .withKey(Member.OnKeptMemory.keyOf(key))
                      .with(new Member.Pullback(it.owner(), it.accessors()));
              members.put(key, called);
              known =
                  known.with(
                      new KeptPart(
                          called.key(),
                          it.owner(),
                          KeptPart.evaluation(called, it.owner(), it.given()),
                          it.holdsArguments(),
                          it.holdsSums(),
                          it.givesArguments()));
            });
  }

  /** What callers know of them. */
  KeptParts known() {
    return known;
  }

  /** Whether it is one of them. */
  boolean isOne(Member member) {
    return members.containsKey(member.key());
  }

  /** The same call on memory that is kept. */
  Statement.Invoke of(Statement.Invoke invoke) {
    return new Statement.Invoke(
        invoke.targets(), members.get(invoke.member().key()), invoke.arguments(), invoke.origin());
  }
}
