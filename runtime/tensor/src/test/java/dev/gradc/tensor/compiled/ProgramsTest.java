package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of {@link Programs} against central differences, its tape, and memory used before.
 */
final class ProgramsTest {

  /** Differences see what is detached: their gradients are compared with others. */
  private static final Set<String> DETACHING = Set.of("twoOutputs", "detachedInside");

  private final Random random = new Random(20240726);
  private final Map<String, List<Supplier<Object[]>>> inputs = new LinkedHashMap<>();

  private Tensor tensor(int... shape) {
    return Sampling.normal(random, 0, 1, DType.DOUBLE, shape);
  }

  private Programs.Linear linear(int in, int out) {
    return new Programs.Linear(tensor(out, in), tensor(out));
  }

  private Programs.Network network(int in, int middle, int out) {
    return new Programs.Network(linear(in, middle), linear(middle, out));
  }

  private void add(String name, Supplier<Object[]> arguments) {
    inputs.computeIfAbsent(name, none -> new ArrayList<>()).add(arguments);
  }

  private static Object[] of(Object... arguments) {
    return arguments;
  }

  ProgramsTest() {
    add("straight", () -> of(tensor(2, 3), tensor(3)));
    add("givesTensor", () -> of(tensor(2, 3), 0.7));
    add("model", () -> of(network(3, 4, 5), tensor(6, 3), new int[] {0, 4, 2, 2, 1, 3}));
    add("usedTwice", () -> of(tensor(4)));
    add("twoClassesDeep", () -> of(tensor(4), tensor(4), 3));
    add("numbersBetween", () -> of(tensor(2, 2), 0.6));
    add("fromNumbers", () -> of(0.3, new double[] {1, -2, 0.5}));
    add("loop", () -> of(tensor(2, 3), tensor(3, 3), 4));
    add("loopWithBranch", () -> of(tensor(2, 3), tensor(3, 3), 5));
    add("whileLoop", () -> of(tensor(3), 50.0));
    add(
        "twoOutputs",
        () -> of(linear(3, 4), linear(4, 4), tensor(5, 3), new int[] {0, 3, 2, 1, 1}));
    add("mixedResult", () -> of(tensor(2, 3), tensor(3, 4)));
    add("sameTwice", () -> of(tensor(2, 2)));
    add("itself", () -> of(tensor(2), tensor(2), true));
    add("branches", () -> of(tensor(2, 2), tensor(2, 2), 0));
    add("branches", () -> of(tensor(2, 2), tensor(2, 2), 1));
    add("branches", () -> of(tensor(2, 2), tensor(2, 2), 2));
    add("otherBranch", () -> of(tensor(2, 2), tensor(2, 2), 0));
    add("otherBranch", () -> of(tensor(2, 2), tensor(2, 2), 1));
    add("otherBranch", () -> of(tensor(2, 2), tensor(2, 2), 2));
    add("early", () -> of(tensor(3), 100.0));
    add("early", () -> of(tensor(3), 0.01));
    add("recursive", () -> of(tensor(2, 3), tensor(3, 3), 3));
    add("block", () -> of(tensor(2, 3), tensor(3, 2), 0.1));
    add("callsItsLike", () -> of(tensor(2, 2), tensor(2, 2)));
    add("masked", () -> of(tensor(2, 3), tensor(2, 3)));
    add("detachedInside", () -> of(tensor(3), tensor(3)));
    add("detachedOutside", () -> of(tensor(3), tensor(3), tensor(3), tensor(3)));
    add("unreached", () -> of(network(3, 2, 4), tensor(5, 3)));
    add("axes", () -> of(tensor(2, 3)));
    add("nestedLoops", () -> of(tensor(2, 2), tensor(2, 2), 4));
    add("breaks", () -> of(tensor(2, 2), tensor(2, 2), 5.0));
    add("swaps", () -> of(tensor(3), tensor(3), 5));
    add("retained", () -> of(tensor(3)));
    add("checkpointedCalls", () -> of(tensor(2, 2), tensor(2, 2)));
    add("checkpointedLoop", () -> of(tensor(2, 2), tensor(2, 2), 4));
    add("budget", () -> of(tensor(2, 2), tensor(2, 2), 7));
    add("checkpointedWhole", () -> of(tensor(2, 2), tensor(2, 2)));
    add("nulls", () -> of(tensor(2), true));
    add("nulls", () -> of(tensor(2), false));
    add("objects", () -> of(List.of(tensor(2), tensor(2)), tensor(2), tensor(2)));
    add("objects", () -> of(List.of(tensor(2)), "", tensor(2)));
    add("sealedLayer", () -> of(new Programs.Weighted(tensor(3, 2)), tensor(2, 3)));
    add("sealedLayer", () -> of(new Programs.Leaky(0.3), tensor(2, 3)));
    add("givesWhatItReads", () -> of(tensor(2, 2)));
    add("arrays", () -> of(tensor(2, 2), tensor(2, 2), 4));
    add("arraysOfRecords", () -> of(linear(3, 3), linear(3, 3), tensor(2, 3)));
    add("rows", () -> of(tensor(2, 2)));
    add("toArray", () -> of(tensor(2, 2)));
  }

  @TestFactory
  Stream<DynamicTest> programs() {
    return inputs.entrySet().stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      CompiledMethod method = new CompiledMethod(Programs.class, entry.getKey());
                      for (Supplier<Object[]> each : entry.getValue()) {
                        if (DETACHING.contains(entry.getKey())) {
                          method.checkForms(each.get(), random);
                        } else {
                          method.check(each.get(), random);
                        }
                      }
                    }));
  }

  @Test
  void everyProgramHasInputs() {
    Set<String> generated =
        Arrays.stream(ProgramsGrad.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(generated, new TreeSet<>(inputs.keySet()));
  }

  @Test
  void whatIsDetachedIsAConstant() {
    Tensor x = tensor(3);
    Tensor w = tensor(3);
    ProgramsGrad.DetachedInside.Gradient inside = ProgramsGrad.DetachedInside.gradient(x, w);
    ProgramsGrad.DetachedOutside.Gradient outside =
        ProgramsGrad.DetachedOutside.gradient(x, w, x.exp(), x.mul(2));
    assertArrayEquals(outside.x().toDoubles(), inside.x().toDoubles(), 0);
    assertArrayEquals(outside.w().toDoubles(), inside.w().toDoubles(), 0);
  }
}
