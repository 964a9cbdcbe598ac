package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each pass by itself on the smallest region that it does something to, and all together. */
class PassesTest {

  /** Parameters, and a mutable variable that no block declares. */
  private static final Variable[] GIVEN = {
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("double b", Role.PARAMETER),
    Parser.variable("double c", Role.PARAMETER),
    Parser.variable("double seed", Role.PARAMETER),
    Parser.variable("int i0", Role.PARAMETER),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("boolean f", Role.PARAMETER),
    Parser.variable("boolean f2", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[] y", Role.PARAMETER),
    Parser.variable("double d", Role.MUTABLE)
  };

  private static Block parse(String text) {
    return Parser.block(text, GIVEN);
  }

  private static String print(Block block) {
    return new Printer().print(block);
  }

  /** Variables of type double, mutable if they begin with {@code d}. */
  private static Set<Variable> live(String... names) {
    return Arrays.stream(names)
        .map(
            name ->
                new Variable(
                    name, Scalar.DOUBLE, name.startsWith("d") ? Role.MUTABLE : Role.SINGLE))
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
    assertEquals(after, print(simplified));
  }

  private static void checkUserCode(Pass pass, String before, String after, String... live) {
    Block simplified = only(pass).simplify(parse(before), live(live), true);
    assertEquals(after, print(simplified));
  }

  @Test
  void accumulationIntoZeroIsAnAssignment() {
    check(
        Pass.ZEROS,
        """
        declare double d
        d = 0.0
        e: double = mul(a, b)
        d += e
        d += e
        """,
        """
        declare double d
        d = 0.0
        e: double = mul(a, b)
        d = e
        d += e
        """);
  }

  @Test
  void zeroIsKnownInABranchButNotAfterIt() {
    check(
        Pass.ZEROS,
        """
        declare double d
        d = 0.0
        if f {
          d += a
        }
        d += b
        """,
        """
        declare double d
        d = 0.0
        if f {
          d = a
        }
        d += b
        """);
  }

  @Test
  void zeroIsNotKnownInALoopThatAccumulates() {
    String text =
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < n; 1 {
          d += a
        }
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void zerosOfTheUserAreHis() {
    String text =
        """
        declare double d
        d = 0.0
        d += a
        x[i0] = 0.0
        x[i0] += a
        """;
    checkUserCode(Pass.ZEROS, text, text);
  }

  @Test
  void elementThatWasJustZeroedIsSet() {
    check(
        Pass.ZEROS,
        """
        e: double = load x[i0]
        x[i0] = 0.0
        t: double = mul(e, a)
        x[i0] += t
        """,
        """
        e: double = load x[i0]
        t: double = mul(e, a)
        x[i0] = t
        """);
  }

  @Test
  void elementMayBeReadThroughAnotherArray() {
    String text =
        """
        x[i0] = 0.0
        t: double = load y[i0]
        x[i0] += a
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void otherElementIsNotTheOneThatWasZeroed() {
    String text =
        """
        x[i0] = 0.0
        x[n] += a
        """;
    check(Pass.ZEROS, text, text);
  }

  @Test
  void copiesAreReplacedByWhatTheyCopy() {
    check(
        Pass.PROPAGATION,
        """
        t: double = a
        u: double = t
        v: double = mul(u, t)
        if f {
          w: double = u
        }
        """,
        """
        t: double = a
        u: double = a
        v: double = mul(a, a)
        if f {
          w: double = a
        }
        """);
  }

  @Test
  void snapshotIsGoodUntilTheVariableChanges() {
    check(
        Pass.PROPAGATION,
        """
        t: double = d
        u: double = d
        v: double = mul(u, u)
        d += v
        w: double = d
        """,
        """
        t: double = d
        u: double = t
        v: double = mul(t, t)
        d += v
        w: double = d
        """);
  }

  @Test
  void snapshotFromBeforeALoopThatChangesTheVariableIsOutOfDate() {
    String text =
        """
        t: double = d
        loop i: for int i = 0; i < n; 1 {
          u: double = d
          d += u
        }
        w: double = d
        """;
    check(Pass.PROPAGATION, text, text);
  }

  @Test
  void assigningWhatAVariableHoldsIsNothing() {
    check(
        Pass.PROPAGATION,
        """
        t: double = d
        d = t
        if f {
          d = t
        }
        """,
        """
        t: double = d
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
          t: double = select(f, a, b)
        } else {
          u: double = select(f, a, b)
        }
        """,
        """
        if f {
          t: double = select(true, a, b)
        } else {
          u: double = select(false, a, b)
        }
        """);
  }

  @Test
  void identitiesThatHoldForAllFloatingPointNumbers() {
    check(
        Pass.ALGEBRA,
        """
        t1: double = mul(a, 1.0)
        t2: double = div(a, 1.0)
        t3: double = neg(a)
        t4: double = neg(t3)
        t5: double = mul(-1.0, a)
        t6: double = sub(b, t3)
        t7: double = add(b, t3)
        t8: double = select(f, a, a)
        t9: double = mul(2.0, 0.5)
        """,
        """
        t1: double = a
        t2: double = a
        t3: double = neg(a)
        t4: double = a
        t5: double = neg(a)
        t6: double = add(b, a)
        t7: double = sub(b, a)
        t8: double = a
        t9: double = 1.0
        """);
  }

  @Test
  void identitiesThatFailForZerosInfinitiesOrNaNAreNotUsed() {
    String text =
        """
        t1: double = mul(a, 0.0)
        t2: double = add(a, 0.0)
        t3: double = sub(a, 0.0)
        t4: double = sub(a, a)
        t5: double = div(a, a)
        t6: double = sub(0.0, a)
        f3: boolean = eq(a, a)
        f4: boolean = lt(a, b)
        f5: boolean = not(f4)
        t7: double = div(1.0, 0.0)
        t8: double = Math.sin(0.0)
        """;
    check(Pass.ALGEBRA, text, text);
  }

  @Test
  void integersAreARing() {
    check(
        Pass.ALGEBRA,
        """
        i1: int = add(n, 0)
        i2: int = sub(n, n)
        i3: int = mul(n, 0)
        i4: int = sub(n, 1)
        i5: int = add(i4, 1)
        i6: int = add(i4, 3)
        i7: int = sub(i4, 2)
        i8: int = mul(2147483647, 2)
        i9: int = div(1, 0)
        f3: boolean = lt(i0, n)
        f4: boolean = not(f3)
        f5: boolean = le(n, n)
        """,
        """
        i1: int = n
        i2: int = 0
        i3: int = 0
        i4: int = sub(n, 1)
        i5: int = n
        i6: int = add(n, 2)
        i7: int = sub(n, 3)
        i8: int = -2
        i9: int = div(1, 0)
        f3: boolean = lt(i0, n)
        f4: boolean = ge(i0, n)
        f5: boolean = true
        """);
  }

  @Test
  void booleans() {
    check(
        Pass.ALGEBRA,
        """
        f3: boolean = and(f, true)
        f4: boolean = or(true, f)
        f5: boolean = not(f)
        f6: boolean = not(f5)
        f7: boolean = ne(f, true)
        f8: boolean = select(f5, f, f2)
        """,
        """
        f3: boolean = f
        f4: boolean = true
        f5: boolean = not(f)
        f6: boolean = f
        f7: boolean = not(f)
        f8: boolean = select(f, f2, f)
        """);
  }

  @Test
  void branchThatIsAlwaysTakenIsSpliced() {
    check(
        Pass.ALGEBRA,
        """
        if false {
          t: double = mul(a, a)
        } else {
          u: double = mul(a, b)
        }
        loop i: for int i = 0; i < 0; 1 {
          x[i] = a
        }
        """,
        """
        u: double = mul(a, b)
        """);
  }

  @Test
  void branchWhoseNamesAreUsedBesideItIsNotSpliced() {
    String text =
        """
        if true {
          t: double = mul(a, a)
          d = t
        }
        if f {
          t: double = mul(a, b)
          d = t
        }
        """;
    check(Pass.ALGEBRA, text, text);
  }

  @Test
  void whatTheOutsideMentionsIsNotCutOff() {
    String text =
        """
        if false {
          t: double = mul(a, a)
        }
        """;
    check(Pass.ALGEBRA, text, text, "t");
  }

  @Test
  void arrayOfTheUserIsAsLongAsItWasMade() {
    check(
        Pass.ALGEBRA,
        """
        h: double[] = newarray primal double[n]
        k: int = length h
        """,
        """
        h: double[] = newarray primal double[n]
        k: int = n
        """);
  }

  @Test
  void equalOperationsAreComputedOnce() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t: double = mul(a, b)
        u: double = mul(b, a)
        v: double = sub(a, b)
        w: double = sub(b, a)
        if f {
          p: double = mul(a, b)
          q: double = mul(a, c)
        }
        r: double = mul(a, c)
        """,
        """
        t: double = mul(a, b)
        u: double = t
        v: double = sub(a, b)
        w: double = sub(b, a)
        if f {
          p: double = t
          q: double = mul(a, c)
        }
        r: double = mul(a, c)
        """);
  }

