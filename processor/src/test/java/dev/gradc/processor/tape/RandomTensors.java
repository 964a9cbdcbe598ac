package dev.gradc.processor.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs over tensors, as text: with variables that change, arrays, slots, branches, loops. */
final class RandomTensors {

  private static final List<String> ONE = List.of("exp", "neg", "square", "sum", "detach");
  private static final List<String> TWO = List.of("mul", "add", "sub", "div", "matmul", "orNone");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder storage = new StringBuilder();

  /** What can be read, the innermost block's last. */
  private final List<String> visible = new ArrayList<>(List.of("x", "y"));

  private final List<String> mutable = new ArrayList<>();
  private final List<String> arrays = new ArrayList<>();

  /** What loops of the forward region record. */
  private final List<String> recorded = new ArrayList<>();

  private int names;

  private RandomTensors(long seed) {
    this.random = new Random(seed);
  }

  /** The same program for the same number. */
  static String program(long seed) {
    return new RandomTensors(seed).program();
  }

  private String program() {
    line("forward");
    declare("m");
    declare("k");
    line("rows: T[] = newarray primal T[n]");
    line("rows[0] = x");
    line("other: T[] = rows");
    arrays.addAll(List.of("rows", "other"));
    statements(4 + random.nextInt(12), 0);
    line("return " + (chance(3) ? "rows" : chance(3) ? "m" : value()));
    mutable.clear();
    arrays.clear();
    visible.add("dR");
    line("backward");
    line("declare T dX");
    line("dX = dR");
    mutable.add("dX");
    declare("dA");
    if (!recorded.isEmpty()) {
      int before = visible.size();
      line("loop B: for int j = 0; j < n; 1 {");
      for (String variable : recorded) {
        line(variable + ": T = load slot" + variable + "[j]");
        visible.add(variable);
      }
      statements(2 + random.nextInt(8), 2);
      line("}");
      leave(before);
    }
    statements(2 + random.nextInt(8), 0);
    return "parameter T x, adjoint T dX\nparameter T y\nparameter int n\nseed T dR\n"
        + storage
        + text;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** One of the last values more often than others. */
  private String value() {
    int last = visible.size() - 1;
    return visible.get(
        chance(3) ? random.nextInt(visible.size()) : last - random.nextInt(Math.min(3, last + 1)));
  }

  private String operand() {
    return !mutable.isEmpty() && chance(5) ? pick(mutable, random) : value();
  }

  private void declare(String name) {
    line("declare T " + name);
    line(name + " = " + (chance(3) ? "null" : value()));
    mutable.add(name);
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void leave(int before) {
    visible.subList(before, visible.size()).clear();
  }

  private void statement(int depth) {
    switch (random.nextInt(16)) {
      case 0 -> line(pick(mutable, random) + " = " + value());
      case 1 -> line(pick(mutable, random) + " += " + value());
      case 2 -> {
        if (depth < 2) {
          block(depth);
        }
      }
      case 3 -> {
        if (!arrays.isEmpty()) {
          line(pick(arrays, random) + "[0] = " + value());
        }
      }
      case 4 -> {
        if (!arrays.isEmpty()) {
          define("load " + pick(arrays, random) + "[0]");
        }
      }
      case 5 -> {
        if (chance(3)) {
          line("invoke Library.use(" + value() + ")");
        } else if (!arrays.isEmpty()) {
          write();
        }
      }
      case 6 -> define(pick(mutable, random));
      default -> operation();
    }
  }

  /** A call that writes into an array, and gives a tensor that is used afterwards or not. */
  private void write() {
    String call = "invoke Library.%s(%s, %s)";
    String writing = call.formatted(chance(3) ? "put" : "set", pick(arrays, random), value());
    if (chance(2)) {
      define(writing);
    } else {
      line("v" + names++ + ": T = " + writing);
    }
  }

  private void block(int depth) {
    int before = visible.size();
    boolean isLoop = depth == 0 && chance(2);
    line(
        isLoop
            ? "loop L%d: for int i%d = 0; i%d < n; 1 {".formatted(names, names, names)
            : "if " + !chance(3) + " {");
    String index = isLoop ? "i" + names++ : null;
    statements(2 + random.nextInt(7), depth + (isLoop ? 2 : 1));
    if (isLoop && !arrays.isEmpty()) {
      record(before, index);
    }
    line("}");
    leave(before);
  }

  /** Some of what the loop has computed, as soon as that is known. */
  private void record(int before, String index) {
    for (String variable : visible.subList(before, visible.size())) {
      String definition = variable + ": T = invoke ";
      int at = text.lastIndexOf(definition);
      if (at >= 0 && chance(2)) {
        storage
            .append("storage T[] slot")
            .append(variable)
            .append(", of T ")
            .append(variable)
            .append('\n');
        text.insert(
            text.indexOf("\n", at) + 1,
            "reserve slot%s, n\nslot%s[%s] = %s\n".formatted(variable, variable, index, variable));
        recorded.add(variable);
      }
    }
  }

  private void define(String operation) {
    String name = "v" + names++;
    line(name + ": T = " + operation);
    visible.add(name);
  }

  private void operation() {
    if (chance(8)) {
      String shape = "s" + names++;
      line(shape + ": int[] = invoke shape(" + value() + ")");
      define("invoke sumTo(" + operand() + ", " + shape + ")");
    } else if (chance(2)) {
      define("invoke " + pick(ONE, random) + "(" + operand() + ")");
    } else {
      define("invoke " + pick(TWO, random) + "(" + operand() + ", " + operand() + ")");
    }
  }
}
