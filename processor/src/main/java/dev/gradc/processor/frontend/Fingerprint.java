package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.Fingerprints;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Reliance;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A short text that changes with what methods consist of: two readings of one body have the same,
 * wherever it stands in its file and however it is laid out. Constants of other classes are in it
 * by their values.
 */
public final class Fingerprint {

  /** That two bodies have one by chance is out of the question, and more is hard to read. */
  private static final int BYTES = 8;

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          for (RecordComponent component : components) {
            component.getAccessor().setAccessible(true);
          }
          return components;
        }
      };

  private final MessageDigest digest;
  private final Set<RecordType> records = new HashSet<>();

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Of methods as they were read, in any order. */
  static Fingerprints.Body of(Collection<Method> methods) {
    Fingerprint fingerprint = new Fingerprint();
    methods.stream().sorted(Comparator.comparing(Method::key)).forEach(fingerprint::add);
    return new Fingerprints.Body(fingerprint.text(), fingerprint.records);
  }

  /** Of all that generated code of a method relies on. */
  public static String of(SortedSet<Reliance> reliances) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.addAll(List.copyOf(reliances));
    return fingerprint.text();
  }

  private String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** Places do not count, nor the order of what has none. */
  private void add(Object value) {
    if (value instanceof Origin) {
      return;
    }
    if (value instanceof RecordType type) {
      records.add(type);
    }
    if (value instanceof Record data) {
      add(data);
    } else if (value instanceof Optional<?> optional) {
      addAll(optional.stream().toList());
    } else if (value instanceof List<?> list) {
      addAll(list);
    } else if (value instanceof Collection<?> set) {
      addAll(set.stream().map(String::valueOf).sorted().toList());
    } else if (value instanceof Map<?, ?> map) {
      addAll(map.entrySet().stream().map(String::valueOf).sorted().toList());
    } else if (value instanceof Enum<?> constant) {
      text(constant.getDeclaringClass().getName() + "." + constant.name());
    } else if (value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Character) {
      text(value.getClass().getName() + " " + value);
    } else {
      throw new IllegalArgumentException("no part of a method: " + value.getClass());
    }
  }

  private void add(Record data) {
    text(data.getClass().getName());
    for (RecordComponent component : COMPONENTS.get(data.getClass())) {
      Object value;
      try {
        value = component.getAccessor().invoke(data);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(component.toString(), impossible);
      }
      add(value);
    }
  }

  private void addAll(List<?> values) {
    text(Integer.toString(values.size()));
    values.forEach(this::add);
  }

  /** With its length, so that no two sequences of texts are one. */
  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
    if (!text.equals(new String(bytes, StandardCharsets.UTF_8))) {
      // A char may be half of a pair, of which that encoding makes a question mark.
      ByteBuffer halves = ByteBuffer.allocate(Character.BYTES * text.length());
      halves.asCharBuffer().put(text);
      digest.update(halves);
    }
  }
}
