package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How large a function becomes when the functions that it calls are put in their places: each call
 * is a copy, and calls of calls multiply.
 */
public final class InlinedSize {

  /** More statements than a method of the virtual machine holds, by far. */
  public static final int LIMIT = 10_000;

  private final Map<String, Function> functions;
  private final Set<String> members;
  private final Map<String, Integer> own = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> calls = new LinkedHashMap<>();
  private final Map<String, Long> sizes = new LinkedHashMap<>();

  /**
   * @param functions all that may be put in place, by key
   * @param members those that are called instead
   */
  public InlinedSize(Map<String, Function> functions, Set<String> members) {
    this.functions = functions;
    this.members = members;
  }

  /** What is wrong where the function becomes too large: told of what is in it most. */
  public Optional<Problem> problem(String key) {
    if (size(key) <= LIMIT) {
      return Optional.empty();
    }
    Map<String, Long> copies = copies(key);
    String largest = key;
    long most = 0;
    for (Map.Entry<String, Long> entry : copies.entrySet()) {
      long statements = product(entry.getValue(), own.get(entry.getKey()));
      if (entry.getValue() > 1 && statements > most) {
        most = statements;
        largest = entry.getKey();
      }
    }
    Function function = functions.get(largest);
    return most == 0
        // It is that large by itself.
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                DiagnosticCode.INLINED_SIZE,
                functions.get(key).origin(),
                function.name(),
                counted(copies.get(largest)),
                counted(size(key)),
                counted(LIMIT)));
  }

  /**
   * What makes up most of a function that is too large, but for itself.
   *
   * @param limit of its statements
   */
  public Optional<String> largestPart(String key, int limit) {
    if (size(key) <= limit) {
      return Optional.empty();
    }
    Map<String, Long> copies = copies(key);
    copies.remove(key);
    return copies.entrySet().stream()
        .max(Comparator.comparingLong(it -> product(it.getValue(), own.get(it.getKey()))))
        .map(Map.Entry::getKey);
  }

  private static String counted(long number) {
    return number == Long.MAX_VALUE ? "countless" : Long.toString(number);
  }

  /** Statements, those of calls that are put in place included. */
  private long size(String key) {
    Long known = sizes.get(key);
    if (known != null) {
      return known;
    }
    Map<String, Integer> called = new LinkedHashMap<>();
    own.put(key, count(functions.get(key).body(), called));
    calls.put(key, called);
    long size = own.get(key);
    for (Map.Entry<String, Integer> call : called.entrySet()) {
      size = sum(size, product(size(call.getKey()), call.getValue()));
    }
    sizes.put(key, size);
    return size;
  }

  private int count(Block block, Map<String, Integer> called) {
    int count = 0;
    for (Statement statement : block.statements()) {
      count++;
      if (statement instanceof Statement.Call call && !members.contains(call.function())) {
        called.merge(call.function(), 1, Integer::sum);
      }
      for (Block inner : statement.blocks()) {
        count += count(inner, called);
      }
    }
    return count;
  }

  /** How often each function is put in place, callers before what they call. */
  private Map<String, Long> copies(String root) {
    List<String> order = new ArrayList<>();
    order(root, order);
    Collections.reverse(order);
    Map<String, Long> copies = new LinkedHashMap<>();
    copies.put(root, 1L);
    for (String key : order) {
      calls
          .get(key)
          .forEach(
              (callee, times) ->
                  copies.merge(callee, product(copies.get(key), times), InlinedSize::sum));
    }
    return copies;
  }

  private void order(String key, List<String> order) {
    if (!order.contains(key)) {
      calls.get(key).keySet().forEach(callee -> order(callee, order));
      order.add(key);
    }
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static long product(long one, long other) {
    return other != 0 && one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
  }
}
