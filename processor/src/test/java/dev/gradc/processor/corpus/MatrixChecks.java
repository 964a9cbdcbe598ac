package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.SharedArrays;
import dev.gradc.processor.tape.ReverseFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What must hold of one method's Jacobian and Hessian, at some samples. */
final class MatrixChecks {

  private static final int SAMPLES = 3;

  private final CorpusFile.Directives directives;
  private final Compiled compiled;
  private final Function inlined;
  private final GeneratedApi api;
  private final MatrixApi matrices;
  private final boolean hasFloats;
  private final List<Object[]> samples = new ArrayList<>();
  private final SeededRandom random;

  MatrixChecks(CorpusFile file, Compiled compiled, String method) {
    this.compiled = compiled;
    compiled.makeVisible();
    this.directives = file.methods().get(method);
    this.hasFloats = file.hasFloats();
    this.inlined = compiled.inlined(method);
    var nested = compiled.nested(method);
    this.api = new GeneratedApi(compiled.original(method), nested, inlined, directives.isGuarded());
    this.matrices = new MatrixApi(nested, api, directed());
    this.random = new SeededRandom(file.seed(method));
    Sampler sampler = new Sampler(api.leaves(), directives.sample(), random);
    for (int i = 0; i < SAMPLES; i++) {
      samples.add(api.constructed(sampler.next()));
    }
  }

  /** Parameters with an active leaf. */
  private Set<Integer> directed() {
    Set<Integer> directed = new LinkedHashSet<>();
    int leaf = 0;
    int position = 0;
    for (int count : api.leafCounts()) {
      List<Function.Parameter> leaves = inlined.parameters().subList(leaf, leaf + count);
      if (leaves.stream().anyMatch(Function.Parameter::isActive)) {
        directed.add(position);
      }
      leaf += count;
      position++;
    }
    return directed;
  }

  /** Lets this thread find the compiled classes. */
  void makeVisible() {
    compiled.makeVisible();
  }

  boolean hasJacobian() {
    return matrices.has("jacobian");
  }

  /** Records that refuse some numbers cannot hold every direction. */
  boolean hasHessian() {
    return matrices.has("hessian") && !directives.isGuarded();
  }

  private double tolerance() {
    return hasFloats ? 1e-4 : Math.max(directives.tolerance(), 1e-9);
  }

  /** Hipparchus finds the same Jacobian. */
  void jacobianIsTheOracles() {
    for (Object[] sample : samples) {
      double[][] expected = Jacobian.of(inlined, compiled.after("inline").values(), sample).rows();
      double[][] actual = matrices.jacobian(Numbers.copy(sample));
      if (expected.length != actual.length) {
        // Components that are detached have no rows here, and rows of zeros there.
        assertClose(withoutZeros(expected), withoutZeros(actual), 0, sample);
        continue;
      }
      assertClose(expected, actual, 0, sample);
      int columns = expected.length == 0 ? 0 : expected[0].length;
      Object[] own = Numbers.copy(sample);
      Object[] after = Numbers.copy(sample);
      api.original(after);
      assertClose(expected, matrices.addedJacobian(expected.length, columns, own), 1, sample);
      assertTrue(Numbers.sameBits(after, own), "arguments afterwards");
    }
  }

  private static double[][] withoutZeros(double[][] rows) {
    return Arrays.stream(rows).filter(row -> Numbers.norm(row) != 0).toArray(double[][]::new);
  }

  /** Hipparchus finds the Hessian as the Jacobian of the reverse program. */
  void hessianIsTheOracles() {
    for (Object[] sample : samples) {
      double[][] actual = matrices.hessian(Numbers.copy(sample));
      // Pullbacks of other classes are Java: then differences alone tell.
      double[][] expected = callsGeneratedCode() ? actual : hessianOfOracle(sample);
      assertClose(expected, actual, 0, sample);
      Object[] own = Numbers.copy(sample);
      Object[] after = Numbers.copy(sample);
      api.original(after);
      assertClose(expected, matrices.addedHessian(expected.length, own), 1, sample);
      assertTrue(Numbers.sameBits(after, own), "arguments afterwards");
      double[] diagonal = new double[expected.length];
      Arrays.setAll(diagonal, i -> expected[i][i]);
      assertClose(
          new double[][] {diagonal},
          new double[][] {matrices.diagonal(Numbers.copy(sample))},
          0,
          sample);
      if (!directives.isDetached() && !SharedArrays.areIn(sample)) {
        assertSymmetric(actual, sample);
      }
    }
  }

