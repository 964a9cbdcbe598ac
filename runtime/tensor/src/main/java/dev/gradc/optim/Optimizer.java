package dev.gradc.optim;

import dev.gradc.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Changes the parameters of models in place, so that a loss becomes smaller.
 *
 * <pre>{@code
 * Adam adam = Adam.over(model1, model2).learningRate(1e-3);
 * adam.step(gradient.model1(), gradient.model2());
 * }</pre>
 *
 * <p>A parameter may be in two optimizers; each remembers its own. What a gradient does not reach
 * ({@code null}) is skipped, memory and count of steps included. Of an array of numbers, such as a
 * {@code double[]}, nothing tells a gradient that is missing from one of zeros, so it takes part in
 * each step: tensors are what parameters are made of. The arithmetic is PyTorch's.
 *
 * @param <O> the optimizer itself
 */
public abstract class Optimizer<O extends Optimizer<O>> {

  private final Parameters parameters;
  private double learningRate;
  private Schedule schedule = Schedule.constant();
  private long steps;

  /** What two gradients are handed on in. */
  private final Object[] pair = new Object[2];

  Optimizer(double learningRate, Object... models) {
    this.parameters = Parameters.of(models);
    this.learningRate = learningRate;
  }

  abstract O self();

  /** Throws {@link IllegalStateException} if settings do not go together. */
  void checkSettings() {}

  /**
   * The names of what is remembered, with the present settings, of a parameter that was changed.
   */
  abstract Set<String> memories();

  /** Changes one parameter along its gradient; the step of the parameter counts from 1. */
  abstract void update(Parameter parameter, double rate, long step);

  /** Sets the learning rate. */
  public O learningRate(double rate) {
    this.learningRate = notNegative("the learning rate", rate);
    return self();
  }

  /** Sets how the learning rate changes from step to step. */
  public O schedule(Schedule newSchedule) {
    this.schedule = Objects.requireNonNull(newSchedule, "schedule");
    return self();
  }

  /**
   * The learning rate of the next step.
   *
   * @throws IllegalStateException if the schedule gives a factor that is no finite number
   */
  public double currentRate() {
    double factor = schedule.factor(steps);
    if (!Double.isFinite(factor)) {
      throw new IllegalStateException("the schedule gives " + factor + " for step " + steps);
    }
    return learningRate * factor;
  }

  /** How many steps were taken. */
  public long steps() {
    return steps;
  }

  /**
   * One step along gradients, and those that were accumulated before.
   *
   * @param gradients one for each model, of its structure, in the order in which the models were
   *     given; null for a model that is not reached. None at all to step along what was accumulated
   * @throws IllegalArgumentException if a gradient has another structure, with the name of what
   *     differs, before anything is changed
   */
  public void step(Object... gradients) {
    checkSettings();
    if (gradients == null || gradients.length > 0) {
      accumulate(gradients);
    }
    step();
  }

  /**
   * The same of an optimizer over one model. In a loop it allocates nothing, where a call with
   * several gradients makes an array of them.
   *
   * @param gradient of the structure of the model
   * @throws IllegalArgumentException if it has another structure, with the name of what differs,
   *     before anything is changed
   */
  public void step(Object gradient) {
    checkSettings();
    parameters.addOnly(1, gradient);
    step();
  }

  /**
   * The same of an optimizer over two models, as the two networks that learn from each other are.
   *
   * @param first of the structure of the first model; null if it is not reached
   * @param second of that of the second one
   * @throws IllegalArgumentException if one has another structure, with the name of what differs,
   *     before anything is changed
   */
  public void step(Object first, Object second) {
    checkSettings();
    accumulateWeighted(1, first, second);
    step();
  }

  /** One step along what was accumulated. */
  public void step() {
    checkSettings();
    double rate = currentRate();
    List<Parameter> all = parameters.all();
    for (int i = 0; i < all.size(); i++) {
      Parameter parameter = all.get(i);
      if (parameter.isReached()) {
        update(parameter, rate, parameter.nextStep());
        parameter.forgetGradient();
      }
    }
    steps++;
  }

  /**
   * Adds gradients to those of the next step, as of parts of a batch.
   *
   * @param gradients as in {@link #step}
   */
  public void accumulate(Object... gradients) {
    accumulateWeighted(1, gradients);
  }

  /**
   * The same of an optimizer over one model.
   *
   * @param gradient as in {@link #step(Object)}
   */
  public void accumulate(Object gradient) {
    accumulateWeighted(1, gradient);
  }

  /**
   * The same of an optimizer over two models.
   *
   * @param first as in {@link #step(Object, Object)}
   * @param second as in there
   */
  public void accumulate(Object first, Object second) {
    accumulateWeighted(1, first, second);
  }

  /**
   * Adds multiples of gradients to those of the next step: with weights that sum to 1, means of
   * parts of a batch become the mean of the batch.
   *
   * @param weight the factor
   * @param gradients as in {@link #step}
   * @throws IllegalArgumentException if the factor is no finite number
   */
  public void accumulateWeighted(double weight, Object... gradients) {
    checkWeight(weight);
    parameters.add(weight, gradients == null ? new Object[] {null} : gradients);
  }

  /**
   * The same of an optimizer over one model.
   *
   * @param weight the factor
   * @param gradient as in {@link #step(Object)}
   * @throws IllegalArgumentException if the factor is no finite number
   */
  public void accumulateWeighted(double weight, Object gradient) {
    checkWeight(weight);
    parameters.addOnly(weight, gradient);
  }

  /**
   * The same of an optimizer over two models.
   *
   * @param weight the factor
   * @param first as in {@link #step(Object, Object)}
   * @param second as in there
   * @throws IllegalArgumentException if the factor is no finite number
   */
  public void accumulateWeighted(double weight, Object first, Object second) {
    checkWeight(weight);
    pair[0] = first;
    pair[1] = second;
    parameters.add(weight, pair);
    Arrays.fill(pair, null);
  }

  private static void checkWeight(double weight) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("the weight of gradients is " + weight);
    }
  }

  /** Forgets gradients that were accumulated and not stepped along. */
  public void clearGradients() {
    parameters.all().forEach(Parameter::forgetGradient);
  }

  /**
   * Writes what the optimizer remembers with its present settings, but for the settings themselves
   * and accumulated gradients, to a file in the format safetensors.
   *
   * @param file is replaced
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    OptimizerState.of(name(), steps, memories(), parameters).write(file);
  }

  /**
   * Continues where {@link #save} was called. Settings are set before: the file has to hold what is
   * remembered with them, no less, such as AMSGrad's largest moments, and no more.
   *
   * @param file of an optimizer of the same class, with the same settings, over models of the same
   *     structure
   * @throws IOException if it cannot be read, is no such file, or does not fit; nothing is changed
   *     then
   */
  public void load(Path file) throws IOException {
    steps = OptimizerState.restore(Safetensors.read(file), name(), memories(), parameters, file);
  }

  private String name() {
    return getClass().getSimpleName();
  }

  static double notNegative(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " is " + value + ", not 0 or more");
    }
    return value;
  }

  static double belowOne(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(what + " is " + value + ", not from 0 to below 1");
    }
    return value;
  }
}
