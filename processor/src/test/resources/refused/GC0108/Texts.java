package refused;

import dev.gradc.Differentiable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Java's own classes run the code of what they are given: texts, questions, callbacks. */
final class Texts {

  @Differentiable
  static double concatenated(double y, Changing object) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    String text = "a" + object;
    return value * text.length();
  }

  @Differentiable
  static double appended(double y, Changing object) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    String text = "a";
    text += object;
    return value * text.length();
  }

  @Differentiable
  static double formatted(double y, Changing object) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    return value * String.format("%s", object).length();
  }

  @Differentiable
  static double built(double y, Changing object) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    return value * new StringBuilder().append(object).length();
  }

  @Differentiable
  static double equal(double y, Changing object) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    return Objects.equals(object, "b") ? value * value : value;
  }

  @Differentiable
  static double sorted(double y, Comparator<String> order) {
    List<String> names = new ArrayList<>(List.of("a", "b"));
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    names.sort(order);
    return value * value;
  }

  @Differentiable
  static double forEach(double y, List<String> names, Consumer<String> action) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    names.forEach(action);
    return value * value;
  }

  @Differentiable
  static double ofCollection(double y, List<Changing> objects) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    return value * objects.toString().length();
  }

  @Differentiable
  static double sequence(double y, CharSequence text) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Changing.weighted(y);
    return value * text.length();
  }

  /** What it tells may be something else the second time. */
  @Differentiable
  static double evaluatedAgain(double y, int n, Changing object) {
    if (n == 0) {
      return y;
    }
    String text = "a" + object;
    // error: [GC0108] uses other code
    //     ^
    return evaluatedAgain(y * text.length(), n - 1, object);
  }

  @Differentiable
  static double ofBuilder(double y, int n, StringBuilder builder) {
    if (n == 0) {
      return y;
    }
    String text = "a" + builder;
    // error: [GC0108] uses other code
    //     ^
    return ofBuilder(y * text.length(), n - 1, builder);
  }
}

final class Changing {

  static final double[] WEIGHTS = {2, 3};

  @Differentiable
  static double weighted(double y) {
    return WEIGHTS[0] * y * y;
  }

  @Override
  public String toString() {
    WEIGHTS[0] += 1;
    return "a";
  }
}
