package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which arrays are those of the gradient, and what more is done to them than adding. Adjoints of
 * arrays that the method makes are among the tests of {@link SummedLoops}.
 */
final class AdjointArraysTest {

  private static final Variable X = Parser.variable("double x", Role.PARAMETER);
  private static final Variable A = Parser.variable("double[] dA", Role.PARAMETER);
  private static final Variable M = Parser.variable("double[][] dM", Role.PARAMETER);
  private static final Variable TENSORS =
      Parser.variable("dev.gradc.tensor/Tensor[] dT", Role.PARAMETER);
  private static final Variable NUMBER = Parser.variable("double dX", Role.MUTABLE);
  private static final Variable OTHER = Parser.variable("double[] other", Role.PARAMETER);

  private static final String MEMBERS =
      """
      member Pullback.Gradient.wrap(double[]): Pullback.Gradient
      member Pullback.Gradient.unwrap(double[]): Pullback.Gradient
      member Library.wrap(double[]): Pullback.Gradient
      """;

  private static Block block(String text) {
    return Parser.block(MEMBERS + text, X, A, M, TENSORS, NUMBER, OTHER);
  }

  private static AdjointArrays arrays(Block forward, Block back) {
    List<Optional<Variable>> adjoints =
        List.of(
            Optional.of(A),
            Optional.empty(),
            Optional.of(M),
            Optional.of(TENSORS),
            Optional.of(NUMBER));
    return AdjointArrays.ofGradient(
        new AdjointRegions(List.of(X), adjoints, List.of(), List.of(), List.of(), forward, back),
        back);
  }

  private static boolean isOnlyAdded(Variable variable, AdjointArrays arrays) {
    return arrays.isOnlyAddedToBefore(variable, Integer.MAX_VALUE);
  }

  private static boolean isOnlyAdded(Variable variable, String back) {
    return isOnlyAdded(variable, arrays(Block.EMPTY, block(back)));
  }

  @Test
  void arraysOfNumbersAreContained() {
    AdjointArrays arrays = arrays(Block.EMPTY, block("dA[0] += x"));
    assertTrue(arrays.contains(A));
    assertTrue(arrays.contains(M));
    assertFalse(arrays.contains(TENSORS));
    assertFalse(arrays.contains(NUMBER));
    assertFalse(arrays.contains(OTHER));
    assertFalse(arrays.contains(Constant.of(1)));
    assertTrue(isOnlyAdded(A, arrays));
    assertTrue(isOnlyAdded(M, arrays));
    assertFalse(isOnlyAdded(OTHER, arrays));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dA[0] = x",
        "if true {\ndA[0] = x\n}",
        "loop i: for int i = 0; i < 3; 1 {\ndA[i] = x\n}",
        "t: double = load dA[0]",
        "t: int = length dA",
        "r: double[] = dA\nr[0] = x",
        "r: double[] = dA\nif true {\nq: double[] = r\nq[0] = x\n}",
        "declare double[] r\nr = dA",
        "g: Pullback.Gradient = invoke Library.wrap(dA)",
        "g: Pullback.Gradient = invoke Pullback.Gradient.unwrap(dA)",
      })
  void whateverElseIsDoneIsSeen(String back) {
    assertFalse(isOnlyAdded(A, back));
    assertTrue(isOnlyAdded(M, back));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dA[0] += x",
        "r: double[] = dA\nr[0] += x",
        "if true {\ndA[0] += x\n}",
        "g: Pullback.Gradient = invoke Pullback.Gradient.wrap(dA)",
        "g: Pullback.Gradient = invoke Library.wrap(other)",
        "declare double[] r\nr = other\nother[0] = x",
        "r: double[] = other\nr[0] = x",
        "r: double = x",
      })
  void addingIsAllThatIsDone(String back) {
    assertTrue(isOnlyAdded(A, back));
  }

  /** What is done to a row is done to its array. */
  @Test
  void rowsBelongToTheirArrays() {
    Block added = block("r: double[] = load dM[0]\nr[0] += x");
    Variable row = ((Statement.Assign) added.statements().get(0)).target();
    AdjointArrays arrays = arrays(Block.EMPTY, added);
    assertTrue(arrays.contains(row));
    assertTrue(isOnlyAdded(row, arrays));
    assertTrue(isOnlyAdded(M, arrays));
    arrays = arrays(Block.EMPTY, block("r: double[] = load dM[0]\nr[0] = x"));
    assertTrue(arrays.contains(row));
    assertFalse(isOnlyAdded(row, arrays));
    assertFalse(isOnlyAdded(M, arrays));
    assertTrue(isOnlyAdded(A, arrays));
  }

  /** Arrays that change places take their adjoints with them; one more name changes nothing. */
  @ParameterizedTest
  @CsvSource({
    "'dA[0] = x', false",
    "'if true {\ndeclare double[] r\nr = dA\n}', false",
    "'r: double[] = dA\nr[0] = x', false",
    "'if true {\nr: double[] = dA\n}', true",
    "'r: double[] = other', true",
  })
  void whatTheForwardRegionDoesIsSeen(String forward, boolean isOnlyAdded) {
    AdjointArrays arrays = arrays(block(forward), block("dA[0] += x"));
    assertEquals(isOnlyAdded, isOnlyAdded(A, arrays));
    assertEquals(isOnlyAdded, arrays.isOnlyAddedToBefore(A, 1));
  }

  /** Until a statement, as they stand: inner ones are statements too. */
  @Test
  void whatIsDoneLaterDoesNotMatterBefore() {
    String later = "if true {\ndA[0] += x\n}\ndA[0] = x\nt: double = load dA[0]";
    AdjointArrays arrays = arrays(block("t0: double = x"), block(later));
    assertTrue(arrays.isOnlyAddedToBefore(A, 3));
    assertFalse(arrays.isOnlyAddedToBefore(A, 4));
    assertFalse(arrays.isOnlyAddedToBefore(A, 5));
    assertTrue(arrays.isOnlyAddedToBefore(M, 5));
  }
}
