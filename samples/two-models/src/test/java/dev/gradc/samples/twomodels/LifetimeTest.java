package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.ModifiedInPlaceException;
import dev.gradc.TapeFreedException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What tapes and gradients refuse, and that refusing changes nothing. */
final class LifetimeTest {

  private static final double[] WEIGHT = {1, 2, 3, 4};
  private static final double[] BIAS = {0.5, -0.5};
  private static final double[] INPUT = {0.1, 0.2, 0.3, 0.4};
  private static final double[] SEED = {1, 2, 3, 4};

  @Test
  void nothingRecorded() {
    LayersGrad.Linear.Tape tape = new LayersGrad.Linear.Tape();
    assertThrows(IllegalStateException.class, tape::value);
    assertThrows(IllegalStateException.class, () -> tape.backward(SEED));
  }

  @Test
  void closedAndRecordedAnew() {
    LayersGrad.Linear.Tape tape = LayersGrad.Linear.forward(WEIGHT, BIAS, INPUT);
    tape.close();
    String message = assertThrows(IllegalStateException.class, tape::value).getMessage();
    assertTrue(message.contains("closed"), message);
    tape.forward(WEIGHT, BIAS, INPUT);
    assertArrayEquals(Layers.linear(WEIGHT, BIAS, INPUT), tape.value());
  }

  @Test
  void secondBackwardChangesNoGradient() {
    LayersGrad.Linear.Tape tape = LayersGrad.Linear.forward(WEIGHT, BIAS, INPUT);
    LayersGrad.Linear.Gradient gradient = tape.backward(SEED);
    double[] before = gradient.weight().clone();
    assertThrows(TapeFreedException.class, () -> tape.backward(SEED, gradient));
    assertArrayEquals(before, gradient.weight());
    assertArrayEquals(Layers.linear(WEIGHT, BIAS, INPUT), tape.value());
    assertArrayEquals(before, tape.forward(WEIGHT, BIAS, INPUT).backward(SEED).weight());
  }

  @Test
  void retainedGoesBackTwice() {
    LayersGrad.RetainedFirstLinear.Tape tape =
        LayersGrad.RetainedFirstLinear.forward(WEIGHT, BIAS, INPUT);
    assertArrayEquals(tape.backward(SEED).weight(), tape.backward(SEED).weight());
  }

  @Test
  void modifiedInBetween() {
    double[] input = INPUT.clone();
    LayersGrad.Linear.Tape tape = LayersGrad.Linear.forward(WEIGHT, BIAS, input);
    input[2] += 1;
    String message =
        assertThrows(ModifiedInPlaceException.class, () -> tape.backward(SEED)).getMessage();
    assertTrue(message.contains("'input'"), message);
  }

  @Test
  void wrongLengths() {
    LayersGrad.Linear.Tape tape = LayersGrad.Linear.forward(WEIGHT, BIAS, INPUT);
    assertThrows(IllegalArgumentException.class, () -> tape.backward(new double[3]));
    LayersGrad.Linear.Gradient other =
        LayersGrad.Linear.Gradient.of(new double[4], new double[2], new double[3]);
    assertThrows(IllegalArgumentException.class, () -> tape.backward(SEED, other));
  }

  @Test
  void gradientsAddUpAndCanBeReset() {
    int[] labels = {1, 0};
    LayersGrad.CrossEntropy.Gradient once = LayersGrad.CrossEntropy.gradient(INPUT, labels);
    LayersGrad.CrossEntropy.Gradient twice = LayersGrad.CrossEntropy.gradient(INPUT, labels);
    LayersGrad.CrossEntropy.addGradient(INPUT, labels, twice);
    for (int i = 0; i < INPUT.length; i++) {
      assertEquals(2 * once.logits()[i], twice.logits()[i], 1e-15);
    }
    twice.setZero();
    assertArrayEquals(new double[4], twice.logits());
  }

  /** The method itself makes no array, so neither does its derivative. */
  @Test
  void allocatesNothingOnceWarm() {
    int[] labels = {1, 0};
    LayersGrad.CrossEntropy.Gradient gradient =
        LayersGrad.CrossEntropy.Gradient.zeros(INPUT, labels);
    LayersGrad.CrossEntropy.Tape tape = new LayersGrad.CrossEntropy.Tape();
    for (int i = 0; i < 1000; i++) {
      LayersGrad.CrossEntropy.addGradient(INPUT, labels, gradient);
      tape.forward(INPUT, labels).backward(gradient);
    }
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    threads.getThreadAllocatedBytes(thread);
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 10_000; i++) {
      LayersGrad.CrossEntropy.addGradient(INPUT, labels, gradient);
      tape.forward(INPUT, labels).backward(gradient);
    }
    long perCall = (threads.getThreadAllocatedBytes(thread) - before) / 20_000;
    assertEquals(0, perCall);
  }
}
