package corpus.objects;

import dev.gradc.Differentiable;
import java.util.Date;
import java.util.List;

/** Warnings that the source stands by, and what may be used in its own class alone. */
final class Suppressed {

  private Suppressed() {}

  /** With a type parameter that is left out below. */
  static final class Named<T> {
    final T name;

    Named(T name) {
      this.name = name;
    }

    static Named<String> example() {
      return new Named<>("a");
    }
  }

  @Differentiable
  @SuppressWarnings({"rawtypes", "deprecation"})
  static double raw(double x, Named named) {
    return x * x * (named == null ? 1 : 2) * new Date(99, 1, 1).getYear();
  }

  @Deprecated
  static double old() {
    return 3;
  }

  @Differentiable
  static double deprecated(double x) {
    return helper(x) * old();
  }

  @SuppressWarnings("unchecked")
  private static double helper(double x) {
    Object names = List.of("a");
    return x * ((List<String>) names).size();
  }
}
