package dev.gradc.check;

import dev.gradc.Companion;
import dev.gradc.check.Differentiated.MatrixFunction;
import dev.gradc.check.Differentiated.Pulled;
import java.lang.reflect.Array;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** A method and what gradc has generated for it, as functions of vectors. */
final class CompanionFunction {

  private final GeneratedMethods methods;
  private final CompanionParts parts;
  private final Flattening inputs;
  private final double[] point;
  private final Flattening outputs;
  private final boolean writesInputs;
  private final int tangents;

  CompanionFunction(GeneratedMethods methods, Object[] arguments) {
    this.methods = methods;
    this.parts =
        new CompanionParts(
            methods.generated(),
            methods.generated().getAnnotation(Companion.class),
            Arrays.copyOf(methods.gradient().getGenericParameterTypes(), arguments.length));
    this.inputs = Flattening.of(arguments, parts);
    this.point = inputs.vector(arguments);
    this.tangents =
        (int) java.util.stream.IntStream.range(0, arguments.length).filter(parts::isActive).count();
    Object[] used = inputs.values(point);
    Object result = original(used);
    this.writesInputs = !inputs.holds(point, used);
    this.outputs = Flattening.of(new Object[] {result}, Roles.named("value", result));
  }

  Differentiated differentiated() {
    int arity = methods.arity();
    return new Differentiated(
        methods.name(),
        inputs,
        outputs,
        point,
        !methods.hasCotangent(),
        writesInputs,
        at -> outputs.vector(original(inputs.values(at))),
        Optional.of(this::gradient),
        methods.method("jvp", arity + tangents).map(this::jvp),
        methods.method("hvp", arity + tangents).map(this::hvp),
        methods.method("jacobian", arity).map(this::matrix),
        methods.method("hessian", arity).map(this::matrix),
        methods
            .method("hessianDiagonal", arity)
            .map(method -> at -> read(call(method, null, inputs.values(at)))),
        methods.method("forward", arity).map(this::passes).orElse(List.of()));
  }

  private List<TapePass> passes(Method forward) {
    return new TapeMethods(forward, methods.original().getReturnType(), outputs)
        .passes().stream()
            .map(it -> new TapePass(it.name(), it.results(), backward(forward, it)))
            .toList();
  }

  private BinaryOperator<double[]> backward(Method forward, TapeMethods.Pass pass) {
    return (at, cotangent) -> {
      Object tape = call(forward, null, inputs.values(at));
      Object subject = pass.handle().map(handle -> call(handle, tape)).orElse(tape);
      Object whole = outputs.values(cotangent)[0];
      Object seed = pass.component().map(it -> Components.read(it, whole)).orElse(whole);
      return read(call(pass.backward(), subject, seed));
    };
  }

  private Object original(Object[] arguments) {
    boolean isStatic = Modifier.isStatic(methods.original().getModifiers());
    return isStatic
        ? call(methods.original(), null, arguments)
        : call(
            methods.original(), arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private Pulled gradient(double[] at, double[] cotangent) {
    List<Object> arguments = new ArrayList<>(Arrays.asList(inputs.values(at)));
    if (methods.hasCotangent()) {
      arguments.add(outputs.values(cotangent)[0]);
    }
    Object gradient = call(methods.gradient(), null, arguments.toArray());
    return new Pulled(read(gradient), Optional.of(outputs.vector(accessor(gradient, "value"))));
  }

  private BinaryOperator<double[]> jvp(Method method) {
    return (at, tangent) ->
        outputs.vector(accessor(call(method, null, withTangents(at, tangent)), "tangent"));
  }

  private BinaryOperator<double[]> hvp(Method method) {
    return (at, direction) -> read(call(method, null, withTangents(at, direction)));
  }

  /** The arguments, and behind them a tangent for each that is active. */
  private Object[] withTangents(double[] at, double[] tangent) {
    List<Object> arguments = new ArrayList<>(Arrays.asList(inputs.values(at)));
    Object[] all = inputs.values(tangent);
    for (int i = 0; i < all.length; i++) {
      if (parts.isActive(i)) {
        arguments.add(all[i]);
      }
    }
    return arguments.toArray();
  }

  /** The numbers of a gradient, part by part. */
  private double[] read(Object gradient) {
    double[] vector = new double[inputs.size()];
    for (Span span : inputs.activeSpans()) {
      Object part = accessor(gradient, parts.accessor(span));
      for (int index : span.trail()) {
        part = Array.getLength(part) > index ? Array.get(part, index) : new double[0];
      }
      if (span.isScalar() ? !(part instanceof Number) : lengthOf(part) != span.length()) {
        throw new EvaluationException(
            "the gradient of %s has another shape than %s itself"
                .formatted(span.name(), span.name()));
      }
      for (int i = 0; i < span.length(); i++) {
        Object element = span.isScalar() ? part : Array.get(part, i);
        vector[span.start() + i] = ((Number) element).doubleValue();
      }
    }
    return vector;
  }

  private static int lengthOf(Object array) {
    return array != null && array.getClass().isArray() ? Array.getLength(array) : -1;
  }

  private MatrixFunction matrix(Method method) {
    int[] columns = inputs.placesByParts(methods.arity());
    int[] ofOutputs = outputs.placesByParts(1);
    int[] rows = method.getName().equals("hessian") ? columns : ofOutputs;
    return at -> {
      if (parts.hasCases() || !PartPaths.haveOneCase(methods.original().getGenericReturnType())) {
        throw new RefusedException(
            "a sealed interface has columns for the components of all its cases", null);
      }
      Object matrix = call(method, null, inputs.values(at));
      double[][] ordered = new double[rows.length][columns.length];
      if (Array.getLength(matrix) != rows.length) {
        throw new EvaluationException(
            "%s has %d rows, not %d"
                .formatted(method.getName(), Array.getLength(matrix), rows.length));
      }
      for (int i = 0; i < rows.length; i++) {
        Object row = Array.get(matrix, rows[i]);
        if (Array.getLength(row) != columns.length) {
          throw new EvaluationException(
              "%s has %d columns, not %d"
                  .formatted(method.getName(), Array.getLength(row), columns.length));
        }
        for (int k = 0; k < columns.length; k++) {
          ordered[i][k] = Array.getDouble(row, columns[k]);
        }
      }
      return ordered;
    };
  }

  private static Object accessor(Object object, String name) {
    try {
      return call(object.getClass().getDeclaredMethod(name), object);
    } catch (NoSuchMethodException e) {
      throw new EvaluationException(object.getClass().getName() + " has no " + name + "()", e);
    }
  }

  private static Object call(Method method, Object object, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error && !(cause instanceof AssertionError)) {
        throw error;
      }
      throw new EvaluationException(
          "%s.%s throws %s"
              .formatted(method.getDeclaringClass().getSimpleName(), method.getName(), cause),
          cause);
    } catch (IllegalAccessException | InaccessibleObjectException e) {
      throw Components.closed(method.getDeclaringClass(), e);
    }
  }
}
