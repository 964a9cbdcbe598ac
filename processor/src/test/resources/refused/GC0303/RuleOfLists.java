package refused;

import dev.gradc.DerivativeOf;
import java.util.List;
import java.util.Map;

final class RuleOfLists {

  static <T> double listed(List<T> tags, Map<String, List<T>> map, double x) {
    return x * tags.size();
  }

  @DerivativeOf(type = RuleOfLists.class, method = "listed")
  // error: [GC0303] other ones; write: static double listed(List<?> tags, Map<String, ? extends List<?>> map, double x, double seed)
  static double listed(List<Object> tags, Map<String, List<Object>> map, double x, double seed) {
    return seed * tags.size();
  }
}
