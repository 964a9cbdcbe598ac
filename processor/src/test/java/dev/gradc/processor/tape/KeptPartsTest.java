package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeptPartsTest {

  private static KeptPart part(boolean holdsArguments, boolean holdsSums, boolean givesArguments) {
    return TensorParts.all(holdsArguments, holdsSums, givesArguments).ofOwner("Step").orElseThrow();
  }

  @Test
  void whatEitherOfTwoDoesIsTakenForGranted() {
    KeptPart nothing = part(false, false, false);
    assertEquals(nothing, nothing.and(nothing));
    for (KeptPart one :
        List.of(part(true, false, false), part(false, true, false), part(false, false, true))) {
      assertEquals(one, one.and(nothing));
      assertEquals(one, nothing.and(one));
    }
  }

  @Test
  void whatIsKnownLastCounts() {
    KeptPart holding = part(true, false, false);
    KeptParts parts = TensorParts.ALL.with(holding);
    assertEquals(Optional.of(holding), parts.ofOwner("Step"));
    assertEquals(TensorParts.ALL.ofOwner("Other"), parts.ofOwner("Other"));
    assertEquals(Optional.empty(), KeptParts.NONE.ofOwner("Step"));
  }

  private static Member member(String owner, String name) {
    return Member.ofStatic(owner, name, List.of(), Optional.of(ObjectType.TENSOR));
  }

  private static Member keepSums(String owner) {
    return Member.ofStatic(owner, "keepSums", List.of(), Optional.empty());
  }

  @Test
  void members() {
    KeptParts parts = TensorParts.ALL;
    Optional<KeptPart> step = parts.ofOwner("Step");
    assertEquals(step, parts.called(member("Step", "of")));
    assertEquals(Optional.empty(), parts.called(member("Step", "evaluate")));
    assertEquals(step, parts.evaluated(member("Step", "evaluate")));
    assertEquals(step, parts.evaluated(member("Step", "pullback")));
    assertEquals(Optional.empty(), parts.evaluated(member("Step", "of")));
    assertEquals(Optional.empty(), parts.evaluated(member("Unknown", "evaluate")));
    assertEquals(step, parts.ofCarrier("Step.Gradient"));
    assertEquals(Optional.empty(), parts.ofCarrier("Step"));
  }

  @Test
  void membersOfCarriers() {
    KeptParts parts = TensorParts.ALL;
    assertTrue(parts.isWrap(member("Step.Gradient", "wrap")));
    assertFalse(parts.isWrap(member("Step.Gradient", "orNew")));
    assertFalse(parts.isWrap(member("Unknown.Gradient", "wrap")));
    assertTrue(parts.isKeptSums(keepSums("Step.Gradient")));
    assertFalse(parts.isKeptSums(member("Step.Gradient", "wrap")));
    assertFalse(parts.isKeptSums(keepSums("Unknown.Gradient")));
    Member cotangent = Member.accessor("Step.Gradient", "dX", ObjectType.TENSOR);
    assertTrue(parts.isCotangent(cotangent));
    assertFalse(parts.isCotangent(member("Step.Gradient", "wrap")));
    assertFalse(parts.isCotangent(Member.accessor("Unknown.Gradient", "dX", ObjectType.TENSOR)));
  }

  /** Parameters may be called like what the generated class has. */
  @Test
  void accessorsOfTheSameNames() {
    KeptParts parts = TensorParts.ALL;
    for (String name : List.of("wrap", "keepSums")) {
      Member accessor = Member.accessor("Step.Gradient", name, ObjectType.TENSOR);
      assertFalse(parts.isWrap(accessor));
      assertFalse(parts.isKeptSums(accessor));
      assertFalse(parts.isOfSums(accessor));
      assertTrue(parts.isCotangent(accessor));
    }
  }

  /** What adds to arrays gives them to nobody, unless the part does. */
  @Test
  void sums() {
    Member wrap = member("Step.Gradient", "wrap");
    Member keepSums = keepSums("Step.Gradient");
    assertTrue(TensorParts.ALL.isOfSums(wrap));
    assertTrue(TensorParts.ALL.isOfSums(keepSums));
    assertFalse(TensorParts.ALL.isOfSums(member("Step.Gradient", "orNew")));
    assertFalse(TensorParts.ALL.isOfSums(member("Unknown.Gradient", "wrap")));
    KeptParts holding = TensorParts.all(false, true, false);
    assertFalse(holding.isOfSums(wrap));
    assertFalse(holding.isOfSums(keepSums));
  }
}
