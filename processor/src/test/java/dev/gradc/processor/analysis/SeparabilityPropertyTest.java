package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Of random programs whose Hessian is said to be diagonal, it is: nothing beside it is not zero.
 */
final class SeparabilityPropertyTest {

  private static final int PROGRAMS = Integer.getInteger("property.programs", 1000);
  private static final double STEP = 1e-6;

  /** The text of a function of five elements, with loops, mutable variables and a local array. */
  private static final class Program {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int names;

    Program(long seed) {
      random = new Random(seed);
    }

    String text() {
      text.append("function f(double[] x, double y, detached double c, int n) {\n");
      for (String mutable : List.of("p", "q", "total")) {
        text.append("declare double ").append(mutable).append('\n');
      }
      text.append("a: double[] = newarray primal double[4]\ntotal = 0.0\n");
      text.append("declare int m\nm = 0\n");
      List<String> scope = new ArrayList<>(List.of("y", "c", "1.5"));
      text.append("p = ").append(any(scope)).append("\nq = ").append(any(scope)).append('\n');
      block(scope, new ArrayList<>(List.of("0", "1")), 2);
      return text.append("end: double = total\nreturn end\n}\n").toString();
    }

    private String any(List<String> from) {
      // What is new is used more, so that it matters.
      boolean isLate = from.size() > 3 && random.nextInt(10) < 7;
      return from.get(isLate ? from.size() - 1 - random.nextInt(3) : random.nextInt(from.size()));
    }

    private String define(String type, String operation) {
      String name = "v" + names++;
      text.append(name).append(": ").append(type).append(" = ").append(operation).append('\n');
      return name;
    }

    private void block(List<String> scope, List<String> indices, int depth) {
      for (int i = 4 + random.nextInt(8); i > 0; i--) {
        statement(scope, indices, depth);
      }
      if (random.nextInt(4) > 0) {
        String summand = define("double", any(scope));
        text.append("total += ").append(summand).append('\n');
      }
    }

    private void statement(List<String> scope, List<String> indices, int depth) {
      switch (random.nextInt(depth > 0 ? 14 : 11)) {
        case 0, 1 -> scope.add(define("double", "load x[" + any(indices) + "]"));
        case 2, 3, 4 -> scope.add(define("double", operation(scope)));
        case 5 -> scope.add(define("double", any(List.of("p", "q"))));
        case 6 -> text.append("p = ").append(any(scope)).append('\n');
        case 7 -> text.append("q = ").append(any(scope)).append('\n');
        case 8 ->
            text.append("a[").append(any(indices)).append("] = ").append(any(scope)).append('\n');
        case 9 -> scope.add(define("double", "load a[" + any(indices) + "]"));
        case 10 -> indices.add(define("int", any(List.of("m", "m", "add(1, 1)"))));
        case 11 -> branch(scope, indices, depth);
        case 12 -> text.append("m = ").append(any(List.of("0", "1", "2", "3"))).append('\n');
        default -> loop(scope, indices, depth);
      }
    }

    private void branch(List<String> scope, List<String> indices, int depth) {
      String condition = define("boolean", "lt(" + any(scope) + ", " + any(scope) + ")");
      text.append("if ").append(condition).append(" {\n");
      block(new ArrayList<>(scope), new ArrayList<>(indices), depth - 1);
      text.append("} else {\n");
      block(new ArrayList<>(scope), new ArrayList<>(indices), depth - 1);
      text.append("}\n");
    }

    private void loop(List<String> scope, List<String> indices, int depth) {
      String index = "v" + names++;
      text.append("loop %s: for int %s = 0; %s < n; 1 {\n".formatted(index, index, index));
      List<String> inner = new ArrayList<>(indices);
      inner.add(index);
      inner.add(index);
      List<String> innerScope = new ArrayList<>(scope);
      if (random.nextBoolean()) {
        String local = "v" + names++;
        text.append("declare double %s\n%s = %s\n".formatted(local, local, any(scope)));
        block(innerScope, inner, depth - 1);
        text.append("%s = %s\n".formatted(local, any(innerScope)));
        innerScope.add(define("double", local));
      }
      block(innerScope, inner, depth - 1);
      text.append("}\n");
    }

    private String operation(List<String> scope) {
      String one = any(scope);
      String other = any(scope);
      return switch (random.nextInt(10)) {
        case 0, 1 -> "add(" + one + ", " + other + ")";
        case 2 -> "sub(" + one + ", " + other + ")";
        case 3, 4 -> "mul(" + one + ", " + one + ")";
        case 5 -> "mul(" + one + ", " + other + ")";
        case 6 -> "Math.sin(" + one + ")";
        case 7 -> "Math.max(" + one + ", " + other + ")";
        case 8 -> "mul(" + one + ", c)";
        default -> "Math.fma(" + one + ", " + one + ", " + other + ")";
      };
    }
  }

  private static boolean isProven(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Rules rules = new Rules();
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    return new SeparabilityAnalysis(rules, arrays, activity).analyze(function).isProven();
  }

  private static double[] gradient(Function function, double[] at) {
    double[] x = {at[0], at[1], at[2], at[3]};
    return Jacobian.of(function, List.of(), x, at[4], 0.7, 3).rows()[0];
  }

  /** The largest change of an element of the gradient by another element, and of all of them. */
  private static double[] changes(Function function, double[] at) {
    double beside = 0;
    double all = 0;
    for (int j = 0; j < at.length; j++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[j] += STEP;
      below[j] -= STEP;
      double[] one = gradient(function, above);
      double[] other = gradient(function, below);
      for (int i = 0; i < at.length; i++) {
        double change = Math.abs(one[i] - other[i]) / Math.max(1, Math.abs(one[i]));
        all = Math.max(all, change);
        beside = i == j ? beside : Math.max(beside, change);
      }
    }
    return new double[] {beside, all};
  }

  @Test
  void whatIsProvenIsSo() {
    Random random = new Random(7);
    int proven = 0;
    int curved = 0;
    int refused = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = new Program(seed).text();
      Function function = Parser.function(text);
      assertEquals(List.of(), new Verifier().verify(function), text);
      double[] at = random.doubles(5, 0.3, 1.3).toArray();
      double[] changes = changes(function, at);
      if (isProven(function)) {
        proven++;
        curved += changes[1] > 1e-9 ? 1 : 0;
        assertTrue(!(changes[0] > 1e-9), () -> changes[0] + " in program\n" + text);
      } else {
        refused += changes[0] > 1e-9 ? 1 : 0;
      }
    }
    String counts = proven + " proven, " + curved + " of them curved, " + refused + " refused";
    assertTrue(proven > PROGRAMS / 5 && curved > PROGRAMS / 50 && refused > PROGRAMS / 50, counts);
  }
}
