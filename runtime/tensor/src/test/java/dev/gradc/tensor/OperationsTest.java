package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.tensor.compiled.CompiledOperations;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation as it is compiled: gradient, derivative along a direction, and product with the
 * Hessian, of all arguments and of each of them by itself.
 */
final class OperationsTest {

  @TestFactory
  Stream<DynamicTest> operations() {
    return tests(CompiledOperations::check);
  }

  /**
   * Arrays of numbers that are made of tensors are the program's, or go to one of the program's.
   */
  private static final Set<String> WITH_ARRAYS = Set.of("tensorToDoubles", "tensorOf");

  /** Evaluations that were run before, with and without a tape. */
  @TestFactory
  Stream<DynamicTest> operationsAllocateNothing() {
    return tests(
        (name, arguments) -> {
          if (!WITH_ARRAYS.contains(name)) {
            CompiledOperations.checkAllocation(name, arguments);
          }
        });
  }

  private interface Check {
    void of(String name, Object... arguments);
  }

  private static Stream<DynamicTest> tests(Check check) {
    return Sample.all()
        .filter(OperationsTest::isFinite)
        .flatMap(
            sample ->
                CompiledOperations.of(sample.entry().operation()).stream()
                    .map(
                        name ->
                            dynamicTest(
                                name + " of " + sample, () -> check.of(name, sample.arguments()))));
  }

  @Test
  void everyOperationIsCompiled() {
    Set<String> missing =
        RuleIndex.forward().stream()
            .filter(entry -> CompiledOperations.of(entry.operation()).isEmpty())
            .map(RuleIndex.Entry::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("Tensor.of(float[], int[])"), missing);
  }

  /** Of nothing the logarithm of the sum is infinite. */
  private static boolean isFinite(Sample sample) {
    try {
      Object value = RuleTest.apply(sample.entry(), sample.arguments());
      for (double number : RuleTest.numbers(value)) {
        if (!Double.isFinite(number)) {
          return false;
        }
      }
      return true;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }
}
