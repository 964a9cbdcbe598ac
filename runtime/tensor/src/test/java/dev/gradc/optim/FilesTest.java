package dev.gradc.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Safetensors;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models and optimizers that are written and read again. */
final class FilesTest {

  record Layer(Tensor weight, double[][] table, float[] bias) {}

  record Model(Layer[] layers, int size) {}

  @TempDir private Path directory;

  private static Model model(double number) {
    return new Model(
        new Layer[] {
          new Layer(
              Tensor.full(DType.DOUBLE, number, 2, 1),
              new double[][] {{number, 2 * number}, {3 * number, 4 * number}},
              new float[] {(float) number})
        },
        7);
  }

  private static double[] numbers(Model model) {
    Layer layer = model.layers()[0];
    return new double[] {
      layer.weight().get(0, 0),
      layer.weight().get(1, 0),
      layer.table()[0][0],
      layer.table()[1][1],
      layer.bias()[0]
    };
  }

  private String refused(Executable call) {
    String message = assertThrows(IOException.class, call).getMessage();
    return message.replace(directory.toString(), "").replace("\\", "/");
  }

  @Test
  void modelsAreTensorsByName() throws IOException {
    Path file = directory.resolve("model.safetensors");
    ModelFile.save(file, model(3));
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    assertEquals("[layers.0.weight, layers.0.table, layers.0.bias]", tensors.keySet().toString());
    assertArrayEquals(new double[] {3, 6, 9, 12}, tensors.get("layers.0.table").toDoubles());
    assertEquals(DType.FLOAT, tensors.get("layers.0.bias").dtype());

    Model read = model(0);
    ModelFile.load(file, read);
    assertArrayEquals(numbers(model(3)), numbers(read));
    assertEquals(1, read.layers()[0].weight().version());
  }

  @Test
  void severalModelsHaveNumbers() throws IOException {
    Path file = directory.resolve("models");
    ModelFile.save(file, new Layer[] {model(1).layers()[0], model(2).layers()[0]}, new double[3]);
    assertEquals(
        "[0.0.weight, 0.0.table, 0.0.bias, 0.1.weight, 0.1.table, 0.1.bias, 1]",
        Safetensors.read(file).tensors().keySet().toString());
  }

  @Test
  void modelsThatDoNotFitChangeNothing() throws IOException {
    Path file = directory.resolve("model");
    ModelFile.save(file, model(3));
    Model read = model(0);
    assertEquals(
        "/model: there is no '0.layers.0.weight'",
        refused(() -> ModelFile.load(file, read, new double[1])));
    ModelFile.save(file, new Model(new Layer[] {model(1).layers()[0], model(1).layers()[0]}, 1));
    assertEquals(
        "/model: no parameter for [layers.1.weight, layers.1.table, layers.1.bias]",
        refused(() -> ModelFile.load(file, read)));
    Layer other = new Layer(Tensor.zeros(DType.FLOAT, 2, 1), new double[2][2], new float[1]);
    ModelFile.save(file, new Model(new Layer[] {other}, 1));
    assertEquals(
        "/model: 'layers.0.weight' is FLOAT[2, 1], the parameter DOUBLE[2, 1]",
        refused(() -> ModelFile.load(file, read)));
    assertArrayEquals(numbers(model(0)), numbers(read));
  }

