package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.gradc.DerivativeOf;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes derivatives of derivatives possible: rules use what has rules, and nothing else. */
final class RuleClosureTest {

  private static final Set<Class<?>> NUMBERS =
      Set.of(Tensor.class, double.class, double[].class, float[].class);

  private static final Class<?>[] OPERATIONS = {
    Tensor.class,
    Activations.class,
    Comparisons.class,
    Convolution.class,
    Functions.class,
    Indexing.class,
    Normalization.class,
    Pooling.class,
    Products.class,
    Reductions.class,
    Regions.class,
    Resampling.class,
    Shapes.class,
    Upsampling.class
  };

  /** Ways to a tensor that are not for differentiable methods. */
  private static final Set<String> NO_OPERATIONS = Set.of("Tensor.wrap");

  @Test
  void rulesCallWhatHasRules() {
    Set<Method> withRules =
        RuleIndex.entries().stream().map(RuleIndex.Entry::operation).collect(Collectors.toSet());
    Set<String> others = new TreeSet<>();
    for (JavaClass each : RuleIndex.classes()) {
      for (JavaMethodCall call : each.getMethodCallsFromSelf()) {
        Method target = call.getTarget().resolveMember().orElseThrow().reflect();
        boolean carriesNumbers = NUMBERS.contains(target.getReturnType());
        if (carriesNumbers
            && target.getDeclaringClass().getPackage() == Tensor.class.getPackage()
            && !withRules.contains(target)) {
          others.add(target.toString());
        }
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void everyOperationHasARule() {
    Set<Method> withRules =
        RuleIndex.entries().stream().map(RuleIndex.Entry::operation).collect(Collectors.toSet());
    Set<String> missing =
        operations()
            .filter(method -> !withRules.contains(method))
            .map(RuleClosureTest::name)
            .filter(name -> !NO_OPERATIONS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyOperationHasAFormThatWritesIntoATensor() {
    Set<String> missing = new TreeSet<>();
    operations()
        .filter(method -> method.getReturnType() == Tensor.class)
        .filter(
            method ->
                // The compiler knows them by name.
                !Set.of("wrap", "detach").contains(method.getName()))
        .filter(method -> IntoForm.of(method) == null)
        .forEach(method -> missing.add(method.toString()));
    assertEquals(Set.of(), missing);
  }

  @Test
  void rulesAreRules() {
    for (JavaClass each : RuleIndex.classes()) {
      each.getMethods().stream()
          .filter(method -> !each.isRecord())
          .forEach(
              method ->
                  assertEquals(
                      true, method.isAnnotatedWith(DerivativeOf.class), method.getFullName()));
    }
  }

  private static Stream<Method> operations() {
    return Arrays.stream(OPERATIONS)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> NUMBERS.contains(method.getReturnType()))
        .filter(method -> !IntoForm.isOne(method));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
