package dev.gradc.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.check.Written.Circle;
import dev.gradc.check.Written.Linear;
import dev.gradc.check.Written.Losses;
import dev.gradc.check.Written.Rectangle;
import dev.gradc.check.Written.Shape;
import dev.gradc.check.WrittenGrad.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Companions in the shape of generated ones; generated ones themselves are checked in samples. */
final class CompanionCheckTest {

  private static final double[] Y = {0.5, -1.5};

  private static final Linear MODEL =
      new Linear(new double[][] {{0.3, -0.2}, {1.1, 0.7}}, new double[] {0.5, -0.4}, 2, 1.5);

  @AfterEach
  void nothingIsWrongAnyMore() {
    WrittenGrad.fault = Fault.NONE;
    Written_LinearGrad.left = 1;
    Written_LinearGrad.leftOfFirst = 1;
    Written.setThrowing(false);
  }

  private static Finding only(CheckResult result) {
    assertEquals(1, result.findings().size(), result::report);
    return result.findings().get(0);
  }

  @Test
  void allDerivativesThatThereAreAreCompared() {
    CheckResult result = GradientCheck.of(WrittenGrad.Product.class).at(0.7, 3, Y);
    result.assertCorrect();
    assertEquals(
        """
        WrittenGrad.Product: the derivatives are right
          agrees: gradient with differences along 6 directions and 3 single elements
          agrees: jvp with differences along 6 directions and 3 single elements
          agrees: jvp with gradient by the dot-product test, 3 times
          agrees: jacobian with products, 1 rows
          agrees: hvp with differences of gradients along 6 directions and 3 single elements
          agrees: symmetry of the Hessian, 3 times
          agrees: hessian with products, 3 rows
          agrees: hessianDiagonal with products, 3 elements""",
        result.report());
  }

  @ParameterizedTest
  @CsvSource({
    "VALUE, VALUE, value",
    "GRADIENT, GRADIENT, y[1]",
    "JVP, JVP, y[1]",
    "JACOBIAN, JACOBIAN, value by y[1]",
    "HVP, HVP, y[1]",
    "SYMMETRY, SYMMETRY, symmetry",
    "HESSIAN, HESSIAN, x by y[1]",
    "DIAGONAL, HESSIAN, y[1]",
    "SHAPE, NOT_EVALUATED, WrittenGrad.Faulty",
  })
  void eachFaultIsFound(Fault fault, Finding.Kind kind, String place) {
    GradientCheck.of(WrittenGrad.Faulty.class).at(0.7, 3, Y).assertCorrect();
    WrittenGrad.fault = fault;
    CheckResult result = GradientCheck.of(WrittenGrad.Faulty.class).at(0.7, 3, Y);
    Finding finding = result.findings().get(0);
    assertEquals(kind, finding.kind(), result::report);
    assertEquals(place, finding.place(), result::report);
  }

