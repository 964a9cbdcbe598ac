package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.tensor.Comparisons;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Functions;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Tensor;

/** Rules of what no gradient flows through: comparisons, signs, constants. */
public final class ConstantRules {

  private ConstantRules() {}

  @DerivativeOf(type = Comparisons.class, method = "greater")
  public static void greater(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "greater")
  public static void greater(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "greaterEqual")
  public static void greaterEqual(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "greaterEqual")
  public static void greaterEqual(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "less")
  public static void less(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "less")
  public static void less(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "lessEqual")
  public static void lessEqual(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "lessEqual")
  public static void lessEqual(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "equal")
  public static void equal(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "equal")
  public static void equal(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "notEqual")
  public static void notEqual(@Detach Tensor a, @Detach Tensor b, Tensor cotangent) {}

  @DerivativeOf(type = Comparisons.class, method = "notEqual")
  public static void notEqual(@Detach Tensor x, @Detach double number, Tensor cotangent) {}

  @DerivativeOf(type = Functions.class, method = "sign")
  public static void sign(@Detach Tensor x, Tensor cotangent) {}

  @DerivativeOf(type = Tensor.class, method = "detach")
  public static void detach(@Detach Tensor x, Tensor cotangent) {}

  @DerivativeOf(type = Indexing.class, method = "oneHot")
  public static void oneHot(DType dtype, int classes, int[] labels, Tensor cotangent) {}

  @DerivativeOf(type = Indexing.class, method = "counted")
  public static void counted(DType dtype, int[] labels, int ignored, Tensor cotangent) {}

  @DerivativeOf(type = Tensor.class, method = "zeros")
  public static void zeros(DType dtype, int[] shape, Tensor cotangent) {}
}
