package dev.gradc.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.Detach;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Models, gradients, and what belongs to which. */
final class OptimizerTest {

  record Linear(Tensor weight, Tensor bias) {}

  record Network(Linear[] layers, double[][] table, float[] scale, int size, String name) {}

  record WithNumber(Tensor weight, double slope) {}

  record WithList(List<Tensor> layers) {}

  static final class Counter {
    final Tensor weight;
    private final double[] bias;
    int calls;

    Counter(Tensor weight, double[] bias) {
      this.weight = weight;
      this.bias = bias;
    }
  }

  static class Scaled {
    private final Tensor scale;

    Scaled(Tensor scale) {
      this.scale = scale;
    }
  }

  static final class Shifted extends Scaled {
    final Tensor shift;

    Shifted(Tensor scale, Tensor shift) {
      super(scale);
      this.shift = shift;
    }
  }

  static final class Twice extends Scaled {
    final Tensor scale;

    Twice(Tensor scale) {
      super(scale);
      this.scale = scale.add(1);
    }
  }

  static class Open {
    double[] numbers = {1};
  }

  record WithOpen(Tensor weight, Open open) {}

  private static Tensor ones(int... shape) {
    return Tensor.full(DType.DOUBLE, 1, shape);
  }

  private static Linear linear(double number) {
    return new Linear(ones(2, 2).mul(number), ones(2).mul(number));
  }

  private static Network network(double number) {
    return new Network(
        new Linear[] {linear(number), linear(number)},
        new double[][] {{number, number}, {number, number}},
        new float[] {(float) number},
        3,
        "net");
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void findsParametersAtAnyDepth() {
    Network network = network(1);
    Sgd sgd = Sgd.over(network).learningRate(0.5);
    sgd.step(network(1));
    assertArrayEquals(new double[] {0.5, 0.5}, network.layers()[1].bias().toDoubles());
    assertArrayEquals(new double[] {0.5, 0.5}, network.table()[1]);
    assertArrayEquals(new float[] {0.5f}, network.scale());
    assertEquals(1, network.layers()[0].weight().version());
  }

  @Test
  void readsFieldsOfFinalClasses() {
    Counter counter = new Counter(ones(2), new double[] {1});
    Sgd.over(counter).learningRate(1).step(new Counter(ones(2), new double[] {0.25}));
    assertArrayEquals(new double[2], counter.weight.toDoubles());
    assertArrayEquals(new double[] {0.75}, counter.bias);
  }

  /** They would be left out in silence. */
  @Test
  void readsInheritedFields() {
    Shifted model = new Shifted(ones(1), ones(1));
    Sgd.over(model).learningRate(1).step(new Shifted(ones(1).mul(0.25), ones(1).mul(0.5)));
    assertArrayEquals(new double[] {0.75}, ((Scaled) model).scale.toDoubles());
    assertArrayEquals(new double[] {0.5}, model.shift.toDoubles());
    refuses(
        "'0' has two fields 'scale', one of them inherited",
        () -> Sgd.over(new Twice(ones(1)), ones(1)));
  }

  @Test
  void chainsModels() {
    Linear first = linear(1);
    Tensor second = ones(3);
    Adam adam = Adam.over(first, second).learningRate(0.1);
    adam.step(linear(1), ones(3));
    assertEquals(0.9, first.bias().get(0), 1e-8);
    assertEquals(0.9, second.get(2), 1e-8);
    refuses(
        "2 models and 1 gradients: there is one for each model, null for one that is not reached",
        () -> adam.step(linear(1)));
  }

  @Test
  void skipsWhatIsNotReached() {
    Linear model = linear(1);
    Adam adam = Adam.over(model, ones(1)).learningRate(0.1).weightDecay(1);
    adam.step(new Linear(ones(2, 2), null), null);
    assertEquals(1, model.bias().get(0));
    assertEquals(0, model.bias().version());
    adam.step(new Linear(null, ones(2)), null);
    // Its own first step, as if the other one had not been.
    assertEquals(0.9, model.bias().get(0), 1e-8);
    assertEquals(2, adam.steps());
  }

  @Test
  void skipsDetachedParametersWhichTheGradientHoldsThemselves() {
    Linear model = linear(1);
    Sgd.over(model).learningRate(0.5).step(new Linear(ones(2, 2), model.bias()));
    assertEquals(1, model.bias().get(0));
    assertEquals(0.5, model.weight().get(0, 0));
  }

  record Norm(Tensor weight, @Detach Tensor mean) {}

  static final class Averages {
    final Tensor weight;
    @Detach final double[] mean;

    Averages(Tensor weight, double[] mean) {
      this.weight = weight;
      this.mean = mean;
    }
  }

  /** A gradient that was taken at a copy of the model holds what that one has there. */
  @Test
  void skipsWhatIsDetachedWhateverTheGradientHoldsThere() {
    Norm model = new Norm(ones(2), ones(2));
    Sgd.over(model).learningRate(0.5).step(new Norm(ones(2), ones(2).mul(7)));
    assertEquals(1, model.mean().get(0));
    assertEquals(0.5, model.weight().get(0));
    Averages averages = new Averages(ones(2), new double[] {1});
    Sgd.over(averages).learningRate(0.5).step(new Averages(ones(2), new double[] {7}));
    assertEquals(1, averages.mean[0]);
    assertEquals(0.5, averages.weight.get(0));
  }

  @Test
  void settingsThatAreNoNumbersAreRefused() {
    refuses("the dampening is NaN", () -> Sgd.over(linear(1)).dampening(Double.NaN));
    refuses("a decay by NaN", () -> Schedule.exponential(Double.NaN));
    refuses("a decay by Infinity", () -> Schedule.stepwise(2, Double.POSITIVE_INFINITY));
    refuses("a cosine down to NaN", () -> Schedule.cosine(5, Double.NaN));
    assertThrows(NullPointerException.class, () -> Sgd.over(linear(1)).schedule(null));
    Sgd sgd = Sgd.over(ones(1)).schedule(step -> step == 0 ? 1 : Double.NaN);
    refuses("the weight of gradients is NaN", () -> sgd.accumulateWeighted(Double.NaN, ones(1)));
    sgd.step(ones(1));
    assertEquals(
        "the schedule gives NaN for step 1",
        assertThrows(IllegalStateException.class, () -> sgd.step(ones(1))).getMessage());
  }

  /** It would be skipped as a whole, in silence. */
  @Test
  void refusesTheModelInPlaceOfItsGradient() {
    Linear model = linear(1);
    Linear other = linear(1);
    Sgd sgd = Sgd.over(other, model).learningRate(0.5);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> sgd.step(linear(1), model));
    assertEquals(
        "the gradient of model 2 is that model itself; give what the gradient has for it, such as"
            + " gradient.model()",
        refused.getMessage());
    assertEquals(1, other.weight().get(0, 0));
    assertEquals(0, sgd.steps());
  }