  @Test
  void messageShowsParameterElementAndBothNumbers() {
    WrittenGrad.fault = Fault.GRADIENT;
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> GradientCheck.of(WrittenGrad.Faulty.class).at(0.7, 3, Y).assertCorrect());
    assertTrue(
        error
            .getMessage()
            .matches(
                """
                (?s)WrittenGrad.Faulty: the gradient is wrong
                  y\\[1\\]: gradient 0, differences -6\\.3 ± \\de-\\d+
                  1 of 3 elements is off.*"""),
        error.getMessage());
  }

  @Test
  void receiversRecordsAndSeveralOutputs() {
    GradientCheck.of(Written_LinearGrad.Evaluate.class)
        .at(MODEL, new double[] {0.2, -0.9})
        .assertCorrect();
    Written_LinearGrad.left = 0.5;
    CheckResult result =
        GradientCheck.of(Written_LinearGrad.Evaluate.class).at(MODEL, new double[] {0.2, -0.9});
    Finding finding = result.findings().get(0);
    assertEquals("self.w[1][0]", finding.place());
    assertTrue(finding.text().contains("l1 by self.w[1][0]: gradient "), finding.text());
    GradientCheck.of(Written_LinearGrad.Evaluate.class)
        .cotangent(new Losses(0, 1))
        .at(MODEL, new double[] {0.2, -0.9})
        .findings()
        .forEach(each -> assertEquals(Finding.Kind.JVP, each.kind(), each.text()));
  }

  @Test
  void passesOfATapeAreComparedOutputByOutput() {
    CheckResult right =
        GradientCheck.of(Written_LinearGrad.Evaluate.class).at(MODEL, new double[] {0.2, -0.9});
    right.assertCorrect();
    assertTrue(
        right.report().contains("agrees: tape with gradient, 3 backward passes"), right::report);
    Written_LinearGrad.leftOfFirst = 0;
    Finding finding =
        only(
            GradientCheck.of(Written_LinearGrad.Evaluate.class)
                .at(MODEL, new double[] {0.2, -0.9}));
    assertEquals(Finding.Kind.TAPE, finding.kind());
    assertEquals("self.w[1][0]", finding.place());
    assertEquals(0, finding.actual(), 1e-300);
    assertTrue(
        finding.text().contains("forward(...).l1().backward(...) by self.w[1][0]: "),
        finding.text());
  }

  @Test
  void casesOfSealedInterfacesInArrays() {
    CheckResult right =
        GradientCheck.of(WrittenGrad.Area.class).at(new Shape[] {new Circle(0.5), new Circle(2)});
    right.assertCorrect();
    Shape[] shapes = {new Circle(0.5), new Rectangle(2, 3)};
    Finding finding = only(GradientCheck.of(WrittenGrad.Area.class).at(shapes));
    assertEquals("shapes[1].height", finding.place());
    assertEquals(3, finding.actual());
    assertEquals(2, finding.expected(), 1e-9);
  }

  @Test
  void floatsAndJacobiansOfArrays() {
    GradientCheck.of(WrittenGrad.Scaled.class)
        .at(new float[][] {{1, 2}, {}, {-0.5f}}, 1.5f)
        .assertCorrect();
  }

  @Test
  void onlyArgumentMayBeAnArrayOfArrays() {
    double[][] m = {{1, 2}, {3, 4}};
    GradientCheck.of(WrittenGrad.Trace.class).at(m).assertCorrect();
  }

  @Test
  void nothingActiveIsPassedOver() {
    CompanionCheck check = GradientCheck.of(WrittenGrad.Both.class);
    Finding finding = only(check.at(new Written.Vector(2), 3));
    assertEquals(Finding.Kind.NOT_EVALUATED, finding.kind());
    assertTrue(finding.text().startsWith("vector is of Vector; what can be"), finding.text());
    assertTrue(only(check.at(null, 3)).text().startsWith("vector is null"));
  }

  @Test
  void throwingMethodsAreTold() {
    Written.setThrowing(true);
    Finding finding = only(GradientCheck.of(WrittenGrad.Guarded.class).at(1));
    assertEquals(Finding.Kind.NOT_EVALUATED, finding.kind());
    assertEquals("Written.guarded throws java.lang.IllegalStateException: not now", finding.text());
  }

  @Test
  void argumentsMustBeTheMethods() {
    CompanionCheck check = GradientCheck.of(WrittenGrad.Product.class);
    assertEquals(
        "WrittenGrad.Product takes (double, double, double[]), and was given 2 arguments",
        assertThrows(IllegalArgumentException.class, () -> check.at(1.0, 2.0)).getMessage());
    assertEquals(
        "WrittenGrad.Product takes (double, double, double[]), and argument 3 is of Double",
        assertThrows(IllegalArgumentException.class, () -> check.at(1.0, 2.0, 3.0)).getMessage());
    assertEquals(
        "WrittenGrad.Product takes (double, double, double[]), and argument 1 is null",
        assertThrows(IllegalArgumentException.class, () -> check.at(null, 2.0, Y)).getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> check.excluding("z").at(1, 2, Y))
            .getMessage()
            .contains("the parts are [x, y]"));
  }

  @Test
  void otherClassesAreRefused() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(Written.class))
            .getMessage()
            .contains("is not what gradc generates for a method"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(WrittenGrad.Gone.class))
            .getMessage()
            .contains("is not found in dev.gradc.check.Written"));
  }
}
