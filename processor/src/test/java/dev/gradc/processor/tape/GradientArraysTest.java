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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which arrays are those of the gradient, and what more is done to them than adding. */
final class GradientArraysTest {

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

  private static GradientArrays arrays(Block forward, Block back) {
    List<Optional<Variable>> adjoints =
        List.of(
            Optional.of(A),
            Optional.empty(),
            Optional.of(M),
            Optional.of(TENSORS),
            Optional.of(NUMBER));
    return new GradientArrays(
        new AdjointRegions(List.of(X), adjoints, List.of(), List.of(), List.of(), forward, back),
        back);
  }

  private static boolean isOnlyAdded(Variable variable, String back) {
    return arrays(Block.EMPTY, block(back)).isOnlyAddedTo(variable);
  }

  @Test
  void arraysOfNumbersAreContained() {
    GradientArrays arrays = arrays(Block.EMPTY, block("dA[0] += x"));
    assertTrue(arrays.contains(A));
    assertTrue(arrays.contains(M));
    assertFalse(arrays.contains(TENSORS));
    assertFalse(arrays.contains(NUMBER));
    assertFalse(arrays.contains(OTHER));
    assertFalse(arrays.contains(Constant.of(1)));
    assertTrue(arrays.isOnlyAddedTo(A));
    assertTrue(arrays.isOnlyAddedTo(M));
    assertFalse(arrays.isOnlyAddedTo(OTHER));
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
    GradientArrays arrays = arrays(Block.EMPTY, added);
    assertTrue(arrays.contains(row));
    assertTrue(arrays.isOnlyAddedTo(row));
    assertTrue(arrays.isOnlyAddedTo(M));
    arrays = arrays(Block.EMPTY, block("r: double[] = load dM[0]\nr[0] = x"));
    assertTrue(arrays.contains(row));
    assertFalse(arrays.isOnlyAddedTo(row));
    assertFalse(arrays.isOnlyAddedTo(M));
    assertTrue(arrays.isOnlyAddedTo(A));
  }

  /** Arrays that change places take their adjoints with them. */
  @Test
  void whatTheForwardRegionMentionsIsNotOnlyAddedTo() {
    List<Boolean> seen =
        Stream.of("dA[0] = x", "if true {\nr: double[] = dA\n}", "r: double[] = other")
            .map(text -> arrays(block(text), block("dA[0] += x")).isOnlyAddedTo(A))
            .toList();
    assertEquals(List.of(false, false, true), seen);
  }
}
