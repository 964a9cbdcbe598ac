package dev.gradc.samples.twomodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.ModifiedInPlaceException;
import dev.gradc.TapeFreedException;
import dev.gradc.samples.twomodels.Training.Linear;
import dev.gradc.samples.twomodels.Training.Losses;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tapes and gradients refuse, that refusing changes nothing, and what tapes hold. */
final class LifetimeTest {

  private static final Networks START = Networks.start();

  private static TrainingGrad.Shared.Tape shared(Networks n) {
    return TrainingGrad.Shared.forward(n.model1(), n.model2(), n.data(), n.labels());
  }

  private static TrainingGrad.Detached.Tape detached(Networks n) {
    return TrainingGrad.Detached.forward(n.model1(), n.model2(), n.data(), n.labels());
  }

  @Test
  void nothingRecorded() {
    TrainingGrad.Shared.Tape tape = new TrainingGrad.Shared.Tape();
    assertThrows(IllegalStateException.class, tape::value);
    assertThrows(IllegalStateException.class, () -> tape.l1().value());
    assertThrows(IllegalStateException.class, () -> tape.l1().backward());
    assertThrows(IllegalStateException.class, () -> tape.backward(new Losses(1, 1)));
    assertEquals(0, tape.bytes());
  }

  @Test
  void closedAndRecordedAnew() {
    TrainingGrad.Shared.Tape tape = shared(START);
    double loss = tape.l2().value();
    tape.close();
    String message = assertThrows(IllegalStateException.class, tape::value).getMessage();
    assertTrue(message.contains("closed"), message);
    assertThrows(IllegalStateException.class, () -> tape.l2().backward());
    assertEquals(0, tape.bytes());
    tape.forward(START.model1(), START.model2(), START.data(), START.labels());
    assertEquals(loss, tape.l2().value());
    assertEquals(2, tape.l2().backward().model1().bias().length);
  }

  @Test
  void aPassThatIsRefusedChangesNoGradient() {
    TrainingGrad.Shared.Tape tape = shared(START);
    TrainingGrad.Shared.Gradient gradient = tape.l2().backward();
    double[] before = gradient.model1().weight().clone();
    assertThrows(TapeFreedException.class, () -> tape.l1().backward(gradient));
    assertThrows(TapeFreedException.class, () -> tape.l2().backward(gradient));
    assertThrows(TapeFreedException.class, () -> tape.backward(new Losses(1, 1), gradient));
    assertArrayEquals(before, gradient.model1().weight());
    assertEquals(tape.value().l1(), tape.l1().value());
    tape.forward(START.model1(), START.model2(), START.data(), START.labels());
    assertArrayEquals(before, tape.l2().backward().model1().weight());
  }

  @Test
  void partedPassesRunInAnyOrder() {
    TrainingGrad.Detached.Tape one = detached(START);
    TrainingGrad.Detached.Tape other = detached(START);
    double[] first = one.l1().backward().model1().weight();
    double[] second = one.l2().backward().model2().weight();
    assertArrayEquals(second, other.l2().backward().model2().weight());
    assertArrayEquals(first, other.l1().backward().model1().weight());
  }

  @Test
  void retainedGoesBackAnyNumberOfTimes() {
    TrainingGrad.Retained.Tape tape =
        TrainingGrad.Retained.forward(START.model1(), START.model2(), START.data(), START.labels());
    double[] once = tape.l2().backward().model1().weight();
    assertArrayEquals(once, tape.l2().backward().model1().weight());
    double[] first = tape.l1().backward().model1().weight();
    assertArrayEquals(detached(START).l1().backward().model1().weight(), first);
    assertArrayEquals(once, tape.l2().backward().model1().weight());
  }

  @Test
  void allOutputsInOneSweepAddUp() {
    double[] all = shared(START).backward(new Losses(2, 3)).model1().weight();
    double[] first = shared(START).l1().backward(2).model1().weight();
    double[] second = shared(START).l2().backward(3).model1().weight();
    for (int i = 0; i < all.length; i++) {
      assertEquals(all[i], first[i] + second[i], 1e-15);
    }
  }

