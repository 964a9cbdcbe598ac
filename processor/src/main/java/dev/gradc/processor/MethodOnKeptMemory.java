package dev.gradc.processor;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The method itself as other compilations call it, on memory that they keep: a part of theirs, in a
 * class within its own. Of a class file they have no body to put in the place of the call, and by
 * its gradient it would make all tensors anew.
 */
final class MethodOnKeptMemory {

  /** Statements that are worth being generated once more. */
  private static final int LIMIT = TensorBodies.LIMIT;

  private final Stages stages;
  private final MethodProgram program;

  MethodOnKeptMemory(Stages stages, MethodProgram program) {
    this.stages = stages;
    this.program = program;
  }

  /**
   * What is called; empty for a method that no other package can call, that is not over tensors, or
   * that is not what it computes.
   *
   * @param parted the method
   * @param effects of it
   */
  Optional<CalledFunction> of(ReversedMethod.Parted parted, Member.Effects effects) {
    Function function = parted.whole().function();
    boolean isOffered =
        stages.layout().keepsBuffers()
            && Pass.BODIES.isEnabled(stages.options().disabledPasses())
            && program.signature().isPublic()
            && !program.method().method().owner().startsWith(LibraryBodies.PACKAGE + "/")
            && TensorMethods.isOverTensors(program.method().method())
            && TensorMethods.isWhatItComputes(effects)
            && hasDerivative(function)
            && function.body().size() <= LIMIT;
    if (!isOffered) {
      return Optional.empty();
    }
    Member member = member(function, effects);
    Analyzed own =
        stages.analyzeSimplified(
            function.with(callingItself(function.body(), member)),
            List.of(),
            parted.whole().passes());
    return Optional.of(
        new CalledFunction(
            own,
            member,
            Member.OnKeptMemory.NAME,
            program.method().method().result().orElse(RecordType.NOTHING),
            Optional.empty(),
            true));
  }

  private boolean hasDerivative(Function function) {
    return !function.detachedResult()
        && program.method().method().result().filter(Type::isDifferentiable).isPresent();
  }

  private Member member(Function function, Member.Effects effects) {
    Method method = program.method().method();
    String companion = program.method().companion();
    List<Optional<String>> accessors = AccessorNames.ofLeaves(Signature.parametersOf(function));
    return new Member(
        Member.Kind.STATIC,
        Member.OnKeptMemory.keyOf(method.key()),
        companion,
        Signature.PRIMAL,
        function.parameters().stream().map(it -> it.variable().type()).toList(),
        method.result().map(Signature::results).orElse(List.of()),
        method.result().flatMap(it -> Signature.carrier(it, companion)),
        effects,
        Optional.of(
            new Member.Pullback(program.calls().companionOf(Member.OnKeptMemory.NAME), accessors)),
        false);
  }

  private Block callingItself(Block block, Member member) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      statements.add(
          statement instanceof Statement.Invoke invoke
                  && invoke.member().key().equals(program.key())
              ? new Statement.Invoke(
                  invoke.targets(),
                  called(invoke.member(), member),
                  invoke.arguments(),
                  invoke.origin())
              : statement.withBlocks(
                  statement.blocks().stream().map(it -> callingItself(it, member)).toList()));
    }
    return new Block(statements);
  }

  /** As it stands it is called by the name that it has. */
  private static Member called(Member itself, Member member) {
    return itself.withKey(member.key()).with(member.pullback().orElseThrow());
  }
}
