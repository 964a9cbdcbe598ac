package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.BinomialSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints cost: memory of the tape, and runs of what they stand on. */
final class CheckpointTest {

  private static final String LIBRARY =
      """
      package library;
      public final class Library {
        private Library() {}
        public static int steps;
        public static double next(double x) { steps++; return x + 0.1 * Math.sin(x); }
      }
      """;

  private static final String RULES =
      """
      package user;
      import dev.gradc.DerivativeOf;
      import library.Library;
      final class Rules {
        private Rules() {}
        @DerivativeOf(type = Library.class, method = "next")
        static double next(double x, double seed) { return seed * (1 + 0.1 * Math.cos(x)); }
      }
      """;

  @TempDir private Path directory;

  private Build build(String user) {
    return new Build(directory)
        .option("-Werror")
        .source("library/Library.java", LIBRARY)
        .source("user/Rules.java", RULES)
        .source("user/User.java", user);
  }

  private static Build.Result successful(Build build) {
    Build.Result result = build.run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result;
  }

  /** A class with a method for each annotation of its loop, and what is asked of it. */
  private static String counting(List<String> annotations, String asked) {
    StringBuilder text =
        new StringBuilder(
            """
            package user;
            import dev.gradc.Checkpoint;
            import dev.gradc.Differentiable;
            import library.Library;
            final class User {
              private User() {}
            """);
    for (int i = 0; i < annotations.size(); i++) {
      text.append(
          """
            @Differentiable
            static double f%d(double x, int n) {
              double y = x;
              for (%s int i = 0; i < n; i++) { y = Library.next(y); }
              return y;
            }
          """
              .formatted(i, annotations.get(i)));
    }
    return text.append(asked).append("}\n").toString();
  }

  private static String stepsOf(int function, int n) {
    return """
      static int steps%d_%d() {
        Library.steps = 0;
        double found = UserGrad.F%d.gradient(0.5, %d).x();
        double expected = UserGrad.F0.gradient(0.5, %d).x();
        int steps = Library.steps - %d;
        return found == expected ? steps : -1;
      }
    """
        .formatted(function, n, function, n, n, n);
  }

  /** b(s, r) = (s + r)! / (s! r!). */
  private static long binomial(int s, int r) {
    long value = 1;
    for (int i = 1; i <= s; i++) {
      value = value * (r + i) / i;
    }
    return value;
  }

  /** Griewank and Walther, formula (3): r l - b(s + 1, r - 1), for b(s, r - 1) < l <= b(s, r). */
  private static long fewest(int steps, int snapshots) {
    int runs = 0;
    while (binomial(snapshots, runs) < steps) {
      runs++;
    }
    return steps <= 1 ? 0 : (long) runs * steps - binomial(snapshots + 1, runs - 1);
  }

  @Test
  void binomialSchedulesRunTheFewestSteps() {
    int[] snapshots = {1, 2, 3, 8};
    int[] lengths = {0, 1, 2, 3, 10, 57, 200};
    StringBuilder asked = new StringBuilder();
    for (int i = 0; i < snapshots.length; i++) {
      for (int n : lengths) {
        asked.append(stepsOf(i + 1, n));
      }
    }
    Build.Result result =
        successful(
            build(
                counting(
                    List.of(
                        "",
                        "@Checkpoint(snapshots = 1)",
                        "@Checkpoint(snapshots = 2)",
                        "@Checkpoint(snapshots = 3)",
                        "@Checkpoint(snapshots = 8)"),
                    asked.toString())));
    for (int i = 0; i < snapshots.length; i++) {
      for (int n : lengths) {
        // Once for the value, once for each step that is gone back through.
        long expected = 2L * n + fewest(n, snapshots[i]);
        String method = "steps" + (i + 1) + "_" + n;
        assertEquals((int) expected, result.call("user.User", method), method);
      }
    }
  }

