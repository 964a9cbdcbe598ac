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
    return Sample.all()
        .filter(OperationsTest::isFinite)
        .flatMap(
            sample ->
                CompiledOperations.of(sample.entry().operation()).stream()
                    .map(
                        name ->
                            dynamicTest(
                                name + " of " + sample,
                                () -> CompiledOperations.check(name, sample.arguments()))));
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
