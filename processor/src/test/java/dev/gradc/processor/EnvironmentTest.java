package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths, modules, and build tools that stand between javac and its processors. */
final class EnvironmentTest {

  private static final String SQUARE =
      """
      class Square {
        @dev.gradc.Differentiable
        static double f(double x) { return x * x; }
        @dev.gradc.Differentiable
        static double g(double x) { return x; }
      }
      """;

  @TempDir private Path directory;

  private static void assertSuccess(Build.Result result) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.messages());
  }

  /** Limits in a directory or a jar of their own, as a dependency is. */
  private Path dependency() {
    Build.Result result =
        new Build(directory.resolve("dependency"))
            .source(
                "limits/Base.java",
                "package limits; public class Base { public static final int LOW = 3; }")
            .source(
                "limits/Limits.java",
                """
                package limits;
                public class Limits extends Base {
                  public static final double HIGH = 5;
                  public static class Inner { public static final float SMALL = 0.5f; }
                }
                """)
            .source(
                "app/Neighbour.java",
                "package app; class Neighbour { static final double NEAR = 7; }")
            .run();
    assertSuccess(result);
    return result.out();
  }

  private static final String USER =
      """
      package app;
      import static limits.Limits.HIGH;
      import limits.Limits;
      import limits.Limits.Inner;
      class User {
        @dev.gradc.Differentiable
        static double f(double x) {
          return x * (HIGH + Limits.LOW + Inner.SMALL + Neighbour.NEAR + limits.Base.LOW);
        }
        static double call() { return UserGrad.F.gradient(1).x(); }
      }
      """;

  @Test
  void classesOfTheClassPathAreFound() {
    Path classes = dependency();
    Build.Result result =
        new Build(directory.resolve("user"))
            .onClassPath(classes)
            .source("app/User.java", USER)
            .run();
    assertEquals(List.of(), result.messages());
    assertTrue(result.generated("app/UserGrad.java").contains("18.5"), "constants are compiled in");
  }

  @Test
  void classesInJarsAreFound() throws IOException {
    Path jar = jar(dependency(), "limits.jar", Map.of());
    Build.Result result =
        new Build(directory.resolve("user")).onClassPath(jar).source("app/User.java", USER).run();
    assertSuccess(result);
  }

  @Test
  void modulesAreFine() throws IOException {
    Path runtime =
        jar(Build.runtime(), "runtime.jar", Map.of("Automatic-Module-Name", "dev.gradc.runtime"));
    Path limits = jar(dependencyOfModules(), "limits.jar", Map.of());
    String modules = runtime + java.io.File.pathSeparator + limits;
    assertSuccess(userModule(modules).run());
    // Once more into the same place, where the class files of the module itself are now.
    Build.Result again = userModule(modules).run();
    assertSuccess(again);
    assertEquals(5.0, again.call("app.User", "call"));
  }

  private Build userModule(String modules) {
    return new Build(directory.resolve("user"))
        .withoutClassPath()
        .option(
            "-Xlint:-requires-automatic",
            "-Xlint:-requires-transitive-automatic",
            "--module-path",
            modules)
        .source("module-info.java", "module user { requires dev.gradc.runtime; requires limits; }")
        .source(
            "app/User.java",
            """
            package app;
            import limits.Limits;
            class User {
              @dev.gradc.Differentiable
              static double f(double x) { return x * Limits.HIGH; }
              static double call() { return UserGrad.F.gradient(1).x(); }
            }
            """);
  }

  @Test
  void classesOfTheJdkThatAreNotOfJavaAreFine() {
    Build.Result result =
        new Build(directory.resolve("user"))
            .source(
                "Jdk.java",
                """
                import javax.sql.DataSource;
                import org.w3c.dom.Node;
                @javax.annotation.processing.Generated("by hand")
                class Jdk {
                  DataSource source;
                  Node node;
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  static double call() { return JdkGrad.F.gradient(4).x(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(8.0, result.call("Jdk", "call"));
  }

  @Test
  void classFilesNeedNoLineNumbers() {
    Build.Result result =
        new Build(directory.resolve("user")).option("-g:none").source("Square.java", SQUARE).run();
    assertSuccess(result);
    assertTrue(result.generated("SquareGrad.java").contains("// line 3: return x * x;"));
  }

  @Test
  void filesThatNobodyMentionsAreNotRead() throws IOException {
    Path sources = Files.createDirectories(directory.resolve("beside"));
    Files.writeString(sources.resolve("Broken.java"), "class Broken { int x = ; }");
    Files.writeString(
        sources.resolve("Mentioned.java"), "class Mentioned { static double two() { return 2; } }");
    Build.Result result =
        new Build(directory.resolve("user"))
            .option("-sourcepath", sources.toString(), "-implicit:class")
            .source(
                "Alone.java",
                """
                class Alone {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  static double call() { return AloneGrad.F.gradient(Mentioned.two()).x(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(4.0, result.call("Alone", "call"));
  }

  private Path dependencyOfModules() {
    Build.Result result =
        new Build(directory.resolve("limits"))
            .source("module-info.java", "module limits { exports limits; }")
            .source(
                "limits/Limits.java",
                "package limits; public interface Limits { double HIGH = 5; }")
            .processors()
            .run();
    assertSuccess(result);
    return result.out();
  }

  private Path jar(Path classes, String name, Map<String, String> attributes) throws IOException {
    if (Files.isRegularFile(classes)) {
      return classes;
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    Path jar = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String entry = classes.relativize(file).toString().replace('\\', '/');
        if (!entry.equals("META-INF/MANIFEST.MF")) {
          entries.putNextEntry(new ZipEntry(entry));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
    return jar;
  }

  @Test
  void aCompilerWithoutTreesIsToldOnce() {
    Build.Result result =
        new Build(directory)
            .source("Square.java", SQUARE)
            .processors(behind(EnvironmentTest::opaque))
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Square.java:3: [GC0901]"), result.errors()::toString);
  }

  @Test
  void aProxyThatKeepsItsDelegateIsSeenThrough() {
    Build.Result result =
        new Build(directory)
            .source("Square.java", SQUARE)
            .processors(behind(environment -> new Delegating(new Delegating(environment))))
            .run();
    assertSuccess(result);
    assertTrue(result.hasGenerated("SquareGrad.java"));
  }

  private interface Wrapping {
    ProcessingEnvironment wrap(ProcessingEnvironment environment);
  }

  /** Our processor, given another environment than javac's. */
  private static Processor behind(Wrapping wrapping) {
    Processor inner = new DifferentiableProcessor();
    return new AbstractProcessor() {
      @Override
      public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        inner.init(wrapping.wrap(environment));
      }

      @Override
      public Set<String> getSupportedAnnotationTypes() {
        return inner.getSupportedAnnotationTypes();
      }

      @Override
      public SourceVersion getSupportedSourceVersion() {
        return inner.getSupportedSourceVersion();
      }

      @Override
      public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        inner.process(annotations, round);
        return false;
      }
    };
  }

  private static ProcessingEnvironment opaque(ProcessingEnvironment environment) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return method.invoke(environment, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            EnvironmentTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  /** As Gradle's incremental environment is. */
  private static final class Delegating implements ProcessingEnvironment {
    private final ProcessingEnvironment delegate;

    Delegating(ProcessingEnvironment delegate) {
      this.delegate = delegate;
    }

    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Filer getFiler() {
      return delegate.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }
}
