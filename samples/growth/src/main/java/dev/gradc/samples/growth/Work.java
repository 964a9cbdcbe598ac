package dev.gradc.samples.growth;

import dev.gradc.Tape;
import java.util.Random;
import java.util.function.LongSupplier;

/** Something that grows, and what a tape of it should need. */
enum Work {
  ELEMENTS("elements of a loss", 7),
  LAYERS("layers of width 32", 4),
  STEPS("steps of 10 numbers", 6),
  CHECKPOINTS("steps with @Checkpoint", 6),
  SNAPSHOTS("steps with 20 snapshots", 6);

  private static final int WIDTH = 32;
  private static final int STATE = 10;

  final String title;
  private final int largest;

  /**
   * @param largest the power of ten that it ends with
   */
  Work(String title, int largest) {
    this.title = title;
    this.largest = largest;
  }

  /** Powers of ten, so many at most. */
  int[] sizes(int decades) {
    int[] sizes = new int[Math.min(decades, largest)];
    int size = 1;
    for (int i = 0; i < sizes.length; i++) {
      size *= 10;
      sizes[i] = size;
    }
    return sizes;
  }

  /**
   * The bytes of what the formulas of the derivative read and the caller does not have: p and log p
   * of an element; what comes out of a layer; what goes into a sine; the states that are kept.
   */
  long needed(int size) {
    long doubles =
        switch (this) {
          case ELEMENTS -> 2L * size;
          case LAYERS -> (long) WIDTH * size;
          case STEPS -> (long) STATE * size;
          case CHECKPOINTS -> STATE * Math.round(Math.sqrt(size));
          case SNAPSHOTS -> STATE;
        };
    return Double.BYTES * doubles;
  }

  /** The evaluation and its derivative, of inputs by chance. */
  Runs of(int size) {
    Random random = new Random(size);
    return switch (this) {
      case ELEMENTS -> {
        double[] scores = random.doubles(size, -3, 3).toArray();
        double[] targets = random.doubles(size).map(it -> it < 0.5 ? -1 : 1).toArray();
        var gradient = ObjectivesGrad.Elements.Gradient.zeros(scores, targets);
        var tape = new ObjectivesGrad.Elements.Tape();
        yield new Runs(
            () -> Objectives.elements(scores, targets),
            () -> {
              gradient.setZero();
              return ObjectivesGrad.Elements.addGradient(scores, targets, gradient);
            },
            passes(
                () -> {
                  gradient.setZero();
                  tape.forward(scores, targets);
                },
                tape,
                () -> tape.backward(gradient)));
      }
      case LAYERS -> {
        double[][][] weights = new double[size][WIDTH][];
        for (double[][] layer : weights) {
          for (int i = 0; i < WIDTH; i++) {
            layer[i] = random.doubles(WIDTH, -0.3, 0.3).toArray();
          }
        }
        double[] input = random.doubles(WIDTH, -1, 1).toArray();
        var gradient = ObjectivesGrad.Layers.Gradient.zeros(weights, input);
        var tape = new ObjectivesGrad.Layers.Tape();
        yield new Runs(
            () -> Objectives.layers(weights, input),
            () -> {
              gradient.setZero();
              return ObjectivesGrad.Layers.addGradient(weights, input, gradient);
            },
            passes(
                () -> {
                  gradient.setZero();
                  tape.forward(weights, input);
                },
                tape,
                () -> tape.backward(gradient)));
      }
      default -> steps(random.doubles(STATE, 0, 6).toArray(), size);
    };
  }

  private Runs steps(double[] start, int steps) {
    if (this == STEPS) {
      var gradient = ObjectivesGrad.Steps.Gradient.zeros(start, steps);
      var tape = new ObjectivesGrad.Steps.Tape();
      return new Runs(
          () -> Objectives.steps(start, steps),
          () -> ObjectivesGrad.Steps.addGradient(start, steps, gradient),
          passes(() -> tape.forward(start, steps), tape, () -> tape.backward(gradient)));
    }
    if (this == CHECKPOINTS) {
      var gradient = ObjectivesGrad.Checkpointed.Gradient.zeros(start, steps);
      var tape = new ObjectivesGrad.Checkpointed.Tape();
      return new Runs(
          () -> Objectives.checkpointed(start, steps),
          () -> ObjectivesGrad.Checkpointed.addGradient(start, steps, gradient),
          passes(() -> tape.forward(start, steps), tape, () -> tape.backward(gradient)));
    }
    var gradient = ObjectivesGrad.Snapshots.Gradient.zeros(start, steps);
    var tape = new ObjectivesGrad.Snapshots.Tape();
    return new Runs(
        () -> Objectives.snapshots(start, steps),
        () -> ObjectivesGrad.Snapshots.addGradient(start, steps, gradient),
        passes(() -> tape.forward(start, steps), tape, () -> tape.backward(gradient)));
  }

  private static LongSupplier passes(Runnable forward, Tape tape, Runnable backward) {
    return () -> {
      forward.run();
      long bytes = tape.bytes();
      backward.run();
      return bytes;
    };
  }

  /** Gives the value. */
  @FunctionalInterface
  interface Evaluation {
    double run();
  }

  /**
   * What is timed.
   *
   * @param tape gives the bytes that the tape holds between its passes
   */
  record Runs(Evaluation primal, Evaluation gradient, LongSupplier tape) {}
}
