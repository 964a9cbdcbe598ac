package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.corpus.CorpusFile.Directives;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Comments of a corpus file are read as they are meant. */
final class CorpusFileTest {

  @Test
  void directivesBelongToTheNextAnnotatedMethod() {
    CorpusFile file =
        CorpusFile.of(
            "topic",
            "Name",
            """
            // fault of the tests; found by -Dtest=Some -Drandom.seed=22
            package corpus.topic;

            // golden
            final class Name {

              // sample: x in [0, 1],
              // y = 2
              // kinks
              @Differentiable
              static double first(double x, double y) {
                // x is not y
                return helper(x);
              }

              private static double helper(double x) {
                return x;
              }

              // tolerance: 1e-7
              // detached
              @Differentiable
              public static float[] second(@Detach double x) {
                return null;
              }

              @Differentiable
              static double third(double x) {
                return x;
              }
            }
            """);
    assertEquals(
        Map.of(
            "first", new Directives("x in [0, 1], y = 2", true, false, false, 1e-10),
            "second", new Directives("", false, true, false, 1e-7),
            "third", new Directives("", false, false, false, 1e-10)),
        file.methods());
    assertTrue(file.isGolden());
    assertTrue(file.hasFloats());
    assertEquals("corpus.topic.Name", file.className());
  }

  @Test
  void methodsAreAskedForMoreModes() {
    CorpusFile file =
        CorpusFile.of(
            "topic",
            "Name",
            """
            @Differentiable
            @Differentiable(name = "X")
            @Differentiable(modes = Mode.HESSIAN)
            @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD}, name = "Y")
            """);
    assertEquals(
        """
        @Differentiable(modes = {dev.gradc.Mode.FORWARD})
        @Differentiable(modes = {dev.gradc.Mode.FORWARD}, name = "X")
        @Differentiable(modes = {Mode.HESSIAN, dev.gradc.Mode.FORWARD})
        @Differentiable(modes = {Mode.HESSIAN, Mode.FORWARD}, name = "Y")
        """,
        file.inModes("FORWARD").source());
  }

  @Test
  void theCorpusIsLargeAndHasGoldenFiles() {
    List<CorpusFile> files = CorpusFile.all();
    assertTrue(files.size() >= 45, () -> files.size() + " files");
    assertTrue(files.stream().filter(CorpusFile::isGolden).count() >= 10);
    for (CorpusFile file : files) {
      assertFalse(file.methods().isEmpty(), file::toString);
      assertTrue(file.source().contains("package corpus." + file.topic() + ";"), file::toString);
    }
  }
}
