package dev.gradc.processor.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The text of a function with branches, loops, copies and arrays, and with one operation whose
 * derivative is singular somewhere, on which the result depends.
 */
public final class RandomProgram {

  private static final List<String> SINGULAR =
      List.of(
          "div(1.0, %s)",
          "Math.log(%s)",
          "Math.sqrt(%s)",
          "Math.cbrt(%s)",
          "Math.log1p(%s)",
          "Math.asin(%s)",
          "Math.pow(%s, 0.5)",
          "Math.pow(%s, 2.0)");

  private static final List<String> RELATIONS = List.of("lt", "le", "gt", "ge", "eq", "ne");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int names;
  private boolean hasSingular;

  public RandomProgram(long seed) {
    random = new Random(seed);
  }

  /** The text, for one call. */
  public String text() {
    text.append("function f(double x, double y, int n) {\n");
    for (String mutable : List.of("p", "q", "total")) {
      text.append("declare double ").append(mutable).append('\n');
    }
    text.append("total = 0.0\na: double[] = newarray primal double[3]\n");
    List<String> scope = new ArrayList<>(List.of("x", "1.0", "2.0", "0.0", "-1.0"));
    String size = define("double", "Math.abs(x)");
    scope.add(define("double", "add(" + size + ", 1.0)"));
    scope.add(define("double", "add(y, 3.0)"));
    scope.add(define("double", "Math.max(y, 0.5)"));
    for (String target : List.of("p", "q", "a[0]", "a[1]", "a[2]")) {
      text.append(target).append(" = ").append(any(scope)).append('\n');
    }
    block(scope, List.of("0", "1", "2"), 2);
    if (!hasSingular) {
      singular(scope);
    }
    return text.append("end: double = total\nreturn end\n}\n").toString();
  }

  private String fresh() {
    return "v" + names++;
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private String define(String type, String operation) {
    String name = fresh();
    text.append(name).append(": ").append(type).append(" = ").append(operation).append('\n');
    return name;
  }

  private void block(List<String> scope, List<String> indices, int depth) {
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      statement(scope, indices, depth);
    }
  }

  private void statement(List<String> scope, List<String> indices, int depth) {
    switch (random.nextInt(depth > 0 ? 13 : 9)) {
      case 0, 1, 2 -> scope.add(define("double", operation(scope)));
      case 3 -> scope.add(define("double", any(List.of("p", "q"))));
      case 4 -> text.append(any(List.of("p", "q"))).append(" = ").append(any(scope)).append('\n');
      case 5 -> text.append(any(List.of("p", "q"))).append(" += ").append(any(scope)).append('\n');
      case 6 -> {
        String value = any(scope);
        text.append("a[").append(any(indices)).append("] = ").append(value).append('\n');
      }
      case 7 -> scope.add(define("double", "load a[" + any(indices) + "]"));
      case 8 -> singularOnce(scope);
      case 9, 10 -> choice(scope, indices, depth);
      case 11 -> loop(scope, indices, depth);
      default -> whileLoop(scope, indices, depth);
    }
  }

  private String operation(List<String> scope) {
    String one = any(scope);
    String other = random.nextInt(4) == 0 ? one : any(scope);
    return switch (random.nextInt(10)) {
      case 0 -> "add(" + one + ", " + other + ")";
      case 1 -> "sub(" + one + ", " + other + ")";
      case 2, 3 -> "mul(" + one + ", " + other + ")";
      case 4 -> "neg(" + one + ")";
      case 5 -> "Math.abs(" + one + ")";
      case 6 -> "Math.max(" + one + ", " + other + ")";
      case 7 -> "Math.min(" + one + ", " + other + ")";
      case 8 -> "Math.hypot(" + one + ", " + other + ")";
      default -> "Math.floor(" + one + ")";
    };
  }

  private String condition(List<String> scope) {
    String first = define("boolean", any(RELATIONS) + "(" + any(scope) + ", " + any(scope) + ")");
    if (random.nextInt(3) > 0) {
      return first;
    }
    String second = define("boolean", any(RELATIONS) + "(" + any(scope) + ", " + any(scope) + ")");
    String both = define("boolean", any(List.of("and", "or")) + "(" + first + ", " + second + ")");
    return random.nextBoolean() ? both : define("boolean", "not(" + both + ")");
  }

  private void choice(List<String> scope, List<String> indices, int depth) {
    String condition = condition(scope);
    text.append("if ").append(condition).append(" {\n");
    block(new ArrayList<>(scope), indices, depth - 1);
    text.append("} else {\n");
    block(new ArrayList<>(scope), indices, depth - 1);
    text.append("}\n");
  }

  private void loop(List<String> scope, List<String> indices, int depth) {
    String index = fresh();
    String bound = random.nextBoolean() ? "3" : "n";
    text.append("loop %s: for int %s = 0; %s < %s; 1 {\n".formatted(index, index, index, bound));
    List<String> inner = new ArrayList<>(indices);
    inner.add(index);
    List<String> innerScope = new ArrayList<>(scope);
    innerScope.add(define("double", "toDouble(" + index + ")"));
    block(innerScope, inner, depth - 1);
    text.append("}\n");
  }

  /** It ends after three iterations at the latest. */
  private void whileLoop(List<String> scope, List<String> indices, int depth) {
    String count = fresh();
    text.append("declare double ").append(count).append('\n').append(count).append(" = 0.0\n");
    text.append("loop ").append(fresh()).append(": while {\n");
    List<String> header = new ArrayList<>(scope);
    header.add(define("double", "p"));
    String counted = define("double", count);
    String inTime = define("boolean", "lt(" + counted + ", 3.0)");
    String condition = condition(header);
    String goesOn = define("boolean", "and(" + inTime + ", " + condition + ")");
    text.append("} ").append(goesOn).append(" {\n");
    block(new ArrayList<>(scope), indices, depth - 1);
    text.append(count).append(" += 1.0\n}\n");
  }

  private void singularOnce(List<String> scope) {
    if (!hasSingular) {
      singular(scope);
    }
  }

  private void singular(List<String> scope) {
    hasSingular = true;
    String latest = scope.get(scope.size() - 1 - random.nextInt(2));
    String argument = random.nextBoolean() ? latest : define("double", any(List.of("p", "q")));
    String value = define("double", any(SINGULAR).formatted(argument));
    text.append("total += ").append(value).append('\n');
  }
}
