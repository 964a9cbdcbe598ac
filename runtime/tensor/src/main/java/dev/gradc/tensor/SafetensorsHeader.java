package dev.gradc.tensor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The header of a file of tensors: where each one is, without gaps. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

  /** The longest header that the format allows, in bytes. */
  static final int LARGEST = 100_000_000;

  private static final String METADATA = "__metadata__";

  /** One tensor; its numbers are from one place to before another one, in bytes. */
  record Entry(String name, DType dtype, int[] shape, long from, long to) {}

  static SafetensorsHeader of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    List<Entry> entries = new ArrayList<>();
    long from = 0;
    for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
      Tensor tensor = each.getValue();
      if (each.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be called " + METADATA);
      }
      long to = from + (long) tensor.size() * tensor.dtype().bytes();
      entries.add(new Entry(each.getKey(), tensor.dtype(), tensor.shape(), from, to));
      from = to;
    }
    return new SafetensorsHeader(entries, metadata);
  }

  long dataLength() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).to();
  }

  /** The header, with spaces at the end so that the numbers begin at a multiple of 8. */
  byte[] bytes() {
    List<String> members = new ArrayList<>();
    if (!metadata.isEmpty()) {
      members.add(
          metadata.entrySet().stream()
              .map(
                  each ->
                      JsonReader.quoted(each.getKey()) + ":" + JsonReader.quoted(each.getValue()))
              .collect(Collectors.joining(",", JsonReader.quoted(METADATA) + ":{", "}")));
    }
    for (Entry each : entries) {
      members.add(
          JsonReader.quoted(each.name())
              + ":{\"dtype\":\""
              + (each.dtype() == DType.DOUBLE ? "F64" : "F32")
              + "\",\"shape\":"
              + java.util.Arrays.toString(each.shape()).replace(" ", "")
              + ",\"data_offsets\":["
              + each.from()
              + ","
              + each.to()
              + "]}");
    }
    String text = "{" + String.join(",", members) + "}";
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
  }

  /** Throws for everything that is not as the format says. */
  static SafetensorsHeader parse(String text) throws MalformedHeaderException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Object> member : JsonReader.object(text).entrySet()) {
      if (!(member.getValue() instanceof Map<?, ?> value)) {
        throw new MalformedHeaderException("'" + member.getKey() + "' is no object");
      } else if (member.getKey().equals(METADATA)) {
        for (Map.Entry<?, ?> each : value.entrySet()) {
          if (!(each.getValue() instanceof String string)) {
            throw new MalformedHeaderException(METADATA + " '" + each.getKey() + "' is no text");
          }
          metadata.put((String) each.getKey(), string);
        }
      } else {
        entries.add(entry(member.getKey(), value));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to));
    long end = 0;
    for (Entry each : entries) {
      if (each.from() != end) {
        throw new MalformedHeaderException(
            "'" + each.name() + "' begins at byte " + each.from() + ", not at " + end);
      }
      end = each.to();
    }
    return new SafetensorsHeader(entries, metadata);
  }

  private static Entry entry(String name, Map<?, ?> value) throws MalformedHeaderException {
    Object type = value.get("dtype");
    if (!"F32".equals(type) && !"F64".equals(type)) {
      throw new MalformedHeaderException(
          "'" + name + "' has the type " + type + "; F32 and F64 are known");
    }
    DType dtype = type.equals("F64") ? DType.DOUBLE : DType.FLOAT;
    long[] lengths = numbers(name, "shape", value);
    long[] offsets = numbers(name, "data_offsets", value);
    int[] shape = new int[lengths.length];
    long size = 1;
    for (int i = 0; i < shape.length; i++) {
      if (lengths[i] > Integer.MAX_VALUE || size * lengths[i] > Integer.MAX_VALUE) {
        throw new MalformedHeaderException("'" + name + "' has too many elements");
      }
      shape[i] = (int) lengths[i];
      size *= shape[i];
    }
    if (offsets.length != 2 || offsets[1] - offsets[0] != size * dtype.bytes()) {
      throw new MalformedHeaderException(
          "'" + name + "' has " + size + " elements and not so many numbers");
    }
    return new Entry(name, dtype, shape, offsets[0], offsets[1]);
  }

  private static long[] numbers(String name, String key, Map<?, ?> value)
      throws MalformedHeaderException {
    if (!(value.get(key) instanceof List<?> list)) {
      throw new MalformedHeaderException("'" + name + "' has no " + key);
    }
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(list.get(i) instanceof Long number)) {
        throw new MalformedHeaderException("the " + key + " of '" + name + "' are no numbers");
      }
      numbers[i] = number;
    }
    return numbers;
  }
}
