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
import dev.gradc.processor.tape.PartRegions;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method over tensors as it is called on memory that its callers keep: in a class within its own,
 * a part as {@link OutsideParts} has of methods of other classes. By its gradient it would make all
 * tensors anew in each call.
 *
 * <p>Other compilations call it, which have no body to put in the place of the call; and so does
 * the method itself, where it calls itself, or carries {@code @Checkpoint}, so that its tape calls
 * it.
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
   * The method with that class among those that are called, if somebody can call it and memory is
   * kept.
   *
   * @param effects of the method
   */
  ReversedMethod.Parted in(ReversedMethod.Parted parted, Member.Effects effects) {
    if (!isOffered(parted, effects)) {
      return parted;
    }
    Member member = member(parted.whole().function(), effects);
    ReversedMethod.Parted calling = parted.with((it, exits) -> calling(it, exits, member));
    return calling.and(
        new CalledFunction(
            unmarked(calling.whole()),
            member,
            Member.OnKeptMemory.NAME,
            program.method().method().result().orElse(RecordType.NOTHING),
            Optional.empty(),
            true));
  }

  private boolean isOffered(ReversedMethod.Parted parted, Member.Effects effects) {
    Method method = program.method().method();
    Function function = parted.whole().function();
    return stages.layout().keepsBuffers()
        && Pass.BODIES.isEnabled(stages.options().disabledPasses())
        && (program.signature().isPublic() || callsItself())
        && !method.owner().startsWith(LibraryBodies.PACKAGE + "/")
        && TensorMethods.isOverTensors(method)
        && TensorMethods.isWhatItComputes(effects)
        && !function.detachedResult()
        && method.result().filter(Type::isDifferentiable).isPresent()
        && PartRegions.areTensorsIn(function)
        // What is copied is another tensor for those who look.
        && parted.functions().stream().map(Function::body).noneMatch(TensorAliases::areCompared)
        && function.body().size() <= LIMIT;
  }

  private boolean callsItself() {
    return program.calls().names().containsKey(program.key());
  }

  private Member member(Function function, Member.Effects effects) {
    Method method = program.method().method();
    String companion = program.method().companion();
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
            new Member.Pullback(
                program.calls().companionOf(Member.OnKeptMemory.NAME),
                AccessorNames.ofLeaves(Signature.parametersOf(function)))),
        false);
  }

  private Analyzed unmarked(Analyzed analyzed) {
    Function without = Unretained.of(analyzed.function());
    return without.equals(analyzed.function())
        ? analyzed
        : stages.analyzeSimplified(without, List.of(), analyzed.passes());
  }

  private Analyzed calling(Analyzed analyzed, List<Integer> exits, Member member) {
    Function function = analyzed.function();
    Function calling = function.with(calling(function.body(), member));
    return calling.equals(function)
        ? analyzed
        : stages.analyzeSimplified(calling, exits, analyzed.passes());
  }

  private Block calling(Block block, Member member) {
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
                  statement.blocks().stream().map(it -> calling(it, member)).toList()));
    }
    return new Block(statements);
  }

  /** As it stands it is called by the name that it has. */
  private static Member called(Member itself, Member member) {
    return itself.withKey(member.key()).with(member.pullback().orElseThrow());
  }
}
