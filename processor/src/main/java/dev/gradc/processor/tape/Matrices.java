package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Separability;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The programs behind the matrices of derivatives that a method asks for.
 *
 * @param jacobian absent where it is not asked for
 * @param hessian absent where it is not asked for
 */
public record Matrices(Optional<Jacobian> jacobian, Optional<Hessian> hessian) {

  /** Nothing is asked for. */
  public static final Matrices NONE = new Matrices(Optional.empty(), Optional.empty());

  /** The same with other sweeps over the method, and over its gradient. */
  public Matrices with(UnaryOperator<Sweep> overResult, UnaryOperator<Sweep> overGradient) {
    return new Matrices(
        jacobian.map(
            it -> new Jacobian(it.columns().stream().map(overResult).toList(), it.hasRows())),
        hessian.map(
            it ->
                new Hessian(
                    it.products().stream().map(overGradient).toList(),
                    it.separability(),
                    it.hasMatrix())));
  }

  /**
   * By rows the tape's backward region serves.
   *
   * @param columns sweeps by columns, the widest first; none where rows are never more sweeps
   * @param hasRows whether rows may be fewer sweeps
   */
  public record Jacobian(List<Sweep> columns, boolean hasRows) {
    public Jacobian {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Sweeps for products with the Hessian.
   *
   * @param products the widest first; the last one is along a single direction
   * @param separability whether the Hessian is diagonal for sure
   * @param hasMatrix whether there may be as many evaluations as the matrix takes; if not, there
   *     are products alone
   */
  public record Hessian(List<Sweep> products, Separability separability, boolean hasMatrix) {
    public Hessian {
      products = List.copyOf(products);
    }
  }
}
