package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The two forms in which a method's derivative is generated.
 *
 * @param fused forward and backward region of one method
 * @param taped the regions of a tape
 * @param effects what callers have to know of the method
 * @param inPlace the fused form for callers that see what the method has written; absent where that
 *     carries no derivative
 * @param recursive the functions that it calls, other than itself: recursive ones, and checkpointed
 *     parts of it
 * @param primal the method itself, where generated code has to call it and may not see it, or has
 *     taken records apart
 * @param forward the derivative in forward mode, if that is asked for
 * @param matrices what else is asked for
 * @param loops what the programs call in place of several operations on tensors
 */
public record Derivative(
    ReverseProgram fused,
    ReverseProgram taped,
    Member.Effects effects,
    Optional<ReverseProgram> inPlace,
    List<Recursive> recursive,
    Optional<Function> primal,
    Optional<ForwardProgram> forward,
    Matrices matrices,
    List<FusedLoop> loops) {

  public Derivative {
    recursive = List.copyOf(recursive);
    loops = List.copyOf(loops);
  }

  /** Without loops. */
  public Derivative(
      ReverseProgram fused,
      ReverseProgram taped,
      Member.Effects effects,
      Optional<ReverseProgram> inPlace,
      List<Recursive> recursive,
      Optional<Function> primal,
      Optional<ForwardProgram> forward,
      Matrices matrices) {
    this(fused, taped, effects, inPlace, recursive, primal, forward, matrices, List.of());
  }

  /** The same with other programs for gradients and tapes. */
  public Derivative with(UnaryOperator<ReverseProgram> change) {
    return new Derivative(
        change.apply(fused),
        change.apply(taped),
        effects,
        inPlace.map(change),
        recursive.stream().map(it -> it.with(change)).toList(),
        primal,
        forward,
        matrices,
        loops);
  }

  /** The same with other programs of the method itself. */
  public Derivative withOwn(UnaryOperator<ReverseProgram> change) {
    return new Derivative(
        change.apply(fused),
        change.apply(taped),
        effects,
        inPlace.map(change),
        recursive,
        primal,
        forward,
        matrices,
        loops);
  }

  /** The same with other programs of forward mode. */
  public Derivative withTangents(UnaryOperator<ForwardProgram> change) {
    return withForward(
        recursive.stream().map(it -> it.withTangents(change)).toList(), forward.map(change));
  }

  /** The same with another program of forward mode of the method itself. */
  public Derivative withOwnTangents(UnaryOperator<ForwardProgram> change) {
    return withForward(recursive, forward.map(change));
  }

  /** The same with other copies of methods that are called. */
  public Derivative withPrimals(UnaryOperator<Function> change) {
    return new Derivative(
        fused,
        taped,
        effects,
        inPlace,
        recursive.stream().map(it -> it.withPrimal(change)).toList(),
        primal.map(change),
        forward,
        matrices,
        loops);
  }

  private Derivative withForward(List<Recursive> called, Optional<ForwardProgram> other) {
    return new Derivative(fused, taped, effects, inPlace, called, primal, other, matrices, loops);
  }

  /** The same with others that are called. */
  Derivative withCalled(List<Recursive> others) {
    return new Derivative(fused, taped, effects, inPlace, others, primal, forward, matrices, loops);
  }

  /** The same with other sweeps. */
  public Derivative with(Matrices other) {
    return new Derivative(fused, taped, effects, inPlace, recursive, primal, forward, other, loops);
  }

  /** The same with loops. */
  Derivative with(List<FusedLoop> others) {
    return new Derivative(
        fused, taped, effects, inPlace, recursive, primal, forward, matrices, others);
  }

  /**
   * A function that is called, and not compiled in.
   *
   * @param name of its generated class
   * @param about what its documentation says of it
   * @param result what it gives, be it a record; one without components for {@code void}
   * @param pullback absent where it is gone through in forward mode alone
   * @param evaluation what callers run in its place, on the memory of the pullback; absent where
   *     nothing is kept
   * @param primal as in {@link Derivative}
   * @param forward as in {@link Derivative}
   */
  public record Recursive(
      String name,
      String about,
      Function function,
      Type result,
      Optional<ReverseProgram> pullback,
      Optional<Evaluation> evaluation,
      Optional<Function> primal,
      Optional<ForwardProgram> forward) {

    /** One that nothing is kept for. */
    public Recursive(
        String name,
        String about,
        Function function,
        Type result,
        Optional<ReverseProgram> pullback,
        Optional<Function> primal,
        Optional<ForwardProgram> forward) {
      this(name, about, function, result, pullback, Optional.empty(), primal, forward);
    }

    private Recursive with(UnaryOperator<ReverseProgram> change) {
      return new Recursive(
          name,
          about,
          function,
          result,
          pullback.map(change),
          evaluation.map(it -> new Evaluation(change.apply(it.program()), it.part())),
          primal,
          forward);
    }

    /** Whether it is the method itself, as other compilations call it. */
    public boolean isOnKeptMemory() {
      return name.equals(Member.OnKeptMemory.NAME);
    }

    /** The same without the function as it stands, which nobody calls. */
    Recursive withoutPrimal() {
      return new Recursive(
          name, about, function, result, pullback, evaluation, Optional.empty(), forward);
    }

    private Recursive withPrimal(UnaryOperator<Function> change) {
      return new Recursive(
          name, about, function, result, pullback, evaluation, primal.map(change), forward);
    }

    private Recursive withTangents(UnaryOperator<ForwardProgram> change) {
      return new Recursive(
          name, about, function, result, pullback, evaluation, primal, forward.map(change));
    }
  }

  /**
   * What computes a function's results again and again, on memory that is kept.
   *
   * @param program without a backward region
   * @param part how it is called, and what callers have to know
   */
  public record Evaluation(ReverseProgram program, KeptPart part) {}
}
