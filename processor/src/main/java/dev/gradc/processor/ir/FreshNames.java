package dev.gradc.processor.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that no variable of a function has yet. */
public final class FreshNames {

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final boolean areNumbers;

  /** Names that go on as their bases do. */
  public FreshNames() {
    this(false);
  }

  private FreshNames(boolean areNumbers) {
    this.areNumbers = areNumbers;
  }

  /** Names that are the same for all functions that differ in their names alone. */
  public static FreshNames numbered() {
    return new FreshNames(true);
  }

  /** Names free in the given function. */
  public static FreshNames in(Function function) {
    FreshNames names = new FreshNames();
    function.parameters().forEach(parameter -> names.reserve(parameter.variable().name()));
    names.reserveAll(function.body());
    return names;
  }

  /** Takes the names of all variables of a block, and of the blocks within, out of circulation. */
  public void reserveAll(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        reserve(declare.variable().name());
      } else if (statement instanceof Statement.Assign assign) {
        reserve(assign.target().name());
      } else if (statement instanceof Statement.Call call) {
        call.targets().forEach(target -> reserve(target.name()));
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.targets().forEach(target -> reserve(target.name()));
      } else if (statement instanceof Statement.CountedLoop loop) {
        reserve(loop.index().name());
        reserve(loop.label());
      } else if (statement instanceof Statement.WhileLoop loop) {
        reserve(loop.label());
      }
      statement.blocks().forEach(this::reserveAll);
    }
  }

  /** Whether a name is out of circulation. */
  public boolean isTaken(String name) {
    return taken.contains(name);
  }

  /** Takes a name out of circulation. */
  public void reserve(String name) {
    taken.add(name);
  }

  /**
   * A new variable, named {@code given}, {@code given2}, {@code given3} …, the first that is free;
   * a name that ends with a number of such a series goes on with the series.
   */
  public Variable fresh(String given, Type type, Variable.Role role) {
    String base = areNumbers ? "v" : given;
    if (taken.add(base)) {
      return new Variable(base, type, role);
    }
    String stem = stemOf(base);
    int number = next.getOrDefault(stem, 2);
    String name = stem + number;
    while (!taken.add(name)) {
      number++;
      name = stem + number;
    }
    next.put(stem, number + 1);
    return new Variable(name, type, role);
  }

  /** {@code sum} for {@code sum3} if there is a {@code sum}; {@code k1_} for a {@code k1} alone. */
  private String stemOf(String base) {
    int end = base.length();
    while (end > 1 && Character.isDigit(base.charAt(end - 1))) {
      end--;
    }
    if (end == base.length()) {
      return base;
    }
    String stem = base.substring(0, end);
    return taken.contains(stem) ? stem : base + "_";
  }
}
