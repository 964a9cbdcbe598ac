package dev.gradc.processor.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees to records: conversions, constants, compound assignments, calls. */
final class LoweringTest {

  private static final String CLASS =
      """
      package p;
      import static java.lang.Math.exp;
      import dev.gradc.*;
      class Outer {
        static final int THREE = 3;
        static final float HALF = 1 / 2f;
        static final char LETTER = 'a';
        static class Inner { static int twice(int n) { return 2 * n; } }
        static double sum(double... terms) { return terms[0]; }
        static double over(float x) { return x; }
        static double over(double x) { return x; }
        static void fill(double[] a) { a[0] = 1; return; }
        @Differentiable
        static double f(double x, float y, int i, long l, char c, byte b, short s, boolean t, double[] a) {
          %s
        }
      }
      """;

  /** Reads the methods of a file, as the processor does. */
  private static final class Reader extends AbstractProcessor {
    private final List<DifferentiableMethod> methods = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("dev.gradc.*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!round.processingOver()) {
        CompilerAccess compiler = CompilerAccess.of(processingEnv).orElseThrow();
        SourceSet sources = new SourceSet(compiler);
        sources.add(round.getRootElements());
        TypeElement type = processingEnv.getElementUtils().getTypeElement("p.Outer");
        try (BodyReader bodies =
            new BodyReader(
                compiler, sources, List.of(), any -> true, new DerivativeRules(compiler))) {
          for (AnnotatedMethod method : new SignatureReader(compiler).read(type)) {
            Reading reading = bodies.read(method, Set.of(), any -> Set.of());
            reading.method().ifPresent(methods::add);
            reading.problems().forEach(problem -> problems.add(problem.message()));
          }
        }
      }
      return false;
    }
  }

  private static DifferentiableMethod read(String body) {
    Reader reader = new Reader();
    Compilation compilation =
        Compiler.javac()
            .withProcessors(reader)
            .withOptions("-proc:full")
            .compile(JavaFileObjects.forSourceString("p.Outer", CLASS.formatted(body)));
    assertEquals(List.of(), compilation.errors());
    assertEquals(List.of(), reader.problems);
    return reader.methods.get(0);
  }

  private static String lowered(String body) {
    String printed = new SourcePrinter().print(read(body).method().body());
    assertTrue(printed.startsWith("{ ") && printed.endsWith(" }"), printed);
    return printed.substring(2, printed.length() - 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      textBlock =
          """
          x * i               => mul.double(x, double<-int(i))
          y * l               => double<-float(mul.float(y, float<-long(l)))
          i + l               => double<-long(add.long(long<-int(i), l))
          c + b               => double<-int(add.int(int<-char(c), int<-byte(b)))
          -s                  => double<-int(neg.int(int<-short(s)))
          +b                  => double<-int(int<-byte(b))
          ~l                  => double<-long(complement.long(l))
          c                   => double<-char(c)
          1                   => double<-int(int:1)
          -2147483648         => double<-int(int:-2147483648)
          'b'                 => double<-char(char:b)
          1f                  => double<-float(float:1.0)
          b << l              => double<-int(shl.int(int<-byte(b), int<-long(l)))
          l >>> s             => double<-long(ushr.long(l, int<-short(s)))
          i % 2               => double<-int(rem.int(i, int:2))
          (x)                 => x
          (int) x             => double<-int(int<-double(x))
          (double) x          => x
          (byte) i + 0.5      => add.double(double<-byte(byte<-int(i)), double:0.5)
          t ? 1 : x           => choose(t, double<-int(int:1), x)
          t ? c : i           => double<-int(choose(t, int<-char(c), i))
          t ? 'x' : 1         => double<-char(choose(t, char:x, char<-int(int:1)))
          a[b]                => a[int<-byte(b)]
          a.length            => double<-int(length(a))
          THREE               => double<-int(int:3)
          Outer.HALF          => double<-float(float:0.5)
          p.Outer.LETTER      => double<-char(char:a)
          Math.PI             => double:3.141592653589793
          Integer.MAX_VALUE   => double<-int(int:2147483647)
          exp(i)              => Math.exp[double](double<-int(i))
          Math.max(i, y)      => double<-float(Math.max[float,float](float<-int(i), y))
          Math.max(b, c)      => double<-int(Math.max[int,int](int<-byte(b), int<-char(c)))
          StrictMath.sin(y)   => StrictMath.sin[double](double<-float(y))
          Math.scalb(x, b)    => Math.scalb[double,int](x, int<-byte(b))
          Inner.twice(c)      => double<-int(call p.Outer.Inner.twice(int)(int<-char(c)))
          over(x)             => call p.Outer.over(double)(x)
          over(i)             => call p.Outer.over(float)(float<-int(i))
          sum(1, y)           => call p.Outer.sum(double[])(double[](double<-int(int:1), double<-float(y)))
          sum()               => call p.Outer.sum(double[])(double[]())
          sum(a)              => call p.Outer.sum(double[])(a)
          (x = i) + (i = c)   => add.double(x = double<-int(i), double<-int(i = int<-char(c)))
          (@Detach double) x  => detach.double(x)
          (@Detach double) i  => detach.double(double<-int(i))
          (@Detach float) x   => double<-float(detach.float(float<-double(x)))
          (@Detach int) x     => double<-int(int<-double(x))
          new double[] {1}[0] => double[](double<-int(int:1))[int:0]
          new int[c].length   => double<-int(length(new int[int<-char(c)]))
          """)
  void expressions(String written, String expected) {
    assertEquals("return " + expected + ";", lowered("return " + written + ";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      textBlock =
          """
          i < x               => lt.double(double<-int(i), x)
          t == true           => eq.boolean(t, boolean:true)
          t & i > 0           => and.boolean(t, gt.int(i, int:0))
          t ^ t               => xor.boolean(t, t)
          !t                  => not.boolean(t)
          t && c != 'q'       => andThen(t, ne.int(int<-char(c), int<-char(char:q)))
          t || (i >= l)       => orElse(t, ge.long(long<-int(i), l))
          """)
  void conditions(String written, String expected) {
    assertEquals(
        "if " + expected + " { return x; } else {} return double<-int(int:0);",
        lowered("if (" + written + ") return x; return 0;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      textBlock =
          """
          x += i              => x add.double= double<-int(i)
          i += x              => i add.double= x
          c += 1              => c add.int= int:1
          s <<= l             => s shl.int= int<-long(l)
          l >>= i             => l shr.long= i
          b *= y              => b mul.float= y
          t &= i > 0          => t and.boolean= gt.int(i, int:0)
          x++                 => x post add.double= double:1.0
          --y                 => y sub.float= float:1.0
          l--                 => l post sub.long= long:1
          c++                 => c post add.int= int:1
          ++b                 => b add.int= int:1
          a[i++] -= l         => a[i post add.int= int:1] sub.double= double<-long(l)
          (a[0])++            => a[int:0] post add.double= double:1.0
          b = 5               => b = byte<-int(int:5)
          a = new double[i]   => a = new double[i]
          fill(a)             => call p.Outer.fill(double[])(a)
          """)
  void effects(String written, String expected) {
    assertEquals(expected + "; return x;", lowered(written + "; return x;"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      textBlock =
          """
          var z = i;                   => int z = i;
          final double z = i, w;       => double z = double<-int(i); double w;
          @Detach double z = x;        => @Detach double z = x;
          @Retain @Detach var z = a;   => @Detach @Retain double[] z = a;
          double[] z = {i, x};         => double[] z = double[](double<-int(i), x);
          float z[] = {1};             => float[] z = float[](float<-int(int:1));
          ;                            => {}
          { { x = 1; } }               => { { x = double<-int(int:1); } }
          while (t) x++;               => for [] t () { x post add.double= double:1.0; }
          for (;;) break;              => for [] boolean:true () { break; }
          o: do { continue o; } while (t);                  => o: do { continue o; } while t;
          for (int j = 0, k = 1; j < 2; j++, k--) { }       => for [int j = int:0; int k = int:1;] lt.int(j, int:2) (j post add.int= int:1, k post sub.int= int:1) {}
          o: for (x = 1; t; ) { break o; }                  => o: for [x = double<-int(int:1);] t () { break o; }
          """)
  void statements(String written, String expected) {
    assertEquals(expected + " return x;", lowered(written + " return x;"));
  }

  @Test
  void callersAndCalleesInOrderOfDiscovery() {
    DifferentiableMethod method = read("fill(a); return sum(a) + Inner.twice(i) + sum(x);");
    assertEquals(
        List.of(
            "p.Outer.f(double,float,int,long,char,byte,short,boolean,double[])",
            "p.Outer.fill(double[])",
            "p.Outer.sum(double[])",
            "p.Outer.Inner.twice(int)"),
        List.copyOf(method.callees().keySet()));
    Method fill = method.callees().get("p.Outer.fill(double[])");
    assertEquals(
        "{ a[int:0] = double<-int(int:1); return; }", new SourcePrinter().print(fill.body()));
    assertTrue(fill.result().isEmpty());
  }

  @Test
  void originsAreExact() {
    Method method = read("return x\n    * exp(y);").method();
    var returned = method.body().statements().get(0).origin();
    assertEquals("Outer.java:15", returned.place());
    assertEquals(5, returned.column());
    assertEquals("return x\n    * exp(y);", returned.text());
  }
}