  static Stream<Arguments> optimizers() {
    return Stream.<Function<Object, Optimizer<?>>>of(
            model -> Sgd.over(model).momentum(0.9),
            model -> Adam.over(model).amsgrad(true),
            AdamW::over,
            model -> RMSprop.over(model).momentum(0.5).centered(true),
            Adagrad::over)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersContinueBitForBit(Function<Object, Optimizer<?>> make) throws IOException {
    Path file = directory.resolve("state");
    Model straight = model(1);
    Optimizer<?> optimizer = make.apply(straight);
    for (int i = 1; i <= 3; i++) {
      optimizer.step(model(i));
    }
    Model resumed = model(1);
    Optimizer<?> before = make.apply(resumed);
    before.step(model(1));
    before.step(model(2));
    before.save(file);
    Optimizer<?> after = make.apply(resumed);
    after.load(file);
    after.step(model(3));
    assertArrayEquals(numbers(straight), numbers(resumed));
    assertEquals(3, after.steps());
  }

  @Test
  void statesThatDoNotFitAreRefused() throws IOException {
    Path file = directory.resolve("state");
    Sgd sgd = Sgd.over(model(1)).momentum(0.5);
    sgd.step(model(1));
    sgd.save(file);
    Adam adam = Adam.over(model(1));
    assertEquals("/state: a file of Sgd, not of Adam", refused(() -> adam.load(file)));
    Sgd more = Sgd.over(model(1), new double[1]);
    assertEquals(
        "/state: there is no 'steps of 0.layers.0.weight', so it is of other models",
        refused(() -> more.load(file)));
    ModelFile.save(file, model(1));
    assertEquals("/state: no optimizer wrote this file, not of Sgd", refused(() -> sgd.load(file)));
  }

  /** A correction for a negative count divides by zero, or changes the sign. */
  @Test
  void countsThatAreNoneAreRefused() throws IOException {
    Path file = directory.resolve("state");
    Adam adam = Adam.over(model(1));
    for (int i = 0; i < 10; i++) {
      adam.step(model(1));
    }
    for (String key : List.of("steps", "steps of layers.0.weight")) {
      adam.save(file);
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      String field = '"' + key + "\":\"";
      String changed = text.replace(field + "10", field + "-1");
      assertNotEquals(text, changed);
      Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
      assertEquals(
          "/state: '" + key + "' is '-1', which is no count", refused(() -> adam.load(file)));
    }
  }

  /** Zeros for what is missing, or forgetting what is there, would be other steps in silence. */
  @Test
  void statesOfOtherSettingsAreRefused() throws IOException {
    Model model = model(1);
    String first = "layers.0.weight.";
    assertSettingsTold(
        Adam.over(model), Adam.over(model).amsgrad(true), first + "max_exp_avg_sq", "Adam");
    assertSettingsTold(
        AdamW.over(model), AdamW.over(model).amsgrad(true), first + "max_exp_avg_sq", "AdamW");
    assertSettingsTold(
        Sgd.over(model), Sgd.over(model).momentum(0.5), first + "momentum_buffer", "Sgd");
    assertSettingsTold(
        RMSprop.over(model), RMSprop.over(model).centered(true), first + "grad_avg", "RMSprop");
    assertSettingsTold(
        RMSprop.over(model),
        RMSprop.over(model).momentum(0.5),
        first + "momentum_buffer",
        "RMSprop");
  }

  private void assertSettingsTold(Optimizer<?> less, Optimizer<?> more, String name, String of)
      throws IOException {
    Path file = directory.resolve("state");
    String cure = " with its settings; set them as they were when it was saved, and load then";
    less.step(model(1));
    less.save(file);
    assertEquals(
        "/state: there is no '" + name + "', which " + of + " needs" + cure,
        refused(() -> more.load(file)));
    assertEquals(0, more.steps());
    more.step(model(1));
    more.save(file);
    assertEquals(
        "/state: '" + name + "' is of no use for " + of + cure, refused(() -> less.load(file)));
    assertEquals(1, less.steps());
  }

  /** What a setting that was made after steps needs is not there before the next one. */
  @ParameterizedTest
  @MethodSource("changes")
  void settingsThatWereChangedAfterStepsAreSavedAsTheyAre(
      Function<Model, Optimizer<?>> before, UnaryOperator<Optimizer<?>> change) throws IOException {
    Path file = directory.resolve("state");
    Model straight = model(1);
    Optimizer<?> saved = before.apply(straight);
    saved.step(model(1));
    change.apply(saved).save(file);
    Model resumed = model(1);
    before.apply(resumed).step(model(1));
    Optimizer<?> loaded = change.apply(before.apply(resumed));
    loaded.load(file);
    for (int i = 2; i <= 4; i++) {
      saved.step(model(i));
      loaded.step(model(i));
    }
    assertArrayEquals(numbers(straight), numbers(resumed));
  }

  private static Stream<Arguments> changes() {
    return Stream.of(
        change(Sgd::over, it -> ((Sgd) it).momentum(0.5)),
        change(model -> Sgd.over(model).momentum(0.5), it -> ((Sgd) it).momentum(0)),
        change(RMSprop::over, it -> ((RMSprop) it).momentum(0.5).centered(true)),
        change(Adam::over, it -> ((Adam) it).amsgrad(true)),
        change(model -> Adam.over(model).amsgrad(true), it -> ((Adam) it).amsgrad(false)));
  }

  private static Arguments change(
      Function<Model, Optimizer<?>> before, UnaryOperator<Optimizer<?>> change) {
    return Arguments.of(before, change);
  }

  /** What no step has changed is not remembered, whatever the settings are. */
  @Test
  void parametersThatWereNotReachedNeedNoMemory() throws IOException {
    Path file = directory.resolve("state");
    Model model = model(1);
    Adam saved = Adam.over(model, new double[1]).amsgrad(true);
    saved.step(model(1), null);
    saved.save(file);
    Adam loaded = Adam.over(model, new double[1]).amsgrad(true);
    loaded.load(file);
    assertEquals(1, loaded.steps());
  }

  @Test
  void anUnfinishedWriteLeavesTheOldFile() throws IOException {
    Path file = directory.resolve("model");
    ModelFile.save(file, model(3));
    assertThrows(IllegalArgumentException.class, () -> ModelFile.save(file, "nothing"));
    ModelFile.load(file, model(0));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }
}