  private boolean callsGeneratedCode() {
    Function primal = compiled.after("simplify").get(inlined.key());
    return new SecondDerivatives(primal, compiled.derivative(inlined.key()).fused())
        .callGeneratedCode();
  }

  private double[][] hessianOfOracle(Object[] sample) {
    Function primal = compiled.after("simplify").get(inlined.key());
    Function reverse =
        new ReverseFunction()
            .of(primal, compiled.derivative(inlined.key()).fused(), ReverseFunction.Form.PLAIN);
    int count = primal.parameters().size();
    List<Function.Parameter> arrays =
        reverse.parameters().subList(count + 1, reverse.parameters().size());
    List<Atom> results = new ArrayList<>();
    int number = 1;
    int array = 0;
    for (Function.Parameter parameter : primal.parameters()) {
      if (parameter.isActive()) {
        results.add(
            parameter.variable().type() instanceof ArrayType
                ? arrays.get(array++).variable()
                : reverse.results().get(number++));
      }
    }
    Function gradient =
        new Function(
            reverse.key(),
            reverse.name(),
            reverse.parameters(),
            reverse.body(),
            results,
            false,
            reverse.origin());
    List<Object> given = new ArrayList<>(Arrays.asList(Numbers.copy(sample)));
    boolean isFloat = primal.results().get(0).type() == Scalar.FLOAT;
    given.add(isFloat ? (Object) 1.0f : (Object) 1.0);
    int columns = 0;
    for (int i = 0; i < count; i++) {
      if (primal.parameters().get(i).isActive()) {
        columns += Numbers.flat(sample[i]).length;
        if (primal.parameters().get(i).variable().type() instanceof ArrayType) {
          given.add(Numbers.zeroLike(sample[i]));
        }
      }
    }
    double[][] rows = Jacobian.of(gradient, List.of(), given.toArray()).rows();
    double[][] hessian = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      hessian[i] = Arrays.copyOf(rows[i], columns);
    }
    return hessian;
  }

  private void assertSymmetric(double[][] matrix, Object[] sample) {
    double[][] transposed = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    assertClose(matrix, transposed, 0, sample);
  }

  /** The product with a direction is that of the matrix, and gradients add up. */
  void productIsTheHessians() {
    for (Object[] sample : samples) {
      double[][] hessian = matrices.hessian(Numbers.copy(sample));
      Object[] direction = direction(sample);
      double[] flat = active(direction);
      if (!Double.isFinite(Numbers.norm(flat))) {
        continue;
      }
      double[] expected = new double[hessian.length];
      Arrays.setAll(expected, i -> Numbers.dot(hessian[i], flat));
      Object[] own = Numbers.copy(direction);
      double[] actual = matrices.product(Numbers.copy(sample), own);
      assertTrue(Numbers.sameBits(direction, own), "the direction afterwards");
      double scale = Arrays.stream(hessian).mapToDouble(Numbers::norm).max().orElse(0);
      assertClose(expected, actual, scale, sample);
      double[] gradient = api.fused(Numbers.copy(sample), 1.0).gradient();
      List<double[]> twice = matrices.twice(sample, direction);
      assertClose(times(2, gradient), twice.get(0), Numbers.norm(gradient), sample);
      assertClose(times(2, expected), twice.get(1), scale, sample);
      List<double[]> both = matrices.diagonalTwice(sample);
      double[] diagonal = new double[hessian.length];
      Arrays.setAll(diagonal, i -> 2 * hessian[i][i]);
      assertClose(times(2, gradient), both.get(0), Numbers.norm(gradient), sample);
      assertClose(diagonal, both.get(1), scale, sample);
    }
  }

  /** Central differences of the gradient converge to the product with a direction. */
  void productIsTheDifferences() {
    if (directives.isDetached()) {
      return;
    }
    int compared = 0;
    for (Object[] sample : samples) {
      Object[] direction = direction(sample);
      if (!Double.isFinite(Numbers.norm(active(direction))) || SharedArrays.areIn(sample)) {
        continue;
      }
      double[] product = matrices.product(Numbers.copy(sample), Numbers.copy(direction));
      List<Differences> found = new ArrayList<>();
      for (int i = 0; i < product.length; i++) {
        found.add(differences(i, sample, direction, hasFloats ? 0.05 : 0.005));
      }
      double[] slopes =
          found.stream().mapToDouble(Differences::derivative).filter(Double::isFinite).toArray();
      // Differences that are small beside the product agree with each other on its scale.
      double scale = Math.max(Math.min(Numbers.norm(product), Numbers.norm(slopes)), 1e-3);
      for (int i = 0; i < product.length; i++) {
        int element = i;
        Differences differences = found.get(i);
        // Differences of large numbers are no better than these.
        double rounding = 1e-12 * Math.abs(api.fused(Numbers.copy(sample), 1.0).gradient()[i]);
        double tolerance = (hasFloats ? 2e-2 : 1e-6) * scale + rounding;
        // Across many waves, steps as long as those of floats may seem to converge.
        boolean isSeeming =
            directives.hasKinks()
                && hasFloats
                && !(Math.abs(
                        differences(i, sample, direction, 0.05 / 4).derivative()
                            - differences.derivative())
                    <= tolerance);
        if (differences.error() <= tolerance && !isSeeming) {
          compared++;
          assertEquals(
              differences.derivative(),
              product[i],
              2 * tolerance,
              () -> "element " + element + " at " + Numbers.text(sample));
        } else {
          assertTrue(
              directives.hasKinks(), () -> "no convergence: " + differences + " of " + element);
        }
      }
    }
    if (compared == 0 && active(samples.get(0)).length > 0) {
      throw new Checks.NothingCompared("nothing was compared");
    }
  }

  /** Of an element of the gradient, in a direction. */
  private Differences differences(int element, Object[] sample, Object[] direction, double step) {
    return Differences.of(
        change -> api.fused(moved(sample, direction, change), 1.0).gradient()[element], step);
  }

  private Object[] direction(Object[] sample) {
    Object[] direction = Numbers.copy(sample);
    for (int i = 0; i < direction.length; i++) {
      if (inlined.parameters().get(i).isActive()) {
        direction[i] = randomLike(direction[i]);
      }
    }
    // What the constructors of records leave of it.
    return api.constructed(direction);
  }

  private Object randomLike(Object value) {
    if (value instanceof Double) {
      return random.between(-1, 1);
    } else if (value instanceof Float) {
      return (float) random.between(-1, 1);
    } else if (value instanceof double[] doubles) {
      Arrays.setAll(doubles, i -> random.between(-1, 1));
    } else if (value instanceof float[] floats) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) random.between(-1, 1);
      }
    } else if (value instanceof Object[] rows) {
      Arrays.setAll(rows, i -> randomLike(rows[i]));
    }
    return value;
  }

  private double[] active(Object[] leaves) {
    List<Object> active = new ArrayList<>();
    for (int i = 0; i < leaves.length; i++) {
      if (inlined.parameters().get(i).isActive()) {
        active.add(leaves[i]);
      }
    }
    return Numbers.flat(active);
  }

  private Object[] moved(Object[] sample, Object[] direction, double step) {
    Object[] moved = Numbers.copy(sample);
    for (int i = 0; i < moved.length; i++) {
      if (inlined.parameters().get(i).isActive()) {
        moved[i] = moved(moved[i], direction[i], step);
      }
    }
    return moved;
  }

  private static Object moved(Object value, Object direction, double step) {
    if (value instanceof Double number) {
      return number + step * (Double) direction;
    } else if (value instanceof Float number) {
      return (float) (number + step * (Float) direction);
    } else if (value instanceof double[] doubles) {
      Arrays.setAll(doubles, i -> doubles[i] + step * ((double[]) direction)[i]);
    } else if (value instanceof float[] floats) {
      for (int i = 0; i < floats.length; i++) {
        floats[i] += (float) (step * ((float[]) direction)[i]);
      }
    } else if (value instanceof Object[] rows) {
      Arrays.setAll(rows, i -> moved(rows[i], ((Object[]) direction)[i], step));
    }
    return value;
  }

  private static double[] times(double factor, double[] vector) {
    return Arrays.stream(vector).map(it -> factor * it).toArray();
  }

  private void assertClose(double[][] expected, double[][] actual, double added, Object[] sample) {
    assertEquals(expected.length, actual.length, "rows");
    double scale = Arrays.stream(expected).mapToDouble(Numbers::norm).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      double[] row = expected[i];
      double[] sum = Arrays.stream(row).map(it -> it + added).toArray();
      assertClose(sum, actual[i], Math.max(scale, added), sample);
    }
  }

  private void assertClose(double[] expected, double[] actual, double scale, Object[] sample) {
    assertEquals(expected.length, actual.length, "elements");
    for (int i = 0; i < expected.length; i++) {
      int element = i;
      boolean isSame = Double.compare(expected[i], actual[i]) == 0;
      assertTrue(
          isSame || Math.abs(expected[i] - actual[i]) <= tolerance() * scale + 1e-13,
          () ->
              "element %d of %s, expected %s, at %s"
                  .formatted(
                      element, Numbers.text(actual), Numbers.text(expected), Numbers.text(sample)));
    }
  }
}
