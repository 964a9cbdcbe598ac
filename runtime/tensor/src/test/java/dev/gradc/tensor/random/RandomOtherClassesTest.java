package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random methods over tensors, called by methods of another class: what is put in the place of a
 * call gives its bits, and so does what is called on memory that the caller keeps, where the other
 * class is in a jar. {@code -Drandom.programs=300 -Drandom.seed=7} takes more, and others.
 */
final class RandomOtherClassesTest {

  private static final int PROGRAMS = 10;
  private static final List<String> CALLED = List.of("-Agradc.disable=bodies");
  private static final Pattern HEAD =
      Pattern.compile(
          "  // inputs: (.*)\n(?:  (?!static).*\n)*  static (\\S+) (\\w+)\\((.*)\\) \\{");

  private final String seed = System.getProperty("random.seed", "1");
  private int compared;
  private int opened;
  private int kept;

  @TempDir private Path directory;

  @Test
  void bodiesGiveTheBitsOfCalls() throws IOException {
    int programs = Integer.getInteger("random.programs", PROGRAMS);
    for (int i = 0; i < programs; i++) {
      RandomProgram program =
          RandomProgram.of(Choices.seeded("others " + seed + "/" + i), seed + "x" + i);
      if (!program.isOfFloats()) {
        compareUnlessRefused(ProgramFile.of("Random", List.of(program)), Use.of(i));
      }
    }
    String told = "%d compared, %d in place, %d on kept memory".formatted(compared, opened, kept);
    System.out.println("random calls: " + told);
    assertTrue(2 * opened >= compared, told);
    assertTrue(2 * kept >= compared, told);
  }

  /** What is made of what the second call gives. */
  private enum Use {
    ALWAYS("double second = %s;", "second"),
    NEVER("%s;", "0.5"),
    SOMETIMES("double second = flag ? %s : 0.3;", "(count > 1 ? second : 0.7)"),
    KEPT("double second = %s;", "0.3");

    private final String statement;
    private final String value;

    Use(String statement, String value) {
      this.statement = statement;
      this.value = value;
    }

    /** Of a program of that number. */
    static Use of(int number) {
      return values()[number % values().length];
    }
  }

  /** A call of a method may be refused where the method is not, when it is run, too. */
  private void compareUnlessRefused(String random, Use use) throws IOException {
    try {
      compare(random, use);
    } catch (InMemory.NotCompiled refused) {
      assertTrue(refused.getMessage().contains("[GC0"), refused::getMessage);
    } catch (IllegalArgumentException refused) {
      if (!Trial.isRefusal(refused)) {
        throw refused;
      }
    }
  }

  private void compare(String random, Use use) throws IOException {
    String reverse = random.replaceAll("modes = \\{[^}]*}", "modes = Mode.REVERSE");
    String callers = callers(reverse, use);
    String text = callers + "// file: Random\n" + reverse;
    InMemory inPlace = new InMemory("Callers", text, true, List.of());
    InMemory called = new InMemory("Callers", text, true, CALLED);
    InMemory inJar = InMemory.ofJar("Callers", text, Files.createTempDirectory(directory, "jar"));
    String generated = inPlace.generated("CallersGrad");
    String ofJar = inJar.generated("CallersGrad");
    for (Map.Entry<String, Inputs> method : Inputs.of(callers).entrySet()) {
      String name = method.getKey();
      compared++;
      String companion = "RandomGrad.M" + name.substring(1);
      opened += generated.contains(companion + ".pullback(") ? 0 : 1;
      kept += ofJar.contains(companion + ".OnKeptMemory.evaluate(") ? 1 : 0;
      for (int i = 0; i < 3; i++) {
        double[] expected = gradients(called, name, method.getValue(), i);
        assertArrayEquals(
            expected, gradients(inPlace, name, method.getValue(), i), name + "\n" + text);
        assertArrayEquals(
            expected, gradients(inJar, name, method.getValue(), i), name + "\nin a jar\n" + text);
      }
    }
  }

  /** Value and gradient, in one sweep and from a tape. */
  private static double[] gradients(InMemory memory, String name, Inputs inputs, int number) {
    Companion method = new Companion(memory, "Callers", name);
    Object[] arguments = Point.of(inputs, memory.load("Random"), number, false).arguments();
    Object found = method.gradient(Values.copy(arguments), 1.0);
    double[] recorded = method.recorded(method.newTape(), arguments, 1.0);
    return Stream.of(Values.numbers(method.valueOf(found)), method.parts(found), recorded)
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }

  private static String callers(String random, Use use) {
    StringBuilder text =
        new StringBuilder(
            "import dev.gradc.*;\nimport dev.gradc.tensor.*;\n\nfinal class Callers {\n");
    Matcher heads = HEAD.matcher(random);
    while (heads.find()) {
      String call = "Random." + heads.group(3) + "(" + names(heads.group(4)) + ")";
      text.append("  // inputs: ").append(heads.group(1)).append("\n  @Differentiable\n");
      text.append("  static double ").append(heads.group(3)).append("(");
      text.append(heads.group(4).replaceAll("\\b(Layer|Pair|State)\\b", "Random.$1"));
      text.append(") {\n    double before = ").append(uses(heads.group(1))).append(";\n");
      text.append("    double first = ").append(number(heads.group(2), call)).append(";\n");
      String second = use == Use.NEVER ? call : number(heads.group(2), call);
      text.append("    ").append(use.statement.formatted(second)).append("\n");
      text.append("    return before * ").append(use.value).append(" + first * first + ");
      text.append(uses(heads.group(1))).append(";\n  }\n\n");
    }
    return text.append("}\n").toString();
  }

  private static String names(String parameters) {
    return Stream.of(parameters.split(", ", -1))
        .map(it -> it.substring(it.lastIndexOf(' ') + 1))
        .collect(Collectors.joining(", "));
  }

  /** What flows back to arguments by another way, and what calls have written into arrays. */
  private static String uses(String inputs) {
    return Stream.of(inputs.split("; ", -1))
        .map(it -> it.split(" ", -1))
        .map(it -> use(it[0], it[1]))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" + ", "1.5 + ", " + 0.5"));
  }

  private static String use(String name, String kind) {
    return switch (kind) {
      case "tensor" -> name + ".tanh().sum().item()";
      case "double" -> name;
      case "tensors" -> "%s[0].mul(%s[1]).tanh().sum().item()".formatted(name, name);
      case "grid" -> "%s[2][0].mul(%s[0][1]).tanh().sum().item()".formatted(name, name);
      case "vector" -> "Math.tanh(%s[0] * %s[2])".formatted(name, name);
      default -> "";
    };
  }

  private static String number(String result, String call) {
    return switch (result) {
      case "double" -> call;
      case "Tensor" -> call + ".tanh().sum().item()";
      case "Tensor[]" -> call + "[0].sum().item()";
      case "Tensor[][]" -> call + "[0][0].sum().item()";
      case "Pair" -> call + ".s()";
      case "Found" -> call + ".loss()";
      default -> call + ".first()";
    };
  }
}
