package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.frontend.SourceSet;
import dev.gradc.processor.frontend.TapeUseReader;
import dev.gradc.processor.source.UserMethod;
import dev.gradc.processor.uses.BackwardOrder;
import dev.gradc.processor.uses.Sightings;
import dev.gradc.processor.uses.ThreeLosses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handles of several outputs in user code, on a companion that is written by hand. */
final class OutputHandlesTest {

  private static final String COMPANION =
      """
      package p;
      final class TrainingGrad {
        static final class Step {
          static final class Gradient {}
          static Tape forward(double[] w) { return new Tape().forward(w); }
          static final class Tape implements dev.gradc.Tape {
            Tape forward(double[] w) { return this; }
            Gradient backward(Object seed) { return new Gradient(); }
            L1Output l1() { return new L1Output(); }
            L2Output l2() { return new L2Output(); }
            L3Output l3() { return new L3Output(); }
            @Override public void close() {}
            final class L1Output {
              double value() { return 1; }
              Gradient backward() { return new Gradient(); }
            }
            final class L2Output {
              double value() { return 1; }
              Gradient backward() { return new Gradient(); }
              Gradient backward(double seed, Gradient into) { return into; }
            }
            final class L3Output {
              Gradient backward() { return new Gradient(); }
            }
          }
        }
      }
      """;

  @TempDir private Path directory;

  /** Reads the uses of the companion in the last round. */
  @SupportedAnnotationTypes("*")
  private static final class Reading extends AbstractProcessor {

    private final List<String> found = new ArrayList<>();
    private SourceSet sources;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      CompilerAccess compiler = CompilerAccess.of(processingEnv).orElseThrow();
      if (sources == null) {
        sources = new SourceSet(compiler);
      }
      sources.add(round.getRootElements());
      if (round.processingOver()) {
        BackwardOrder order =
            new BackwardOrder(Map.of(ThreeLosses.NAME, ThreeLosses.tape()), new Sightings());
        TapeUseReader.Read read =
            new TapeUseReader(compiler, sources)
                .read(Set.of("p.TrainingGrad"), Set.of(ThreeLosses.NAME));
        for (UserMethod method : read.methods()) {
          for (Problem problem : order.problems(method)) {
            found.add(problem.origin().line() + " " + problem.code().id());
          }
        }
      }
      return false;
    }
  }

  private List<String> found(String... lines) {
    Reading reading = new Reading();
    Build.Result result =
        new Build(directory)
            .processors(reading)
            .source("p/TrainingGrad.java", COMPANION)
            .source(
                "p/User.java",
                "package p; class User { void step(double[] w, TrainingGrad.Step.Gradient into) {\n"
                    + String.join("\n", lines)
                    + "\n}}")
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return reading.found;
  }

  @Test
  void oneAfterTheOther() {
    assertEquals(
        List.of("4 GC0407"),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "tape.l1().backward();",
            "tape.l2().backward();",
            "tape.l3().backward();"));
  }

  @Test
  void withoutWhatIsShared() {
    assertEquals(
        List.of(),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "tape.l3().backward();",
            "tape.l2().backward();",
            "System.out.println(tape.l1().value());",
            "tape.l3().backward();"));
  }

  @Test
  void handlesInVariables() {
    assertEquals(
        List.of("5 GC0407"),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "var second = tape.l2();",
            "second.backward(2, into);",
            "tape.l1().backward();"));
    assertEquals(
        List.of(),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "var second = tape.l2();",
            "second.backward();",
            "tape.forward(w);",
            "second.backward();"));
  }

  @Test
  void oneSweep() {
    assertEquals(
        List.of("3 GC0407"),
        found(
            "var tape = TrainingGrad.Step.forward(w); tape.l2().backward();",
            "tape.backward(null);"));
    assertEquals(
        List.of(),
        found(
            "var tape = TrainingGrad.Step.forward(w); tape.l3().backward();",
            "tape.backward(null); tape.l3().backward();"));
  }

  @Test
  void chained() {
    assertEquals(
        List.of(),
        found(
            "TrainingGrad.Step.forward(w).l1().backward();",
            "TrainingGrad.Step.forward(w).l2().backward();"));
  }

  @Test
  void handlesThatEscape() {
    assertEquals(
        List.of(),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "var all = java.util.List.of(tape.l1());",
            "all.get(0).backward();",
            "tape.l2().backward();",
            "tape.l2().backward();"));
    assertEquals(
        List.of(),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "Runnable later = tape.l1()::backward;",
            "later.run();",
            "tape.l2().backward();",
            "tape.l2().backward();"));
  }

  @Test
  void whatOnlySomeOutputsRead() {
    assertEquals(
        List.of("5 GC0410"),
        found(
            "var tape = TrainingGrad.Step.forward(w);",
            "w[0] = 1;",
            "tape.l3().backward();",
            "tape.l1().backward();"));
  }
}
