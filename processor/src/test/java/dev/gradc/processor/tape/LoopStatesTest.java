package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What an iteration of a part's loop hands on to the next, and to nobody else, is written into two
 * tensors in turns. All else is not: the numbers are those of the tensors that loops of five
 * iterations make, and what is computed stays the same.
 */
final class LoopStatesTest {

  private static final String HEADER =
      """
      parameter T x
      parameter int n
      parameter boolean isTrue
      forward
      """;

  /** How many tensors evaluations with so many iterations make. */
  private static List<Integer> made(String text, int... trips) {
    LaidOutRegions regions = TensorText.read(HEADER + text);
    List<Map<String, ?>> arguments = new ArrayList<>();
    for (int n : trips) {
      arguments.add(Map.of("n", n, "isTrue", n % 2 == 1));
    }
    TensorBuffers.Kind part = new TensorBuffers.Kind(true, false);
    TensorBuffers buffers = new TensorBuffers(KeptParts.NONE, part, TensorBuffers.Shared.NONE);
    return SameTensors.madeByPart(regions, buffers.place(regions), arguments);
  }

  /** The tensors of a first evaluation with five iterations, of which two are none of a loop's. */
  private static int madeByFive(String loop) {
    String text =
        """
        declare T m
        m = x
        declare T k
        k = x
        LOOP
        l: T = m
        j: T = k
        r: T = invoke mul(l, j)
        s: T = invoke sum(r)
        return s
        """;
    List<Integer> made = made(text.replace("LOOP", loop), 5, 5, 4, 6, 5);
    assertEquals(0, made.get(1));
    return made.get(0) - 2;
  }

  private static final int IN_TURNS = 2;
  private static final int EACH = 5;

