package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What others may hold is never written again: it is made anew in each evaluation. The number is
 * that of the tensors that the third evaluation still makes.
 */
final class HeldTensorsTest {

  private static int madeLater(String text) {
    LaidOutRegions regions = TensorText.read(text);
    return SameTensors.made(
            regions,
            new TensorBuffers().place(regions),
            Collections.nCopies(3, Map.of("n", 2, "isTrue", true)))
        .get(2);
  }

  private static int madeLaterForward(String forward) {
    return madeLater(
        """
        parameter T x
        parameter int n
        forward
        """
            + forward);
  }

  @Test
  void copiesOfWhatIsGivenBack() {
    assertEquals(
        1,
        madeLaterForward(
            """
            declare T m
            m = x
            if true {
              a: T = invoke exp(x)
              m = a
            }
            l: T = m
            k: T = l
            return k
            """));
  }

  @Test
  void elementsOfArraysThatAreGivenBack() {
    assertEquals(
        1,
        madeLaterForward(
            """
            rows: T[] = newarray primal T[n]
            a: T = invoke exp(x)
            rows[0] = a
            b: T = invoke neg(a)
            return rows
            """));
  }

  /** An array may have other names, and be a row of one. */
  @Test
  void elementsOfArraysByOtherNames() {
    assertEquals(
        2,
        madeLaterForward(
            """
            rows: T[] = newarray primal T[n]
            same: T[] = rows
            a: T = invoke exp(x)
            same[0] = a
            all: T[][] = newarray primal T[][n]
            row: T[] = newarray primal T[n]
            all[0] = row
            again: T[] = load all[0]
            b: T = invoke neg(a)
            again[1] = b
            c: T = invoke neg(b)
            all[1] = rows
            return all
            """));
  }

  @Test
  void elementsThatAreReadFromArrays() {
    assertEquals(
        1,
        madeLaterForward(
            """
            rows: T[] = newarray primal T[n]
            a: T = invoke exp(x)
            rows[1] = a
            v: T = load rows[1]
            return v
            """));
  }

  @Test
  void sumsInArrays() {
    assertEquals(
        3,
        madeLaterForward(
            """
            rows: T[] = newarray primal T[n]
            a: T = invoke exp(x)
            rows[0] += a
            b: T = invoke neg(a)
            rows[0] += b
            return rows
            """));
  }

  /** A sum of nothing and a tensor is that tensor. */
  @Test
  void sumsThatAreGivenBack() {
    assertEquals(
        3,
        madeLaterForward(
            """
            declare T m
            m = null
            a: T = invoke exp(x)
            m += a
            b: T = invoke neg(a)
            m += b
            return m
            """));
  }

  @Test
  void otherNamesOfWhatIsGivenBack() {
    assertEquals(
        1,
        madeLaterForward(
            """
            a: T = invoke exp(x)
            b: T = invoke detach(a)
            return b
            """));
  }

  @Test
  void whatCodeIsGivenOfWhichNothingIsKnown() {
    assertEquals(
        3,
        madeLaterForward(
            """
            a: T = invoke exp(x)
            invoke Library.use(a)
            rows: T[] = newarray primal T[n]
            b: T = invoke neg(a)
            rows[0] = b
            invoke Library.useAll(rows)
            c: T = invoke exp(b)
            d: T = invoke Library.give(c)
            e: T = invoke neg(d)
            return null
            """));
  }

  /** A method with a rule may hold what it is given too; one named as a method of the library. */
  @Test
  void whatMethodsOfOthersAreGiven() {
    assertEquals(
        2,
        madeLaterForward(
            """
            a: T = invoke exp(x)
            b: T = invoke Library.ruled(a)
            c: T = invoke neg(b)
            d: T = invoke Library.detach(c)
            e: T = invoke neg(d)
            return null
            """));
  }

  /**
   * Operations and rules of the library share nothing with their arguments, and texts hold none.
   */
  @Test
  void whatHoldsNothing() {
    assertEquals(
        2,
        madeLaterForward(
            """
            a: T = invoke exp(x)
            b: T = invoke Rule.back(a)
            text: Message = invoke Message.of(a)
            c: T = invoke neg(b)
            return c
            """));
  }

  @Test
  void whatAnExceptionIsMadeOf() {
    assertEquals(
        1,
        madeLaterForward(
            """
            a: T = invoke exp(x)
            b: T = invoke neg(a)
            if true {
              thrown: Failure = invoke Failure.of(b)
              throw thrown
            }
            return null
            """));
  }

  /** An array that is a parameter is the caller's too. */
  @Test
  void whatIsPutIntoArraysThatAreGiven() {
    assertEquals(
        1,
        madeLater(
            """
            parameter T[] xs
            parameter T y
            parameter int n
            forward
            same: T[] = xs
            a: T = invoke exp(y)
            same[1] = a
            v: T = load xs[0]
            b: T = invoke neg(v)
            return null
            """));
  }

  @Test
  void whatBackwardRegionsGiveAway() {
    assertEquals(
        1,
        madeLater(
            """
            parameter T y, adjoint T dY
            parameter int n
            seed T dR
            forward
            a: T = invoke exp(y)
            return null
            backward
            declare T dY
            b: T = invoke neg(a)
            dY = b
            invoke Library.use(a)
            """));
  }
}