  /** No other split is better, by the recursion that defines the least number of steps. */
  @Test
  void everySplitIsTheBest() {
    int longest = 150;
    for (int snapshots = 1; snapshots <= 7; snapshots++) {
      for (int steps = 2; steps <= longest; steps++) {
        int split = BinomialSchedule.advance(steps, snapshots);
        assertTrue(split >= 1 && split < steps, () -> "split at " + split);
        long after = snapshots == 1 ? 0 : fewest(steps - split, snapshots - 1);
        assertEquals(
            fewest(steps, snapshots),
            split + after + fewest(split, snapshots),
            steps + " steps, " + snapshots + " snapshots");
      }
    }
    assertEquals(15, fewest(10, 3), "the example of the paper");
  }

  @Test
  void segmentsRunEachStepOnceMore() {
    Build.Result result =
        successful(
            build(
                counting(
                    List.of("", "@Checkpoint", "@Checkpoint(segments = 7)"),
                    stepsOf(1, 100) + stepsOf(2, 100) + stepsOf(1, 1))));
    assertEquals(200, result.call("user.User", "steps1_100"));
    assertEquals(200, result.call("user.User", "steps2_100"));
    assertEquals(2, result.call("user.User", "steps1_1"));
  }

  private static final String MEMORY =
      """
      package user;
      import dev.gradc.Checkpoint;
      import dev.gradc.Differentiable;
      final class User {
        private User() {}
        @Differentiable
        static double plain(double[] u, int n) {
          double[] now = u.clone();
          for (int t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Differentiable
        static double root(double[] u, int n) {
          double[] now = u.clone();
          for (@Checkpoint int t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Differentiable
        static double four(double[] u, int n) {
          double[] now = u.clone();
          for (@Checkpoint(segments = 4) int t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Differentiable
        static double binomial(double[] u, int n) {
          double[] now = u.clone();
          for (@Checkpoint(snapshots = 5) int t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Differentiable
        static double until(double[] u, int n) {
          double[] now = u.clone();
          for (@Checkpoint double t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Checkpoint
        @Differentiable
        static double whole(double[] u, int n) {
          double[] now = u.clone();
          for (int t = 0; t < n; t++) { step(now); }
          return now[1];
        }
        @Differentiable
        static double calls(double[] u, int n) {
          double[] now = u.clone();
          for (int t = 0; t < n; t += 10) { now = tenSteps(now); }
          return now[1];
        }
        @Checkpoint
        private static double[] tenSteps(double[] u) {
          double[] now = u.clone();
          for (int t = 0; t < 10; t++) { step(now); }
          return now;
        }
        private static void step(double[] u) {
          for (int i = 1; i < u.length; i++) { u[i] += 0.1 * Math.sin(u[i] * u[i - 1]); }
        }
        private static double[] start() {
          double[] u = new double[10];
          for (int i = 0; i < 10; i++) { u[i] = 0.3 + 0.1 * i; }
          return u;
        }
        static long[] plainBytes() { return bytes((u, n) -> UserGrad.Plain.forward(u, n)); }
        static long[] rootBytes() { return bytes((u, n) -> UserGrad.Root.forward(u, n)); }
        static long[] fourBytes() { return bytes((u, n) -> UserGrad.Four.forward(u, n)); }
        static long[] binomialBytes() { return bytes((u, n) -> UserGrad.Binomial.forward(u, n)); }
        static long[] untilBytes() { return bytes((u, n) -> UserGrad.Until.forward(u, n)); }
        static long[] wholeBytes() { return bytes((u, n) -> UserGrad.Whole.forward(u, n)); }
        static long[] callsBytes() { return bytes((u, n) -> UserGrad.Calls.forward(u, n)); }
        private interface Forward { dev.gradc.Tape on(double[] u, int n); }
        private static long[] bytes(Forward forward) {
          long[] bytes = new long[2];
          int[] lengths = {100, 10000};
          for (int i = 0; i < 2; i++) {
            try (dev.gradc.Tape tape = forward.on(start(), lengths[i])) { bytes[i] = tape.bytes(); }
          }
          return bytes;
        }
        /** What the tape holds, what its last backward pass has left behind, and both once more. */
        static long[] working() throws IllegalAccessException {
          UserGrad.Four.Tape tape = UserGrad.Four.forward(start(), 10000);
          long[] found = {tape.bytes(), left(tape), 0, 0, 0, 0};
          tape.backward();
          found[2] = left(tape);
          tape.forward(start(), 10000);
          found[3] = tape.bytes();
          tape.backward();
          found[4] = left(tape);
          tape.close();
          found[5] = left(tape);
          return found;
        }
        /** The arrays of what segments work on. */
        private static long left(Object tape) throws IllegalAccessException {
          long sum = 0;
          for (var field : tape.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object held = field.get(tape);
            if (held != null && field.getType().getSimpleName().equals("Gradient")) {
              for (var array : held.getClass().getDeclaredFields()) {
                array.setAccessible(true);
                sum += dev.gradc.TapeBytes.of(array.get(held));
              }
            }
          }
          return sum;
        }
        static boolean areSame() {
          double[] expected = UserGrad.Plain.gradient(start(), 1000).u();
          double[][] found = {
            UserGrad.Root.gradient(start(), 1000).u(),
            UserGrad.Four.gradient(start(), 1000).u(),
            UserGrad.Binomial.gradient(start(), 1000).u(),
            UserGrad.Until.gradient(start(), 1000).u(),
            UserGrad.Whole.forward(start(), 1000).backward().u(),
            UserGrad.Calls.gradient(start(), 1000).u()
          };
          for (double[] each : found) {
            if (!java.util.Arrays.equals(each, expected)) { return false; }
          }
          return true;
        }
      }
      """;

