package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseFunction;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TapeFunctions;
import dev.gradc.processor.transform.RuleBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The functions that the class generated for a method consists of, each made when it is asked for.
 */
public final class Companion {

  private final String name;
  private final Signature signature;
  private final Function primal;
  private final RuleBodies rules;
  private final RecursiveFunctions recursive;
  private final Transforms transforms;
  private Function reverse;
  private ReverseProgram taped;
  private Function forward;
  private final List<Function> backward = new ArrayList<>();
  private Function tangent;
  private Set<Variable> written;

  /**
   * @param name of the class, with its package before a slash
   * @param primal the method with all that it calls compiled in
   * @param rules what the rules consist of that it uses
   * @param recursive what it calls that calls itself
   */
  public Companion(
      String name,
      Signature signature,
      Function primal,
      RuleBodies rules,
      RecursiveFunctions recursive,
      Transforms transforms) {
    this.rules = rules;
    this.recursive = recursive;
    this.name = name;
    this.signature = signature;
    this.primal = primal;
    this.transforms = transforms;
  }

  String name() {
    return name;
  }

  Signature signature() {
    return signature;
  }

  Function primal() {
    return primal;
  }

  /** {@code Losses.focal}. */
  String source() {
    return String.join(".", signature.classNames()) + "." + signature.methodName();
  }

  /** Value and gradient. */
  Function reverse() {
    if (reverse == null) {
      ReverseProgram fused = transforms.fused(primal);
      reverse = finished(new ReverseFunction().of(primal, fused, ReverseFunction.Form.PLAIN));
      written = Set.copyOf(fused.written());
    }
    return reverse;
  }

  /** The parameters that the method writes. */
  Set<Variable> written() {
    reverse();
    return written;
  }

  /** Whether it writes an array of arrays, of which two places may hold the same one. */
  boolean writesRows() {
    return written().stream()
        .anyMatch(it -> ((ArrayType) it.type()).element() instanceof ArrayType);
  }

  ReverseProgram taped() {
    if (taped == null) {
      taped = transforms.taped(primal, signature);
    }
    return taped;
  }

  /** What a tape records. */
  Function forward() {
    if (forward == null) {
      forward = finished(new TapeFunctions().forward(primal, taped()));
    }
    return forward;
  }

  /**
   * The backward pass of one output, or of all.
   *
   * @param output its position; empty for all
   */
  Function backward(Optional<Integer> output) {
    if (backward.isEmpty()) {
      List<Block> regions = new ArrayList<>(List.of(taped().backward()));
      regions.addAll(taped().outputs());
      for (int i = 0; i < regions.size(); i++) {
        Function pass = new TapeFunctions().backward(primal, taped(), regions.get(i));
        backward.add(finished(keyed(pass, pass.key() + i)));
      }
    }
    int index = backward.size() == 1 ? 0 : output.map(it -> it + 1).orElse(0);
    return backward.get(index);
  }

  /** Value and tangent. */
  Function tangent() {
    if (tangent == null) {
      tangent = finished(transforms.tangent(primal));
    }
    return tangent;
  }

  private Function finished(Function function) {
    return new UnknownPullbacks().marked(transforms.simplified(rules.compiledIn(function)));
  }

  private static Function keyed(Function function, String key) {
    return new Function(
        key,
        function.name(),
        function.parameters(),
        function.body(),
        function.results(),
        function.detachedResult(),
        function.origin());
  }

  /** The functions made so far, for calls of them. */
  List<Function> functions() {
    List<Function> made = new ArrayList<>(backward);
    for (Function each : new Function[] {reverse, forward, tangent}) {
      if (each != null) {
        made.add(each);
      }
    }
    return made;
  }

  /** What is not compiled in, since it calls itself. */
  RecursiveFunctions recursive() {
    return recursive;
  }

  /** Positions of the array parameters that a backward pass reads again. */
  List<Integer> guarded() {
    Set<Variable> guarded = Set.copyOf(taped().guarded());
    return IntStream.range(0, primal.parameters().size())
        .filter(i -> primal.parameters().get(i).variable().type() instanceof ArrayType)
        .filter(i -> guarded.contains(primal.parameters().get(i).variable()))
        .boxed()
        .collect(Collectors.toList());
  }
}
