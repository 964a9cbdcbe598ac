package dev.gradc.samples.compiletime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times javac with and without gradc, and tells where the time goes. */
@Command(
    name = "compile-time",
    mixinStandardHelpOptions = true,
    description = "Times javac with and without gradc, and tells where the time goes.")
public final class CompileTime implements Callable<Integer> {

  @Option(
      names = "--methods",
      split = ",",
      description = "How many are annotated, multiples of ten (${DEFAULT-VALUE}).")
  private String[] methods = {"10", "100", "1000"};

  @Option(names = "--forks", description = "Virtual machines for each (${DEFAULT-VALUE}).")
  private int forks = 5;

  @Option(
      names = "--warmups",
      description = "Runs in each before the one that counts (${DEFAULT-VALUE}).")
  private int warmups = 0;

  @Option(names = "--out", description = "Where the results go (${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "results");

  /** See {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CompileTime()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Files.createDirectories(out);
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(CompilingBenchmark.class.getName() + "\\.")
        .param("methods", methods)
        .mode(Mode.SingleShotTime)
        .timeUnit(TimeUnit.MILLISECONDS)
        .forks(forks)
        .warmupIterations(warmups)
        .measurementIterations(1)
        .shouldFailOnError(true)
        .resultFormat(ResultFormatType.JSON)
        .result(out.resolve("compile-time.json").toString());
    Collection<RunResult> results = new Runner(options.build()).run();
    String table =
        Table.of(results) + "\n" + Profile.of(Integer.parseInt(methods[methods.length - 1]));
    Files.writeString(out.resolve("compile-time.md"), table);
    System.out.print("\n" + table);
    return 0;
  }
}
