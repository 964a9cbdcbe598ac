package corpus.objects;

import dev.gradc.Differentiable;

/** Objects of several classes in one place, boxes among them. */
final class Classes {

  private Classes() {}

  interface Curve {
    double at(int i);
  }

  static final class Line implements Curve {
    @Override
    public double at(int i) {
      return i;
    }
  }

  static final class Parabola implements Curve {
    @Override
    public double at(int i) {
      return i * i;
    }
  }

  private static Curve chosen(int n, Line line, Parabola parabola) {
    return n > 1 ? line : parabola;
  }

  static <T> T first(T one, T other, int n) {
    return n > 1 ? one : other;
  }

  @Differentiable
  static double conditional(double x, int n) {
    Curve curve = n > 1 ? new Line() : new Parabola();
    return x * curve.at(n) * chosen(n, new Line(), new Parabola()).at(n);
  }

  @Differentiable
  static double unrelated(double x, int n, String text) {
    Integer number = n > 1 ? (Integer) n : 7;
    Object any = n > 1 ? text : number;
    CharSequence letters = n > 2 ? text : new StringBuilder("four");
    Comparable<?> comparable = n > 1 ? text : number;
    double y = x * any.toString().length() + x * x * letters.length();
    return y + (comparable == null ? 0 : (n > 2 ? text : number).hashCode() * x);
  }

  @Differentiable
  static double generic(double x, int n, String text) {
    Integer number = n;
    Object any = first(text, number, n);
    return x * any.hashCode() + x * x * first(text, number, n).hashCode() * first("a", text, n).length();
  }

  /* Two boxes as the branches of one expression would be made one type of number. */
  @Differentiable
  static double boxes(double x, int n) {
    Integer number = n;
    Long large = 5L + n;
    Object any = n > 1 ? (Object) number : (Object) large;
    Object later;
    if (n > 2) {
      later = number;
    } else {
      later = large;
    }
    double isNumber = any instanceof Integer ? 2 : 3;
    return x * isNumber + x * x * (later instanceof Long ? 5 : 7) + (int) (Object) n;
  }

  @Differentiable
  static double arrays(double x, int n, String[] words) {
    String[] own = words.clone();
    Object[] any = own;
    String before = own[0];
    any[0] = "longer" + n;
    Object[] either = n > 1 ? own : new Integer[] {1, n};
    either[0] = n > 1 ? "u" : (Object) n;
    String[] back = (String[]) any;
    back[1] = "xyz";
    double y = x * own[0].length() + x * x * before.length() + own[1].length();
    return y * either.length + ClassesOfArrays.of(any) * x + ClassesOfArrays.of(own) * x * x;
  }

  /** Arrays are of some interfaces, too. */
  private static int count(java.io.Serializable... all) {
    return all.length;
  }

  @Differentiable
  static double serializable(double x, int[] places) {
    java.io.Serializable[] all = {places, "a", 1};
    return x * all.length * count(places, places);
  }
}

// file: ClassesOfArrays.java
package corpus.objects;

/** Members that differ in the class that an array is said to be of. */
final class ClassesOfArrays {

  private ClassesOfArrays() {}

  static double of(Object[] any) {
    return 1;
  }

  static double of(String[] words) {
    return 2;
  }
}
