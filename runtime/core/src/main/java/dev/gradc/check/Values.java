package dev.gradc.check;

import dev.gradc.check.Differentiated.Pulled;

/** What must hold of values and gradients before it makes sense to compare them. */
final class Values {

  private final Differentiated f;
  private final Precision precision;
  private final Protocol protocol;

  Values(Differentiated f, Precision precision, Protocol protocol) {
    this.f = f;
    this.precision = precision;
    this.protocol = protocol;
  }

  /** The function's value at the point, which must be finite and the same again. */
  double[] value() {
    double[] value = f.value().apply(f.point());
    if (value.length == 0) {
      protocol.fail(
          Finding.of(
              Finding.Kind.NOT_COMPARED,
              "result",
              "there is nothing to compare: the result holds no floating-point number"));
      return value;
    }
    double[] again = f.value().apply(f.point());
    for (int i = 0; i < value.length; i++) {
      if (Double.doubleToLongBits(value[i]) != Double.doubleToLongBits(again[i])) {
        protocol.fail(
            Finding.of(
                Finding.Kind.NOT_REPEATABLE,
                f.outputs().nameOf(i),
                "the function is not a function: %s is %s, and %s when it is evaluated again with the same arguments"
                    .formatted(f.outputs().nameOf(i), value[i], again[i])));
        return value;
      }
    }
    for (int i = 0; i < value.length; i++) {
      requireFinite(value[i], f.outputs().nameOf(i), "the function is not finite here: %s is %s");
    }
    return value;
  }

  /** The gradient must be finite and the same again; its value must be the function's. */
  void checkGradient(Cotangents cotangents) {
    double[] cotangent = cotangents.ofAll();
    Pulled pulled = f.gradient().orElseThrow().apply(f.point(), cotangent);
    for (int i : cotangents.directions().all()) {
      requireFinite(
          pulled.gradient()[i],
          f.inputs().nameOf(i),
          "the gradient of %s is %s, though the function is finite");
    }
    double[] again = f.gradient(f.point(), cotangent);
    for (int i = 0; i < again.length && !protocol.hasFailed(); i++) {
      if (Double.doubleToLongBits(pulled.gradient()[i]) != Double.doubleToLongBits(again[i])) {
        String name = f.inputs().nameOf(i);
        protocol.fail(
            Finding.of(
                Finding.Kind.NOT_REPEATABLE,
                name,
                "the gradient is not repeatable: that of %s is %s, and %s when it is computed again"
                    .formatted(name, pulled.gradient()[i], again[i])));
      }
    }
    pulled.value().ifPresent(value -> requireSame(value, cotangents.value()));
  }

  private void requireFinite(double number, String name, String text) {
    if (!Double.isFinite(number) && !protocol.hasFailed()) {
      protocol.fail(Finding.of(Finding.Kind.NOT_FINITE, name, text.formatted(name, number)));
    }
  }

  private void requireSame(double[] actual, double[] expected) {
    for (int i = 0; i < actual.length && !protocol.hasFailed(); i++) {
      double tolerance = precision.rounding() * Math.abs(expected[i]);
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
        String name = f.outputs().nameOf(i);
        protocol.fail(
            new Finding(
                Finding.Kind.VALUE,
                name,
                actual[i],
                expected[i],
                0,
                "the value is wrong\n  %s: gradient(...).value() %s, the function %s"
                    .formatted(name, NumberText.of(actual[i]), NumberText.of(expected[i]))));
      }
    }
  }
}
