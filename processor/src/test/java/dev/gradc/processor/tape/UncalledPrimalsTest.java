package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parts that all callers evaluate on kept memory need not be there as they stand. */
final class UncalledPrimalsTest {

  private static final Set<String> PARTS = Set.of("A.of", "B.of", "C.of");

  private static Block calling(String... parts) {
    StringBuilder text = new StringBuilder();
    PARTS.forEach(it -> text.append("member ").append(it).append("(int)\n"));
    for (String part : parts) {
      text.append("if true {\n  invoke ").append(part).append("(1)\n}\n");
    }
    return Parser.block(text.toString());
  }

  private static ReverseProgram program(Block forward, Block backward, List<Block> outputs) {
    AdjointRegions regions =
        new AdjointRegions(
            List.of(), List.of(), List.of(), List.of(), List.of(), forward, backward);
    LaidOutRegions laidOut =
        new LaidOutRegions(
            regions,
            forward,
            new SeparatedOutputs(backward, outputs, List.of(), List.of()),
            List.of(),
            Map.of(),
            new StoreFacts(Map.of(), Map.of()));
    ArrayOrigins arrays = new AliasAnalysis().analyze(List.of(), forward);
    return new SlotAssignment().assign(laidOut, function("f", forward), List.of(), arrays);
  }

  private static ReverseProgram program(String... parts) {
    return program(calling(parts), Block.EMPTY, List.of());
  }

  private static Function function(String key, Block body) {
    return new Function(key, "of", List.of(), body, List.of(), false, Origin.NONE);
  }

  private static Derivative.Recursive part(
      String name, boolean isKept, ReverseProgram pullback, Block evaluation, Block body) {
    Member member = Member.ofStatic(name, "evaluate", List.of(), Optional.empty());
    KeptPart known = new KeptPart(name, name, member, false, false, false);
    Optional<Derivative.Evaluation> evaluated =
        isKept
            ? Optional.of(
                new Derivative.Evaluation(program(evaluation, Block.EMPTY, List.of()), known))
            : Optional.empty();
    Function function = function(name + ".of", body);
    return new Derivative.Recursive(
        name,
        "about",
        function,
        Scalar.DOUBLE,
        Optional.of(pullback),
        evaluated,
        Optional.of(function),
        Optional.empty());
  }

  private static Derivative.Recursive part(String name, String... calls) {
    return part(name, true, program(), calling(), calling(calls));
  }

  private static Derivative derivative(
      ReverseProgram fused, ReverseProgram taped, Derivative.Recursive... parts) {
    return derivative(fused, taped, Optional.empty(), parts);
  }

  private static Derivative derivative(
      ReverseProgram fused,
      ReverseProgram taped,
      Optional<ReverseProgram> inPlace,
      Derivative.Recursive... parts) {
    return new Derivative(
        fused,
        taped,
        Member.Effects.NONE,
        inPlace,
        List.of(parts),
        Optional.empty(),
        Optional.empty(),
        Matrices.NONE);
  }

  /** The names of those that stay as they stand. */
  private static List<String> left(Derivative derivative) {
    List<String> left = new ArrayList<>();
    for (Derivative.Recursive each : new UncalledPrimals(PARTS).removed(derivative).recursive()) {
      if (each.primal().isPresent()) {
        left.add(each.name());
      }
    }
    return left;
  }

  @Test
  void whatNobodyCalls() {
    assertEquals(List.of(), left(derivative(program(), program(), part("A"), part("B"))));
  }

  @Test
  void whatTheMethodCalls() {
    Derivative.Recursive[] parts = {part("A"), part("B")};
    assertEquals(List.of("A"), left(derivative(program("A.of"), program(), parts)));
    assertEquals(List.of("B"), left(derivative(program(), program("B.of"), parts)));
    assertEquals(
        List.of("B"), left(derivative(program(), program(), Optional.of(program("B.of")), parts)));
    ReverseProgram backward = program(Block.EMPTY, calling("A.of"), List.of());
    assertEquals(List.of("A"), left(derivative(backward, program(), parts)));
    ReverseProgram outputs =
        program(Block.EMPTY, Block.EMPTY, List.of(Block.EMPTY, calling("B.of")));
    assertEquals(List.of("B"), left(derivative(program(), outputs, parts)));
  }

  @Test
  void whatPartsCall() {
    ReverseProgram back = program(Block.EMPTY, calling("A.of"), List.of());
    Derivative.Recursive other = part("B", true, back, calling(), calling());
    assertEquals(List.of("A"), left(derivative(program(), program(), part("A"), other)));
    Derivative.Recursive evaluating = part("B", true, program(), calling("A.of"), calling());
    assertEquals(List.of("A"), left(derivative(program(), program(), part("A"), evaluating)));
  }

  /** One that is left out calls nothing any more. */
  @Test
  void whatOnlyPartsCallThatAreLeftOut() {
    Derivative chain =
        derivative(program(), program(), part("A", "B.of"), part("B", "C.of"), part("C"));
    assertEquals(List.of(), left(chain));
    Derivative called =
        derivative(program("B.of"), program(), part("A", "B.of"), part("B", "C.of"), part("C"));
    assertEquals(List.of("B", "C"), left(called));
  }

  /** A method that calls itself is none, nor is what nothing is kept for. */
  @Test
  void whatStays() {
    Derivative.Recursive recursive = part("Recursive");
    Derivative.Recursive unkept = part("B", false, program(), calling(), calling());
    assertEquals(
        List.of("Recursive", "B"),
        left(derivative(program(), program(), part("A"), recursive, unkept)));
  }
}
