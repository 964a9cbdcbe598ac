package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.LogSumExp;
import dev.gradc.samples.gradbench.LogSumExpGrad;
import dev.gradc.samples.vectors.LossesGrad;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** GradBench's {@code lse}. */
public class LogSumExpBenchmark {

  /** A vector, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Elements. */
    @Param({"100", "100000"})
    String sizes;

    private double[] x;
    private LogSumExpGrad.LogSumExp.Gradient gradient;
    private LossesGrad.LogSumExp.Gradient vectors;
    private double[] gradientByHand;
    private LogSumExpByHand byHand;

    @Setup
    public void prepare() {
      x = new SplittableRandom(1).doubles(Integer.parseInt(sizes)).toArray();
      gradient = LogSumExpGrad.LogSumExp.Gradient.zeros(x);
      vectors = LossesGrad.LogSumExp.Gradient.zeros(x);
      gradientByHand = new double[x.length];
      byHand = new LogSumExpByHand(x.length);
    }
  }

  /** What is small enough for derivatives that every number carries. */
  @State(Scope.Thread)
  public static class Small {

    /** Elements. */
    @Param("100")
    String sizes;

    private Gradient[] x;

    @Setup
    public void prepare() {
      int length = Integer.parseInt(sizes);
      x = HipparchusObjectives.variables(new SplittableRandom(1).doubles(length).toArray());
    }
  }

  @Benchmark
  public double primal(Input in) {
    return LogSumExp.logSumExp(in.x);
  }

  @Benchmark
  public double[] gradc(Input in) {
    in.gradient.setZero();
    LogSumExpGrad.LogSumExp.addGradient(in.x, in.gradient);
    return in.gradient.x();
  }

  @Benchmark
  public double[] gradcVector(Input in) {
    in.vectors.setZero();
    LossesGrad.LogSumExp.addGradient(in.x, in.vectors);
    return in.vectors.x();
  }

  @Benchmark
  public double[] byHand(Input in) {
    Arrays.fill(in.gradientByHand, 0);
    in.byHand.addGradient(in.x, 1, in.gradientByHand);
    return in.gradientByHand;
  }

  @Benchmark
  public double[] hipparchus(Small in) {
    return HipparchusObjectives.logSumExp(in.x).getGradient();
  }
}
