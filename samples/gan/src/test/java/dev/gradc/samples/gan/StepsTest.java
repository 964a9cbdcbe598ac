package dev.gradc.samples.gan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gradc.ModifiedInPlaceException;
import dev.gradc.nn.Linear;
import dev.gradc.optim.Adam;
import dev.gradc.samples.digits.Digits;
import dev.gradc.samples.gan.Steps.Discriminator;
import dev.gradc.samples.gan.Steps.Generator;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forms of the step give the same gradients where they should, and fail where they should. */
final class StepsTest {

  private final Random random = new Random(7);
  private final Generator generator = Generator.of(random);
  private final Discriminator discriminator = Discriminator.of(random);
  private final Tensor real = Digits.test().chosen(1, 2, 3, 4, 5, 6).images();
  private final Tensor noise = Sampling.normal(random, 0, 1, DType.FLOAT, 6, Generator.NOISE);
  private final Tensor blur = Tensor.zeros(DType.FLOAT, 6, 784);

  private static void same(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.toDoubles(), actual.toDoubles());
  }

  @Test
  void oneMethodAndTwoGiveTheSameGradients() {
    var tape = StepsGrad.Together.forward(generator, discriminator, real, noise, blur);
    Discriminator wrong = tape.discriminator().backward().discriminator();
    Generator seenThrough = tape.generator().backward().generator();

    var judged = StepsGrad.Discriminator.gradient(discriminator, real, generator.apply(noise));
    same(judged.discriminator().first().weight(), wrong.first().weight());
    same(judged.discriminator().last().bias(), wrong.last().bias());
    var made = StepsGrad.Generator.gradient(generator, discriminator, noise);
    same(made.generator().first().weight(), seenThrough.first().weight());
    same(made.generator().secondNorm().bias(), seenThrough.secondNorm().bias());
    assertEquals(judged.value(), tape.value().discriminator());
    assertEquals(made.value(), tape.value().generator());
  }

  @Test
  void theOrderOfThePassesDoesNotMatter() {
    var tape = StepsGrad.Together.forward(generator, discriminator, real, noise, blur);
    Generator first = tape.generator().backward().generator();
    tape.discriminator().backward();
    tape.forward(generator, discriminator, real, noise, blur);
    tape.discriminator().backward();
    same(first.last().weight(), tape.generator().backward().generator().last().weight());
  }

  @Test
  void whoStepsBetweenThePassesIsTold() {
    var tape = StepsGrad.Together.forward(generator, discriminator, real, noise, blur);
    Adam.over(discriminator).step(tape.discriminator().backward().discriminator());
    var told = assertThrows(ModifiedInPlaceException.class, () -> tape.generator().backward());
    assertTrue(told.getMessage().contains("discriminator"), told.getMessage());
  }

  /** Bytes that a step may allocate. */
  private static final int MOST = 64;

  /**
   * All of a step is one class, so it writes into the tensors of the step before. What is left is
   * the record of both losses.
   */
  @Test
  void aStepAllocatesNothingButItsResult() {
    for (int batch : new int[] {10, 40}) {
      long bytes = allocatedByAStep(batch);
      assertTrue(bytes <= MOST, () -> bytes + " bytes with a batch of " + batch);
    }
  }

  private long allocatedByAStep(int batch) {
    Tensor pictures = Sampling.normal(random, 0, 1, DType.FLOAT, batch, 784);
    Tensor sources = Sampling.normal(random, 0, 1, DType.FLOAT, batch, Generator.NOISE);
    Tensor blurs = Tensor.zeros(DType.FLOAT, batch, 784);
    var tape = new StepsGrad.Together.Tape();
    var wrong =
        StepsGrad.Together.Gradient.zeros(generator, discriminator, pictures, sources, blurs);
    var seen =
        StepsGrad.Together.Gradient.zeros(generator, discriminator, pictures, sources, blurs);
    Adam ofDiscriminator = Adam.over(discriminator).learningRate(1e-9);
    Adam ofGenerator = Adam.over(generator).learningRate(1e-9);
    Discriminator partsOfWrong = wrong.discriminator();
    Generator partsOfSeen = seen.generator();
    Runnable step =
        () -> {
          tape.forward(generator, discriminator, pictures, sources, blurs);
          wrong.setZero();
          tape.discriminator().backward(wrong);
          seen.setZero();
          tape.generator().backward(seen);
          ofDiscriminator.step(partsOfWrong);
          ofGenerator.step(partsOfSeen);
        };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The first steps link classes and calls, and the JVM makes method handles anew after some
    // hundred calls; until then a step may allocate more.
    for (int i = 0; i < 60 && least > 10 * MOST; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 10; k++) {
        step.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / 10;
  }

  @Test
  void blindGeneratorsStayAsTheyAre() {
    double[] before = generator.last().weight().toDoubles();
    var nothing = StepsGrad.Blind.gradient(generator, discriminator, noise);
    Adam.over(generator).step(nothing.generator());
    assertArrayEquals(before, generator.last().weight().toDoubles());
  }

  /** A derivative inside a derivative, against central differences of the loss itself. */
  @Test
  void theCriticsGradientIsThatOfDifferences() {
    Linear first = Linear.of(random, DType.DOUBLE, 784, 8);
    Linear last = Linear.of(random, DType.DOUBLE, 8, 1);
    Tensor pictures = real.to(DType.DOUBLE);
    Tensor made = Sampling.uniform(random, -1, 1, DType.DOUBLE, 6, 784);
    Tensor between = pictures.add(made).mul(0.5);
    Discriminator critic = new Discriminator(first, last);
    Tensor slope =
        StepsGrad.Critic.gradient(critic, pictures, made, between).critic().first().weight();
    Tensor direction = Sampling.normal(random, 0, 1, DType.DOUBLE, 8, 784);
    double h = 1e-6;
    double after = loss(first.weight().add(direction.mul(h)), first, last, pictures, made, between);
    double before =
        loss(first.weight().sub(direction.mul(h)), first, last, pictures, made, between);
    double expected = (after - before) / (2 * h);
    assertEquals(expected, slope.mul(direction).sum().item(), 1e-6 * Math.abs(expected));
  }

  private static double loss(
      Tensor weight, Linear first, Linear last, Tensor real, Tensor made, Tensor between) {
    Discriminator critic = new Discriminator(new Linear(weight, first.bias()), last);
    return Steps.critic(critic, real, made, between);
  }

  @Test
  void aFewStepsMakePicturesThatAreSeenThroughLess() {
    Training training = new Training(Form.APART, 3);
    double first = 0;
    double last = 0;
    int steps = 0;
    for (Digits batch : Digits.training().batches(new Random(1), 50)) {
      double wrong = training.step(batch).discriminator();
      first = steps < 5 ? Math.max(first, wrong) : first;
      last = wrong;
      steps++;
    }
    // 2 log 2 is the loss of a discriminator that knows nothing.
    assertTrue(Double.isFinite(last) && last < 2 * Math.log(2) + 0.3, "loss " + last);
    assertTrue(first > 0, "loss " + first);
  }
}
