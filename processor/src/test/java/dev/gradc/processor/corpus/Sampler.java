package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.SharedArrays;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes inputs as a comment says: {@code x in [0.1, 2], n = 5, a length n in [-1, 1], b length
 * n;1..4}. A length is a number, an earlier parameter, a product of these, or a range, from which
 * every array gets one of its own; a semicolon separates the dimensions. What nothing is said about
 * comes from [-2, 2] if it is floating, from [0, 3] if not; arrays have five elements. An enum
 * gives one of its constants, a string is one of three words, and of another class there is what
 * its static method {@code example()} makes; {@code frame holds a} or {@code frame holds a[1]}: two
 * times out of three, it is around an array that is another argument, or in one.
 */
final class Sampler {

  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<name>[\\w.]+)(\\s+holds\\s+(?<held>[\\w.]+)(\\[(?<row>\\d+)\\])?)?"
              + "(\\s+length\\s+(?<length>[\\w*;.]+))?"
              + "(\\s+in\\s+\\[(?<low>[^,\\]]+),(?<high>[^\\]]+)\\])?(\\s*=\\s*(?<value>[\\w.-]+))?");

  private final Map<String, Class<?>> parameters;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Held> held = new LinkedHashMap<>();
  private final SeededRandom random;
  private int made;

  private record Entry(String length, double low, double high) {}

  /** An array that is an argument, or a row of it. */
  private record Held(String name, String row) {}

  /**
   * @param parameters types by name, in order
   */
  Sampler(Map<String, Class<?>> parameters, String description, SeededRandom random) {
    this.parameters = parameters;
    this.random = random;
    Matcher matcher = ENTRY.matcher(description);
    while (matcher.find()) {
      if (matcher.group("held") != null) {
        held.put(matcher.group("name"), new Held(matcher.group("held"), matcher.group("row")));
      }
      String value = matcher.group("value");
      String low = value != null ? value : matcher.group("low");
      String high = value != null ? value : matcher.group("high");
      entries.put(
          matcher.group("name"),
          new Entry(
              matcher.group("length"),
              low == null ? Double.NaN : number(low),
              high == null ? Double.NaN : number(high)));
    }
    if (!parameters.keySet().containsAll(entries.keySet())) {
      throw new IllegalArgumentException(parameters.keySet() + " do not match: " + description);
    }
  }

  private static double number(String text) {
    return switch (text.strip()) {
      case "true" -> 1;
      case "false" -> 0;
      default -> Double.parseDouble(text.strip());
    };
  }

  /** The next arguments. */
  Object[] next() {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, type) -> {
          Entry entry = entries.getOrDefault(name, new Entry(null, Double.NaN, Double.NaN));
          values.put(
              name,
              type.isArray() ? array(type.getComponentType(), entry, values) : single(type, entry));
        });
    held.forEach(
        (name, it) -> {
          if (made % 3 < 2) {
            Object array = values.get(it.name());
            Object own = it.row() == null ? array : Array.get(array, Integer.parseInt(it.row()));
            values.put(name, SharedArrays.around(values.get(name), own));
          }
        });
    made++;
    return values.values().toArray();
  }

  private Object array(Class<?> element, Entry entry, Map<String, Object> values) {
    List<String> lengths =
        entry.length() == null ? List.of() : List.of(entry.length().split(";", -1));
    return array(element, entry, lengths, values);
  }

  private Object array(
      Class<?> element, Entry entry, List<String> lengths, Map<String, Object> values) {
    int length = lengths.isEmpty() ? 5 : length(lengths.get(0), values);
    List<String> inner = lengths.isEmpty() ? lengths : lengths.subList(1, lengths.size());
    Object array = Array.newInstance(element, length);
    for (int i = 0; i < length; i++) {
      Array.set(
          array,
          i,
          element.isArray()
              ? array(element.getComponentType(), entry, inner, values)
              : single(element, entry));
    }
    return array;
  }

  private int length(String expression, Map<String, Object> values) {
    int range = expression.indexOf("..");
    if (range >= 0) {
      return (int)
          random.integerBetween(
              length(expression.substring(0, range), values),
              length(expression.substring(range + 2), values));
    }
    int product = 1;
    for (String factor : expression.split("\\*", -1)) {
      Object value = values.get(factor);
      product *= value == null ? Integer.parseInt(factor) : (Integer) value;
    }
    return product;
  }

  private Object single(Class<?> type, Entry entry) {
    if (type.isEnum()) {
      int last = type.getEnumConstants().length - 1;
      return type.getEnumConstants()[(int) random.integerBetween(0, last)];
    }
    return type.isPrimitive() ? scalar(type, entry) : example(type);
  }

  /** What a class offers as an example, or one of some words. */
  private Object example(Class<?> type) {
    if (type == String.class) {
      return List.of("one", "two", "three").get((int) random.integerBetween(0, 2));
    }
    try {
      java.lang.reflect.Method example = type.getDeclaredMethod("example");
      example.setAccessible(true);
      return example.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no method example() in " + type, e);
    }
  }

  private Object scalar(Class<?> type, Entry entry) {
    boolean isFloating = type == double.class || type == float.class;
    double low = Double.isNaN(entry.low()) ? (isFloating ? -2 : 0) : entry.low();
    double high = Double.isNaN(entry.high()) ? (isFloating ? 2 : 3) : entry.high();
    if (isFloating) {
      double value = low == high ? low : random.between(low, high);
      return type == float.class ? (Object) (float) value : (Object) value;
    }
    long value = random.integerBetween((long) low, (long) high);
    return switch (type.getName()) {
      case "boolean" -> value % 2 != 0;
      case "byte" -> (byte) value;
      case "short" -> (short) value;
      case "char" -> (char) value;
      case "int" -> (int) value;
      default -> value;
    };
  }
}
