package dev.gradc.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/** A chain of operations and its rules backwards: what the compiler makes, for tests of rules. */
public final class Trace {

  private record Step(Sample sample, RuleIndex.Entry entry, Object value) {}

  private final List<Step> steps = new ArrayList<>();

  /** Nothing yet. */
  public Trace() {}

  /** An operation of a tensor, which is the first argument, or a static one; gives its result. */
  public Tensor call(Class<?> type, String method, Object... arguments) {
    Sample sample = new Sample(type, method, arguments);
    RuleIndex.Entry entry = sample.entry();
    try {
      Tensor value = (Tensor) RuleTest.apply(entry, arguments);
      steps.add(new Step(sample, entry, value));
      return value;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(sample.toString(), e);
    }
  }

  /** A method of tensors. */
  public Tensor call(String method, Object... arguments) {
    return call(Tensor.class, method, arguments);
  }

  /** The cotangents of tensors, null where nothing arrives, for the seed 1 of a scalar. */
  public Tensor[] backward(Tensor result, Tensor... inputs) {
    IdentityHashMap<Object, Tensor> cotangents = new IdentityHashMap<>();
    cotangents.put(result, Tensor.full(result.dtype(), 1, result.shape()));
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Tensor cotangent = cotangents.get(step.value());
      if (cotangent != null && !step.entry().isConstant()) {
        add(step, cotangent, cotangents);
      }
    }
    return Arrays.stream(inputs).map(cotangents::get).toArray(Tensor[]::new);
  }

  private static void add(Step step, Tensor cotangent, IdentityHashMap<Object, Tensor> cotangents) {
    Object[] arguments = step.sample().arguments();
    try {
      Object[] several = RuleTest.cotangents(step.entry(), arguments, cotangent);
      int next = 0;
      for (int i = 0; i < arguments.length; i++) {
        if (step.entry().active()[i] && several[next++] instanceof Tensor each) {
          cotangents.merge(arguments[i], each, Tensor::add);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(step.sample().toString(), e);
    }
  }
}
