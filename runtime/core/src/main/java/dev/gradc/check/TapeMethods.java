package dev.gradc.check;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The backward passes of the tape that gradc has generated for a method. */
final class TapeMethods {

  private final Method forward;
  private final Class<?> result;
  private final Flattening outputs;

  /**
   * @param forward gives a tape
   * @param result what the method gives
   */
  TapeMethods(Method forward, Class<?> result, Flattening outputs) {
    this.forward = forward;
    this.result = result;
    this.outputs = outputs;
  }

  /**
   * A pass as methods.
   *
   * @param handle gives the output of a tape that it is of; absent for the pass of all
   * @param backward takes a cotangent
   * @param component of the record that is the result; absent for the pass of all
   */
  record Pass(
      String name,
      Optional<Method> handle,
      Method backward,
      Optional<RecordComponent> component,
      List<Integer> results) {}

  /** Of all outputs, and of each. */
  List<Pass> passes() {
    List<Pass> passes = new ArrayList<>();
    Class<?> tape = forward.getReturnType();
    backward(tape, result)
        .ifPresent(
            it ->
                passes.add(
                    new Pass(
                        "forward(...).backward(...)",
                        Optional.empty(),
                        it,
                        Optional.empty(),
                        all())));
    for (RecordComponent component :
        result.isRecord() ? result.getRecordComponents() : new RecordComponent[0]) {
      for (Method handle : tape.getDeclaredMethods()) {
        if (handle.getName().equals(component.getName()) && handle.getParameterCount() == 0) {
          List<Integer> results = within(component.getName());
          backward(handle.getReturnType(), component.getType())
              .filter(any -> !results.isEmpty())
              .ifPresent(
                  it ->
                      passes.add(
                          new Pass(
                              "forward(...).%s().backward(...)".formatted(handle.getName()),
                              Optional.of(handle),
                              it,
                              Optional.of(component),
                              results)));
        }
      }
    }
    return passes;
  }

  private static Optional<Method> backward(Class<?> type, Class<?> cotangent) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(it -> it.getName().equals("backward") && !it.isSynthetic())
        .filter(it -> Arrays.equals(it.getParameterTypes(), new Class<?>[] {cotangent}))
        .findFirst();
  }

  private List<Integer> all() {
    return IntStream.range(0, outputs.size()).boxed().toList();
  }

  private List<Integer> within(String component) {
    return outputs.activeSpans().stream()
        .filter(it -> it.path().equals(component) || it.path().startsWith(component + "."))
        .flatMap(it -> IntStream.range(it.start(), it.end()).boxed())
        .toList();
  }
}
