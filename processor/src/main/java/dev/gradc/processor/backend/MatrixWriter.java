package dev.gradc.processor.backend;

import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what the modes {@code JACOBIAN} and {@code HESSIAN} ask for. */
final class MatrixWriter {

  private final Api api;
  private final Elements elements;
  private final Matrices matrices;
  private final Optional<JacobianWriter> jacobian;
  private final Optional<HessianSweeps> hessian;
  private final GradientFields fields;

  /**
   * @param lazy parts of the gradient that are made on first access
   */
  MatrixWriter(Api api, GradientFields fields, Set<Part> lazy, Matrices matrices) {
    this.api = api;
    this.fields = fields;
    this.matrices = matrices;
    this.elements = new Elements(api, fields, lazy);
    this.jacobian =
        matrices.jacobian().map(it -> new JacobianWriter(api, fields, elements, lazy, it));
    this.hessian = matrices.hessian().map(it -> new HessianSweeps(api, fields, elements, lazy, it));
  }

  /** Whether generated code goes back over one tape more than once. */
  boolean sweepsTape() {
    return matrices.jacobian().filter(it -> JacobianWriter.needsTape(api, it)).isPresent();
  }

  /**
   * Adds the methods, and what a gradient needs for them.
   *
   * @param taped the program of the tape
   */
  void add(ReverseProgram taped, TypeSpec.Builder type, TypeSpec.Builder gradient) {
    List<Type> copied = new ArrayList<>();
    jacobian.ifPresent(
        it -> {
          it.add(type, taped);
          Shapes.addZerosLike(it.seeds(), type);
          copied.addAll(it.copied());
        });
    hessian.ifPresent(
        it -> {
          new HvpWriter(api, it).add(type);
          if (matrices.hessian().orElseThrow().hasMatrix()) {
            new HessianWriter(api, elements, it).add(type);
            new HessianDiagonalWriter(api, fields, elements, it).add(type);
          }
          it.add(type, gradient);
          copied.addAll(it.copied());
        });
    Shapes.addCopyOf(copied, type);
    elements.addCounts(type);
    elements.addAccess(gradient);
  }

  /** The same API with bodies that throw. */
  static void addThrowing(Api api, GradientFields fields, TypeSpec.Builder type) {
    Elements elements = new Elements(api, fields, Set.of());
    if (api.signature().asksFor(Mode.JACOBIAN)) {
      JacobianWriter.addThrowing(api, elements, type);
    }
    if (api.signature().asksFor(Mode.HESSIAN)) {
      HessianWriter.addThrowing(api, elements, type);
    }
  }
}
