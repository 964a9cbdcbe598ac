// option: -Agradc.disable=bodies
import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class Called {

  private Called() {}

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double plain(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.plain(x, 2).sum().item() * Others.numbers(x.sum().item());
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double checkpointed(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.checkpointed(x).mul(Others.plain(x, 3)).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double checkpointedWithin(
      Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.checkpointedWithin(x).add(Others.checkpointedLoop(x, count)).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double retained(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.retained(x).add(Others.retainedResult(x)).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double byRule(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.usesRule(x).mul(Ruled.cube(x)).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double recursive(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.power(x, count).mul(Others.even(x, count)).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double back(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.back(x).sum().item() + own(x).sum().item();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor own(Tensor x) {
    return x.tanh().mul(x);
  }

  // inputs: xs tensors
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double written(Tensor[] xs, boolean flag, int count, int[] labels, int n, int m) {
    Tensor[] all = {xs[0], xs[1]};
    Tensor before = Others.write(all);
    return Others.total(all).mul(before.sum()).item() + xs[0].sum().item();
  }

  /** Gives the array that it was given. */
  // inputs: xs tensors
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double shared(Tensor[] xs, boolean flag, int count, int[] labels, int n, int m) {
    Tensor[] same = Others.same(xs);
    return Others.total(same).mul(same[0].sum().item()).item() + Others.total(xs).item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  @Checkpoint
  static double itself(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return Others.plain(x, 2).sum().item();
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double loop(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    Tensor y = x;
    for (@Checkpoint(segments = 2) int i = 0; i < count; i++) {
      y = Others.plain(y, i);
    }
    return y.sum().item();
  }
}
// file: Others

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.Retain;
import dev.gradc.tensor.*;

final class Others {

  private Others() {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor plain(Tensor x, double s) {
    return x.mul(s).tanh().add(x);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double numbers(double s) {
    return Math.sin(s) * s;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  @Checkpoint
  static Tensor checkpointed(Tensor x) {
    return x.tanh().square();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor checkpointedWithin(Tensor x) {
    return inside(x).mul(x);
  }

  @Checkpoint
  private static Tensor inside(Tensor x) {
    return x.tanh().square().tanh();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor checkpointedLoop(Tensor x, int count) {
    Tensor y = x;
    for (@Checkpoint(segments = 2) int i = 0; i < count; i++) {
      y = y.tanh().mul(x);
    }
    return y;
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor retained(Tensor x) {
    @Retain Tensor y = x.tanh();
    return y.square();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  @Retain
  static Tensor retainedResult(Tensor x) {
    return x.tanh().square();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor usesRule(Tensor x) {
    return Ruled.cube(x.tanh()).add(x);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor power(Tensor x, int n) {
    return n == 0 ? x.tanh() : x.mul(power(x, n - 1));
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor even(Tensor x, int n) {
    return n == 0 ? x : Thirds.odd(x.tanh(), n - 1);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor back(Tensor x) {
    return Called.own(x).add(x);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor write(Tensor[] all) {
    all[0] = all[0].mul(all[1]).tanh();
    return all[0].add(all[1]);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor total(Tensor[] all) {
    return all[0].mul(all[1]).sum();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor[] same(Tensor[] all) {
    return all;
  }
}
// file: Thirds

import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class Thirds {

  private Thirds() {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Tensor odd(Tensor x, int n) {
    return n == 0 ? x.square() : Others.even(x.mul(x), n - 1);
  }
}
// file: Ruled

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class Ruled {

  private Ruled() {}

  static Tensor cube(Tensor x) {
    return x.mul(x).mul(x);
  }

  @DerivativeOf(type = Ruled.class, method = "cube")
  static Tensor cubeRule(Tensor x, Tensor seed) {
    return seed.mul(x.square().mul(3));
  }

  @DerivativeOf(type = Ruled.class, method = "cube", mode = Mode.FORWARD)
  static Tensor cubeTangent(Tensor x, Tensor tangent) {
    return tangent.mul(x.square().mul(3));
  }
}