  @Test
  void loadsAreSharedUntilAnArrayOfTheTypeIsWritten() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t: double = load x[i0]
        u: double = load x[i0]
        y[n] = a
        v: double = load x[i0]
        w: double = load y[n]
        """,
        """
        t: double = load x[i0]
        u: double = t
        y[n] = a
        v: double = load x[i0]
        w: double = a
        """);
  }

  @Test
  void loadFromBeforeALoopThatWritesIsOutOfDateInIt() {
    String text =
        """
        t: double = load x[i0]
        loop i: for int i = 0; i < n; 1 {
          u: double = load x[i0]
          x[i] = a
        }
        """;
    check(Pass.COMMON_SUBEXPRESSIONS, text, text);
  }

  @Test
  void loopMayWriteInABranch() {
    String text =
        """
        t: double = load x[i0]
        loop i: for int i = 0; i < n; 1 {
          u: double = load x[i0]
          if f {
            y[i] = a
          }
        }
        """;
    check(Pass.COMMON_SUBEXPRESSIONS, text, text);
  }

  @Test
  void whatWasJustLoadedIsNotStoredBack() {
    check(
        Pass.COMMON_SUBEXPRESSIONS,
        """
        t: double = load x[i0]
        x[i0] = t
        x[n] = t
        """,
        """
        t: double = load x[i0]
        x[n] = t
        """);
  }

  @Test
  void whatNobodyReadsGoes() {
    check(
        Pass.DEAD_CODE,
        """
        declare double d
        declare double e1
        t: double = load x[i0]
        u: double = div(1, n)
        loop i: for int i = 0; i < n; 1 {
          v: double = mul(a, b)
        }
        if f {
          e2: double = mul(a, b)
        }
        d = a
        """,
        """
        declare double d
        d = a
        """,
        "d");
  }

  @Test
  void whatMayThrowStaysInTheCodeOfTheUser() {
    checkUserCode(
        Pass.DEAD_CODE,
        """
        t: double = load x[i0]
        k: int = div(1, n)
        l: int = div(n, 2)
        m: int = length x
        h: double[] = newarray primal double[n]
        j: int = length h
        u: double = mul(a, b)
        """,
        """
        t: double = load x[i0]
        k: int = div(1, n)
        m: int = length x
        h: double[] = newarray primal double[n]
        """);
  }

  @Test
  void sumThatIsOnlyAddedToIsDead() {
    check(
        Pass.DEAD_CODE,
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = mul(a, b)
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
        declare double d
        d = 0.0
        if f {
          d = a
        } else {
          d = b
        }
        """,
        """
        declare double d
        if f {
          d = a
        } else {
          d = b
        }
        """,
        "d");
  }

  @Test
  void valueThatTheNextIterationReadsIsStored() {
    String text =
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = d
          x[i] = t
          d = a
        }
        """;
    check(Pass.DEAD_CODE, text, text);
  }

  @Test
  void valueThatOnlyOneBranchOverwritesIsStored() {
    String text =
        """
        declare double d
        d = 0.0
        loop i: for int i = 0; i < n; 1 {
          if f {
            d = a
          }
          t: double = d
          x[i] = t
          d = b
        }
        """;
    check(Pass.DEAD_CODE, text, text);
  }

  @Test
  void whileLoopStaysEvenIfItsBodyIsEmpty() {
    check(
        Pass.DEAD_CODE,
        """
        loop loop: while {
          f3: boolean = lt(a, b)
        } f3 {
          t: double = mul(a, b)
        }
        """,
        """
        loop loop: while {
          f3: boolean = lt(a, b)
        } f3 {
        }
        """);
  }

  @Test
  void variableWithOneValueIsSingle() {
    check(
        Pass.DECLARATIONS,
        """
        declare double v
        v = a
        t: double = v
        x[i0] = t
        """,
        """
        v: double = a
        t: double = v
        x[i0] = t
        """);
  }

  @Test
  void temporaryGivesWayToTheNameOfTheVariable() {
    check(
        Pass.DECLARATIONS,
        """
        declare double v
        t: double = mul(a, b)
        v = t
        u: double = v
        x[i0] = t
        """,
        """
        v: double = mul(a, b)
        u: double = v
        x[i0] = v
        """);
  }

  @Test
  void valueAndOneAccumulationAreASum() {
    check(
        Pass.DECLARATIONS,
        """
        declare double v
        v = a
        v += b
        t: double = v
        """,
        """
        v: double = add(a, b)
        t: double = v
        """);
  }

  @Test
  void valueReadBeforeTheAccumulationIsAnother() {
    String text =
        """
        declare double v
        v = a
        t: double = v
        v += b
        u: double = v
        """;
    check(Pass.DECLARATIONS, text, text);
  }

  @Test
  void variableThatALoopChangesStaysMutable() {
    String text =
        """
        declare double v
        v = a
        loop i: for int i = 0; i < n; 1 {
          v += b
        }
        """;
    check(Pass.DECLARATIONS, text, text);
  }

  @Test
  void variablesBesideEachOtherKeepOneRole() {
    String text =
        """
        if f {
          declare double v
          v = a
        } else {
          declare double v
          v = a
          v += a
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
        declare double d
        declare double v
        t: double = mul(a, b)
        if f {
          v = t
        }
        d = a
        """,
        """
        t: double = mul(a, b)
        declare double v
        if f {
          v = t
        }
        declare double d
        d = a
        """,
        "d");
  }

  @Test
  void liveVariablesKeepTheirRole() {
    String text =
        """
        declare double d
        d = a
        """;
    check(Pass.DECLARATIONS, text, text, "d");
  }

  @Test
  void reversedSumIsWhatAPersonWouldWrite() {
    Block backward =
        parse(
            """
            declare double dA
            dA = 0.0
            declare double dSum
            dSum = 0.0
            dSum += seed
            loop i: for int i = n; i >= 0; -1 {
              declare double dProduct
              dProduct = 0.0
              declare double dOld
              dOld = 0.0
              declare double dNew
              dNew = 0.0
              t1: double = dSum
              dSum = 0.0
              dNew += t1
              t2: double = dNew
              dOld += t2
              dProduct += t2
              t3: double = dOld
              dSum += t3
              t4: double = dProduct
              p1: double = mul(t4, 1.0)
              p2: double = mul(p1, b)
              dA += p2
            }
            """);
    assertEquals(
        """
        declare double dA
        dA = 0.0
        loop i: for int i = n; i >= 0; -1 {
          p2: double = mul(seed, b)
          dA += p2
        }
        """,
        print(new Simplifier(Set.of()).simplify(backward, live("dA"), false)));
  }

  @Test
  void resultIsTheVariableThatItWasCopiedFrom() {
    String before =
        """
        function g(double a, double b) {
          declare double y
          t: double = mul(a, b)
          y = t
          result: double = y
          return result
        }
        """;
    assertEquals(
        """
        function g(double a, double b) {
          y: double = mul(a, b)
          return y
        }
        """,
        new Printer().print(new Simplifier(Set.of()).simplify(Parser.function(before))));
    assertEquals(
        before,
        new Printer().print(new Simplifier(Set.of("all")).simplify(Parser.function(before))));
  }

  @Test
  void resultOfAMutableVariableIsItsCopy() {
    String text =
        """
        function g(double a, int n) {
          declare double y
          y = a
          loop i: for int i = 0; i < n; 1 {
            y += a
          }
          result: double = y
          return result
        }
        """;
    assertEquals(
        text, new Printer().print(new Simplifier(Set.of()).simplify(Parser.function(text))));
  }

  @Test
  void allPassesCanBeSwitchedOffAtOnce() {
    Block block = parse("t: double = mul(a, 1.0)");
    assertSame(block, new Simplifier(Set.of("all")).simplify(block, Set.of(), false));
  }
}
