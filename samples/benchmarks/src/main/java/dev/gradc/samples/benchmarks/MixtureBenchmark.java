package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.Mixture;
import dev.gradc.samples.gradbench.MixtureGrad;
import dev.gradc.samples.gradbench.MixtureInput;
import dev.gradc.samples.gradbench.Workloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** GradBench's {@code gmm}. */
public class MixtureBenchmark {

  /** Parameters and points, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Dimensions, components and points. */
    @Param({"2, 5, 1000", "10, 25, 1000"})
    String sizes;

    private MixtureInput input;
    private double constant;
    private MixtureGrad.Posterior.Gradient gradient;
    private MixtureByHand.Gradient gradientByHand;
    private MixtureByHand byHand;

    @Setup
    public void prepare() {
      input = MixtureInput.of(Workloads.of("gmm", Sizes.of(sizes)));
      constant = input.constant();
      gradient =
          MixtureGrad.Posterior.Gradient.zeros(
              input.alpha(),
              input.mu(),
              input.q(),
              input.l(),
              input.x(),
              input.gamma(),
              input.m(),
              constant);
      gradientByHand = MixtureByHand.Gradient.zeros(input);
      byHand = new MixtureByHand(input);
    }
  }

  @Benchmark
  public double primal(Input in) {
    MixtureInput input = in.input;
    return Mixture.posterior(
        input.alpha(),
        input.mu(),
        input.q(),
        input.l(),
        input.x(),
        input.gamma(),
        input.m(),
        in.constant);
  }

  @Benchmark
  public MixtureGrad.Posterior.Gradient gradc(Input in) {
    MixtureInput input = in.input;
    in.gradient.setZero();
    MixtureGrad.Posterior.addGradient(
        input.alpha(),
        input.mu(),
        input.q(),
        input.l(),
        input.x(),
        input.gamma(),
        input.m(),
        in.constant,
        in.gradient);
    return in.gradient;
  }

  @Benchmark
  public MixtureByHand.Gradient byHand(Input in) {
    in.gradientByHand.setZero();
    in.byHand.addGradient(in.gradientByHand);
    return in.gradientByHand;
  }
}
