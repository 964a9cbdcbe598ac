package dev.gradc.check;

import dev.gradc.check.Differentiated.Pulled;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks derivatives that are given as functions; see {@link GradientCheck#function}. Reflection
 * reads and makes records, if there are some, and nothing else.
 *
 * @param <T> what the function takes
 * @param <R> what it gives
 */
public final class FunctionCheck<T, R> extends GradientCheck<FunctionCheck<T, R>> {

  private final Function<T, R> function;
  private final Derivatives<T, R> derivatives;

  private record Derivatives<T, R>(
      Optional<Function<T, T>> gradient,
      Optional<BiFunction<T, R, T>> pullback,
      Optional<BiFunction<T, T, R>> jvp,
      Optional<BiFunction<T, T, T>> hvp) {}

  FunctionCheck(Function<T, R> function, Settings settings) {
    this(
        function,
        settings,
        new Derivatives<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private FunctionCheck(Function<T, R> function, Settings settings, Derivatives<T, R> derivatives) {
    super(settings);
    this.function = function;
    this.derivatives = derivatives;
  }

  @Override
  FunctionCheck<T, R> with(Settings changed) {
    return new FunctionCheck<>(function, changed, derivatives);
  }

  private FunctionCheck<T, R> with(Derivatives<T, R> changed) {
    return new FunctionCheck<>(function, settings(), changed);
  }

  /**
   * Takes this cotangent of the result instead of random ones: one with zeros leaves outputs out.
   *
   * @param cotangent of the shape of the result
   * @return such a check
   */
  public FunctionCheck<T, R> cotangent(R cotangent) {
    return with(settings().withCotangent(cotangent));
  }

  /**
   * Tells the gradient of a function whose result is a single number.
   *
   * @param gradient takes the point, and gives the derivative by each of its numbers, in its shape
   * @return such a check
   */
  public FunctionCheck<T, R> gradient(Function<T, T> gradient) {
    return with(
        new Derivatives<>(
            Optional.of(gradient), Optional.empty(), derivatives.jvp(), derivatives.hvp()));
  }

  /**
   * Tells the gradient of a function with any result.
   *
   * @param pullback takes the point and a cotangent of the result
   * @return such a check
   */
  public FunctionCheck<T, R> pullback(BiFunction<T, R, T> pullback) {
    return with(
        new Derivatives<>(
            Optional.empty(), Optional.of(pullback), derivatives.jvp(), derivatives.hvp()));
  }

  /**
   * Tells the directional derivative.
   *
   * @param jvp takes the point and a tangent of its shape
   * @return such a check
   */
  public FunctionCheck<T, R> jvp(BiFunction<T, T, R> jvp) {
    return with(
        new Derivatives<>(
            derivatives.gradient(), derivatives.pullback(), Optional.of(jvp), derivatives.hvp()));
  }

  /**
   * Tells the product of the Hessian and a direction, for a function whose result is a single
   * number. It is compared with differences of the gradient, which has to be told too.
   *
   * @param hvp takes the point and a direction of its shape
   * @return such a check
   */
  public FunctionCheck<T, R> hvp(BiFunction<T, T, T> hvp) {
    return with(
        new Derivatives<>(
            derivatives.gradient(), derivatives.pullback(), derivatives.jvp(), Optional.of(hvp)));
  }

  /**
   * Compares at a point.
   *
   * @param point what the function takes
   * @return what was found
   * @throws IllegalStateException if no derivative was told, or one that does not go with the
   *     result
   */
  public CheckResult at(T point) {
    boolean hasGradient = derivatives.gradient().isPresent() || derivatives.pullback().isPresent();
    if (!hasGradient && derivatives.jvp().isEmpty()) {
      throw new IllegalStateException("there is no derivative to check: tell .gradient(...)");
    }
    if (derivatives.hvp().isPresent() && !hasGradient) {
      throw new IllegalStateException("hvp is compared with gradients: tell .gradient(...) too");
    }
    return Examination.of("the function", () -> differentiated(point), settings());
  }

  private Differentiated differentiated(T point) {
    Flattening inputs = Flattening.of(new Object[] {point}, Roles.named("x", point));
    double[] start = inputs.vector(point);
    T used = this.<T>made(inputs, start);
    R result = evaluated("the function", () -> function.apply(used));
    Flattening outputs = Flattening.of(new Object[] {result}, Roles.named("value", result));
    boolean isScalar = result instanceof Double || result instanceof Float;
    if (!isScalar && (derivatives.gradient().isPresent() || derivatives.hvp().isPresent())) {
      throw new IllegalStateException(
          "the result is not a single number: tell .pullback(...), which takes its cotangent");
    }
    return new Differentiated(
        "the function",
        inputs,
        outputs,
        start,
        isScalar,
        !inputs.holds(start, used),
        at ->
            outputs.vector(
                evaluated("the function", () -> function.apply(this.<T>made(inputs, at)))),
        pullback(inputs, outputs),
        derivatives.jvp().map(jvp -> operator("jvp", jvp, inputs, outputs)),
        derivatives.hvp().map(hvp -> operator("hvp", hvp, inputs, inputs)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private Optional<Differentiated.Pullback> pullback(Flattening inputs, Flattening outputs) {
    Optional<BiFunction<T, R, T>> any =
        derivatives
            .pullback()
            .or(() -> derivatives.gradient().map(it -> (point, cotangent) -> it.apply(point)));
    return any.map(
        pullback ->
            (at, cotangent) -> {
              T point = this.<T>made(inputs, at);
              R seed = this.<R>made(outputs, cotangent);
              T gradient = evaluated("the gradient", () -> pullback.apply(point, seed));
              return new Pulled(inputs.vector(gradient), Optional.empty());
            });
  }

  private <O> BinaryOperator<double[]> operator(
      String name, BiFunction<T, T, O> derivative, Flattening inputs, Flattening results) {
    return (at, direction) -> {
      T point = this.<T>made(inputs, at);
      T tangent = this.<T>made(inputs, direction);
      return results.vector(evaluated(name, () -> derivative.apply(point, tangent)));
    };
  }

  /** Values of a flattening have the type of what it was made of. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <V> V made(Flattening flattening, double[] vector) {
    return (V) flattening.values(vector)[0];
  }

  private static <V> V evaluated(String what, Supplier<V> value) {
    try {
      return value.get();
    } catch (RuntimeException | AssertionError e) {
      throw new EvaluationException(what + " throws " + e, e);
    }
  }
}
