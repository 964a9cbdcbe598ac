package dev.gradc.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.gradc.tensor.Reference;
import dev.gradc.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fifty steps of each optimizer of PyTorch on ½ wᵀHw - cᵀw. */
final class ReferenceOptimizersTest {

  private static final JsonObject FILE = Reference.file("optimizers.json");
  private static final Tensor H = Reference.tensor(FILE.get("H"));
  private static final Tensor C = Reference.tensor(FILE.get("c"));

  record Model(Tensor w) {}

  record ArrayModel(double[] w) {}

  static Stream<String> names() {
    return FILE.getAsJsonObject("trajectories").keySet().stream();
  }

  private static Optimizer<?> optimizer(String name, Object model) {
    return switch (name) {
      case "adam lr.1" -> Adam.over(model).learningRate(0.1);
      case "adam lr.1 b(.5,.999)" -> Adam.over(model).learningRate(0.1).betas(0.5, 0.999);
      case "adam lr.1 eps.1" -> Adam.over(model).learningRate(0.1).epsilon(0.1);
      case "adam lr.1 wd.1 (L2)" -> Adam.over(model).learningRate(0.1).weightDecay(0.1);
      case "adam amsgrad lr.1" -> Adam.over(model).learningRate(0.1).amsgrad(true);
      case "adamw lr.1 wd.1" -> AdamW.over(model).learningRate(0.1).weightDecay(0.1);
      case "sgd lr.1" -> Sgd.over(model).learningRate(0.1);
      case "sgd lr.05 m.9" -> Sgd.over(model).learningRate(0.05).momentum(0.9);
      case "sgd lr.05 m.9 nesterov" ->
          Sgd.over(model).learningRate(0.05).momentum(0.9).nesterov(true);
      case "sgd lr.05 m.9 damp.1 wd.01" ->
          Sgd.over(model).learningRate(0.05).momentum(0.9).dampening(0.1).weightDecay(0.01);
      case "rmsprop lr.05" -> RMSprop.over(model).learningRate(0.05);
      case "adagrad lr.5" -> Adagrad.over(model).learningRate(0.5);
      default -> throw new AssertionError("an optimizer that nobody tests: " + name);
    };
  }

  @ParameterizedTest
  @MethodSource("names")
  void agreesWithPyTorch(String name) {
    Model model = new Model(Reference.tensor(FILE.get("w0")));
    Optimizer<?> optimizer = optimizer(name, model);
    for (int row = 0; row <= 50; row++) {
      assertRow(name, row, model.w());
      optimizer.step(new Model(gradient(model.w())));
    }
    assertEquals(51, model.w().version());
  }

  @ParameterizedTest
  @MethodSource("names")
  void changesArraysInPlaceToo(String name) {
    double[] w = Reference.tensor(FILE.get("w0")).toDoubles();
    ArrayModel model = new ArrayModel(w);
    Optimizer<?> optimizer = optimizer(name, model);
    for (int row = 0; row <= 50; row++) {
      Tensor now = Tensor.of(w, 3);
      assertRow(name, row, now);
      optimizer.step(new ArrayModel(gradient(now).toDoubles()));
    }
  }

  private static Tensor gradient(Tensor w) {
    return H.matmul(w.reshape(3, 1)).reshape(3).sub(C);
  }

  private static void assertRow(String name, int row, Tensor w) {
    JsonArray numbers =
        FILE.getAsJsonObject("trajectories").getAsJsonArray(name).get(row).getAsJsonArray();
    double loss =
        0.5 * w.mul(H.matmul(w.reshape(3, 1)).reshape(3)).sum().item() - C.mul(w).sum().item();
    assertClose(numbers.get(0).getAsDouble(), loss, name + " loss, row " + row);
    for (int i = 0; i < 3; i++) {
      assertClose(numbers.get(1 + i).getAsDouble(), w.get(i), name + " w" + i + ", row " + row);
    }
  }

  private static void assertClose(double expected, double actual, String what) {
    assertEquals(expected, actual, 1e-10 * Math.abs(expected), what);
  }
}
