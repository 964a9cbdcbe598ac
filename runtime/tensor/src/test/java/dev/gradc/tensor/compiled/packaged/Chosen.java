package dev.gradc.tensor.compiled.packaged;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** Functions that look at what their package shows to all, and what it does not. */
public final class Chosen {

  /** Which one. */
  public enum Kind {
    TANH,
    SIGMOID,
    NONE
  }

  enum Rank {
    FIRST
  }

  /** A choice that is kept in an object. */
  public static final class Choice {

    /** What it is. */
    public final Kind kind;

    /** A factor. */
    public final double scale;

    final Rank rank;

    /** One of the first rank. */
    public Choice(Kind kind, double scale) {
      this.kind = kind;
      this.scale = scale;
      this.rank = Rank.FIRST;
    }
  }

  private Chosen() {}

  /** By a constant of an enum. */
  @Differentiable
  public static Tensor activated(Tensor x, Kind kind) {
    return switch (kind) {
      case TANH -> x.tanh();
      case SIGMOID -> x.sigmoid();
      case NONE -> x;
    };
  }

  /** By fields of an object. */
  @Differentiable
  public static Tensor scaled(Tensor x, Choice choice) {
    Tensor y = activated(x, choice.kind);
    y = y.mul(choice.scale);
    return y.add(x);
  }

  /** By a field that no other package sees. */
  @Differentiable
  public static Tensor ranked(Tensor x, Choice choice) {
    return choice.rank == Rank.FIRST ? x.tanh() : x;
  }
}
