package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.LeastSquares;
import dev.gradc.samples.gradbench.LeastSquaresGrad;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** GradBench's {@code llsq}. */
public class LeastSquaresBenchmark {

  /** Coefficients, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Coefficients and points. */
    @Param({"16, 256", "128, 4096"})
    String sizes;

    private double[] x;
    private int n;
    private LeastSquaresGrad.HalfSum.Gradient gradient;
    private double[] gradientByHand;
    private LeastSquaresByHand byHand;

    @Setup
    public void prepare() {
      int[] parsed = Sizes.of(sizes);
      x = new SplittableRandom(1).doubles(parsed[0]).toArray();
      n = parsed[1];
      gradient = LeastSquaresGrad.HalfSum.Gradient.zeros(x, n);
      gradientByHand = new double[x.length];
      byHand = new LeastSquaresByHand(x.length);
    }
  }

  /** What is small enough for derivatives that every number carries. */
  @State(Scope.Thread)
  public static class Small {

    /** Coefficients and points. */
    @Param("16, 256")
    String sizes;

    private Gradient[] x;
    private int n;

    @Setup
    public void prepare() {
      int[] parsed = Sizes.of(sizes);
      x = HipparchusObjectives.variables(new SplittableRandom(1).doubles(parsed[0]).toArray());
      n = parsed[1];
    }
  }

  @Benchmark
  public double primal(Input in) {
    return LeastSquares.halfSum(in.x, in.n);
  }

  @Benchmark
  public double[] gradc(Input in) {
    in.gradient.setZero();
    LeastSquaresGrad.HalfSum.addGradient(in.x, in.n, in.gradient);
    return in.gradient.x();
  }

  @Benchmark
  public double[] byHand(Input in) {
    Arrays.fill(in.gradientByHand, 0);
    in.byHand.addGradient(in.x, in.n, in.gradientByHand);
    return in.gradientByHand;
  }

  @Benchmark
  public double[] hipparchus(Small in) {
    return HipparchusObjectives.halfSum(in.x, in.n).getGradient();
  }
}
