package dev.gradc.processor.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The text of a random body of a loop over vectors, for the variables of {@link VectorPartsTest}:
 * straight lines with functions, conditions, branches, variables that change, arrays that are read
 * and written.
 */
final class RandomBody {

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> numbers = new ArrayList<>(List.of("a", "b", "0.5"));
  private final List<String> conditions = new ArrayList<>();
  private final List<String> changing = new ArrayList<>();
  private int names;

  RandomBody(long seed) {
    this.random = new Random(seed);
    define("load x[i]");
    int count = 12 + random.nextInt(25);
    for (int k = 0; k < count; k++) {
      statement();
    }
    for (String variable : changing) {
      String last = define(variable);
      text.append("sum += ").append(last).append('\n');
    }
    text.append("sum += ").append(number()).append('\n');
  }

  String text() {
    return text.toString();
  }

  private String pick(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** The newest ones more often than others. */
  private String number() {
    int from = random.nextInt(3) == 0 ? 0 : Math.max(0, numbers.size() - 6);
    return numbers.get(from + random.nextInt(numbers.size() - from));
  }

  private String define(String operation) {
    String name = "v" + names++;
    text.append(name).append(": double = ").append(operation).append('\n');
    numbers.add(name);
    return name;
  }

  private void statement() {
    switch (random.nextInt(16)) {
      case 0, 1 -> define("load " + pick(List.of("x", "y", "z")) + "[i]");
      case 2, 3, 4 ->
          define(
              pick(List.of("add", "sub", "mul", "div")) + "(" + number() + ", " + number() + ")");
      case 5, 6, 7 ->
          define(
              pick(List.of("Math.exp", "Math.log1p", "Math.sin", "Math.abs", "neg"))
                  + "("
                  + number()
                  + ")");
      case 8 -> define("Math.max(" + number() + ", " + number() + ")");
      case 9 -> condition("lt(" + number() + ", " + number() + ")");
      case 10 -> select();
      case 11 -> declare();
      case 12 -> change();
      case 13 -> branch();
      case 14 -> text.append(pick(List.of("y[i] = ", "z[i] += ", "x[i] = ")) + number() + "\n");
      default -> text.append("sum += ").append(number()).append('\n');
    }
  }

  private void condition(String operation) {
    String name = "c" + names++;
    text.append(name).append(": boolean = ").append(operation).append('\n');
    conditions.add(name);
  }

  private void select() {
    if (conditions.isEmpty()) {
      condition("lt(" + number() + ", " + number() + ")");
    } else if (random.nextInt(3) == 0) {
      condition("not(" + pick(conditions) + ")");
    } else {
      define("select(" + pick(conditions) + ", " + number() + ", " + number() + ")");
    }
  }

  private void declare() {
    String name = "m" + names++;
    text.append("declare double ").append(name).append('\n');
    text.append(name).append(" = ").append(number()).append('\n');
    changing.add(name);
  }

  private void change() {
    if (changing.isEmpty()) {
      declare();
      return;
    }
    String variable = pick(changing);
    switch (random.nextInt(3)) {
      case 0 -> text.append(variable + " = " + number() + "\n");
      case 1 -> text.append(variable + " += " + number() + "\n");
      default -> define(variable);
    }
  }

  private void branch() {
    if (conditions.isEmpty()) {
      condition("lt(" + number() + ", " + number() + ")");
    }
    text.append("if ").append(pick(conditions)).append(" {\n");
    int known = numbers.size();
    if (random.nextBoolean()) {
      define("Math.exp(" + number() + ")");
    }
    if (!changing.isEmpty()) {
      text.append(pick(changing) + " += " + number() + "\n");
    }
    text.append(pick(List.of("y[i] += ", "sum += ")) + number() + "\n}\n");
    numbers.subList(known, numbers.size()).clear();
  }
}
