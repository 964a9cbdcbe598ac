package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which loads read what an array holds for good; that the numbers are right tests the corpus. */
final class FinishedArraysTest {

  /** What is loaded for good, of a loop's body. */
  private static List<String> found(String body) {
    Function function =
        Parser.function(
            """
            member Library.keeping(double[]): double[]
            member Library.writing(double[]) writes 0
            member Library.filling(double[][]) writes 0
            function f(double[] a, double[][] rows, int n) {
              declare double s
              s = 0.0
              declare double[] last
              declare double[][] table
              start: double[] = newarray primal double[2]
              last = start
              all: double[][] = newarray primal double[][n]
              loop i: for int i = 0; i < n; 1 {
            %s
              }
              return 0.0
            }
            """
                .formatted(body.indent(4)));
    return new FinishedArrays(new AliasAnalysis().analyze(function))
        .find(function.body()).stream().map(Variable::name).toList();
  }

  private static final String FILLED =
      """
      own: double[] = newarray primal double[2]
      own[0] = 1.0
      early: double = load own[0]
      loop j: for int j = 0; j < 2; 1 {
        within: double = load own[0]
        own[j] += 2.0
      }
      late: double = load own[1]
      """;

  @Test
  void whatStandsBehindTheLastWriteReadsForGood() {
    assertEquals(List.of("late"), found(FILLED));
  }

  @Test
  void namesOfTheArrayItselfAndOfItsRowsAreFollowed() {
    assertEquals(
        List.of("late", "other"),
        found(
            FILLED
                + """
                copy: double[] = own
                other: double = load copy[0]
                """));
    assertEquals(
        List.of("after", "whole"),
        found(
            """
            m: double[][] = newarray primal double[][2][3]
            row: double[] = load m[0]
            row[1] = 1.0
            after: double = load row[1]
            first: double[] = load m[1]
            whole: double = load first[1]
            """));
    assertEquals(
        List.of("after"),
        found(
            """
            m: double[][] = newarray primal double[][2][3]
            row: double[] = load m[0]
            before: double = load row[1]
            other: double[] = load m[1]
            other[0] = 1.0
            after: double = load row[1]
            """));
  }

  @Test
  void underAnotherNameItIsFinishedIfItGotThatNameAfterItWasWritten() {
    String read = "now: double[] = last\nread: double = load now[0]\n";
    assertEquals(List.of("read", "late"), found(read + FILLED + "last = own"));
    assertEquals(
        List.of("late"),
        found(read + FILLED.replace("own[0] = 1.0", "last = own\nown[0] = 1.0")),
        "given away first");
    assertEquals(
        List.of("late"),
        found(read + FILLED.replace("own[j] += 2.0", "own[j] += 2.0\n  last = own")),
        "in one statement");
    assertEquals(
        List.of("later"),
        found(
            """
            row: double[] = load all[0]
            read: double = load row[0]
            """
                + FILLED
                + """
                all[i] = own
                own[1] = 2.0
                later: double = load own[1]
                """),
        "a part of another array");
  }

  /** What is written under another name may be any array of its class. */
  @Test
  void whatIsWrittenUnderAnotherNameIsNeverFinished() {
    assertEquals(List.of(), found(FILLED + "last = own\nnow: double[] = last\nnow[0] = 2.0"));
    assertEquals(
        List.of(), found(FILLED + "all[i] = own\nrow: double[] = load all[0]\nrow[0] = 2.0"));
    assertEquals(List.of(), found(FILLED + "last = own\nclear last, 2"));
  }

  /** Members that write are told of; what they do not write, they may keep. */
  @Test
  void whatIsGivenToMembersIsWrittenOrGivenAway() {
    String rest = FILLED.replace("late: double = load own[1]\n", "");
    String read = "now: double[] = last\nread: double = load now[0]\n";
    assertEquals(
        List.of("read", "late"),
        found(read + FILLED + "kept: double[] = invoke Library.keeping(own)\n"));
    assertEquals(
        List.of("late"),
        found(
            read
                + "kept: double[] = newarray primal double[2]\n"
                + "k2: double[] = invoke Library.keeping(kept)\n"
                + "kept[0] = 1.0\nlast = kept\n"
                + FILLED),
        "written after a member had it");
    assertEquals(
        List.of("later"),
        found(
            rest
                + "early2: double = load own[1]\ninvoke Library.writing(own)\n"
                + "later: double = load own[1]\n"));
    assertEquals(
        List.of(),
        found(FILLED + "last = own\nnow: double[] = last\ninvoke Library.writing(now)\n"));
  }

  @Test
  void whatAMemberWritesOfRowsIsWritten() {
    String rows =
        """
        m: double[][] = newarray primal double[][2][3]
        row: double[] = load m[0]
        before: double = load row[1]
        invoke Library.filling(m)
        after: double = load row[1]
        """;
    assertEquals(List.of("after"), found(rows));
    assertEquals(List.of(), found(rows + "m[1] = row\n"));
    String own =
        rows.replace("row: double[] = load m[0]", "row: double[] = newarray primal double[2]");
    assertEquals(List.of("before", "after"), found(own));
    assertEquals(List.of(), found(own.replace("before:", "m[1] = row\nbefore:")), "its new row");
    String read = "row2: double[] = load now[0]\nread: double = load row2[1]\n";
    String other = "m: double[][] = newarray primal double[][2][3]\nnow: double[][] = table\n";
    assertEquals(List.of("read"), found(other + read + "table = m\n"));
    assertEquals(
        List.of(), found(other + read + "invoke Library.filling(now)\ntable = m\n"), "unfollowed");
    String given = "row2: double[] = load rows[0]\nread: double = load row2[1]\n";
    assertEquals(List.of("read"), found(given));
    assertEquals(List.of(), found(given + "invoke Library.filling(rows)\n"), "of the caller");
  }

  /** A variable that gets a number is no name of the array that the number is from. */
  @Test
  void numbersOfAnArrayMayBeKept() {
    String read = "now: double[] = last\nread: double = load now[0]\n";
    String kept = FILLED.replace("loop j:", "s = early\nloop j:");
    assertEquals(List.of("read", "late"), found(read + kept + "last = own"));
  }

  /** Without its adjoint it is the same array. */
  @Test
  void detachedNamesAreFollowed() {
    assertEquals(
        List.of("after"),
        found(
            """
            own: double[] = newarray primal double[2]
            plain: double[] = detachArray own
            before: double = load plain[0]
            own[0] = 1.0
            after: double = load plain[0]
            """));
  }

  /** A copy is written as the array is. */
  @Test
  void whatIsWrittenUnderACopysNameIsWritten() {
    assertEquals(
        List.of("after"),
        found(
            """
            own: double[] = newarray primal double[2]
            copy: double[] = own
            before: double = load own[0]
            copy[0] = 1.0
            after: double = load own[0]
            """));
  }

  /** Rows that change places are not followed. */
  @Test
  void rowsThatArePutElsewhereAreOthers() {
    assertEquals(
        List.of(),
        found(
            """
            m: double[][] = newarray primal double[][2][3]
            row: double[] = load m[0]
            m[1] = row
            row[0] = 1.0
            read: double = load row[0]
            """));
  }

  /** The caller's arrays have no beginning here; nobody writes them, or somebody does. */
  @Test
  void arraysOfTheCallerAreReadForGoodWhileNobodyWritesThem() {
    assertEquals(List.of("t"), found("t: double = load a[0]"));
    assertEquals(List.of(), found("t: double = load a[0]\na[i] = 2.0"));
    assertEquals(List.of("t"), found("r: double[] = load rows[i]\nt: double = load r[0]"));
  }
}