  @Test
  void aZeroGradientIsNoMissingOne() {
    Tensor w = ones(1);
    Sgd sgd = Sgd.over(w).learningRate(1).momentum(0.5);
    sgd.step(ones(1));
    sgd.step(ones(1).mul(0));
    assertEquals(-0.5, w.get(0));
  }

  @Test
  void oneParameterInTwoOptimizersHasTwoMemories() {
    Tensor w = ones(1);
    Sgd first = Sgd.over(w).learningRate(1).momentum(0.5);
    Sgd second = Sgd.over(w).learningRate(1).momentum(0.5);
    first.step(ones(1));
    second.step(ones(1));
    assertEquals(-1, w.get(0));
    first.step(ones(1));
    assertEquals(-2.5, w.get(0));
  }

  @Test
  void oneParameterInTwoModelsIsChangedOnce() {
    Tensor shared = ones(1);
    Sgd.over(new Linear(shared, ones(1)), shared)
        .learningRate(1)
        .step(new Linear(ones(1), ones(1)), ones(1).mul(3));
    assertEquals(-3, shared.get(0));
    assertEquals(1, shared.version());
  }

  @Test
  void accumulates() {
    Tensor once = ones(2);
    Tensor twice = ones(2);
    Adam.over(once).step(Tensor.of(new double[] {2, 3}, 2));
    Adam adam = Adam.over(twice);
    adam.accumulateWeighted(0.5, Tensor.of(new double[] {1, 2}, 2));
    adam.accumulateWeighted(0.5, Tensor.of(new double[] {3, 4}, 2));
    adam.step();
    assertArrayEquals(once.toDoubles(), twice.toDoubles());
    adam.accumulate(ones(2));
    adam.clearGradients();
    adam.step();
    assertArrayEquals(once.toDoubles(), twice.toDoubles());
  }

  @Test
  void refusesGradientsOfAnotherStructure() {
    Network network = network(1);
    Sgd sgd = Sgd.over(network);
    Network wrong = network(1);
    wrong.layers()[1] = new Linear(ones(2, 3), ones(2));
    refuses(
        "the gradient of 'layers.1.weight' has shape DOUBLE[2, 3], which should be DOUBLE[2, 2]",
        () -> sgd.step(wrong));
    assertEquals(1, network.layers()[0].weight().get(0, 0));
    Network floats = network(1);
    floats.layers()[0] = new Linear(ones(2, 2).to(DType.FLOAT), ones(2));
    refuses(
        "the gradient of 'layers.0.weight' has shape FLOAT[2, 2], which should be DOUBLE[2, 2]",
        () -> sgd.step(floats));
    refuses(
        "the gradient of the model is a Linear, which should be a Network",
        () -> sgd.step(linear(1)));
    Network ragged = network(1);
    ragged.table()[0] = new double[1];
    refuses(
        "the gradient of 'table' has shape of rows of different lengths, which should be"
            + " DOUBLE[2, 2]",
        () -> sgd.step(ragged));
    Network shorter = new Network(new Linear[1], network.table(), network.scale(), 3, "net");
    refuses("the gradient of 'layers' has length 1, which should be 2", () -> sgd.step(shorter));
    refuses(
        "the gradient of '1' is a double[], which should be a Tensor",
        () -> Sgd.over(network, ones(1)).step(null, new double[1]));
  }

