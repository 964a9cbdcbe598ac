package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Separability;
import dev.gradc.processor.analysis.SeparabilityAnalysis;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.Sweep;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Decides by which sweeps Jacobian and Hessian are computed, and makes their programs. */
final class MatrixPrograms {

  /** How many directions share one evaluation, as far as there are so many. */
  private static final int WIDTH = 4;

  /** How many do where there can be but one evaluation. */
  private static final int WIDEST = 16;

  /** Longer sweeps are cut into so many methods that they are along one direction alone. */
  private static final int LONGEST = 4000;

  private final SweepPrograms sweeps;
  private final Rules rules;

  MatrixPrograms(Rules rules, Simplifier simplifier, Pipeline.Observer observer) {
    this.rules = rules;
    this.sweeps = new SweepPrograms(rules, simplifier, observer);
  }

  /** A simplified function, and what is known of it. */
  record Primal(Function function, Activity activity, ArrayOrigins arrays) {}

  /** What stands in the way of what a method asks for. */
  Set<Problem> problems(Signature signature, Primal primal) {
    return signature.asksFor(Mode.HESSIAN) ? sweepProblems(primal).ofHessian() : Set.of();
  }

  /**
   * What a method is told whose Hessian cannot be swept more than once: unless one evaluation gives
   * all of it, there are but products.
   */
  Optional<Problem> finding(Signature signature, Primal primal) {
    return signature.asksFor(Mode.HESSIAN) && !isOneSweep(primal) && !hasTensors(primal)
        ? sweepProblems(primal).ofMatrix()
        : Optional.empty();
  }

  private static boolean isOneSweep(Primal primal) {
    return columns(primal).filter(it -> it <= WIDEST).isPresent();
  }

  private static SweepProblems sweepProblems(Primal primal) {
    return new SweepProblems(primal.function(), primal.activity(), primal.arrays());
  }

  /**
   * What a method asks for.
   *
   * @param reverse of a Hessian the reverse program of the method as one function
   */
  Matrices of(Signature signature, Primal primal, Optional<Function> reverse) {
    return new Matrices(
        Optional.of(signature)
            .filter(it -> it.asksFor(Mode.JACOBIAN))
            .map(it -> jacobian(it, primal)),
        Optional.of(signature)
            .filter(it -> it.asksFor(Mode.HESSIAN))
            .map(it -> hessian(primal, reverse.orElseThrow())));
  }

  private Matrices.Jacobian jacobian(Signature signature, Primal primal) {
    SweepProblems problems = sweepProblems(primal);
    boolean isOneRow = signature.result() instanceof Scalar;
    if (isOneRow || !problems.canRepeat() || !problems.canGoForward()) {
      return new Matrices.Jacobian(List.of(), true);
    }
    Optional<Integer> columns = columns(primal);
    Optional<Integer> rows = rows(signature);
    if (columns.isPresent() && rows.isPresent()) {
      boolean areRowsFewer = rows.get() < sweepsOf(columns.get());
      return areRowsFewer
          ? new Matrices.Jacobian(List.of(), true)
          : new Matrices.Jacobian(byColumns(signature, primal, columns), false);
    }
    return new Matrices.Jacobian(byColumns(signature, primal, columns), true);
  }

  private static int sweepsOf(int columns) {
    return (columns + WIDTH - 1) / WIDTH;
  }

  /** How many columns there are, if all active parameters are numbers. */
  private static Optional<Integer> columns(Primal primal) {
    List<Function.Parameter> active =
        primal.function().parameters().stream().filter(Function.Parameter::isActive).toList();
    return active.stream().allMatch(it -> it.variable().type() instanceof Scalar)
        ? Optional.of(active.size())
        : Optional.empty();
  }

  /** How many rows there are, if all active leaves of the result are numbers. */
  private static Optional<Integer> rows(Signature signature) {
    List<Leaf> active = Leaf.of(signature.result()).stream().filter(Leaf::isActive).toList();
    return active.stream().allMatch(it -> it.type() instanceof Scalar)
        ? Optional.of(active.size())
        : Optional.empty();
  }

  private List<Sweep> byColumns(Signature signature, Primal primal, Optional<Integer> columns) {
    return fitting(
        columns,
        width ->
            sweeps.ofResult(
                primal.function(), primal.activity(), primal.arrays(), signature.result(), width));
  }

  /** Sweeps for all directions, as wide as methods may be long. */
  private static List<Sweep> fitting(Optional<Integer> directions, IntFunction<Sweep> made) {
    for (int width = WIDTH; width > 1; width /= 2) {
      List<Sweep> sweeps = widths(directions, width).stream().map(made::apply).toList();
      if (lengthOf(sweeps.get(0).body()) <= LONGEST) {
        return sweeps;
      }
    }
    return List.of(made.apply(1));
  }

  private static int lengthOf(Block block) {
    int length = block.statements().size();
    for (Statement statement : block.statements()) {
      length += statement.blocks().stream().mapToInt(MatrixPrograms::lengthOf).sum();
    }
    return length;
  }

  /** The widest first; where it is known how many directions there are, no more than are used. */
  private static List<Integer> widths(Optional<Integer> directions, int widest) {
    if (directions.isEmpty()) {
      return List.of(widest, 1);
    }
    int left = directions.get() % widest;
    List<Integer> widths = new ArrayList<>();
    if (directions.get() >= widest) {
      widths.add(widest);
    }
    if (left > 0) {
      widths.add(left);
    }
    return widths;
  }

  /** Of tensors there are but products: a row for each of their numbers would be no tensor. */
  private static boolean hasMatrix(Primal primal, boolean canRepeat) {
    return (canRepeat || isOneSweep(primal)) && !hasTensors(primal);
  }

  private static boolean hasTensors(Primal primal) {
    return primal.function().parameters().stream()
        .filter(Function.Parameter::isActive)
        .anyMatch(it -> TensorAliases.holdsTensors(it.variable()));
  }

  private Matrices.Hessian hessian(Primal primal, Function reverse) {
    Separability separability =
        new SeparabilityAnalysis(rules, primal.arrays(), primal.activity())
            .analyze(primal.function());
    IntFunction<Sweep> made =
        width -> sweeps.ofGradient(primal.function(), reverse, primal.arrays(), width);
    boolean canRepeat = sweepProblems(primal).ofMatrix().isEmpty();
    List<Sweep> products = new ArrayList<>();
    if (!canRepeat && isOneSweep(primal)) {
      products.add(made.apply(columns(primal).orElseThrow()));
    } else if (canRepeat && !separability.isProven() && !hasTensors(primal)) {
      // What is called goes along one direction at a time.
      boolean calls = sweepProblems(primal).hasCalls();
      products.addAll(calls ? List.of(made.apply(1)) : fitting(columns(primal), made));
    }
    if (products.stream().noneMatch(it -> it.width() == 1)) {
      products.add(made.apply(1));
    }
    return new Matrices.Hessian(products, separability, hasMatrix(primal, canRepeat));
  }
}
