package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some files compiled anew, against the class files of the others, as incremental builds do. */
final class PartialCompilationTest {

  private static final String LAYER =
      """
      package p;
      class Layer {
        @dev.gradc.Differentiable
        static double apply(Pair pair, double x) { return pair.one() * x * x + pair.two(); }
      }
      """;

  private static final String PAIR = "package p; record Pair(double one, double two) {}";

  private static final String MODEL =
      """
      package p;
      class Model {
        @dev.gradc.Differentiable
        static double loss(double x) { return FACTOR * Layer.apply(new Pair(x, 2), x); }
        static double call() { return ModelGrad.Loss.gradient(2).x(); }
      }
      """;

  @TempDir private Path directory;

  private Build.Result whole() {
    Build.Result result =
        new Build(directory)
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    assertSuccess(result);
    return result;
  }

  /** One file into the same place, where the classes and the generated sources of all are. */
  private Build.Result again(String file, String text) {
    Path out = directory.resolve("classes");
    return new Build(directory).onClassPath(out).source(file, text).run();
  }

  @Test
  void oneFileAlone() {
    whole();
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "10"));
    assertSuccess(result);
    assertEquals(120.0, result.call("p.Model", "call"));
    assertTrue(result.generated("p/ModelGrad.java").contains("10"), "it is generated anew");
  }

  @Test
  void theFileThatOthersCall() {
    whole();
    Build.Result result = again("p/Layer.java", LAYER.replace("x * x", "x * x * x"));
    assertSuccess(result);
    assertEquals(32.0, result.call("p.Model", "call"));
  }

  @Test
  void theSameFilesTwice() {
    String first = whole().generated("p/ModelGrad.java");
    assertEquals(first, whole().generated("p/ModelGrad.java"));
  }

  @Test
  void generatedSourcesAmongTheSources() {
    Build.Result first = whole();
    Build.Result result =
        new Build(directory)
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/LayerGrad.java", first.generated("p/LayerGrad.java"))
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Layer.java:4: [GC0308]"), result.errors().get(0));
  }

  /** As javac itself does, which takes no class twice. */
  @Test
  void generatedSourcesOnTheSourcePath() throws IOException {
    Build.Result first = whole();
    Path stale = Files.createDirectories(directory.resolve("stale/p"));
    for (String name : List.of("ModelGrad.java", "LayerGrad.java")) {
      Files.writeString(stale.resolve(name), first.generated("p/" + name).replace("2.0", "3.0"));
    }
    Build.Result result =
        new Build(directory)
            .option("-sourcepath", stale.getParent().toString(), "-implicit:class")
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Layer.java:4: [GC0308]"), result.errors().get(0));
    assertTrue(result.errors().get(1).startsWith("Model.java:4: [GC0308]"), result.errors().get(1));
  }

  @Test
  void aGeneratedSourceThatIsGone() throws IOException {
    whole();
    Files.delete(directory.resolve("classes/p/LayerGrad.java"));
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Model", "call"));
  }

  @Test
  void generatedClassesThatAreGone() throws IOException {
    for (String name : List.of("LayerGrad.class", "LayerGrad$Apply.class")) {
      whole();
      Files.delete(directory.resolve("classes/p/LayerGrad.java"));
      Files.delete(directory.resolve("classes/p/" + name));
      Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
      assertEquals(1, result.errors().size(), result.errors()::toString);
      assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0309]"), name);
    }
  }

  @Test
  void theClassOfAGradientThatIsGone() throws IOException {
    whole();
    Files.delete(directory.resolve("classes/p/LayerGrad.java"));
    Files.delete(directory.resolve("classes/p/LayerGrad$Apply$Gradient.class"));
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0309]"), result.errors().get(0));
  }

  @Test
  void aRecordThatHasChanged() {
    whole();
    again("p/Pair.java", "package p; record Pair(double one, double two, double three) {}");
    String model = MODEL.replace("FACTOR", "1").replace("(x, 2)", "(x, 2, 3)");
    Build.Result result = again("p/Model.java", model);
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0313]"), result.errors().get(0));
  }

  @Test
  void aRecordInAnotherOrder() {
    whole();
    again("p/Pair.java", "package p; record Pair(double two, double one) {}");
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0313]"), result.errors().get(0));
  }

  @Test
  void aMethodThatIsNoLongerDifferentiable() {
    whole();
    again("p/Layer.java", LAYER.replace("@dev.gradc.Differentiable", ""));
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    // The record that the call takes, and the call.
    assertEquals(2, result.errors().size(), result.errors()::toString);
    for (String error : result.errors()) {
      assertTrue(error.startsWith("Model.java:4: [GC0107]"), error);
    }
  }

  @Test
  void aMethodThatHasOtherParameters() {
    whole();
    Build.Result result =
        again(
            "p/Layer.java",
            LAYER.replace(
                "(Pair pair, double x)", "(Pair pair, double x, @dev.gradc.Detach double y)"));
    assertSuccess(result);
    result = again("p/Model.java", MODEL.replace("FACTOR", "1").replace("2), x)", "2), x, x)"));
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Model", "call"));
  }
}
