package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.check.CheckResult;
import dev.gradc.check.Finding;
import dev.gradc.check.GradientCheck;
import dev.gradc.processor.ir.Function;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The check that users are given agrees with the methods of the corpus: it finds the method from
 * the generated class, takes all shapes of arguments, and sees nothing wrong in what is right.
 * Every topic with another shape of arguments, results or kinks is here; {@code -Dcorpus=} runs
 * others.
 */
final class UserCheckTest {

  private static final int SAMPLES = 2;

  private static final List<String> TOPICS =
      List.of(
          "branches",
          "hessians",
          "jacobians",
          "members",
          "nested",
          "objects",
          "outputs",
          "records",
          "single");

  private static final List<String> DERIVATIVES =
      List.of("gradient", "jvp", "jacobian", "hvp", "hessian", "hessianDiagonal");

  @TestFactory
  Stream<DynamicTest> corpus() {
    String filter = System.getProperty("corpus", "");
    return CorpusFile.all().stream()
        .filter(file -> filter.isEmpty() ? TOPICS.contains(file.topic()) : matches(file, filter))
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () -> assertTimeoutPreemptively(Duration.ofMinutes(2), () -> check(file))));
  }

  private static boolean matches(CorpusFile file, String filter) {
    return file.toString().contains(filter);
  }

  private static void check(CorpusFile file) {
    Compiled compiled = new Compiled(file.inModes("REVERSE", "FORWARD"));
    compiled.makeVisible();
    file.methods()
        .forEach(
            (method, directives) -> {
              if (!directives.isDetached()) {
                check(file, compiled, method);
              }
            });
  }

  private static void check(CorpusFile file, Compiled compiled, String method) {
    Function function = compiled.inlined(method);
    Method original = compiled.original(method);
    GeneratedApi api =
        new GeneratedApi(
            original, compiled.nested(method), function, file.methods().get(method).isGuarded());
    Sampler sampler =
        new Sampler(
            api.leaves(),
            file.methods().get(method).sample(),
            new SeededRandom(file + "." + method));
    for (int i = 0; i < SAMPLES; i++) {
      CheckResult result = at(compiled, original, api.constructed(sampler.next()));
      boolean isRight =
          result.findings().stream().allMatch(it -> it.kind() == Finding.Kind.NOT_COMPARED);
      assertTrue(isRight, result::report);
      if (result.isCorrect()) {
        assertAllAreCompared(compiled.nested(method), result);
      }
      boolean isEmpty = result.report().contains("nothing to compare");
      if (!file.methods().get(method).hasKinks() && !isEmpty) {
        assertTrue(result.isCorrect(), result::report);
      }
    }
  }

  private static void assertAllAreCompared(Class<?> nested, CheckResult result) {
    for (Method method : nested.getDeclaredMethods()) {
      if (DERIVATIVES.contains(method.getName())) {
        assertTrue(
            result.report().contains(method.getName() + " "),
            () -> method + " is not in\n" + result.report());
      }
    }
  }

  private static CheckResult at(Compiled compiled, Method original, Object[] leaves) {
    List<Class<?>> types = new ArrayList<>();
    if (!Modifier.isStatic(original.getModifiers())) {
      types.add(original.getDeclaringClass());
    }
    types.addAll(List.of(original.getParameterTypes()));
    Iterator<Object> next = Arrays.asList(leaves).iterator();
    List<Object> arguments = new ArrayList<>();
    types.forEach(type -> arguments.add(Leaves.value(type, next)));
    var check = GradientCheck.of(compiled.nested(original.getName()));
    return arguments.size() == 1
        ? check.at(arguments.get(0))
        : check.at(
            arguments.get(0), arguments.get(1), arguments.subList(2, arguments.size()).toArray());
  }
}
