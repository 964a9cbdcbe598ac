package dev.gradc.tensor.random;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which arguments a method takes, as the comment before it says, with those that all take in the
 * end: a flag, a count, labels, and the lengths n and m.
 */
record Inputs(List<String> parameters) {

  private static final Pattern COMMENT =
      Pattern.compile("  // inputs: (.*)\n(?:  (?!static).*\n)*  static \\S+ (\\w+)\\(");

  /** Those of the methods of a class, by their names. */
  static Map<String, Inputs> of(String text) {
    Map<String, Inputs> all = new LinkedHashMap<>();
    Matcher matcher = COMMENT.matcher(text);
    while (matcher.find()) {
      all.put(matcher.group(2), new Inputs(List.of(matcher.group(1).split("; "))));
    }
    return all;
  }

  /** Random arguments in doubles. */
  Object[] arguments(Class<?> owner, int n, int m, SplittableRandom random) {
    List<Object> all = new ArrayList<>();
    for (String parameter : parameters) {
      String[] words = parameter.split(" ", -1);
      int[] shape =
          words.length < 3
              ? new int[0]
              : Arrays.stream(words[2].split(","))
                  .mapToInt(it -> it.equals("n") ? n : it.equals("m") ? m : Integer.parseInt(it))
                  .toArray();
      all.add(new Maker(owner, n, m, random).of(words[1], shape));
    }
    all.add(random.nextBoolean());
    all.add((int) Math.floorMod(random.nextLong(), 4L));
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> (int) Math.floorMod(random.nextLong(), (long) m));
    all.add(labels);
    all.add(n);
    all.add(m);
    return all.toArray();
  }

  private record Maker(Class<?> owner, int n, int m, SplittableRandom random) {

    Object of(String kind, int[] shape) {
      return switch (kind) {
        case "tensor" -> tensor(shape);
        case "double" -> Values.normal(random);
        case "vector" -> tensor(3).toDoubles();
        case "places" -> random.ints(3, 0, 3).toArray();
        case "tensors" -> new Tensor[] {tensor(n, m), tensor(n, m), tensor(n, m)};
        case "grid" ->
            new Tensor[][] {
              {tensor(n, m), tensor(n, m)},
              {tensor(n, m), tensor(n, m)},
              {tensor(n, m), tensor(n, m)}
            };
        case "layer" -> made("Layer", tensor(m, m), tensor(m));
        case "model" -> {
          Object[] parts = {tensor(m, m), tensor(m), tensor(m, m), Values.normal(random)};
          yield Calls.made(other("Model"), parts);
        }
        case "layers" -> {
          Object first = of("layer", shape);
          Object[] layers = (Object[]) java.lang.reflect.Array.newInstance(first.getClass(), 2);
          layers[0] = first;
          layers[1] = of("layer", shape);
          yield layers;
        }
        case "pair" -> made("Pair", tensor(n, m), Values.normal(random));
        case "state" -> made("State", of("tensors", shape), tensor(n, m), of("vector", shape));
        default -> throw new IllegalArgumentException(kind);
      };
    }

    private Tensor tensor(int... shape) {
      Tensor zeros = Tensor.zeros(DType.DOUBLE, shape);
      return ((Tensor) Values.randomLike(zeros, random)).mul(1.5);
    }

    /** A class of another file. */
    private Class<?> other(String name) {
      try {
        return Class.forName(name, false, owner.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private Object made(String name, Object... parts) {
      Class<?> type =
          Arrays.stream(owner.getDeclaredClasses())
              .filter(it -> it.getSimpleName().equals(name))
              .findFirst()
              .orElseThrow();
      return Calls.made(type, parts);
    }
  }
}
