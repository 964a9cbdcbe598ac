package dev.gradc.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.gradc.processor.ir.Origin;
import java.util.stream.Stream;

/**
 * The laws of the house: which package may know which.
 *
 * <p>Data goes one way, {@code frontend → source → normalize → ir → analysis, rules, transform,
 * optimize → tape → backend}. Each stage below is a whitelist; what it does not name, the stage
 * does not know, neither ours nor the JDK's nor a library's.
 *
 * <p>Each law is a method, not a field: Surefire passes over ArchUnit's fields, failures included.
 */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  static final String ROOT = "dev.gradc.processor";

  private static final String[] JDK = {
    "java.lang..", "java.util..", "java.text..", "java.io..", "java.math..", "java.nio.."
  };

  /** Source and class files have addresses. */
  private static final String[] ADDRESSES = {"java.net.."};

  /** A fingerprint of a body is made there. */
  private static final String[] DIGESTS = {"java.security.."};

  private static final String[] JAVA_LANG_AND_UTIL = {"java.lang..", "java.util.."};
  private static final String[] COMPILER_TREES = {"com.sun.source.."};
  private static final String[] COMPILER_MODEL = {
    "javax.annotation.processing..", "javax.lang.model..", "javax.tools.."
  };
  private static final String[] JAVAPOET = {"com.palantir.javapoet.."};
  private static final String[] LAYOUT = {"org.eclipse.elk..", "org.eclipse.emf.."};
  private static final String[] JSON = {"com.google.gson.."};

  // The stages, from the top down.

  @ArchTest
  static void frontendMakesSource(JavaClasses house) {
    stage(
            "frontend",
            knows("source", "ir", "diagnostics"),
            besides(JDK, ADDRESSES, DIGESTS, COMPILER_TREES, COMPILER_MODEL))
        .check(house);
  }

  @ArchTest
  static void sourceIsAPictureMadeOfIrTypes(JavaClasses house) {
    stage("source", knows("ir"), besides(JAVA_LANG_AND_UTIL)).check(house);
  }

  @ArchTest
  static void normalizeTurnsSourceIntoIr(JavaClasses house) {
    stage("normalize", knows("source", "ir", "diagnostics"), besides(JDK)).check(house);
  }

  @ArchTest
  static void irKnowsNothing(JavaClasses house) {
    stage("ir", knows(), besides(JAVA_LANG_AND_UTIL)).check(house);
  }

  @ArchTest
  static void rulesKnowOnlyIr(JavaClasses house) {
    stage("rules", knows("ir"), besides(JAVA_LANG_AND_UTIL)).check(house);
  }

  @ArchTest
  static void analysisReadsIrAndRules(JavaClasses house) {
    stage("analysis", knows("ir", "rules", "diagnostics"), besides(JDK)).check(house);
  }

  @ArchTest
  static void transformMapsIrToIr(JavaClasses house) {
    stage("transform", knows("ir", "rules", "analysis", "diagnostics"), besides(JDK)).check(house);
  }

  @ArchTest
  static void optimizeMapsIrToIr(JavaClasses house) {
    stage("optimize", knows("ir", "analysis", "diagnostics"), besides(JDK)).check(house);
  }

  @ArchTest
  static void tapeKnowsNoCalculus(JavaClasses house) {
    stage("tape", knows("ir", "analysis", "transform", "optimize", "diagnostics"), besides(JDK))
        .check(house);
  }

  @ArchTest
  static void derivativesComposeTransforms(JavaClasses house) {
    stage(
            "derivatives",
            knows("source", "ir", "analysis", "transform", "tape", "diagnostics"),
            besides(JDK))
        .check(house);
  }

  @ArchTest
  static void backendWritesWhatTapeLaidOut(JavaClasses house) {
    stage(
            "backend",
            knows("source", "ir", "analysis", "tape", "diagnostics"),
            besides(JDK, JAVAPOET, COMPILER_MODEL))
        .check(house);
  }

  @ArchTest
  static void reportOnlyReads(JavaClasses house) {
    stage(
            "report",
            knows("source", "ir", "analysis", "tape", "diagnostics"),
            besides(JDK, LAYOUT, JSON))
        .check(house);
  }

  @ArchTest
  static void usesFollowsWhatFrontendRead(JavaClasses house) {
    stage("uses", knows("source", "ir", "tape", "diagnostics"), besides(JAVA_LANG_AND_UTIL))
        .check(house);
  }

  @ArchTest
  static void diagnosticsIsALeaf(JavaClasses house) {
    stage("diagnostics", knows("ir"), besides(JAVA_LANG_AND_UTIL, new String[] {"java.text.."}))
        .check(house);
  }

  @ArchTest
  static void diagnosticsKnowsOnlyOriginsOfTheIr(JavaClasses house) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".diagnostics..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".ir..").and(not(equivalentTo(Origin.class))))
        .allowEmptyShould(true)
        .check(house);
  }

  @ArchTest
  static void optionsAreALeaf(JavaClasses house) {
    noClasses()
        .that(equivalentTo(Options.class).or(equivalentTo(Options.Guard.class)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".*..")
        .check(house);
  }

  // The libraries that have one door each. The stages are held to it above; this is for the
  // driver and for packages that are not there yet.

  @ArchTest
  static void onlyFrontendImportsCompilerTrees(JavaClasses house) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".frontend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.source..", "com.sun.tools..")
        .allowEmptyShould(true)
        .check(house);
  }

  @ArchTest
  static void nobodyImportsInsidesOfJavac(JavaClasses house) {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.sun.tools..", "sun..", "jdk..")
        .allowEmptyShould(true)
        .check(house);
  }

  @ArchTest
  static void onlyBackendImportsJavaPoet(JavaClasses house) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".backend..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JAVAPOET)
        .allowEmptyShould(true)
        .check(house);
  }

  @ArchTest
  static void onlyReportImportsLayoutAndJson(JavaClasses house) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(besides(LAYOUT, JSON))
        .allowEmptyShould(true)
        .check(house);
  }

  @ArchTest
  static void everyPackageIsAStageOfTheHouse(JavaClasses house) {
    classes()
        .should()
        .resideInAnyPackage(
            besides(
                new String[] {ROOT},
                knows("frontend", "source", "normalize", "ir", "rules", "analysis"),
                knows("transform", "optimize", "tape", "derivatives"),
                knows("uses", "backend", "report", "diagnostics")))
        .because("a new package is given its law here")
        .check(house);
  }

  // Names.

  @ArchTest
  static void namesSayWhatAClassIs(JavaClasses house) {
    noClasses()
        .should()
        .haveNameMatching(".*(Helper|Helpers|Util|Utils|Manager|Impl|Context)(\\$.*)?")
        .because("such a name says that nobody knew what the class is")
        .allowEmptyShould(true)
        .check(house);
  }

  /**
   * A stage knows itself, the stages named, {@link Options} and the foreign packages named. Only
   * the root package, with the processor and the {@code Pipeline}, knows them all.
   */
  private static ArchRule stage(String name, String[] stages, String[] foreign) {
    DescribedPredicate<JavaClass> inside =
        resideInAPackage(ROOT + "." + name + "..")
            .or(resideInAnyPackage(stages))
            .or(resideInAnyPackage(foreign))
            .or(equivalentTo(Options.class))
            .or(equivalentTo(Options.Guard.class));
    DescribedPredicate<JavaClass> known =
        describe(
            "belong to %s, %s, %s"
                .formatted(name, String.join(", ", stages), String.join(", ", foreign)),
            type -> {
              JavaClass element = type.getBaseComponentType();
              return element.isPrimitive() || inside.test(element);
            });
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat(known)
        .allowEmptyShould(true);
  }

  private static String[] knows(String... stages) {
    return Stream.of(stages).map(stage -> ROOT + "." + stage + "..").toArray(String[]::new);
  }

  private static String[] besides(String[]... packages) {
    return Stream.of(packages).flatMap(Stream::of).toArray(String[]::new);
  }
}