  @Test
  void whatTheNextIterationReads() {
    assertEquals(
        IN_TURNS,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
            }
            """));
  }

  /** Also by other names, and where the loop stands in a branch. */
  @Test
  void otherNames() {
    assertEquals(
        IN_TURNS,
        madeByFive(
            """
            if true {
              loop L: for int i = 0; i < n; 1 {
                v: T = m
                a: T = invoke exp(v)
                declare T o
                o = a
                p: T = o
                d: T = invoke detach(p)
                m = d
              }
            }
            """));
  }

  /** The branch that makes it assigns it. */
  @Test
  void branches() {
    assertEquals(
        IN_TURNS,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              c: boolean = lt(i, 4)
              if true {
                if c {
                  a: T = invoke exp(v)
                  m = a
                }
              }
            }
            """));
  }

  @Test
  void oneBranch() {
    assertEquals(
        IN_TURNS,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              c: boolean = lt(i, 4)
              if c {
                a: T = invoke exp(v)
                m = a
              }
            }
            """));
  }

  /** One name may stand for what two operations give. */
  @Test
  void namesOfTwo() {
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              c: boolean = lt(i, 1)
              if c {
                a: T = invoke exp(v)
                m = a
              } else {
                a: T = invoke neg(v)
              }
            }
            """));
  }

  /** A tensor that a branch has made is assigned by another one, now and then. */
  @Test
  void branchesThatMakeAndBranchesThatAssign() {
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              declare T o
              o = x
              if true {
                a: T = invoke exp(v)
                o = a
              }
              p: T = o
              d: boolean = lt(i, 1)
              if d {
                m = p
              }
            }
            """));
  }

  /** The first term may be the sum, which is one tensor more, as long as there is no other one. */
  @Test
  void whatASumMayBe() {
    assertEquals(
        EACH + 1,
        madeByFive(
            """
            k = null
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              c: boolean = lt(i, 1)
              if c {
                k += a
              }
            }
            """));
  }

  /** What is summed up after it was assigned is handed on by two. */
  @Test
  void sumsOfWhatIsGiven() {
    assertEquals(
        2 * EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              m += x
            }
            """));
  }

  /** An iteration that does not assign leaves what an earlier one has made. */
  @Test
  void whatIsNotAssignedInEachIteration() {
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              c: boolean = lt(i, 1)
              if c {
                m = a
              }
            }
            """));
  }

  /** Of what a branch makes and another block assigns, too. */
  @Test
  void whatAnotherBranchAssigns() {
    assertEquals(
        2,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              c: boolean = lt(i, 2)
              declare T o
              o = v
              if c {
                a: T = invoke exp(v)
                o = a
              }
              p: T = o
              d: boolean = lt(i, 1)
              if d {
                m = p
              }
            }
            """));
  }

  @Test
  void whatIsAssignedTwice() {
    assertEquals(
        2 * EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              w: T = m
              b: T = invoke mul(w, v)
              m = b
            }
            """));
  }

  /** The tensor of the iteration before the last one. */
  @Test
  void whatTheIterationAfterTheNextReads() {
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              u: T = k
              a: T = invoke mul(v, u)
              k = v
              m = a
            }
            """));
  }

  /** What has been in the variable may be put there again. */
  @Test
  void whatComesBack() {
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              declare T o
              o = v
              c: boolean = lt(i, 2)
              if c {
                o = a
              }
              p: T = o
              m = p
            }
            """));
  }

  /**
   * The sum of nothing and a tensor is that tensor: each term may be a sum, and each sum a term.
   */
  @Test
  void sums() {
    assertEquals(
        4 * EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              a: T = invoke exp(x)
              m += a
              b: T = invoke neg(a)
              k += b
            }
            """));
  }

  /** One variable is assigned, and summed up in as well. */
  @Test
  void sumsOfWhatIsAssigned() {
    assertEquals(
        2 * EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              m += v
            }
            """));
  }

  @Test
  void elementsOfArrays() {
    assertEquals(
        EACH,
        madeByFive(
            """
            rows: T[] = newarray primal T[n]
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              rows[i] = a
              m = a
            }
            f: T = load rows[0]
            k = f
            """));
  }

  /** Another loop may have another pace. */
  @Test
  void loopsInLoops() {
    assertEquals(
        3 * EACH,
        madeByFive(
            """
            loop K: for int j = 0; j < 3; 1 {
              loop L: for int i = 0; i < n; 1 {
                v: T = m
                a: T = invoke exp(v)
                m = a
              }
            }
            """));
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              if isTrue {
                loop K: for int j = 0; j < 3; 1 {
                  b: int = add(j, 1)
                }
              }
            }
            """));
    assertEquals(
        EACH,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
              declare int j
              j = 0
              loop K: while {
                b: int = j
                c: boolean = lt(b, 3)
              } c {
                d: int = add(b, 1)
                j = d
              }
            }
            """));
  }

  @Test
  void loopsOfWhichNobodyKnowsHowOftenTheyRun() {
    assertEquals(
        EACH,
        madeByFive(
            """
            declare int i
            i = 0
            loop L: while {
              j0: int = i
              c: boolean = lt(j0, n)
            } c {
              v: T = m
              a: T = invoke exp(v)
              m = a
              k1: int = add(j0, 1)
              i = k1
            }
            """));
  }

  /** Two loops after each other, each with a state of its own. */
  @Test
  void loopsAfterEachOther() {
    assertEquals(
        2 * IN_TURNS,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
            }
            loop K: for int j0 = 0; j0 < n; 1 {
              u: T = k
              b: T = invoke neg(u)
              k = b
            }
            """));
  }

  /** What a later loop reads is over when this one has ended. */
  @Test
  void whatALaterLoopReads() {
    assertEquals(
        2 * IN_TURNS,
        madeByFive(
            """
            loop L: for int i = 0; i < n; 1 {
              v: T = m
              a: T = invoke exp(v)
              m = a
            }
            loop K: for int j0 = 0; j0 < n; 1 {
              u: T = m
              b: T = invoke neg(u)
              m = b
            }
            """));
  }

  /** A method has nobody that copies what it gives: what it makes is kept for each iteration. */
  @Test
  void loopsOfMethods() {
    LaidOutRegions regions =
        TensorText.read(
            HEADER
                + """
                declare T m
                m = x
                loop L: for int i = 0; i < n; 1 {
                  v: T = m
                  a: T = invoke exp(v)
                  m = a
                }
                l: T = m
                s: T = invoke sum(l)
                return s
                """);
    assertEquals(
        List.of(EACH + 1),
        SameTensors.made(
            regions, new TensorBuffers().place(regions), List.of(Map.of("n", 5, "isTrue", true))));
  }
}
