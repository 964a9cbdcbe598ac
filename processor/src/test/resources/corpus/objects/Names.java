package corpus.objects;

import dev.gradc.Differentiable;

/** Enums and strings choose what is computed. */
final class Names {

  private Names() {}

  enum Kind {
    SQUARE,
    CUBE,
    SINE
  }

  static final double SCALE = Math.sqrt(2);

  @Differentiable
  static double ofKind(double x, Kind kind) {
    double y = 0;
    switch (kind) {
      case SQUARE:
        y = x * x;
        break;
      case CUBE:
        y = x * x * x;
        break;
      default:
        y = Math.sin(x);
    }
    return SCALE * y;
  }

  @Differentiable
  static double inLoop(double[] x, Kind[] kinds) {
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      product *=
          switch (kinds[i]) {
            case SQUARE -> 1 + x[i] * x[i];
            case CUBE -> 1 + x[i] * x[i] * x[i] / 4;
            case SINE -> Math.sin(x[i]) * SCALE;
          };
    }
    return product;
  }

  @Differentiable
  static double ofName(double x, String name) {
    double base = name.equals("one") ? x : 2 * x;
    return switch (name) {
      case "one", "two" -> Math.exp(base);
      case "three" -> base * base;
      default -> throw new IllegalArgumentException("unknown name: " + name);
    };
  }

  @Differentiable
  static double compared(double x, Kind kind, Kind other) {
    if (kind == other || kind == null) {
      return x;
    }
    return kind != Kind.CUBE && other.ordinal() > 0 ? x * x : Math.cos(x) * name(kind).length();
  }

  private static String name(Kind kind) {
    String name = "the " + kind.name().toLowerCase();
    name += '!';
    return name;
  }
}
