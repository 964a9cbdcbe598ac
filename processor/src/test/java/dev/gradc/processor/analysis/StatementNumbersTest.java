package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of the statements of a function of six: one, a loop with two, one more within, one. */
final class StatementNumbersTest {

  private final Block body =
      Parser.function(
              """
              function f(double x, boolean c) {
              declare double m
              loop w: while {
              p: double = x
              } c {
              if c {
              m = x
              }
              }
              q: double = x
              return x
              }
              """)
          .body();

  private final List<Statement> seen = new ArrayList<>();
  private final StatementNumbers numbers =
      new StatementNumbers(
          body,
          (statement, number) -> {
            assertEquals(seen.size(), number);
            seen.add(statement);
          });

  @Test
  void whatIsWithinIsARange() {
    assertEquals(6, seen.size());
    StatementNumbers.Range all = numbers.of(body);
    assertEquals(List.of(0, 1, 5, 6), List.of(all.start(), all.start(1), all.start(2), all.end()));
    assertEquals(List.of(3, 6), List.of(all.size(), all.length()));
    assertEquals(List.of(0, 1, 1, 1, 1, 2), seen.stream().map(this::place).toList());
    StatementNumbers.Range loop = numbers.of(body.statements().get(1).blocks().get(1));
    assertEquals(List.of(3, 5), List.of(loop.start(), loop.end()));
  }

  private int place(Statement statement) {
    return numbers.of(body).position(seen.indexOf(statement));
  }

  @Test
  void itsBlocksAreKnownAndOthersNot() {
    assertTrue(numbers.contains(body));
    assertTrue(numbers.contains(body.statements().get(1).blocks().get(0)));
    assertFalse(numbers.contains(new Block(body.statements())));
  }

  /** What it asks in each iteration. */
  @Test
  void aLoopMentionsItsCondition() {
    Statement.WhileLoop loop = (Statement.WhileLoop) body.statements().get(1);
    assertEquals(List.of(loop.condition()), StatementNumbers.mentions(loop));
    assertEquals(1, StatementNumbers.mentions(seen.get(5)).size());
  }

  /** The next number from a limit on, and those from the start of a range to before its end. */
  @Test
  void whatHappensIsFoundByItsNumber() {
    StatementNumbers.Events<String> events = new StatementNumbers.Events<>();
    for (int number : new int[] {0, 2, 3, 5}) {
      events.add("a", number);
    }
    events.add("b", 4);
    List<Integer> next = new ArrayList<>();
    for (int limit = 0; limit <= 6; limit++) {
      next.add(events.next("a", limit));
    }
    assertEquals(List.of(0, 2, 2, 3, 5, 5, Integer.MAX_VALUE), next);
    assertEquals(Integer.MAX_VALUE, events.next("c", 0));
    StatementNumbers.Range all = numbers.of(body);
    StatementNumbers.Range loop = numbers.of(body.statements().get(1).blocks().get(1));
    assertEquals(List.of(0, 2, 3, 5), events.in("a", all));
    assertEquals(List.of(3), events.in("a", loop));
    assertEquals(List.of(4), events.in("b", loop));
    assertEquals(List.of(), events.in("c", all));
  }
}