  @Test
  void aParameterThatAnOutputDoesNotReachIsZero() {
    Linear gradient = detached(START).l2().backward().model1();
    assertArrayEquals(new double[20], gradient.weight());
    assertArrayEquals(new double[2], gradient.bias());
  }

  @Test
  void modifiedInBetween() {
    Networks networks = Networks.start();
    TrainingGrad.Shared.Tape tape = shared(networks);
    networks.data()[2] += 1;
    String message =
        assertThrows(ModifiedInPlaceException.class, () -> tape.l1().backward()).getMessage();
    assertTrue(message.contains("'data'"), message);
  }

  /** The second network is nothing to the first loss. */
  @Test
  void whatAnOutputDoesNotReadMayChange() {
    Networks networks = Networks.start();
    TrainingGrad.Detached.Tape tape = detached(networks);
    double[] expected = detached(networks).l1().backward().model1().weight();
    tape.l2().backward();
    networks.model2().weight()[0] += 1;
    assertArrayEquals(expected, tape.l1().backward().model1().weight());
  }

  @Test
  void wrongLengths() {
    TrainingGrad.Shared.Gradient other =
        TrainingGrad.Shared.Gradient.of(
            new Linear(new double[3], new double[2]), new Linear(new double[4], new double[2]));
    assertThrows(IllegalArgumentException.class, () -> shared(START).l1().backward(other));
  }

  @Test
  void gradientsAddUpAndCanBeReset() {
    TrainingGrad.Shared.Gradient twice = shared(START).l1().backward();
    double[] once = twice.model1().weight().clone();
    shared(START).l1().backward(twice);
    for (int i = 0; i < once.length; i++) {
      assertEquals(2 * once[i], twice.model1().weight()[i], 1e-15);
    }
    twice.setZero();
    assertArrayEquals(new double[20], twice.model1().weight());
  }

  /** A tape and a gradient that are kept cost nothing but what the method itself allocates. */
  @Test
  void allocatesNothingOfItsOwnOnceWarm() {
    Networks n = START;
    TrainingGrad.Detached.Tape tape = new TrainingGrad.Detached.Tape();
    TrainingGrad.Detached.Gradient gradient =
        TrainingGrad.Detached.Gradient.zeros(n.model1(), n.model2(), n.data(), n.labels());
    Runnable step =
        () -> {
          tape.forward(n.model1(), n.model2(), n.data(), n.labels());
          tape.l2().backward(gradient);
          tape.l1().backward(gradient);
        };
    // The logits of both networks, 4 × 2 numbers each behind a header, and the record of losses.
    double own = 2 * (16 + 8 * 8) + 32;
    double all = bytesPerCall(step);
    assertTrue(all < own + 1, () -> all + " bytes a step, " + own + " of them the method's own");
  }

  private static double bytesPerCall(Runnable call) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int calls = 5_000;
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (double) (threads.getThreadAllocatedBytes(thread) - before) / calls;
  }

  /**
   * Tapes that are held on to, but gone back through, do not fill the heap: together their slots
   * would be larger than it.
   */
  @Test
  void whatABackwardPassHasFreedIsFree() {
    long heap = Runtime.getRuntime().maxMemory();
    int size = 1 << 20;
    List<HeapGrad.Chain.Tape> tapes = new ArrayList<>();
    double[] x = new double[size];
    HeapGrad.Chain.Gradient gradient = HeapGrad.Chain.Gradient.zeros(x);
    long recorded = 0;
    while (recorded < 2 * heap) {
      HeapGrad.Chain.Tape tape = HeapGrad.Chain.forward(x);
      assertTrue(tape.bytes() >= 8L * size, () -> "held: " + tape.bytes());
      recorded += tape.bytes();
      tape.backward(gradient);
      assertEquals(0, tape.bytes());
      tapes.add(tape);
    }
    assertTrue(tapes.size() > 1);
  }
}
