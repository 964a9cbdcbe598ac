package dev.gradc.samples.benchmarks;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks, writes what JMH has found as JSON, and prints a table of it. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Times derivatives by gradc beside those by hand and by other libraries.")
public final class Benchmarks implements Callable<Integer> {

  @Option(
      names = "--only",
      description = "Found in the names that run, e.g. Mixture.*byHand (all).")
  private String only = ".";

  @Option(names = "--forks", description = "Virtual machines for each (${DEFAULT-VALUE}).")
  private int forks = 2;

  @Option(names = "--iterations", description = "Measured in each fork (${DEFAULT-VALUE}).")
  private int iterations = 5;

  @Option(names = "--warmups", description = "Before those (${DEFAULT-VALUE}).")
  private int warmups = 4;

  @Option(names = "--milliseconds", description = "Of each iteration (${DEFAULT-VALUE}).")
  private int milliseconds = 400;

  @Option(
      names = "--vector",
      arity = "1",
      description =
          "Whether forks have the module jdk.incubator.vector, and what needs it is timed"
              + " (${DEFAULT-VALUE}).")
  private boolean isVector;

  @Option(names = "--out", description = "Where the results go (${DEFAULT-VALUE}).")
  private Path out = Path.of("samples", "benchmarks", "target");

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Files.createDirectories(out);
    Path json = out.resolve("benchmarks.json");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(only)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(forks)
            .threads(1)
            .warmupIterations(warmups)
            .warmupTime(TimeValue.milliseconds(milliseconds))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(milliseconds))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgsAppend(arguments().toArray(String[]::new))
            .resultFormat(ResultFormatType.JSON)
            .result(json.toString());
    if (!Engine.getAllEngines().contains("PyTorch")) {
      options.exclude("\\.pytorch$");
    }
    if (!isVector) {
      options.exclude("\\.gradcVector$");
    }
    Collection<RunResult> results = new Runner(options.build(), new Progress(console)).run();
    String table = MarkdownTable.of(results.stream().map(Measurement::of).toList());
    Files.writeString(out.resolve("benchmarks.md"), table);
    console.print(table);
    return 0;
  }

  /** Of the forks: one thread, and nothing that depends on what else is on the machine. */
  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-XX:+UseSerialGC",
                "-Xms2g",
                "-Xmx2g",
                "-Ddev.ludovic.netlib.blas.allowNative=false",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1"));
    if (isVector) {
      arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    return arguments;
  }
}