  /** The array has 80 bytes. */
  private static void assertBytes(
      Build.Result result, String method, long atMost, long atMostOfMany) {
    long[] bytes = (long[]) result.call("user.User", method);
    String text = method + " " + bytes[0] + ", " + bytes[1];
    assertTrue(bytes[0] > atMost / 3 && bytes[0] <= atMost, text);
    assertTrue(bytes[1] > atMostOfMany / 3 && bytes[1] <= atMostOfMany, text);
  }

  @Test
  void tapesHoldWhatTheyAreToldTo() {
    Build.Result result = successful(build(MEMORY));
    assertEquals(true, result.call("user.User", "areSame"));
    // Nine elements, each with what sin and its product read, in each of the iterations.
    assertBytes(result, "plainBytes", 100 * 9 * 40, 10_000 * 9 * 40);
    assertBytes(result, "rootBytes", 10 * 300, 100 * 300);
    assertBytes(result, "fourBytes", 4 * 400, 4 * 400);
    assertBytes(result, "binomialBytes", 600, 600);
    assertBytes(result, "untilBytes", 14 * 300, 141 * 300);
    assertBytes(result, "callsBytes", 10 * 300, 1000 * 300);
    // The caller's own array is all that there is.
    long[] whole = (long[]) result.call("user.User", "wholeBytes");
    assertTrue(whole[0] <= 16 && whole[1] == whole[0], whole[0] + ", " + whole[1]);
  }

  /** What one segment works on is not in {@code bytes()}: it is no part of the recording. */
  @Test
  void whatSegmentsWorkOnIsKeptForTheNextPass() {
    Build.Result result = successful(build(MEMORY));
    long plain = ((long[]) result.call("user.User", "plainBytes"))[1];
    long[] found = (long[]) result.call("user.User", "working");
    String text = Arrays.toString(found);
    assertTrue(found[0] < 1200 && found[3] == found[0], text);
    assertEquals(0, found[1]);
    assertEquals(plain / 4.0, (double) found[2], plain / 40.0);
    assertEquals(found[2], found[4]);
    assertEquals(0, found[5]);
  }

