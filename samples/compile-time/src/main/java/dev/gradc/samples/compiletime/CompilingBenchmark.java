package dev.gradc.samples.compiletime;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One run of javac over all sources, in a virtual machine that has compiled nothing before. */
@State(Scope.Thread)
public class CompilingBenchmark {

  /** How many methods are annotated. */
  @Param({"10", "100", "1000"})
  public int methods;

  private Sources sources;

  /** Writes the sources. */
  @Setup(Level.Trial)
  public void write() throws IOException, InterruptedException {
    sources = new Sources(methods);
    sources.generate();
  }

  /** Takes them away. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    sources.close();
  }

  /** Without a processor. */
  @Benchmark
  public void javac() {
    sources.javac();
  }

  /** Without a processor, and what gradc generates beside. */
  @Benchmark
  public void javacWithGenerated() {
    sources.javacWithGenerated();
  }

  /** With gradc. */
  @Benchmark
  public void gradc() {
    sources.gradc();
  }
}