  static final class Replaceable {
    Tensor weight = ones(2);
    Linear[] layers = {linear(1), linear(1)};
  }

  /** It would train what the model does not hold any more. */
  @Test
  void noticesParametersThatWereReplaced() {
    Replaceable model = new Replaceable();
    Sgd sgd = Sgd.over(model).learningRate(0.5);
    Replaceable gradient = new Replaceable();
    sgd.step(gradient);
    assertEquals(0.5, model.weight.get(0));
    model.layers[1] = linear(3);
    assertEquals(
        "'layers.1.weight' is not the array any more that it was when the optimizer was made",
        assertThrows(IllegalStateException.class, () -> sgd.step(gradient)).getMessage());
    assertEquals(0.5, model.weight.get(0));
    model.layers = new Linear[0];
    refuses("the gradient of 'layers' has length 2, which should be 0", () -> sgd.step(gradient));
    model.layers = null;
    refuses(
        "the gradient of 'layers' is a Linear[], but the model has nothing there",
        () -> sgd.step(gradient));
    gradient.layers = null;
    gradient.weight = ones(2).mul(2);
    sgd.step(gradient);
    assertEquals(-0.5, model.weight.get(0));
    model.weight = ones(2);
    assertEquals(
        "'weight' is not the array any more that it was when the optimizer was made",
        assertThrows(IllegalStateException.class, () -> sgd.step(gradient)).getMessage());
  }

  record Settings(float rate, boolean on, Double boxed, Tensor weight) {}

  /** Numbers of any kind beside parameters, and the name of what is deep below them. */
  @Test
  void readsWhatIsNoParameter() {
    Settings[][] model = {{new Settings(0.1f, true, 2.0, ones(1))}};
    Sgd sgd = Sgd.over((Object) model).learningRate(1);
    sgd.step((Object) new Settings[][] {{new Settings(0.1f, false, 2.0, ones(1))}});
    assertEquals(0, model[0][0].weight().get(0));
    refuses(
        "there is a gradient of the number '0.0.boxed', which cannot be changed in place; make it a"
            + " Tensor or an array of length 1",
        () -> sgd.step((Object) new Settings[][] {{new Settings(0, true, 1.0, ones(1))}}));
    refuses(
        "the gradient of '0.0.weight' has shape DOUBLE[2], which should be DOUBLE[1]",
        () -> sgd.step((Object) new Settings[][] {{new Settings(0, true, 2.0, ones(2))}}));
    assertEquals(0, model[0][0].weight().get(0));
  }

  @Test
  void refusesGradientsOfNumbersOfRecords() {
    WithNumber model = new WithNumber(ones(1), 0.2);
    Sgd sgd = Sgd.over(model).learningRate(1);
    sgd.step(new WithNumber(ones(1), 0.2));
    sgd.step(new WithNumber(ones(1), 0));
    assertEquals(-1, model.weight().get(0));
    refuses(
        "there is a gradient of the number 'slope', which cannot be changed in place; make it a"
            + " Tensor or an array of length 1",
        () -> sgd.step(new WithNumber(ones(1), 0.1)));
  }

  @Test
  void refusesModelsWhoseParametersItWouldNotSee() {
    refuses(
        "'layers' is a ListN; parameters are in records, final classes and arrays",
        () -> Sgd.over(new WithList(List.of(ones(1), ones(1), ones(1)))));
    refuses(
        "'open' is of class dev.gradc.optim.OptimizerTest$Open, which is neither a record nor"
            + " final, and holds numbers in its field 'numbers'",
        () -> Sgd.over(new WithOpen(ones(1), new Open())));
    refuses(
        "no parameters: the models hold no tensors and no arrays of numbers",
        () -> Sgd.over("nothing"));
    refuses("model 1 is null", () -> Sgd.over(ones(1), null));
    double[] row = {1};
    refuses(
        "'1' shares some of its rows with another parameter",
        () -> Sgd.over(row, new double[][] {{2}, row}));
  }

