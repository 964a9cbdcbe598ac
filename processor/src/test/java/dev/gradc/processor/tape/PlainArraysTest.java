package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of statements about storage; that the numbers are right tests the corpus. */
final class PlainArraysTest {

  private static final Variable N = Parser.variable("int n", Role.PARAMETER);
  private static final Variable SLOT = Parser.variable("double[] slot", Role.MUTABLE);
  private static final Variable ROWS = Parser.variable("double[][] rows", Role.MUTABLE);

  private static String replaced(boolean isRepeated, String text) {
    Block block = Parser.block(text, N, SLOT, ROWS);
    FreshNames names = new FreshNames();
    List.of(N, SLOT, ROWS).forEach(it -> names.reserve(it.name()));
    names.reserveAll(block);
    PlainArrays arrays = new PlainArrays(names, isRepeated);
    return new Printer().print(new Block(arrays.replace(List.of(SLOT), block.statements())));
  }

  private static final String EMPTY =
      """
      declare double[] slot
      slotEmpty: double[] = newarray primal double[0]
      slot = slotEmpty
      """;

  @ParameterizedTest
  @CsvSource({"3, 3", "0, 0"})
  void lengthsThatAreKnownAreTaken(String size, String length) {
    assertEquals(
        """
        declare double[] slot
        slot2: double[] = newarray primal double[%s]
        slot = slot2
        """
            .formatted(length),
        replaced(false, "reserve slot, " + size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "-1"})
  void lengthsThatMayBeNegativeAreNone(String size) {
    assertEquals(
        """
        declare double[] slot
        length: int = Math.max(%s, 0)
        slot2: double[] = newarray primal double[length]
        slot = slot2
        """
            .formatted(size),
        replaced(false, "reserve slot, " + size));
  }

  private static String grown(int number) {
    return """
        slotLength: int = length slot
        isShort: boolean = lt(slotLength, n)
        if isShort {
          twice: int = mul(slotLength, 2)
          size: int = Math.max(n, twice)
          slot2: double[] = newarray primal double[size]
          loop k: for int k = 0; k < slotLength; 1 {
            slotElement: double = load slot[k]
            slot2[k] = slotElement
          }
          slot = slot2
        }
        """
        .replaceAll("\\b(slotLength|isShort|twice|size|k|slotElement)\\b", "$1" + suffix(number))
        .replaceAll("\\bslot2\\b", "slot" + (number + 1));
  }

  private static String suffix(int number) {
    return number == 1 ? "" : Integer.toString(number);
  }

  /** Only the first reservation of an array, and one that is always reached, finds none. */
  @Test
  void whatIsReservedAgainGrows() {
    assertEquals(
        EMPTY + "if true {\n" + grown(1).indent(2) + "}\n",
        replaced(false, "if true {\nreserve slot, n\n}"));
    assertEquals(EMPTY + grown(1) + grown(2), replaced(false, "reserve slot, n\nreserve slot, n"));
    assertEquals(
        EMPTY + grown(1) + "if true {\n" + grown(2).indent(2) + "}\n",
        replaced(false, "reserve slot, n\nif true {\nreserve slot, n\n}"));
  }

  @Test
  void rowsAndArraysAreMade() {
    assertEquals(
        EMPTY
            + """
            length: int = Math.max(n, 0)
            rowsRow: double[] = newarray primal double[length]
            rows[2] = rowsRow
            own: double[] = newarray primal double[n]
            """,
        replaced(false, "reserveRow rows[2], n\nown: double[] = newarray slot double[n]"));
  }

  private static final String CLEARED =
      """
      loop k: for int k = 0; k < n; 1 {
        slot[k] = 0.0
      }
      """;

  @Test
  void whatIsUsedAgainIsCleared() {
    assertEquals(EMPTY + CLEARED, replaced(true, "clear slot, n"));
    assertEquals(EMPTY, replaced(false, "clear slot, n"));
    String branch = "if true {\nclear slot, n\n}";
    assertEquals(
        EMPTY + "if true {\n" + CLEARED.indent(2) + "}\n", replaced(true, branch), "a branch");
    assertEquals(EMPTY + "if true {\n}\n", replaced(false, branch), "a branch");
  }

  /** An iteration that reserves uses what the one before has left. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reserve slot, n\n",
        "if true {\nreserve slot, n\n}\n",
        "x: int = n\nif true {\nif true {\n} else {\ny: int = n\nreserve slot, n\n}\n}\n",
      })
  void iterationsThatReserveClear(String reserving) {
    String header = "loop i: for int i = 0; i < n; 1 {\n";
    String cleared = CLEARED.replaceAll("\\bk\\b", "k2").indent(2) + "}\n";
    String text = replaced(false, header + reserving + "clear slot, n\n}");
    assertEquals(cleared, text.substring(text.length() - cleared.length()));
    assertEquals(
        EMPTY + header + "}\n", replaced(false, header + "clear slot, n\n}"), "nothing reserved");
    text = replaced(false, "if true {\n" + reserving + "clear slot, n\n}");
    assertEquals(-1, text.indexOf("slot[k2]"), "no loop");
    text = replaced(false, header + reserving + "if true {\nclear slot, n\n}\n}");
    assertEquals(true, text.contains("slot[k2] = 0.0"), "deeper");
  }
}
