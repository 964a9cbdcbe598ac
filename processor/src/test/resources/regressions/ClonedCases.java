// fault of the tests (tangents of cases that elements are not); found by -Dtest=RandomMethodsTest -Drandom.seed=92
package corpus.regressions;

import dev.gradc.Differentiable;

/** Elements that are given back had tangents for cases that they are not; a fault of the tests. */
final class ClonedCases {

  private ClonedCases() {}

  sealed interface Shape permits Disk, Box {}

  record Disk(double r) implements Shape {}

  record Box(double width, double h) implements Shape {}

  // sample: x in [-1.5, 1.5], shapes.caseNumber length 3 in [0, 1], shapes.disk.r length 3, shapes.box.width length 3, shapes.box.h length 3
  @Differentiable
  static Shape[] given(double x, Shape[] shapes) {
    Shape[] copy = shapes.clone();
    if (x > 0) {
      copy[1] = new Disk(x * x);
    }
    return copy;
  }
}
