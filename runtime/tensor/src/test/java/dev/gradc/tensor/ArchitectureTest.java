package dev.gradc.tensor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

/** Which package may know which; each law is a method, since Surefire passes over fields. */
@AnalyzeClasses(
    packages = {"dev.gradc.tensor", "dev.gradc.optim"},
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String[] JDK = {"java.lang..", "java.util.."};

  @ArchTest
  static void tensorsKnowNeitherRulesNorOptimizers(JavaClasses house) {
    law(
        "dev.gradc.tensor",
        house,
        // Its exceptions.
        "dev.gradc",
        "dev.gradc.tensor",
        "java.io..",
        "java.nio..",
        "dev.ludovic..");
  }

  @ArchTest
  static void rulesAreWrittenWithTensors(JavaClasses house) {
    law("dev.gradc.tensor.rules", house, "dev.gradc", "dev.gradc.tensor", "dev.gradc.tensor.rules");
  }

  /** And which parts of a model are detached, which an annotation of the runtime says. */
  @ArchTest
  static void optimizersKnowTensorsOnly(JavaClasses house) {
    law(
        "dev.gradc.optim",
        house,
        "dev.gradc",
        "dev.gradc.tensor",
        "dev.gradc.optim",
        "java.io..",
        "java.nio..");
  }

  private static void law(String of, JavaClasses house, String... known) {
    String[] all = java.util.Arrays.copyOf(known, known.length + JDK.length);
    System.arraycopy(JDK, 0, all, known.length, JDK.length);
    classes()
        .that()
        .resideInAPackage(of)
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "it may know",
                type -> {
                  var component = type.getBaseComponentType();
                  return component.isPrimitive()
                      || com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                              all)
                          .test(component);
                }))
        .check(house);
  }
}
