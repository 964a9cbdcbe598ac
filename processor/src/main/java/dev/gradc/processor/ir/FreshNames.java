package dev.gradc.processor.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that no variable of a function has yet. */
public final class FreshNames {

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

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
        call.target().ifPresent(target -> reserve(target.name()));
      } else if (statement instanceof Statement.CountedLoop loop) {
        reserve(loop.index().name());
        reserve(loop.label());
      } else if (statement instanceof Statement.WhileLoop loop) {
        reserve(loop.label());
      }
      statement.blocks().forEach(this::reserveAll);
    }
  }

  /** Takes a name out of circulation. */
  public void reserve(String name) {
    taken.add(name);
  }

  /** A new variable, named {@code base}, {@code base2}, {@code base3} …, the first that is free. */
  public Variable fresh(String base, Type type, Variable.Role role) {
    String name = base;
    int number = next.getOrDefault(base, 2);
    while (!taken.add(name)) {
      name = base + (Character.isDigit(base.charAt(base.length() - 1)) ? "_" : "") + number++;
    }
    next.put(base, number);
    return new Variable(name, type, role);
  }
}
