package dev.gradc.samples.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A step of a network that reads digits: forward and backward, without an optimizer. */
public class NetworkBenchmark {

  /** A network and a batch, and where gradients go. */
  @State(Scope.Thread)
  public static class Input {

    /** Batch, numbers of an example, units, classes. */
    @Param("128, 784, 128, 10")
    String sizes;

    NetworkInput input;
    NetworkByHand byHand;
    private NetworkGrad.Loss.Gradient gradient;

    @Setup
    public void prepare() {
      input = NetworkInput.of(Sizes.of(sizes));
      byHand = new NetworkByHand(input);
      gradient = NetworkGrad.Loss.Gradient.zeros(input.network(), input.examples(), input.labels());
    }
  }

  /** The same in PyTorch. */
  @State(Scope.Thread)
  public static class Torch {

    /** Batch, numbers of an example, units, classes. */
    @Param("128, 784, 128, 10")
    String sizes;

    private PyTorchNetwork network;

    @Setup
    public void prepare() {
      NetworkInput input = NetworkInput.of(Sizes.of(sizes));
      network = new PyTorchNetwork(input);
      NetworkByHand byHand = new NetworkByHand(input);
      byHand.step();
      Agreement.check(Floats.widen(byHand.hiddenGradient().weight()), network.gradient(), 1e-4);
    }

    @TearDown
    public void close() {
      network.close();
    }
  }

  @Benchmark
  public double primal(Input in) {
    return Network.loss(in.input.network(), in.input.examples(), in.input.labels());
  }

  @Benchmark
  public NetworkGrad.Loss.Gradient gradc(Input in) {
    in.gradient.setZero();
    NetworkGrad.Loss.addGradient(
        in.input.network(), in.input.examples(), in.input.labels(), in.gradient);
    return in.gradient;
  }

  @Benchmark
  public double byHand(Input in) {
    return in.byHand.step();
  }

  @Benchmark
  public double pytorch(Torch in) {
    return in.network.step();
  }
}
