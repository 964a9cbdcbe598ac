package dev.gradc.samples.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Of all that JMH tells, one line that is written over: how far it is, how long it will take, and
 * what runs. What goes wrong is told in full.
 */
final class Progress implements OutputFormat {

  /** How JMH begins what it tells about itself, and how the part of it that is wanted here. */
  private static final String COMMENT = "#";

  private static final String PROGRESS = "# Run progress: ";

  /** Clears what the line before had more. */
  private static final String CLEAR = "\u001b[K";

  private final PrintStream out;
  private String progress = "";

  Progress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    String name = params.id();
    String last = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    out.print("\r" + progress + "  " + last + CLEAR);
    out.flush();
  }

  @Override
  public void println(String line) {
    if (line.startsWith(PROGRESS)) {
      progress = line.substring(PROGRESS.length());
    } else if (!line.isBlank() && !line.startsWith(COMMENT)) {
      out.println("\r" + line + CLEAR);
    }
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    out.print("\r" + CLEAR);
    out.flush();
  }

  @Override
  public void print(String text) {
    println(text);
  }

  @Override
  public void write(int character) {}

  @Override
  public void write(byte[] characters) {}

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void verbosePrintln(String line) {}
}
