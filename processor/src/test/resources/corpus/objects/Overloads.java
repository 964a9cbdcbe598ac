package corpus.objects;

import dev.gradc.Differentiable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which member is meant hangs on what the source says that an object is. */
final class Overloads {

  private Overloads() {}

  record Holder(Object any, long number) {}

  sealed interface Mark permits Dot, Line {}

  record Dot(int at) implements Mark {}

  record Line(String text) implements Mark {}

  sealed interface Single permits Only {}

  record Only(int at) implements Single {}

  private static double helper(double x, Object any) {
    return x * Chosen.of(any);
  }

  @Differentiable
  static double locals(double x, String text) {
    Object any = text;
    CharSequence letters = text;
    return x * Chosen.of(any) + x * x * Chosen.of(letters) + Chosen.of(text);
  }

  @Differentiable
  static double inlined(double x, String text, int n) {
    Holder holder = new Holder(text, n);
    return helper(x, text) + x * Chosen.of(holder.any()) + x * x * Chosen.of(holder.number());
  }

  @Differentiable
  static double branches(double x, String text, int n) {
    Object any = n > 1 ? text : "other";
    Object later;
    if (n > 1) {
      later = text;
    } else {
      later = n;
    }
    return x * Chosen.of(any) + x * x * Chosen.of(later);
  }

  @Differentiable
  static double receivers(double x, int n) {
    List<Integer> list = new ArrayList<>(List.of(5, 1, 7, 0));
    Collection<Integer> all = list;
    all.remove(n);
    return x * list.size() + x * x * list.get(0);
  }

  @Differentiable
  static double fields(double x, Chosen.Narrow narrow) {
    Chosen wide = narrow;
    return x * (wide.weight + narrow.weight * 10) + x * wide.fixed + narrow.fixed;
  }

  @Differentiable
  static double equality(double x, Chosen one, Chosen other) {
    Object any = other;
    return one.equals(any) ? x : x * x;
  }

  @Differentiable
  static double nothing(double x, int n) {
    Object any = null;
    String text = null;
    double chosen = Chosen.of(any) + 10 * Chosen.of(text) + 100 * Chosen.of((CharSequence) null);
    return x * chosen + Chosen.count(null, text) + Chosen.list(null, null) + (text + n).length();
  }

  @Differentiable
  static double cases(double x, int n) {
    Mark mark = n > 1 ? new Dot(n) : new Line("a");
    Dot dot = new Dot(n);
    Mark same = dot;
    Object any = dot;
    Single single = new Only(n);
    return x * Chosen.mark(mark)
        + 10 * x * Chosen.mark(same)
        + 100 * x * Chosen.mark(dot)
        + x * x * Chosen.mark(any)
        + Chosen.single(single);
  }

  @Differentiable
  static double asked(double x, String text, int n) {
    Object one = text;
    Object other = (Integer) n;
    boolean isSame = one == other;
    double y = isSame || one instanceof Integer ? x : x * x;
    if (n > 100) {
      Integer number = (Integer) one;
      y *= number;
    }
    return other instanceof Integer count ? y * count : y;
  }
}

// file: Chosen.java
package corpus.objects;

import java.util.List;
import java.util.Map;

/** Members that differ in what they take alone. */
class Chosen {

  double weight = 4;
  final double fixed = 6;

  static Chosen example() {
    return new Chosen();
  }

  static double of(Object any) {
    return 1;
  }

  static double of(CharSequence letters) {
    return 2;
  }

  static double of(String text) {
    return 3;
  }

  static double of(int number) {
    return 4;
  }

  static double of(long number) {
    return 5;
  }

  static double count(String first, String... rest) {
    return rest.length;
  }

  static double count(Object first, Object second) {
    return 20;
  }

  static <T> double list(List<T> list, Map<String, T> map) {
    return 30;
  }

  static double mark(Object any) {
    return 1;
  }

  static double mark(Overloads.Mark mark) {
    return 2;
  }

  static double mark(Overloads.Dot dot) {
    return 3;
  }

  static double single(Overloads.Single single) {
    return 1;
  }

  static double single(Overloads.Only only) {
    return 2;
  }

  boolean equals(Chosen other) {
    return true;
  }

  /** Hides what it inherits. */
  static final class Narrow extends Chosen {
    double weight = 5;
    final double fixed = 7;

    static Narrow example() {
      return new Narrow();
    }
  }
}
