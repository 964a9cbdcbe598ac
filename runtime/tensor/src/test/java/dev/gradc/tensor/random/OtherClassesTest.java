package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.AnomalyException;
import dev.gradc.TapeFreedException;
import dev.gradc.nn.Linear;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Sampling;
import dev.gradc.tensor.Tensor;
import dev.gradc.tensor.compiled.AllocatedBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods over tensors that call those of other top-level classes. */
final class OtherClassesTest {

  private static final Path PLACE = Path.of("src", "test", "resources", "others");
  private static final Relation CALLED = new Relation("-Agradc.disable=bodies", 0);

  private static final Pattern CALL = Pattern.compile("(Model|Penalties)Grad.\\w+.pullback");
  private static final Compiled STEPS = Compiled.of("Steps", text("Steps"), CALLED);

  private static final Pattern ANY_CALL =
      Pattern.compile(
          "(?:(?:Others|Ruled|Thirds)Grad\\.|\\b(?=Own\\.))(\\w+)\\.(?:InPlacePullback\\.)?pullback\\(");
  private static final InMemory CALLED_ONES =
      new InMemory("Called", text("Called"), true, List.of());

  private static final String HEAD = "import dev.gradc.*;\nimport dev.gradc.tensor.Tensor;\n\n";

  private static String text(String name) {
    try {
      return Files.readString(PLACE.resolve(name + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With all that a random program is held to; and called they give the same, to the bit. */
  @TestFactory
  Stream<DynamicTest> numbers() {
    return Stream.of("step", "severalTimes", "outputs", "loops", "given")
        .map(method -> dynamicTest(method, () -> assertRight(STEPS, method)));
  }

  private static void assertRight(Compiled compiled, String method) {
    Trial.Verdict verdict = Trial.checked(compiled, method, false);
    assertFalse(verdict.isFailure(), verdict::toString);
    assertTrue(verdict.kind().startsWith("right"), verdict::toString);
  }

  /** Differences see through what is detached. */
  @Test
  void constants() {
    for (int i = 0; i < 3; i++) {
      Checks checks = STEPS.method("constants", i).checks();
      checks.all().values().forEach(Runnable::run);
      CALLED.holds(checks, STEPS.changed("constants", i));
    }
  }

  /** Products with Hessians and tangents are of the same form. */
  @ParameterizedTest
  @ValueSource(strings = {"step", "severalTimes", "outputs", "loops", "given", "constants"})
  void directions(String name) {
    Compiled.Form opened = STEPS.method(name, 1);
    Compiled.Form called = STEPS.changed(name, 1);
    Object[] direction =
        new Directions(opened.method())
            .random(opened.point().arguments(), Choices.random("direction"));
    Object[] same =
        new Directions(called.method())
            .random(called.point().arguments(), Choices.random("direction"));
    assertArrayEquals(
        Values.numbers(opened.method().jvp(opened.point().arguments(), direction)),
        Values.numbers(called.method().jvp(called.point().arguments(), same)));
    if (opened.method().has("hvp")) {
      assertArrayEquals(
          opened.method().parts(opened.method().hvp(opened.point().arguments(), direction)),
          called.method().parts(called.method().hvp(called.point().arguments(), same)));
    }
  }

  /** What is compared are two forms. */
  @Test
  void theyAreCompiledIn() {
    assertFalse(CALL.matcher(generated(List.of())).find());
    assertTrue(CALL.matcher(generated(List.of(CALLED.option()))).find());
  }

  private static String generated(List<String> options) {
    return new InMemory("Steps", text("Steps"), true, options).generated("StepsGrad");
  }

  /** A generated class stands before the one that the body names. */
  @Test
  void whatCannotBeWrittenIsCalled() {
    String text =
        HEAD
            + """
            final class Main {
              @Differentiable static double weights(Tensor x) {
                return Other.scaled(x).sum().item() + Other.squared(x);
              }
            }
            // file: Other
            import dev.gradc.*;
            import dev.gradc.tensor.Tensor;

            final class Other {
              @Differentiable static Tensor scaled(Tensor x) {
                return x.mul(Weights.ALL[0]).tanh();
              }

              @Differentiable static double squared(Tensor x) {
                return x.square().sum().item();
              }
            }
            // file: Weights
            final class Weights {
              static final double[] ALL = {2};
            }
            """;
    String generated = new InMemory("Main", text, true, List.of()).generated("MainGrad");
    assertTrue(generated.contains("OtherGrad.Scaled.pullback"), generated);
    assertFalse(generated.contains("OtherGrad.Squared.pullback"), generated);
  }

  /** What keeps its own tape, has a rule or writes is called as ever. */
  @ParameterizedTest
  @CsvSource({
    "Plain, numbers",
    "Checkpointed, ''",
    "CheckpointedWithin, ''",
    "Retained, ''",
    "ByRule, ''",
    "Recursive, even",
    "Back, own",
    "Written, write",
    "Shared, same",
    "Itself, ''",
    "Loop, ''"
  })
  void whatIsCalled(String method, String called) {
    String all = CALLED_ONES.generated("CalledGrad");
    String own = all.substring(all.indexOf("static final class " + method + " "));
    int end = own.indexOf("@Companion(");
    Matcher calls = ANY_CALL.matcher(end < 0 ? own : own.substring(0, end));
    Set<String> found = new TreeSet<>();
    while (calls.find()) {
      found.add(
          calls.group(1).substring(0, 1).toLowerCase(Locale.ROOT) + calls.group(1).substring(1));
    }
    assertEquals(called, String.join(" ", found));
  }

  @TestFactory
  Stream<DynamicTest> numbersOfCalls() {
    Compiled compiled = Compiled.of("Called", text("Called"), CALLED);
    return StreamSupport.stream(compiled.methods().spliterator(), false)
        .map(method -> dynamicTest(method, () -> assertRight(compiled, method)));
  }

  private static final String FOUND =
      HEAD
          + """
          final class Main {
            @Differentiable static double one(Tensor x) {
              return Other.root(x).sum().item();
            }

            @Differentiable static double two(Tensor x) {
              return Other.root(x.tanh()).mean().item() + Other.unread(x, x);
            }

            record Both(double first, double second) {}

            @Differentiable static Both both(Tensor x) {
              Tensor y = Other.root(x);
              return new Both(y.sum().item(), y.mean().item());
            }
          }
          // file: Other
          import dev.gradc.*;
          import dev.gradc.tensor.Tensor;

          final class Other {
            @Differentiable static Tensor root(Tensor x) {
              @Detach double one = 1;
              return x.square().sqrt().mul(Math.sqrt(x.sum().item())).mul(one);
            }

            @Differentiable static double unread(Tensor x, Tensor y) {
              return x.sum().item();
            }
          }
          """;

  /** Findings of a body, and nothing of callers. */
  @Test
  void findingsAreToldOnce() {
    List<String> options =
        List.of(
            "-Agradc.kink=warn",
            "-Agradc.sharedGraph=warn",
            "-Agradc.uselessDetach=warn",
            "-Agradc.noGradient=warn",
            "-Xlint");
    InMemory compiled = new InMemory("Main", FOUND, true, options);
    assertFalse(compiled.generated("MainGrad").contains("OtherGrad.Root.pullback"));
    List<String> told =
        compiled.told().stream()
            .filter(it -> it.contains("[GC"))
            .map(it -> it.replaceAll("(?s)].*", "]"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "Main.java:16: [GC0406]",
            "Other.java:11: [GC0401]",
            "Other.java:7: [GC0402]",
            "Other.java:8: [GC0405]"),
        told);
  }

  /** Where the body is a part of the caller's class, as where it is called. */
  @ParameterizedTest
  @ValueSource(strings = {"@Checkpoint", "@Deprecated"})
  void findingsOfPartsAreToldOnce(String annotation) {
    String root = annotation + " static Tensor root(Tensor x) {";
    String text =
        FOUND
            .replace("static Tensor root(Tensor x) {", root)
            .replace(
                "return x.square()", "return x.sum().item() > 9 ? root(x.mul(0.5)) : x.square()")
            .replace("@Deprecated ", "");
    List<String> options =
        List.of(
            "-Agradc.kink=warn",
            "-Agradc.sharedGraph=warn",
            "-Agradc.uselessDetach=warn",
            "-Agradc.noGradient=warn",
            "-Xlint");
    List<String> called = new ArrayList<>(options);
    called.add(CALLED.option());
    InMemory parts = new InMemory("Main", text, true, options);
    assertFalse(parts.generated("MainGrad").contains("OtherGrad.Root.pullback"));
    assertEquals(new InMemory("Main", text, true, called).told(), parts.told());
  }

  /** A part is looked at when the class is first used. */
  @ParameterizedTest
  @ValueSource(strings = {"@Checkpoint ", ""})
  void aPartWhoseBodyHasChanged(String checkpoint) throws ReflectiveOperationException {
    String text =
        HEAD
            + "final class Main {\n"
            + "  @Differentiable static double one(Tensor x) {\n"
            + "    return Other.root(x, 2).sum().item();\n  }\n}\n"
            + "// file: Other\n"
            + HEAD
            + "final class Other {\n"
            + ("  @Differentiable " + checkpoint + "static Tensor root(Tensor x, int n) {\n")
            + "    return n == 0 ? x.tanh() : "
            + (checkpoint.isEmpty() ? "root(x, n - 1)" : "x.square()")
            + ".mul(2);\n  }\n}\n";
    InMemory all = new InMemory("Main", text, true, List.of());
    InMemory changed = new InMemory("Main", text.replace("mul(2)", "mul(3)"), true, List.of());
    Tensor x = Tensor.of(new double[] {1, -2}, 2);
    Method same =
        all.load("MainGrad$One", all, "Other").getDeclaredMethod("gradient", Tensor.class);
    same.setAccessible(true);
    same.invoke(null, x);
    for (String first : List.of("MainGrad$One", "MainGrad$One$Tape")) {
      Class<?> stale = all.load(first, changed, "Other");
      IncompatibleClassChangeError told =
          assertThrows(
              IncompatibleClassChangeError.class,
              () -> Class.forName(first, true, stale.getClassLoader()));
      assertTrue(told.getMessage().contains("Other"), told.getMessage());
    }
  }

  @Test
  void anomaliesTellOfBodyAndCall() throws ReflectiveOperationException {
    InMemory checked = new InMemory("Main", FOUND, true, List.of("-Agradc.anomaly=true"));
    Method gradient = checked.load("MainGrad$One").getDeclaredMethod("gradient", Tensor.class);
    gradient.setAccessible(true);
    AnomalyException told =
        assertThrows(
            AnomalyException.class,
            () -> Calls.call(gradient, null, Tensor.of(new double[] {1, -2}, 2)));
    assertEquals(
        "'Math.sqrt(x.sum().item())' (Other.java:8) in 'Other.root(x)' (Main.java:6)"
            + ", forward pass, gives NaN",
        told.getMessage());
  }

  /** What the other package alone may use is called; what is on the class path is, too. */
  @Test
  void otherPackages() {
    String text =
        """
        package one;

        import dev.gradc.*;
        import dev.gradc.tensor.Tensor;
        import dev.gradc.tensor.compiled.SplitLosses;
        import two.Other;

        final class Main {
          @Differentiable
          static double step(Tensor x, int[] labels) {
            return Other.open(x).sum().item()
                + Other.hidden(x)
                + Other.deep(x)
                + SplitLosses.crossEntropy(x, labels);
          }
        }
        // file: two.Other
        package two;

        import dev.gradc.*;
        import dev.gradc.tensor.Tensor;

        public final class Other {
          static final double[] WEIGHTS = {2};

          private Other() {}

          @Differentiable
          public static Tensor open(Tensor x) {
            return helper(x).mul(3);
          }

          private static Tensor helper(Tensor x) {
            return new Pair(x, x.tanh()).product();
          }

          record Pair(Tensor a, Tensor b) {
            Tensor product() {
              return a.mul(b);
            }
          }

          @Differentiable
          public static double hidden(Tensor x) {
            return x.sum().item() * WEIGHTS[0];
          }

          @Differentiable
          public static double deep(Tensor x) {
            return Inner.power(x, 2).sum().item();
          }
        }
        // file: two.Inner
        package two;

        import dev.gradc.*;
        import dev.gradc.tensor.Tensor;

        final class Inner {
          @Differentiable
          @Checkpoint
          static Tensor power(Tensor x, int n) {
            return x.pow(n);
          }
        }
        """;
    String generated = new InMemory("one.Main", text, true, List.of()).generated("one.MainGrad");
    assertFalse(generated.contains("OtherGrad.Open.pullback"), generated);
    assertTrue(generated.contains("OtherGrad.Hidden.pullback"), generated);
    assertTrue(generated.contains("OtherGrad.Deep.pullback"), generated);
    assertTrue(generated.contains("SplitLossesGrad.CrossEntropy.OnKeptMemory.pullback"), generated);
    // What is put in place is looked at when the class is first used.
    assertTrue(generated.contains("requireBody(Step.class, OtherGrad.Open.class"), generated);
  }

  private static final String IN_JAR =
      HEAD
          + """
          import dev.gradc.nn.*;

          final class Main {
            @Differentiable
            static double loss(Model model, @Detach Tensor x, int[] labels) {
              Tensor y = x;
              for (int i = 0; i < 2; i++) {
                y = Model.block(model, y).add(y);
              }
              Model.Both both = Model.both(model, Model.powers(Model.kept(y, x), 3));
              return Losses.crossEntropy(both.first(), labels) * both.second()
                  + Model.activated(Model.activated(x, "silu", x), "tanh", null).mean().item()
                  + Model.penalty(model, x)
                  + Between.decay(model, y);
            }

            @Differentiable static Tensor twice(Model model, Tensor x) {
              return Model.kept(Model.kept(Model.kept(x, x), x), x);
            }

            static Runnable twice(Model model, Tensor x, Tensor seed) {
              var gradient = MainGrad.Twice.Gradient.zeros(model, x);
              return () -> MainGrad.Twice.addGradient(model, x, seed, gradient);
            }

            static Runnable step(Model model, Tensor x, int[] labels, boolean isRecorded) {
              var gradient = MainGrad.Loss.Gradient.zeros(model, x, labels);
              var tape = new MainGrad.Loss.Tape();
              return () -> {
                gradient.setZero();
                if (isRecorded) {
                  tape.forward(model, x, labels).backward(gradient);
                } else {
                  MainGrad.Loss.addGradient(model, x, labels, gradient);
                }
              };
            }
          }

          final class Between {
            @Differentiable
            static double decay(Model model, Tensor x) {
              return Model.block(model, x).square().sum().item();
            }
          }
          // file: Model
          """
          + HEAD
          + """
          import dev.gradc.nn.*;

          record Model(Linear one, Linear two) {
            // Names of what the generated class has for its callers.
            @Differentiable static Tensor kept(Tensor wrap, Tensor keepSums) {
              @Retain Tensor y = wrap.mul(keepSums).tanh();
              return y.mul(y);
            }

            @Differentiable static Tensor activated(Tensor x, String kind, Tensor bias) {
              Tensor y = kind.equals("tanh") ? x.tanh() : x.mul(x.sigmoid());
              return bias == null ? y : y.add(bias);
            }

            record Both(Tensor first, double second) {}

            @Differentiable static Tensor block(Model m, Tensor x) {
              return m.two().apply(m.one().apply(x).tanh());
            }

            @Differentiable static Both both(Model m, Tensor x) {
              Tensor y = m.one().apply(x);
              return new Both(y.relu(), y.square().mean().item());
            }

            @Differentiable static Tensor powers(Tensor x, int n) {
              return n == 0 ? x.tanh() : powers(x.mul(x), n - 1).add(x);
            }

            @Differentiable static double penalty(Model m, Tensor x) {
              Tensor slope = ModelGrad.Block.gradient(m, x, x).x();
              return slope.square().sum(1).sqrt().sub(1.0).square().mean().item();
            }
          }
          """;

  /** Methods of a jar are called on memory that the step keeps. */
  @Test
  void stepsThatCallAJarAllocateNothing(@TempDir Path directory)
      throws IOException, ReflectiveOperationException {
    InMemory compiled = InMemory.ofJar("Main", IN_JAR, directory);
    String generated = compiled.generated("MainGrad");
    for (String method : List.of("Block", "Both", "Powers", "Penalty", "Kept", "Activated")) {
      assertTrue(generated.contains("ModelGrad." + method + ".OnKeptMemory.evaluate("), method);
      assertFalse(generated.contains("ModelGrad." + method + ".pullback("), method);
    }
    Random random = new Random(3);
    Linear one = Linear.of(random, DType.DOUBLE, 4, 4);
    Linear two = Linear.of(random, DType.DOUBLE, 4, 4);
    Object model =
        compiled.load("Model").getConstructor(Linear.class, Linear.class).newInstance(one, two);
    Tensor x = Sampling.normal(random, 0, 0.5, DType.DOUBLE, 3, 4);
    Method twice =
        compiled
            .load("Main")
            .getDeclaredMethod("twice", model.getClass(), Tensor.class, Tensor.class);
    twice.setAccessible(true);
    Method step = Calls.method(compiled.load("Main"), "step");
    for (boolean isRecorded : List.of(true, false)) {
      Runnable run = (Runnable) Calls.call(step, null, model, x, new int[] {0, 1, 3}, isRecorded);
      AllocatedBytes.assertAtMost(0, "methods of a jar, recorded " + isRecorded, run);
    }
    // What the outermost call makes leaves the method; those in it do not.
    Runnable run = (Runnable) Calls.call(twice, null, model, x, x);
    AllocatedBytes.assertAtMost(900, "what a jar's method is given by itself", run);
  }

  private static final String OBJECTS =
      HEAD
          + """
          final class Main {
            record Seen(double loss, Object first, Object second) {}

            @Differentiable static double stored(Tensor x) {
              Object[] all = new Object[3];
              for (int i = 0; i < 3; i++) {
                all[i] = x.mul(i + 1.0).tanh().detach();
              }
              double sum = 0;
              for (int i = 0; i < 3; i++) {
                sum += ((Tensor) all[i]).mul(x).sum().item() * (i + 1);
              }
              return sum;
            }

            @Differentiable static double handedOn(Tensor x) {
              Object before = "none";
              double sum = 0;
              Tensor y = x;
              for (int i = 0; i < 4; i++) {
                Tensor z = Other.times(y, before);
                sum += z.sum().item();
                if (i % 2 == 0) {
                  before = z.detach();
                }
                y = z.add(x);
              }
              return sum;
            }

            @Differentiable static Seen told(Tensor x, boolean isTold) {
              Tensor y = x.mul(2).tanh();
              Object first = isTold ? y.detach() : "none";
              return new Seen(y.sum().item(), first, isTold ? first : "none");
            }

            @Differentiable static Seen ofJar(Tensor x) {
              Other.Both one = Other.both(x);
              Other.Both other = Other.both(x.mul(3));
              return new Seen(
                  one.number().add(other.number()).sum().item(), one.object(), other.object());
            }

            static Object[][] all(Tensor x, Tensor z) {
              Seen given = new Seen(1, null, null);
              var told = new MainGrad.Told.Tape();
              Seen taped = told.forward(x, true).value();
              String toldFirst = taped.toString();
              told.backward(given);
              told.forward(z, true).backward(given);
              var ofJar = new MainGrad.OfJar.Tape();
              Seen called = ofJar.forward(x).value();
              String ofJarFirst = called.toString();
              ofJar.backward(given);
              ofJar.forward(z).backward(given);
              return new Object[][] {
                {stored(x), new MainGrad.Stored.Tape().forward(x).value()},
                {stored(x), MainGrad.Stored.gradient(x).value()},
                {handedOn(x), new MainGrad.HandedOn.Tape().forward(x).value()},
                {told(x, true).toString(), toldFirst},
                {toldFirst, taped.toString()},
                {ofJar(x).toString(), ofJarFirst},
                {ofJarFirst, called.toString()}
              };
            }
          }
          // file: Other
          """
          + HEAD
          + """
          public final class Other {
            public record Both(Tensor number, Object object) {}

            @Differentiable public static Both both(Tensor x) {
              Tensor y = x.tanh();
              return new Both(y.mul(x), y.detach());
            }

            @Differentiable public static Tensor times(Tensor x, Object o) {
              Tensor y = x.tanh();
              return o instanceof Tensor t ? y.mul(t) : y;
            }
          }
          """;

  /** What is an object to the rest of the program may be a tensor of the method's own. */
  @Test
  void tensorsThatLeaveAsObjects(@TempDir Path directory)
      throws IOException, ReflectiveOperationException {
    Method all = Calls.method(InMemory.ofJar("Main", OBJECTS, directory).load("Main"), "all");
    Tensor x = Tensor.of(new double[] {0.6, 0.9}, 2);
    for (Object[] pair : (Object[][]) Calls.call(all, null, x, x.mul(-3.0))) {
      assertEquals(pair[0], pair[1]);
    }
  }

  private static final String LENT =
      HEAD
          + """
          final class Main {
            @Differentiable static double one(Tensor x) {
              return Other.root(x, x).sum().item();
            }

            @Differentiable static double two(Tensor x) {
              return Between.of(x);
            }
          }

          final class Between {
            @Differentiable static double of(Tensor x) {
              return Other.root(x, x).mean().item();
            }
          }
          // file: Other
          """
          + HEAD
          + """
          final class Other {
            @Differentiable static Tensor root(Tensor x, Tensor w) {
              return x.tanh().mul(w);
            }
          }
          """;

  /** What callers keep memory for is looked at when the class is first used. */
  @ParameterizedTest
  @CsvSource({
    "(Tensor x, (@Detach Tensor x, parameters",
    "return x., return x == w ? w : x., has no such form",
  })
  void aJarThatHasChanged(String text, String other, String told, @TempDir Path directory)
      throws IOException, ReflectiveOperationException {
    InMemory compiled = InMemory.ofJar("Main", LENT, directory);
    String own = LENT.substring(0, LENT.indexOf("// file: "));
    String rest = LENT.substring(own.length());
    Path again = Files.createDirectory(directory.resolve("again"));
    InMemory changed =
        InMemory.ofJar(
            "Main", own.replace("Other.root(x, x)", "x") + rest.replace(text, other), again);
    for (String first :
        List.of("MainGrad$One", "MainGrad$One$Tape", "MainGrad$Two", "MainGrad$Two$Tape")) {
      Class<?> stale = compiled.load(first, changed, "Other");
      LinkageError error =
          assertThrows(
              LinkageError.class,
              () -> Class.forName(stale.getName(), true, stale.getClassLoader()));
      assertTrue(error.getMessage().contains(told), error::getMessage);
    }
    Class<?> same = compiled.load("MainGrad$One");
    assertEquals(same, Class.forName(same.getName(), true, same.getClassLoader()));
  }

  /** Whoever calls a method on kept memory finds out if a body in it is no longer that. */
  @Test
  void aBodyThatHasChanged(@TempDir Path directory)
      throws ReflectiveOperationException, IOException {
    String text =
        """
        final class Main {}
        // file: Model
        """
            + HEAD
            + """
            final class Model {
              @Differentiable static Tensor layer(Tensor x) {
                return Base.scaled(x).tanh();
              }
            }
            // file: Base
            """
            + HEAD
            + """
            final class Base {
              @Differentiable static Tensor scaled(Tensor x) {
                return x.mul(2);
              }
            }
            """;
    InMemory compiled = InMemory.ofJar("Main", text, directory);
    Path again = Files.createDirectory(directory.resolve("again"));
    InMemory changed = InMemory.ofJar("Main", text.replace("mul(2)", "mul(5)"), again);
    for (String first : List.of("ModelGrad$Layer", "ModelGrad$Layer$OnKeptMemory")) {
      Class<?> stale = compiled.load(first, changed, "Base");
      LinkageError error =
          assertThrows(
              LinkageError.class,
              () -> Class.forName(stale.getName(), true, stale.getClassLoader()));
      assertTrue(error.getMessage().contains("the body of a method"), error::getMessage);
      Class<?> same = compiled.load(first);
      assertEquals(same, Class.forName(same.getName(), true, same.getClassLoader()));
    }
  }

  /** Generated code as people read it. */
  @Test
  void written() throws IOException {
    String generated =
        new InMemory("Step", text("Step"), true, List.of())
            .generated("StepGrad")
            .replaceAll("\"[0-9a-f]{16}\"", "\"a fingerprint\"");
    Path golden = Path.of("src", "test", "resources", "golden", "StepGrad.java.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, generated);
    }
    assertEquals(Files.readString(golden), generated);
  }

  /** What a body computed is freed as the rest of the tape is. */
  @Test
  void whatIsFreed() {
    InMemory compiled = new InMemory("Main", FOUND, true, List.of());
    Companion both = new Companion(compiled, "Main", "both");
    Object tape = both.newTape();
    both.forward(tape, new Object[] {Tensor.of(new double[] {1, 2}, 2)});
    both.backward(Calls.call(Calls.method(tape.getClass(), "first"), tape), 1.0);
    Object second = Calls.call(Calls.method(tape.getClass(), "second"), tape);
    assertThrows(TapeFreedException.class, () -> both.backward(second, 1.0));
  }
}