  @Test
  void refusesImpossibleSettings() {
    refuses("the learning rate is -1.0, not 0 or more", () -> Sgd.over(ones(1)).learningRate(-1));
    refuses("beta2 is 1.0, not from 0 to below 1", () -> Adam.over(ones(1)).betas(0.9, 1));
    refuses("epsilon is NaN, not 0 or more", () -> AdamW.over(ones(1)).epsilon(Double.NaN));
    Sgd nesterov = Sgd.over(ones(1)).nesterov(true);
    assertEquals(
        "Nesterov's momentum needs momentum without dampening",
        assertThrows(IllegalStateException.class, () -> nesterov.step(ones(1))).getMessage());
  }

  @Test
  void schedulesScaleTheRate() {
    Sgd sgd = Sgd.over(ones(1)).learningRate(2).schedule(Schedule.stepwise(2, 0.1));
    double[] rates = new double[5];
    for (int i = 0; i < 5; i++) {
      rates[i] = sgd.currentRate();
      sgd.step(ones(1));
    }
    assertArrayEquals(new double[] {2, 2, 0.2, 0.2, 0.02}, rates, 1e-15);
    Schedule warm = Schedule.warmup(3, Schedule.cosine(4, 0.2));
    assertArrayEquals(
        new double[] {0.25, 0.5, 0.75, 1, 0.6, 0.2, 0.2},
        new double[] {
          warm.factor(0),
          warm.factor(1),
          warm.factor(2),
          warm.factor(3),
          warm.factor(5),
          warm.factor(7),
          warm.factor(99)
        },
        1e-15);
    assertEquals(0.81, Schedule.exponential(0.9).factor(2), 1e-15);
  }

  /** PyTorch's torch.optim.RMSprop(centered, momentum), two steps by hand. */
  @Test
  void centeredRmspropWithMomentum() {
    Tensor w = ones(1);
    RMSprop rmsprop =
        RMSprop.over(w).learningRate(0.1).alpha(0.5).momentum(0.5).centered(true).epsilon(0);
    rmsprop.step(ones(1).mul(2));
    // v = 2, mean = 1, 2 / √(2 - 1) = 2
    assertEquals(1 - 0.1 * 2, w.get(0), 1e-15);
    rmsprop.step(ones(1).mul(4));
    // v = 9, mean = 2.5, 4 / √(9 - 6.25), plus half of the 2 before
    assertEquals(0.8 - 0.1 * (1 + 4 / Math.sqrt(2.75)), w.get(0), 1e-15);
  }

  /** The variance of what is always the same is 0, and not less by rounding. */
  @Test
  void centeredRmspropOfAConstantGradient() {
    for (double alpha : new double[] {0.5, 0.9, 0.99}) {
      Tensor w = ones(1);
      RMSprop rmsprop = RMSprop.over(w).alpha(alpha).centered(true);
      for (int i = 0; i < 10000; i++) {
        rmsprop.step(ones(1).mul(0.3));
      }
      assertTrue(w.get(0) < 0, () -> w + " with " + alpha);
    }
  }

  @Test
  void adagradsRateFalls() {
    Tensor w = ones(1);
    Adagrad adagrad = Adagrad.over(w).learningRate(1).rateDecay(1).epsilon(0);
    adagrad.step(ones(1));
    adagrad.step(ones(1));
    assertEquals(1 - 1 - 0.5 / Math.sqrt(2), w.get(0), 1e-15);
  }

  static final class Link {
    final Tensor weight = ones(1);
    Object next;
  }

  /** It is told of, and not looked at until there is no stack left. */
  @Test
  void refusesModelsThatHoldThemselves() {
    Link link = new Link();
    Link other = new Link();
    link.next = other;
    other.next = link;
    String rest =
        "' goes on for more than 500 parts: an object that holds itself, or a list of links, is no"
            + " model; put the links in an array";
    String text = "'next.next.next.next.next.next.next.next" + rest;
    refuses(text, () -> Sgd.over(link));
    Object[] array = new Object[1];
    array[0] = array;
    refuses("'0.0.0.0.0.0.0.0" + rest, () -> Sgd.over((Object) array));
    other.next = null;
    Sgd sgd = Sgd.over(link);
    Link gradient = new Link();
    gradient.next = new Link();
    sgd.step(gradient);
    other.next = link;
    Link ring = new Link();
    ring.next = ring;
    refuses(text, () -> sgd.step(ring));
  }

  record Two(Tensor a, Tensor b) {}

  @Test
  void refusesGradientsOfWhatIsNotThere() {
    Sgd sgd = Sgd.over(new Two(ones(1), null));
    refuses(
        "the gradient of 'b' is a Tensor, but the model has nothing there",
        () -> sgd.step(new Two(ones(1), ones(1))));
    sgd.step(new Two(ones(1), null));
  }
}
