package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not fit is told with everything that one needs to find it. */
final class BadInputTest {

  private static final Tensor A = Tensor.zeros(DType.DOUBLE, 2, 3);
  private static final Tensor B = Tensor.zeros(DType.DOUBLE, 4);
  private static final Tensor FLOATS = Tensor.zeros(DType.FLOAT, 2, 3);
  private static final Tensor PICTURES = Tensor.zeros(DType.DOUBLE, 2, 3, 5, 5);
  private static final Sliding ONE = Sliding.by(1);

  private static Arguments bad(String message, Executable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        bad("add: shapes [2, 3] and [4] do not broadcast: 3 against 4", () -> A.add(B)),
        bad("matmul: shapes [2, 3] and [2, 3] do not fit: 3 against 2", () -> A.matmul(A)),
        bad(
            "matmul: shapes [2, 2, 3] and [3, 3, 2] do not fit: the axes before the last two do"
                + " not broadcast",
            () -> Tensor.zeros(DType.DOUBLE, 2, 2, 3).matmul(Tensor.zeros(DType.DOUBLE, 3, 3, 2))),
        bad(
            "matmul: shapes [2, 2, 3] and [3, 3, 3] do not fit: the axes before the last two do"
                + " not broadcast",
            () -> Tensor.zeros(DType.DOUBLE, 2, 2, 3).matmul(Tensor.zeros(DType.DOUBLE, 3, 3, 3))),
        bad(
            "matmulTransposed: shapes [2, 2, 3] and [3, 3, 3] do not fit: the axes before the last"
                + " two do not broadcast",
            () ->
                Products.matmulTransposed(
                    Tensor.zeros(DType.DOUBLE, 2, 2, 3), Tensor.zeros(DType.DOUBLE, 3, 3, 3))),
        bad(
            "transposedMatmul: shapes [2, 3, 2] and [3, 3, 3] do not fit: the axes before the last"
                + " two do not broadcast",
            () ->
                Products.transposedMatmul(
                    Tensor.zeros(DType.DOUBLE, 2, 3, 2), Tensor.zeros(DType.DOUBLE, 3, 3, 3))),
        bad("matmul: shapes [2, 3] and [4]: both need two axes or more", () -> A.matmul(B)),
        bad(
            "mul: DOUBLE[2, 3] and FLOAT[2, 3] hold numbers of different types; convert one by"
                + " to(DType)",
            () -> A.mul(FLOATS)),
        bad(
            "reshape: shape [2, 3] cannot become [4, -1]: another number of elements",
            () -> A.reshape(4, -1)),
        bad(
            "reshape: shape [2, 3] cannot become [-1, -1]: another number of elements",
            () -> A.reshape(-1, -1)),
        bad("sum: there is no axis 2 in shape [2, 3]", () -> A.sum(2)),
        bad("sum: axis -1 is named twice in [1, -1]", () -> A.sum(1, -1)),
        bad(
            "max: nothing to choose from in shape [0, 3] over axes [0]",
            () -> Tensor.zeros(DType.DOUBLE, 0, 3).max(0)),
        bad("slice: from 1 to 4 is not within axis 1 of shape [2, 3]", () -> A.slice(1, 1, 4)),
        bad("concat: shapes [2, 3] and [4] differ beside axis 0", () -> Shapes.concat(A, B, 0)),
        bad("broadcastTo: shape [2, 3] does not broadcast to [3]", () -> Shapes.broadcastTo(A, 3)),
        bad("sumTo: shape [4] does not broadcast to [2, 3]", () -> Shapes.sumTo(A, 4)),
        bad(
            "where: shapes [2, 3] and [4] do not broadcast: 3 against 4",
            () -> Comparisons.where(A, A, B)),
        bad(
            "where: shapes [4] and [2, 3] do not broadcast: 4 against 3",
            () -> Comparisons.where(B, A, A)),
        bad("item: shape [2, 3] has not one element but 6", A::item),
        bad("shape [2, -1] has a negative dimension", () -> Tensor.zeros(DType.FLOAT, 2, -1)),
        bad("3 numbers do not fill shape [2]", () -> Tensor.of(new double[3], 2)),
        bad("clamp: no number is from 1.0 to 0.0", () -> A.clamp(1, 0)),
        bad("squeeze: axis 0 of shape [2, 3] has not length 1", () -> Shapes.squeeze(A, 0)),
        bad("largestPlaces: 7 of 6 elements", () -> Reductions.largestPlaces(A, 7)),
        bad("transpose: shape [4] has less than two axes", B::transpose),
        bad("copyFrom: shapes [2, 3] and [4] differ", () -> A.copyFrom(B)));
  }

  static Stream<Arguments> pictures() {
    Tensor kernels = Tensor.zeros(DType.DOUBLE, 4, 2, 3, 3);
    Tensor large = Tensor.zeros(DType.DOUBLE, 4, 3, 7, 7);
    Tensor fitting = Tensor.zeros(DType.DOUBLE, 4, 3, 3, 3);
    Tensor points = Tensor.zeros(DType.DOUBLE, 3, 3, 1, 1);
    return Stream.of(
        bad(
            "conv2d: pictures [2, 3, 5, 5] have 3 channels, kernels [4, 2, 3, 3] have 2",
            () -> Convolution.conv2d(PICTURES, kernels, ONE)),
        bad(
            "conv2d: kernels [4, 3, 7, 7] have no place in pictures [2, 3, 5, 5] with stride 1x1,"
                + " padding 0x0, dilation 1x1",
            () -> Convolution.conv2d(PICTURES, large, ONE)),
        bad(
            "conv2d: shapes [2, 3] and [4, 3, 3, 3]: both need four axes",
            () -> Convolution.conv2d(A, fitting, ONE)),
        bad(
            "convTranspose2d: pictures [2, 3, 5, 5] and kernels [4, 3, 3, 3] do not fit: 3 channels"
                + " against 4",
            () ->
                Convolution.convTranspose2d(
                    PICTURES, fitting, Tensor.zeros(DType.DOUBLE, 3), ONE, 0)),
        bad(
            "convTranspose2d: pictures [2, 3, 5, 5] and kernels [3, 3, 1, 1] leave nothing with"
                + " stride 1x1, padding 9x9, dilation 1x1",
            () ->
                Convolution.convTranspose2d(
                    PICTURES, points, Tensor.zeros(DType.DOUBLE, 3), ONE.padding(9), 0)),
        bad(
            "convTranspose2d: pictures [2, 3, 5, 5] and kernels [3, 3, 1, 1]: more is 1, not 0 or"
                + " above and less than the stride",
            () ->
                Convolution.convTranspose2d(
                    PICTURES, points, Tensor.zeros(DType.DOUBLE, 3), ONE, 1)),
        bad(
            "conv2d: a weight of shape [4, 3, 3, 3] and a bias of shape [2, 3] do not fit",
            () -> Convolution.conv2d(PICTURES, fitting, A, ONE)),
        bad(
            "maxPool2d: a window of 6x2 has no place in shape [2, 3, 5, 5] with stride 1x1, padding"
                + " 0x0, dilation 1x1",
            () -> Pooling.maxPool2d(PICTURES, 6, 2, ONE)),
        bad(
            "maxPool2d: a window of 2x2 with stride 1x1, padding 2x2, dilation 1x1 sees nothing but"
                + " padding in shape [2, 3, 5, 5]",
            () -> Pooling.maxPool2d(PICTURES, 2, 2, ONE.padding(2))),
        bad(
            "groupNorm: 2 groups do not divide the channels of shape [2, 3, 5, 5]",
            () ->
                Normalization.groupNorm(
                    PICTURES, 2, Tensor.zeros(DType.DOUBLE, 3), Tensor.zeros(DType.DOUBLE, 3), 0)),
        bad(
            "batchNorm: shapes [2, 3, 5, 5] and [4]: one number for each channel, the second axis",
            () -> Normalization.batchNorm(PICTURES, B, B, 0)),
        bad(
            "batchNorm: shape [1, 4] has one number for each channel, which has no spread",
            () -> Normalization.batchNorm(Tensor.zeros(DType.DOUBLE, 1, 4), B, B, 0)),
        bad(
            "batchNorm: DOUBLE[2, 3, 5, 5] and FLOAT[3] hold numbers of different types; convert"
                + " one by to(DType)",
            () ->
                Normalization.batchNorm(
                    PICTURES, Tensor.zeros(DType.FLOAT, 3), Tensor.zeros(DType.FLOAT, 3), 0)),
        bad(
            "layerNorm: DOUBLE[2, 3] and FLOAT[3] hold numbers of different types; convert one by"
                + " to(DType)",
            () ->
                Normalization.layerNorm(
                    A, Tensor.zeros(DType.DOUBLE, 3), Tensor.zeros(DType.FLOAT, 3), 0)),
        bad(
            "conv2d: DOUBLE[2, 3, 5, 5] and FLOAT[4, 3, 3, 3] hold numbers of different types;"
                + " convert one by to(DType)",
            () -> Convolution.conv2d(PICTURES, Tensor.zeros(DType.FLOAT, 4, 3, 3, 3), ONE)),
        bad(
            "trackStatistics: shape [1, 4] has less than two numbers for each channel",
            () -> Normalization.trackStatistics(Tensor.zeros(DType.DOUBLE, 1, 4), 0.1, B, B)),
        bad(
            "positionSensitive: shape [2, 3, 5, 5] has 3 channels, no multiple of 2x2 bins",
            () -> Regions.positionSensitive(PICTURES, boxes(0), 2)),
        bad(
            "box 0 is nowhere: [0.0, 0.0, NaN, 2.0]",
            () -> new Boxes(new int[1], new double[][] {{0, 0, Double.NaN, 2}})),
        bad("stride and dilation are 1 or more", () -> Sliding.by(0)));
  }

  private static Boxes boxes(int sample) {
    return new Boxes(new int[] {sample}, new double[][] {{0, 0, 2, 2}});
  }

  static Stream<Arguments> indices() {
    return Stream.of(
        bad(
            "gather: index 3 at position 1 is not below 3 in shape [2, 3]",
            () -> Indexing.gather(A, 1, new int[] {0, 3})),
        bad(
            "oneHot: index -1 at position 0 is below 0 in shape [2, 3]",
            () -> Indexing.oneHot(DType.DOUBLE, 3, -1, 2)),
        bad(
            "take: index 6 at position 0 is not below 6 in shape [2, 3]",
            () -> Indexing.take(A, new int[] {6}, 1)),
        bad("index [2, 0] is not in shape [2, 3]", () -> A.get(2, 0)),
        bad("index [0] is not in shape [2, 3]", () -> A.get(0)),
        bad(
            "box 0 is in picture 2 of a batch of 2",
            () -> Regions.maxPool(PICTURES, boxes(2), 1, 1)),
        bad(
            "part 0 is of sample -1 of a batch of 2",
            () -> Regions.align(PICTURES, boxes(-1), 1, 1, 1)));
  }

  @ParameterizedTest
  @MethodSource({"shapes", "pictures"})
  void isRefusedWithBothShapes(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  /** Of its points those in the picture count: 4 by 4 of 2·10⁹ by 2·10⁹, which nobody visits. */
  @Test
  void aHugeBoxIsPooledAllTheSame() {
    Tensor ones = Tensor.full(DType.DOUBLE, 1, 1, 1, 4, 4);
    Boxes huge = new Boxes(new int[1], new double[][] {{0, 0, 2e9, 2e9}});
    assertEquals(4e-18, Regions.align(ones, huge, 1, 1, 0).item(), 1e-30);
    Boxes before = new Boxes(new int[1], new double[][] {{-2e9, -2e9, -1, 3}});
    assertEquals(0, Regions.align(ones, before, 1, 1, 0).item());
  }

  @ParameterizedTest
  @MethodSource("indices")
  void isOutOfRange(String message, Executable call) {
    assertEquals(message, assertThrows(IndexOutOfBoundsException.class, call).getMessage());
  }
}
