package dev.gradc.samples.benchmarks;

import dev.gradc.samples.gradbench.CharacterInput;
import dev.gradc.samples.gradbench.Characters;
import dev.gradc.samples.gradbench.CharactersGrad;
import dev.gradc.samples.gradbench.Workloads;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** GradBench's {@code lstm}. */
public class CharactersBenchmark {

  /** Parameters and characters, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Layers and characters. */
    @Param({"2, 20", "2, 1024"})
    String sizes;

    private CharacterInput input;
    private CharactersGrad.Loss.Gradient gradient;
    private double[][][] gradientByHand;
    private CharactersByHand byHand;

    @Setup
    public void prepare() {
      input = CharacterInput.of(Workloads.of("lstm", Sizes.of(sizes)));
      gradient =
          CharactersGrad.Loss.Gradient.zeros(
              input.main(), input.extra(), input.state(), input.sequence());
      double[][] main = new double[input.main().length][input.main()[0].length];
      double[][] extra = new double[input.extra().length][input.extra()[0].length];
      gradientByHand = new double[][][] {main, extra};
      byHand = new CharactersByHand(input);
    }
  }

  @Benchmark
  public double primal(Input in) {
    CharacterInput input = in.input;
    return Characters.loss(input.main(), input.extra(), input.state(), input.sequence());
  }

  @Benchmark
  public CharactersGrad.Loss.Gradient gradc(Input in) {
    CharacterInput input = in.input;
    in.gradient.setZero();
    CharactersGrad.Loss.addGradient(
        input.main(), input.extra(), input.state(), input.sequence(), in.gradient);
    return in.gradient;
  }

  /** The gradients by the weights and biases, then by the extra parameters. */
  @Benchmark
  public double[][][] byHand(Input in) {
    for (double[][] part : in.gradientByHand) {
      for (double[] row : part) {
        Arrays.fill(row, 0);
      }
    }
    in.byHand.addGradient(in.gradientByHand[0], in.gradientByHand[1]);
    return in.gradientByHand;
  }
}
