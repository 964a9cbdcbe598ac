package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/**
 * {@code -Agradc.report}: what is written, where, and that nothing is where it is not asked for.
 */
final class ReportTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "report");

  private static final String STEP =
      """
      package models;

      import dev.gradc.Detach;
      import dev.gradc.Differentiable;

      class Training {

        record Linear(double w, double b) {
          double apply(double x) {
            return w * x + b;
          }
        }

        @Differentiable
        static double step(Linear first, Linear second, @Detach double[] data, double target) {
          double loss = 0;
          for (int i = 0; i < data.length; i++) {
            double a = Math.tanh(first.apply(data[i]));
            @Detach double cut = a;
            double b = second.apply(cut);
            for (int k = 0; k <= i; k++) {
              loss += Math.exp(b * k) * a;
            }
            double miss = b - target;
            if (miss > 0) {
              loss += miss * miss;
            }
          }
          return loss;
        }

        @Differentiable(name = "Square")
        static double f(double x) {
          return x * x;
        }
      }
      """;

  @TempDir private Path directory;

  private Build.Result build(String source, String... options) {
    return new Build(directory).source("models/Training.java", source).option(options).run();
  }

  private Path reports() {
    return directory.resolve("deep").resolve("reports");
  }

  private String report(String file) throws IOException {
    return Files.readString(reports().resolve(file));
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void threeFilesAreWrittenForEachMethod() throws IOException {
    Build.Result result = build(STEP, "-Agradc.report=" + reports());
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.messages());
    assertEquals(
        Set.of(
            "models.TrainingGrad.Square.json",
            "models.TrainingGrad.Square.md",
            "models.TrainingGrad.Square.svg",
            "models.TrainingGrad.Step.json",
            "models.TrainingGrad.Step.md",
            "models.TrainingGrad.Step.svg"),
        names(reports()));
    assertTrue(
        report("models.TrainingGrad.Step.md")
            .contains("![The graph](models.TrainingGrad.Step.svg)"));
  }

  @Test
  void reportsAreAsTheyWere() throws IOException {
    build(STEP, "-Agradc.report=" + reports());
    for (String file : names(reports())) {
      Path golden = GOLDEN.resolve(file);
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(GOLDEN);
        Files.writeString(golden, report(file));
      }
      assertTrue(Files.exists(golden), () -> "no " + golden + "; make it by -Dgolden.update=true");
      assertEquals(Files.readString(golden), report(file), file);
    }
    assertEquals(names(GOLDEN), names(reports()));
  }

  @Test
  void writingTwiceGivesTheSame() throws IOException {
    build(STEP, "-Agradc.report=" + reports());
    List<String> first = new ArrayList<>();
    for (String file : names(reports())) {
      first.add(report(file));
    }
    build(STEP, "-Agradc.report=" + reports());
    List<String> second = new ArrayList<>();
    for (String file : names(reports())) {
      second.add(report(file));
    }
    assertEquals(first, second);
  }

  @Test
  void jsonSaysWhatMarkdownSays() throws IOException {
    build(STEP, "-Agradc.report=" + reports());
    JsonObject root =
        JsonParser.parseString(report("models.TrainingGrad.Step.json")).getAsJsonObject();
    assertEquals("Training.step", root.get("method").getAsString());
    String total = root.getAsJsonObject("size").get("formula").getAsString();
    assertTrue(
        report("models.TrainingGrad.Step.md").contains("In all " + total + " bytes."), total);
    assertTrue(
        root.getAsJsonArray("stored").asList().stream()
            .map(row -> row.getAsJsonObject())
            .anyMatch(
                row ->
                    row.get("value").getAsString().equals("exp(b * k)")
                        && row.get("reason").getAsString().equals("costly")
                        && row.getAsJsonObject("size")
                            .get("formula")
                            .getAsString()
                            .equals("8·(Σ[0 ≤ i < data.length] (i + 1))")));
  }

  @Test
  void namesAreTheUsersEvenWhereOursAreTheSame() throws IOException {
    build(
        """
        package models;
        class Training {
          @dev.gradc.Differentiable
          static double f(double[] w, double[] v, int k, double x) {
            double sum = 0;
            for (int i = 0; i < k; i++) {
              for (int j = 0; j < k; j++) {
                sum += w[i * k + j] * v[j * k + i];
              }
              double product = x * w[i] * v[i] * Math.exp(x);
              sum += product * product;
              double y = x;
              y *= Math.sin(y) * y + i;
              sum += y * y;
            }
            return sum;
          }
        }
        """,
        "-Agradc.report=" + reports());
    String svg = report("models.TrainingGrad.F.svg");
    for (String text :
        List.of(
            "w[i * k + j] * v[j * k + i]",
            "product = … * v[i] * exp(x)",
            "product * product",
            "y = x * (sin(x) * x + i)",
            "sum += y * y")) {
      assertTrue(svg.contains(">" + text + "</text>"), text);
    }
    String page = report("models.TrainingGrad.F.md");
    assertTrue(page.contains("\n| 10 | `product` | 8·k bytes |"), page);
    assertTrue(page.contains("\n| 10 | `exp(x)` | 8 bytes |"), page);
    assertTrue(page.contains("\n| 10 | `x * w[i] * v[i]` | a few cheap operations |"), page);
  }

  /** More than sixty operations, in straight lines and without a loop to fold. */
  private static String longMethod(int lines) {
    StringBuilder text = new StringBuilder("package models;\nclass Training {\n");
    text.append("  @dev.gradc.Differentiable\n  static double f(double x, double y) {\n");
    text.append("    double s = x;\n");
    for (int i = 0; i < lines; i++) {
      text.append("    s = Math.sin(s) * y + Math.exp(-s);\n");
    }
    return text.append("    return s;\n  }\n}\n").toString();
  }

  @Test
  void picturesOfMoreThanSixtyOperationsAreFolded() throws Exception {
    build(longMethod(12), "-Agradc.report=" + reports());
    String alone = report("models.TrainingGrad.F.svg");
    assertFalse(alone.contains(" operations</text>"));
    build(longMethod(13), "-Agradc.report=" + reports());
    String byLine = report("models.TrainingGrad.F.svg");
    assertTrue(byLine.contains(">line 6 · 5 operations</text>"), byLine);
    build(longMethod(70), "-Agradc.report=" + reports());
    String bySeveral = report("models.TrainingGrad.F.svg");
    assertTrue(bySeveral.contains(">lines 6 to 7</text>"), bySeveral);
    for (String svg : List.of(alone, byLine, bySeveral)) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    }
  }

  /** The guides show what the compiler makes of the source beside them. */
  @Test
  void guidesShowWhatTheCompilerDraws() throws IOException {
    Path guide = Path.of("..", "docs", "guide");
    build(Files.readString(guide.resolve("Training.java")), "-Agradc.report=" + reports());
    for (String file :
        List.of(
            "models.TrainingGrad.Shared.svg",
            "models.TrainingGrad.Detached.svg",
            "models.TrainingGrad.Retained.svg",
            "models.TrainingGrad.Step.svg",
            "models.TrainingGrad.Step.md")) {
      Path shown = guide.resolve(file);
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(shown, report(file));
      }
      assertEquals(Files.readString(shown), report(file), file);
    }
  }

  @Test
  void whatDoesNotCompileHasNoReport() throws IOException {
    Build.Result result =
        build(
            STEP.replace("return x * x;", "synchronized (Training.class) { return x; }"),
            "-Agradc.report=" + reports());
    assertFalse(result.isSuccess());
    assertFalse(names(reports()).contains("models.TrainingGrad.Square.md"));
    assertTrue(names(reports()).contains("models.TrainingGrad.Step.md"));
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsOneError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "no directory");
    Build.Result result = build(STEP, "-Agradc.report=" + file.resolve("reports"));
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("[GC0904] reports cannot be written"));
  }

  @Test
  void theOptionWantsADirectory() {
    for (String option : List.of("-Agradc.report", "-Agradc.report=", "-Agradc.report=\0")) {
      Build.Result result = build(STEP, option);
      assertEquals(1, result.errors().size(), result.errors()::toString);
      assertTrue(result.errors().get(0).contains("[GC0903] the option -Agradc.report"));
    }
  }

  /** javac in a process of its own, with the processor on its path as builds have it. */
  private String javac(String... options) throws IOException, InterruptedException {
    Path source = directory.resolve("models").resolve("Training.java");
    Files.createDirectories(source.getParent());
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(source, STEP);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-J-Xlog:class+load", "-J-Xmx512m", "-d", "out"));
    command.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    command.addAll(List.of("-cp", Build.runtime().toString()));
    command.addAll(List.of(options));
    command.add(source.toString());
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @Test
  void librariesAreLoadedWhereReportsAreAskedFor() throws IOException, InterruptedException {
    String output = javac("-Agradc.report=reports");
    assertTrue(output.contains(" org.eclipse.elk.alg.layered."));
    assertTrue(output.contains(" com.google.gson."));
    assertTrue(Files.exists(directory.resolve("reports/models.TrainingGrad.Step.svg")));
  }

  @Test
  void nothingIsWrittenOrLoadedWhereNoneAre() throws IOException, InterruptedException {
    String output = javac();
    assertTrue(output.contains(" dev.gradc.processor.Pipeline "), "the log shows what is loaded");
    for (String library :
        List.of("org.eclipse.", "com.google.gson.", "dev.gradc.processor.report.ReportFiles")) {
      assertFalse(output.contains(" " + library), library);
    }
    assertEquals(Set.of("models", "out"), names(directory));
  }
}
