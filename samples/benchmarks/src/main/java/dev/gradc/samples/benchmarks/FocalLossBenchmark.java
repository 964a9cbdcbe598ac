package dev.gradc.samples.benchmarks;

import static dev.gradc.samples.benchmarks.FocalLossInput.ALPHA;
import static dev.gradc.samples.benchmarks.FocalLossInput.GAMMA;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The mean focal loss of as many scores as a detector has. */
public class FocalLossBenchmark {

  /** Scores and targets, and where gradients go. */
  @State(Scope.Thread)
  public static class Arrays {

    /** Scores. */
    @Param("800000")
    String sizes;

    /** What they are in. */
    @Param({"FLOAT", "DOUBLE"})
    DType type;

    FocalLossArrays arrays;

    @Setup
    public void prepare() {
      arrays = FocalLossArrays.of(type, FocalLossInput.of(type, Integer.parseInt(sizes)));
    }
  }

  /** The same as tensors. */
  @State(Scope.Thread)
  public static class Tensors {

    /** Scores. */
    @Param("800000")
    String sizes;

    /** What they are in. */
    @Param({"FLOAT", "DOUBLE"})
    DType type;

    private Tensor logits;
    private Tensor targets;
    private FocalLossMeanGrad.OfTensors.Gradient gradient;

    @Setup
    public void prepare() {
      FocalLossInput input = FocalLossInput.of(type, Integer.parseInt(sizes));
      logits = Tensor.of(input.logits(), input.logits().length).to(type);
      targets = Tensor.of(input.targets(), input.targets().length).to(type);
      gradient = FocalLossMeanGrad.OfTensors.Gradient.zeros(logits, targets, ALPHA, GAMMA);
    }
  }

  /** The same in PyTorch. */
  @State(Scope.Thread)
  public static class Torch {

    /** Scores. */
    @Param("800000")
    String sizes;

    /** What they are in. */
    @Param({"FLOAT", "DOUBLE"})
    DType type;

    private PyTorchFocalLoss loss;

    @Setup
    public void prepare() {
      FocalLossInput input = FocalLossInput.of(type, Integer.parseInt(sizes));
      loss = new PyTorchFocalLoss(type, input);
      FocalLossArrays arrays = FocalLossArrays.of(type, input);
      arrays.byHand();
      Agreement.check(arrays.gradientByHand(), loss.gradient(), 1e-4);
    }

    @TearDown
    public void close() {
      loss.close();
    }
  }

  @Benchmark
  public double primal(Arrays in) {
    return in.arrays.primal();
  }

  @Benchmark
  public double gradc(Arrays in) {
    return in.arrays.gradc();
  }

  @Benchmark
  public double gradcVector(Arrays in) {
    return in.arrays.gradcVector();
  }

  @Benchmark
  public double byHand(Arrays in) {
    return in.arrays.byHand();
  }

  @Benchmark
  public double primalOnTensors(Tensors in) {
    return FocalLossMean.mean(in.logits, in.targets, ALPHA, GAMMA);
  }

  @Benchmark
  public Tensor gradcOnTensors(Tensors in) {
    in.gradient.setZero();
    FocalLossMeanGrad.OfTensors.addGradient(in.logits, in.targets, ALPHA, GAMMA, in.gradient);
    return in.gradient.logits();
  }

  @Benchmark
  public double pytorch(Torch in) {
    return in.loss.step();
  }
}
