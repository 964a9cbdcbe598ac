package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a part that is called on kept memory is called, and how its results are read. */
final class KeptPartTest {

  private static KeptPart part(String owner, String... accessors) {
    List<Member.Result> results =
        Stream.of(accessors).map(it -> new Member.Result(ObjectType.TENSOR, true, it)).toList();
    Member evaluation =
        new Member(
            Member.Kind.STATIC,
            owner + ".evaluate",
            owner,
            "evaluate",
            List.of(),
            results,
            Optional.empty(),
            Member.Effects.NONE,
            Optional.empty(),
            false);
    return new KeptPart("key", owner, evaluation, false, false, false);
  }

  @Test
  void itIsCalledAsTheClassOfTheMethod() {
    assertEquals("F", part("p/ModelGrad.F", "").simpleName());
    assertEquals("F", part("p/ModelGrad.F.OnKeptMemory", "").simpleName());
  }

  @Test
  void severalResultsAreRead() {
    assertEquals(List.of(), part("p/ModelGrad.F").given());
    assertEquals(List.of(), part("p/ModelGrad.F", "one").given());
    assertEquals(List.of("one", "two"), part("p/ModelGrad.F", "one", "two").given());
  }
}
