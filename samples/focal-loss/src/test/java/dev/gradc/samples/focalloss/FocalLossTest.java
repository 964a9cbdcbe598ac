package dev.gradc.samples.focalloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.nn.FocalLosses;
import dev.gradc.samples.digits.Digits;
import dev.gradc.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FocalLossTest {

  /** The numbers that the paper names: 100 times less at 0.9, a thousand times less at 0.968. */
  @Test
  void easyExamplesWeighLessAsInThePaper() {
    assertEquals(100, ratio(0.9), 1e-9);
    assertEquals(1000, ratio(0.968), 30);
    assertEquals(4, ratio(0.5), 1e-12);
  }

  /** By how much the cross-entropy is above the focal loss with γ = 2. */
  private static double ratio(double p) {
    Tensor score = Tensor.of(new double[] {Math.log(p) - Math.log1p(-p)}, 1);
    Tensor one = Tensor.of(new double[] {1}, 1);
    return FocalLosses.focal(score, one, 0).item() / FocalLosses.focal(score, one, 2).item();
  }

  @Test
  void curvesStartWithTheCrossEntropy() {
    XYSeriesCollection curves = Curves.losses();
    assertEquals(Curves.GAMMAS.length, curves.getSeriesCount());
    for (int i = 0; i < curves.getItemCount(0); i++) {
      assertEquals(-Math.log(curves.getXValue(0, i)), curves.getYValue(0, i), 1e-12);
    }
  }

  /** Means of nothing are no results. */
  @Test
  void numbersBelowOneAreRefused(@TempDir Path directory) {
    for (String option : List.of("--seeds=0", "--scenes=-1", "--epochs=0")) {
      assertEquals(2, new CommandLine(new FocalLoss()).execute(option, "--out=" + directory));
    }
  }

  @Test
  void figuresAreWritten(@TempDir Path directory) throws IOException {
    FocalLoss.draw(directory);
    for (String name : List.of("loss", "forward-and-backward", "derivative")) {
      assertTrue(Files.size(directory.resolve(name + ".png")) > 5000);
      assertTrue(Files.readString(directory.resolve(name + ".svg")).contains("γ = 2.0"));
    }
  }

  @Test
  void oneWindowInAThousandShowsTheDigit() {
    for (Scenes.Scene scene : new Scenes(new Random(1), Digits.test()).make(5)) {
      assertEquals(1, scene.targets().sum().item());
      assertArrayEquals(new int[] {1089, 196}, scene.windows().shape());
    }
  }

  @Test
  void averagePrecisionCountsWhatComesFirst() {
    boolean[] isPositive = {true, false, true, false};
    assertEquals(1, AveragePrecision.of(new double[] {4, 2, 3, 1}, isPositive));
    assertEquals((1 + 2 / 3.0) / 2, AveragePrecision.of(new double[] {4, 3, 2, 1}, isPositive));
    // What cannot be told apart comes last.
    assertEquals((1 / 3.0 + 2 / 4.0) / 2, AveragePrecision.of(new double[4], isPositive));
  }

  @Test
  void everyMethodLearns() {
    Comparison comparison = new Comparison(20, 6, 5);
    double chance = 1 / 1089.0;
    for (Method method : Method.values()) {
      int[] steps = {0};
      double precision = comparison.run(method, 1, () -> steps[0]++);
      assertEquals(comparison.steps(), steps[0]);
      assertTrue(precision > 5 * chance, method.title + ": " + precision);
    }
  }

  @Test
  void theSeedIsAnOption(@TempDir Path directory) throws IOException {
    List<String> first = precisions(directory.resolve("first"), 7);
    assertTrue(first.get(1).startsWith("cross-entropy,7,"), first.get(1));
    assertEquals(first, precisions(directory.resolve("again"), 7));
    List<String> other = precisions(directory.resolve("other"), 8);
    assertNotEquals(first, other.stream().map(line -> line.replace(",8,", ",7,")).toList());
  }

  private static List<String> precisions(Path out, long seed) throws IOException {
    String[] arguments = {
      "--seeds=1", "--scenes=3", "--epochs=1", "--seed=" + seed, "--out=" + out
    };
    assertEquals(0, new CommandLine(new FocalLoss()).execute(arguments));
    return Files.readAllLines(out.resolve("average-precision.csv"));
  }
}