  /** The numbers of docs/guide/checkpoints.md are measured here. */
  @Test
  void theGuideHasTheseNumbers() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guide", "checkpoints.md"));
    Build.Result result = successful(build(MEMORY));
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("`for (int t = 0; …)`", "plainBytes");
    rows.put("`for (@Checkpoint int t = 0; …)`", "rootBytes");
    rows.put("`for (@Checkpoint(segments = 4) int t = 0; …)`", "fourBytes");
    rows.put("`for (@Checkpoint(snapshots = 5) int t = 0; …)`", "binomialBytes");
    rows.put("`for (@Checkpoint double t = 0; …)`", "untilBytes");
    rows.put("`@Checkpoint` on `tenSteps`", "callsBytes");
    rows.put("`@Checkpoint` on the method itself", "wholeBytes");
    for (Map.Entry<String, String> row : rows.entrySet()) {
      long[] bytes = (long[]) result.call("user.User", row.getValue());
      String expected = "| " + row.getKey() + " | " + bytes[0] + " | " + bytes[1] + " |";
      assertTrue(guide.contains(expected), () -> "not in the guide: " + expected);
    }
  }

  @Test
  void theReportSaysWhatIsStoredAndWhatIsRunAgain() throws IOException {
    Path reports = directory.resolve("reports");
    successful(build(MEMORY).option("-Agradc.report=" + reports));
    String plain = Files.readString(reports.resolve("user.UserGrad.Plain.md"));
    assertTrue(!plain.contains("## Run again"), plain);
    String root = Files.readString(reports.resolve("user.UserGrad.Root.md"));
    assertTrue(
        root.contains("| 15 | `for (@Checkpoint int t = 0; t < n; t++) { step(now); }` |\n"), root);
    String stored = root.substring(root.indexOf("## Stored"), root.indexOf("## Computed again"));
    assertTrue(stored.contains("(iterations of the loop at line 15)"), stored);
    assertTrue(!stored.contains("Math.sin"), stored);
    String whole = Files.readString(reports.resolve("user.UserGrad.Whole.md"));
    assertTrue(whole.contains("| `User.whole` |"), whole);
    String json = Files.readString(reports.resolve("user.UserGrad.Whole.json"));
    assertTrue(json.contains("\"runAgain\""), json);
  }

  /** Each part goes back by itself, and what both need is retained or goes with the first. */
  @Test
  void outputsShareTheArguments() {
    Build.Result result =
        successful(
            build(
                    """
                package user;
                import dev.gradc.Checkpoint;
                import dev.gradc.Differentiable;
                import dev.gradc.Retain;
                final class User {
                  private User() {}
                  record Two(double a, double b) {}
                  @Retain @Checkpoint @Differentiable
                  static Two retained(double x, double y) {
                    double s = Math.sin(x * y);
                    return new Two(Math.exp(s), Math.cos(s) * y);
                  }
                  @Differentiable
                  static Two plain(double x, double y) {
                    double s = Math.sin(x * y);
                    return new Two(Math.exp(s), Math.cos(s) * y);
                  }
                  @Differentiable
                  static Two loops(double x, double y, int n) {
                    double s = x;
                    for (@Checkpoint int i = 0; i < n; i++) { s = Math.sin(s * y); }
                    double t = y;
                    for (@Checkpoint(snapshots = 2) int i = 0; i < n; i++) { t = Math.cos(t * x); }
                    return new Two(s * x, t * x);
                  }
                  static boolean both() {
                    var tape = UserGrad.Retained.forward(0.3, 0.7);
                    var a = tape.a().backward();
                    var b = tape.b().backward();
                    var again = tape.a().backward();
                    var other = UserGrad.Plain.forward(0.3, 0.7);
                    var onlyB = other.b().backward();
                    return a.x() == again.x() && b.x() == onlyB.x() && b.y() == onlyB.y();
                  }
                  static boolean apart() {
                    var tape = UserGrad.Loops.forward(0.3, 0.7, 9);
                    var b = tape.b().backward();
                    var all = UserGrad.Loops.gradient(0.3, 0.7, 9, new Two(0, 1));
                    return b.x() == all.x() && b.y() == all.y();
                  }
                }
                """)
                .option("-Agradc.sharedGraph=ignore"));
    assertEquals(true, result.call("user.User", "both"));
    assertEquals(true, result.call("user.User", "apart"));
  }

  /** There is nothing to store in forward mode, nor for matrices. */
  @Test
  void otherModesKnowNothingOfThem() {
    String modes = "(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN, Mode.JACOBIAN})";
    Build.Result result =
        successful(
            build(
                """
                package user;
                import dev.gradc.Checkpoint;
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                final class User {
                  private User() {}
                  @Differentiable%s
                  static double plain(double[] x, int n) {
                    double[] now = x.clone();
                    for (int t = 0; t < n; t++) { now[t %% 2] = Math.sin(now[0] * now[1]); }
                    return now[0] * other(now[1], n);
                  }
                  private static double other(double y, int n) {
                    double z = y;
                    for (int t = 0; t < n; t++) { z = Math.cos(z * y); }
                    return z;
                  }
                  @Checkpoint
                  @Differentiable%s
                  static double marked(double[] x, int n) {
                    double[] now = x.clone();
                    for (@Checkpoint(snapshots = 2) int t = 0; t < n; t++) {
                      now[t %% 2] = Math.sin(now[0] * now[1]);
                    }
                    return now[0] * markedToo(now[1], n);
                  }
                  @Checkpoint
                  private static double markedToo(double y, int n) {
                    double z = y;
                    for (@Checkpoint int t = 0; t < n; t++) { z = Math.cos(z * y); }
                    return z;
                  }
                  static boolean areSame() {
                    double[] x = {0.4, 0.7};
                    double[] v = {1, -2};
                    return UserGrad.Plain.jvp(x, 6, v).tangent() == UserGrad.Marked.jvp(x, 6, v).tangent()
                        && java.util.Arrays.deepEquals(
                            UserGrad.Plain.hessian(x, 6), UserGrad.Marked.hessian(x, 6))
                        && java.util.Arrays.deepEquals(
                            UserGrad.Plain.jacobian(x, 6), UserGrad.Marked.jacobian(x, 6))
                        && java.util.Arrays.equals(
                            UserGrad.Plain.gradient(x, 6).x(),
                            UserGrad.Marked.forward(x, 6).backward().x());
                  }
                }
                """
                    .formatted(modes, modes)));
    assertEquals(true, result.call("user.User", "areSame"));
  }

  /** States that would be one array with two names are told when the program runs, if it does. */
  @Test
  void oneArrayForTwoIsRefused() {
    Build.Result result =
        successful(
            build(
                """
                package user;
                import dev.gradc.Checkpoint;
                import dev.gradc.Differentiable;
                final class User {
                  private User() {}
                  @Differentiable
                  static double swapped(double[] x, boolean isOne, int n) {
                    double[] a = x.clone();
                    double[] b = isOne ? a : x.clone();
                    for (@Checkpoint int t = 0; t < n; t++) {
                      a[0] = Math.sin(a[0] + b[1]);
                      b[1] = Math.cos(a[1]);
                      double[] c = a;
                      a = b;
                      b = c;
                    }
                    a[0] *= 3;
                    return a[0] * b[0];
                  }
                  @Differentiable
                  static double scheduled(double[] x, boolean isOne, int n) {
                    double[] z = x.clone();
                    double[] w = isOne ? z : x.clone();
                    for (@Checkpoint(snapshots = 2) int t = 0; t < n; t++) {
                      z[0] = Math.sin(z[0] + w[1]);
                    }
                    z[0] *= 3;
                    return z[0] * w[0];
                  }
                  private static double[] chosen(double[] one, double[] other, boolean isOne) {
                    return isOne ? one : other;
                  }
                  @Differentiable
                  static double left(double[] x, boolean isOne, int n) {
                    double[] z = x.clone();
                    double[] w = chosen(z, x.clone(), isOne);
                    for (@Checkpoint int t = 0; t < n; t++) {
                      if (t > 100) {
                        break;
                      }
                      z[0] = Math.sin(z[0] + w[1]);
                    }
                    z[0] *= 3;
                    return z[0] * w[0];
                  }
                  @Differentiable
                  static double nested(double[] x, boolean isOne, int n) {
                    double sum = 0;
                    for (@Checkpoint int t = 0; t < 2; t++) {
                      double[] z = x.clone();
                      double[] w = isOne ? z : x.clone();
                      for (@Checkpoint int s = 0; s < n; s++) {
                        z[0] = Math.sin(z[0] + w[1]);
                        w[1] *= 2;
                      }
                      z[0] *= 3;
                      sum += z[0] * w[0];
                    }
                    return sum;
                  }
                  @Checkpoint
                  private static void step(double[] p, double[] q) {
                    p[0] = Math.sin(p[0] + q[1]);
                    q[1] += p[1];
                  }
                  @Differentiable
                  static double called(double[] x, boolean isOne, int n) {
                    double[] z = x.clone();
                    double[] w = isOne ? z : x.clone();
                    step(z, w);
                    return z[0] * w[0] * n;
                  }
                  interface Call {
                    double run();
                  }
                  private static String told(Call call, double expected) {
                    try {
                      return call.run() == expected ? "fine" : "another value";
                    } catch (IllegalArgumentException e) {
                      return e.getMessage();
                    }
                  }
                  static String told() {
                    double[] x = {1, 2};
                    StringBuilder text = new StringBuilder();
                    for (boolean b : new boolean[] {false, true}) {
                      for (int n = 0; n <= 3; n += 3) {
                        int m = n;
                        text.append(b).append(' ').append(n).append('\\n');
                        for (String each :
                            new String[] {
                              told(() -> UserGrad.Swapped.gradient(x, b, m).value(), swapped(x, b, m)),
                              told(
                                  () -> UserGrad.Scheduled.gradient(x, b, m).value(),
                                  scheduled(x, b, m)),
                              told(() -> UserGrad.Left.gradient(x, b, m).value(), left(x, b, m)),
                              told(() -> UserGrad.Nested.gradient(x, b, m).value(), nested(x, b, m)),
                              told(() -> UserGrad.Called.gradient(x, b, m).value(), called(x, b, m))
                            }) {
                          text.append(each).append('\\n');
                        }
                      }
                    }
                    return text.toString();
                  }
                }
                """));
    String fine = "fine\n".repeat(5);
    assertEquals(
        "false 0\n"
            + fine
            + "false 3\n"
            + fine
            + "true 0\n"
            + "fine\n".repeat(4)
            + refusal("'z' (User.java:68) and 'w' (User.java:69)", "call of User.java:70")
            + "true 3\n"
            + refusal("'a' (User.java:8) and 'b' (User.java:9)", "loop of User.java:10")
            + refusal("'z' (User.java:22) and 'w' (User.java:23)", "loop of User.java:24")
            + refusal(
                "'z' (User.java:35) and 'isOne ? one : other' (User.java:31)",
                "loop of User.java:37")
            + refusal("'z' (User.java:50) and 'w' (User.java:51)", "loop of User.java:52")
            + refusal("'z' (User.java:68) and 'w' (User.java:69)", "call of User.java:70"),
        result.call("user.User", "told"));
  }

  private static String refusal(String arrays, String where) {
    return arrays + " are one array where the checkpointed " + where + " begins, which writes it\n";
  }

  /**
   * Its arrays are constants for one part of the loop and not for another: the adjoint of such a
   * one was missing. Sums are in another order than without the checkpoint, so the last bits may
   * differ.
   */
  @Test
  void aTapeMayLiveOnThroughIterations(@TempDir Path other) {
    Build.Result result =
        new Build(other)
            .source(
                "K.java",
                """
                import dev.gradc.*;
                final class K {
                  @Differentiable
                  static double energy(double[] x, double[] w) {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) sum += Math.sin(x[i] * w[i]) * w[0];
                    return sum;
                  }
                  @Differentiable
                  static double plain(double[] x, double[] w) {
                    KGrad.Energy.Tape tape = KGrad.Energy.forward(x, w);
                    double sum = tape.value();
                    for (int i = 0; i < 3; i++) {
                      sum += tape.backward().x()[i] * w[i];
                      tape.forward(w, x);
                    }
                    return sum;
                  }
                  @Differentiable
                  static double kept(double[] x, double[] w) {
                    KGrad.Energy.Tape tape = KGrad.Energy.forward(x, w);
                    double sum = tape.value();
                    for (@Checkpoint int i = 0; i < 3; i++) {
                      sum += tape.backward().x()[i] * w[i];
                      tape.forward(w, x);
                    }
                    return sum;
                  }
                  static Double difference() {
                    double[] x = {0.3, -0.7, 1.1};
                    double[] w = {0.9, 0.4, -1.3};
                    var plain = KGrad.Plain.gradient(x, w);
                    var kept = KGrad.Kept.gradient(x, w);
                    double most = plain.value() == kept.value() ? 0 : 1;
                    for (int i = 0; i < 3; i++) {
                      most = Math.max(most, Math.abs(plain.x()[i] - kept.x()[i]));
                      most = Math.max(most, Math.abs(plain.w()[i] - kept.w()[i]));
                    }
                    return most;
                  }
                }
                """)
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(0, (Double) result.call("K", "difference"), 1e-14);
  }
}
