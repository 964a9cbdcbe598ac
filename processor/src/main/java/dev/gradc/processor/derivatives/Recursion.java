package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Functions that call themselves, directly or not. */
public final class Recursion {

  private Recursion() {}

  /** Whether a function, or one that it calls, calls itself. */
  public static boolean isReachedFrom(String key, Map<String, Function> functions) {
    Set<String> reached = reached(key, functions);
    reached.add(key);
    return reached.stream().anyMatch(it -> isIn(it, functions));
  }

  /** Whether a function calls itself. */
  static boolean isIn(String key, Map<String, Function> functions) {
    return reached(key, functions).contains(key);
  }

  private static Set<String> reached(String key, Map<String, Function> functions) {
    Set<String> reached = new LinkedHashSet<>();
    if (functions.containsKey(key)) {
      collect(functions.get(key).body(), functions, reached);
    }
    return reached;
  }

  private static void collect(Block block, Map<String, Function> functions, Set<String> reached) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call
          && functions.containsKey(call.function())
          && reached.add(call.function())) {
        collect(functions.get(call.function()).body(), functions, reached);
      }
      statement.blocks().forEach(inner -> collect(inner, functions, reached));
    }
  }
}
