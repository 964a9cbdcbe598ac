package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each pass by itself on the smallest region that it does something to, and all together. */
class PassesTest {

  private static final String[] PARAMETERS = {
    "a", "b", "c", "seed", "i0", "n", "f", "f2", "x", "y", "d"
  };

  private static Block parse(String text) {
    return RegionText.parse(text, PARAMETERS);
  }

  private static String lines(String text) {
    return RegionText.print(parse(text));
  }

  private static Set<Variable> live(String... names) {
    return Arrays.stream(names)
        .map(name -> RegionText.variable(name, name.startsWith("d") ? "mutable" : "single"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Simplifier only(Pass... passes) {
    Set<String> disabled =
        Arrays.stream(Pass.values())
            .filter(pass -> !Arrays.asList(passes).contains(pass))
            .map(Pass::optionName)
            .collect(Collectors.toSet());
    return new Simplifier(disabled);
  }

  /** What one pass makes of code of the compiler with these variables live at the end. */
  private static void check(Pass pass, String before, String after, String... live) {
    Block simplified = only(pass).simplify(parse(before), live(live), false);
    assertEquals(lines(after), RegionText.print(simplified));
  }

  private static void checkUserCode(Pass pass, String before, String after, String... live) {
    Block simplified = only(pass).simplify(parse(before), live(live), true);
    assertEquals(lines(after), RegionText.print(simplified));
  }

  @Test
  void accumulationIntoZeroIsAnAssignment() {
    check(
        Pass.ZEROS,
        """
        declare d
        d := 0.0
        e = mul a, b
        d += e
        d += e
        """,
        """
        declare d
        d := 0.0
        e = mul a, b
        d := e
        d += e
        """);
  }

  @Test
  void zeroIsKnownInABranchButNotAfterIt() {
    check(
        Pass.ZEROS,
        """
        declare d
        d := 0.0
        if f {
          d += a
        }
        d += b
        """,
        """
        declare d
        d := 0.0
        if f {
          d := a
        }
        d += b
        """);
  }

  @Test
  void zeroIsNotKnownInALoopThatAccumulates() {
    String text =
        """
        declare d
        d := 0.0
        for i = 0 < n {
          d += a
        }
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void zerosOfTheUserAreHis() {
    String text =
        """
        declare d
        d := 0.0
        d += a
        x[i0] := 0.0
        x[i0] += a
        """;
    checkUserCode(Pass.ZEROS, text, text);
  }

  @Test
  void elementThatWasJustZeroedIsSet() {
    check(
        Pass.ZEROS,
        """
        e = x[i0]
        x[i0] := 0.0
        t = mul e, a
        x[i0] += t
        """,
        """
        e = x[i0]
        t = mul e, a
        x[i0] := t
        """);
  }

  @Test
  void elementMayBeReadThroughAnotherArray() {
    String text =
        """
        x[i0] := 0.0
        t = y[i0]
        x[i0] += a
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void otherElementIsNotTheOneThatWasZeroed() {
    String text =
        """
        x[i0] := 0.0
        x[n] += a
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void copiesAreReplacedByWhatTheyCopy() {
    check(
        Pass.PROPAGATION,
        """
        t = a
        u = t
        v = mul u, t
        if f {
          w = u
        }
        """,
        """
        t = a
        u = a
        v = mul a, a
        if f {
          w = a
        }
        """);
  }

  @Test
  void snapshotIsGoodUntilTheVariableChanges() {
    check(
        Pass.PROPAGATION,
        """
        t = d
        u = d
        v = mul u, u
        d += v
        w = d
        """,
        """
        t = d
        u = t
        v = mul t, t
        d += v
        w = d
        """);
  }

  @Test
  void snapshotFromBeforeALoopThatChangesTheVariableIsOutOfDate() {
    String text =
        """
        t = d
        for i = 0 < n {
          u = d
          d += u
        }
        w = d
        """;
    check(Pass.PROPAGATION, text, text);
  }

  @Test
  void assigningWhatAVariableHoldsIsNothing() {
    check(
        Pass.PROPAGATION,
        """
        t = d
        d := t
        if f {
          d := t
        }
        """,
        """
        t = d
        if f {
        }
        """);
  }

  @Test
  void conditionIsKnownInItsBranches() {
    check(
        Pass.PROPAGATION,
        """
        if f {
          t = select f, a, b
        } else {
          u = select f, a, b
        }
        """,
        """
        if f {
          t = select true, a, b
        } else {
          u = select false, a, b
        }
        """);
  }

  @Test
  void identitiesThatHoldForAllFloatingPointNumbers() {
    check(
        Pass.ALGEBRA,
        """
        t1 = mul a, 1.0
        t2 = div a, 1.0
        t3 = neg a
        t4 = neg t3
        t5 = mul -1.0, a
        t6 = sub b, t3
        t7 = add b, t3
        t8 = select f, a, a
        t9 = mul 2.0, 0.5
        """,
        """
        t1 = a
        t2 = a
        t3 = neg a
        t4 = a
        t5 = neg a
        t6 = add b, a
        t7 = sub b, a
        t8 = a
        t9 = 1.0
        """);
  }

  @Test
  void identitiesThatFailForZerosInfinitiesOrNaNAreNotUsed() {
    String text =
        """
        t1 = mul a, 0.0
        t2 = add a, 0.0
        t3 = sub a, 0.0
        t4 = sub a, a
        t5 = div a, a
        t6 = sub 0.0, a
        f3 = eq a, a
        f4 = lt a, b
        f5 = not f4
        t7 = div 1.0, 0.0
        t8 = sin 0.0
        """;
    check(Pass.ALGEBRA, text, text);
  }

  @Test
  void integersAreARing() {
    check(
        Pass.ALGEBRA,
        """
        i1 = add n, 0
        i2 = sub n, n
        i3 = mul n, 0
        i4 = sub n, 1
        i5 = add i4, 1
        i6 = add i4, 3
        i7 = sub i4, 2
        i8 = mul 2147483647, 2
        i9 = div 1, 0
        f3 = lt i0, n
        f4 = not f3
        f5 = le n, n
        """,
        """
        i1 = n
        i2 = 0
        i3 = 0
        i4 = sub n, 1
        i5 = n
        i6 = add n, 2
        i7 = sub n, 3
        i8 = -2
        i9 = div 1, 0
        f3 = lt i0, n
        f4 = ge i0, n
        f5 = true
        """);
  }

  @Test
  void booleans() {
    check(
        Pass.ALGEBRA,
        """
        f3 = and f, true
        f4 = or true, f
        f5 = not f
        f6 = not f5
        f7 = ne f, true
        f8 = select f5, f, f2
        """,
        """
        f3 = f
        f4 = true
        f5 = not f
        f6 = f
        f7 = not f
        f8 = select f, f2, f
        """);
  }

  @Test
  void branchThatIsAlwaysTakenIsSpliced() {
    check(
        Pass.ALGEBRA,
        """
        if false {
          t = mul a, a
        } else {
          u = mul a, b
        }
        for i = 0 < 0 {
          x[i] := a
        }
        """,
        """
        u = mul a, b
        """);
  }

  @Test
  void branchWhoseNamesAreUsedBesideItIsNotSpliced() {
    String text =
        """
        if true {
          t = mul a, a
          d := t
        }
        if f {
          t = mul a, b
          d := t
        }
        """;
    check(Pass.ALGEBRA, text, text);
  }

  @Test
  void whatTheOutsideMentionsIsNotCutOff() {
    String text =
        """
        if false {
          t = mul a, a
        }
        """;
    check(Pass.ALGEBRA, text, text, "t");
  }

  @Test
  void arrayOfTheUserIsAsLongAsItWasMade() {
    check(
        Pass.ALGEBRA,
        """
        h = new n
        k = length h
        """,
        """
        h = new n
        k = n
        """);
  }

  @Test
  void equalOperationsAreComputedOnce() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t = mul a, b
        u = mul b, a
        v = sub a, b
        w = sub b, a
        if f {
          p = mul a, b
          q = mul a, c
        }
        r = mul a, c
        """,
        """
        t = mul a, b
        u = t
        v = sub a, b
        w = sub b, a
        if f {
          p = t
          q = mul a, c
        }
        r = mul a, c
        """);
  }

  @Test
  void loadsAreSharedUntilAnArrayOfTheTypeIsWritten() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t = x[i0]
        u = x[i0]
        y[n] := a
        v = x[i0]
        w = y[n]
        """,
        """
        t = x[i0]
        u = t
        y[n] := a
        v = x[i0]
        w = a
        """);
  }

  @Test
  void loadFromBeforeALoopThatWritesIsOutOfDateInIt() {
    String text =
        """
        t = x[i0]
        for i = 0 < n {
          u = x[i0]
          x[i] := a
        }
        """;
    check(Pass.COMMON_SUBEXPRESSIONS, text, text);
  }

  @Test
  void whatWasJustLoadedIsNotStoredBack() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t = x[i0]
        x[i0] := t
        x[n] := t
        """,
        """
        t = x[i0]
        x[n] := t
        """);
  }

  @Test
  void whatNobodyReadsGoes() {
    check(
        Pass.DEAD_CODE,
        """
        declare d
        declare e1
        t = x[i0]
        u = div 1, n
        for i = 0 < n {
          v = mul a, b
        }
        if f {
          e2 = mul a, b
        }
        d := a
        """,
        """
        declare d
        d := a
        """,
        "d");
  }

  @Test
  void whatMayThrowStaysInTheCodeOfTheUser() {
    checkUserCode(
        Pass.DEAD_CODE,
        """
        t = x[i0]
        k = div 1, n
        l = div n, 2
        m = length x
        h = new n
        j = length h
        u = mul a, b
        """,
        """
        t = x[i0]
        k = div 1, n
        m = length x
        h = new n
        """);
  }

  @Test
  void sumThatIsOnlyAddedToIsDead() {
    check(
        Pass.DEAD_CODE,
        """
        declare d
        d := 0.0
        for i = 0 < n {
          t = mul a, b
          d += t
        }
        """,
        "");
  }

  @Test
  void valueThatIsOverwrittenUnreadIsNotStored() {
    check(
        Pass.DEAD_CODE,
        """
        declare d
        d := 0.0
        if f {
          d := a
        } else {
          d := b
        }
        """,
        """
        declare d
        if f {
          d := a
        } else {
          d := b
        }
        """,
        "d");
  }

  @Test
  void valueThatTheNextIterationReadsIsStored() {
    String text =
        """
        declare d
        d := 0.0
        for i = 0 < n {
          t = d
          x[i] := t
          d := a
        }
        """;
    check(Pass.DEAD_CODE, text, text);
  }

  @Test
  void whileLoopStaysEvenIfItsBodyIsEmpty() {
    check(
        Pass.DEAD_CODE,
        """
        while {
          f3 = lt a, b
        } f3 {
          t = mul a, b
        }
        """,
        """
        while {
          f3 = lt a, b
        } f3 {
        }
        """);
  }

  @Test
  void variableWithOneValueIsSingle() {
    check(
        Pass.DECLARATIONS,
        """
        declare v
        v := a
        t = v
        x[i0] := t
        """,
        """
        v = a
        t = v
        x[i0] := t
        """);
  }

  @Test
  void temporaryGivesWayToTheNameOfTheVariable() {
    check(
        Pass.DECLARATIONS,
        """
        declare v
        t = mul a, b
        v := t
        u = v
        x[i0] := t
        """,
        """
        v = mul a, b
        u = v
        x[i0] := v
        """);
  }

  @Test
  void valueAndOneAccumulationAreASum() {
    check(
        Pass.DECLARATIONS,
        """
        declare v
        v := a
        v += b
        t = v
        """,
        """
        v = add a, b
        t = v
        """);
  }

  @Test
  void valueReadBeforeTheAccumulationIsAnother() {
    String text =
        """
        declare v
        v := a
        t = v
        v += b
        u = v
        """;
    check(Pass.DECLARATIONS, text, text);
  }

  @Test
  void variableThatALoopChangesStaysMutable() {
    String text =
        """
        declare v
        v := a
        for i = 0 < n {
          v += b
        }
        """;
    check(Pass.DECLARATIONS, text, text);
  }

  @Test
  void declarationWaitsForTheStatementThatNeedsIt() {
    check(
        Pass.DECLARATIONS,
        """
        declare d
        declare v
        t = mul a, b
        if f {
          v := t
        }
        d := a
        """,
        """
        t = mul a, b
        declare v
        if f {
          v := t
        }
        declare d
        d := a
        """,
        "d");
  }

  @Test
  void liveVariablesKeepTheirRole() {
    String text =
        """
        declare d
        d := a
        """;
    check(Pass.DECLARATIONS, text, text, "d");
  }

  @Test
  void reversedSumIsWhatAPersonWouldWrite() {
    Block backward =
        parse(
            """
            declare dA
            dA := 0.0
            declare dSum
            dSum := 0.0
            dSum += seed
            for i = n >= 0 {
              declare dProduct
              dProduct := 0.0
              declare dOld
              dOld := 0.0
              declare dNew
              dNew := 0.0
              t1 = dSum
              dSum := 0.0
              dNew += t1
              t2 = dNew
              dOld += t2
              dProduct += t2
              t3 = dOld
              dSum += t3
              t4 = dProduct
              p1 = mul t4, 1.0
              p2 = mul p1, b
              dA += p2
            }
            """);
    assertEquals(
        lines(
            """
            declare dA
            dA := 0.0
            for i = n >= 0 {
              p2 = mul seed, b
              dA += p2
            }
            """),
        RegionText.print(new Simplifier(Set.of()).simplify(backward, live("dA"), false)));
  }

  @Test
  void allPassesCanBeSwitchedOffAtOnce() {
    Block block = parse("t = mul a, 1.0");
    assertSame(block, new Simplifier(Set.of("all")).simplify(block, Set.of(), false));
  }
}
