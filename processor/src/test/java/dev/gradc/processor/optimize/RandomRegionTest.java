package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random regions run before and after: every value that is live at the end and every element of
 * every array is the same, to the bit, and so is the exception where there is one. Each pass by
 * itself, all but each, and all.
 */
class RandomRegionTest {

  private static final int SEEDS = 250;
  private static final int RUNS = 4;
  private static final double[] NUMBERS = {
    0.0, -0.0, 1.0, -2.5, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, -7.0
  };

  static Stream<Set<String>> disabled() {
    List<Set<String>> choices = new ArrayList<>();
    choices.add(Set.of());
    for (Pass pass : Pass.values()) {
      choices.add(Set.of(pass.optionName()));
      choices.add(
          Arrays.stream(Pass.values())
              .filter(other -> other != pass)
              .map(Pass::optionName)
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
    return choices.stream();
  }

  @ParameterizedTest
  @MethodSource("disabled")
  void userCodeKeepsItsValuesAndItsExceptions(Set<String> disabled) {
    for (long seed = 0; seed < SEEDS; seed++) {
      check(new RandomRegion(seed, true), disabled, true, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("disabled")
  void codeOfTheCompilerKeepsItsValues(Set<String> disabled) {
    for (long seed = 0; seed < SEEDS; seed++) {
      check(new RandomRegion(seed, false), disabled, false, seed);
    }
  }

  @Test
  void muchOfARandomRegionIsSuperfluous() {
    int before = 0;
    int after = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomRegion region = new RandomRegion(seed, false);
      before += size(region.block());
      after += size(new Simplifier(Set.of()).simplify(region.block(), region.liveAtEnd(), false));
    }
    assertTrue(after < 0.6 * before, before + " statements became " + after);
  }

  @Test
  void simplifyingTwiceIsSimplifyingOnce() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomRegion region = new RandomRegion(seed, false);
      Simplifier simplifier = new Simplifier(Set.of());
      Block once = simplifier.simplify(region.block(), region.liveAtEnd(), false);
      assertEquals(once, simplifier.simplify(once, region.liveAtEnd(), false), "seed " + seed);
    }
  }

  private static int size(Block block) {
    int size = 0;
    for (Statement statement : block.statements()) {
      size += 1 + statement.blocks().stream().mapToInt(RandomRegionTest::size).sum();
    }
    return size;
  }

  private static void check(
      RandomRegion region, Set<String> disabled, boolean isUserCode, long seed) {
    Block simplified =
        new Simplifier(disabled).simplify(region.block(), region.liveAtEnd(), isUserCode);
    assertEquals(List.of(), problems(region.block(), region.liveAtEnd()), () -> "seed " + seed);
    assertEquals(
        List.of(),
        problems(simplified, region.liveAtEnd()),
        () -> "seed " + seed + "\n" + new Printer().print(simplified));
    boolean isZeroSigned = isUserCode || disabled.contains(Pass.ZEROS.optionName());
    for (int run = 0; run < RUNS; run++) {
      long input = seed * RUNS + run;
      assertEquals(
          outcome(region.block(), region.liveAtEnd(), input, isZeroSigned),
          outcome(simplified, region.liveAtEnd(), input, isZeroSigned),
          () -> "seed " + seed + ", input " + input + "\n" + new Printer().print(simplified));
    }
  }

  private static List<String> problems(Block block, Set<Variable> liveAtEnd) {
    Verifier.Region region = new Verifier.Region(block, List.copyOf(liveAtEnd));
    return new Verifier().verify(RandomRegion.GIVEN, List.of(region));
  }

  /** All that can be seen of a run, in text. */
  private static String outcome(
      Block block, Set<Variable> liveAtEnd, long input, boolean isZeroSigned) {
    RegionInterpreter interpreter = new RegionInterpreter();
    Random random = new Random(input);
    for (Variable variable : RandomRegion.GIVEN) {
      interpreter.set(variable, value(variable, random));
    }
    if (random.nextInt(4) == 0) {
      interpreter.set(RandomRegion.Y, interpreter.get(RandomRegion.X));
    }
    Set<Variable> seen = new LinkedHashSet<>(List.of(RandomRegion.X, RandomRegion.Y));
    StringBuilder outcome = new StringBuilder();
    try {
      interpreter.run(block);
      seen.addAll(liveAtEnd);
      seen.add(RandomRegion.OUTSIDE);
    } catch (ArithmeticException | IndexOutOfBoundsException e) {
      outcome.append(e.getClass()).append('\n');
    }
    for (Variable variable : seen) {
      String value = text(interpreter.get(variable), isZeroSigned);
      outcome.append(variable).append(" = ").append(value).append('\n');
    }
    return outcome.toString();
  }

  private static Object value(Variable variable, Random random) {
    if (variable.type() == Scalar.INT) {
      return random.nextInt(8) - 2;
    }
    if (variable.type() == Scalar.BOOLEAN) {
      return random.nextBoolean();
    }
    if (variable.type() == Scalar.DOUBLE) {
      boolean isSpecial = random.nextInt(3) == 0;
      return isSpecial ? NUMBERS[random.nextInt(NUMBERS.length)] : 4 * random.nextDouble() - 2;
    }
    return new double[] {random.nextDouble(), -0.0, 3 * random.nextDouble() - 1, 2.0};
  }

  private static String text(Object value, boolean isZeroSigned) {
    if (value instanceof double[] array) {
      return Arrays.stream(array)
          .mapToObj(element -> text(element, isZeroSigned))
          .collect(Collectors.joining(", "));
    }
    boolean isPlainZero = !isZeroSigned && value instanceof Double real && real == 0.0;
    return isPlainZero ? "0.0" : value.toString();
  }
}
