package dev.gradc.processor.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a function by their names, and its statements by what they define. */
public final class Named {

  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, Statement.Invoke> uses = new LinkedHashMap<>();

  private Named() {}

  /** Of a function; its names are those of one variable each. */
  public static Named in(Function function) {
    Named named = new Named();
    function.parameters().forEach(it -> named.add(it.variable()));
    named.visit(function.body());
    return named;
  }

  /** The variable of this name. */
  public Variable variable(String name) {
    if (!variables.containsKey(name)) {
      throw new IllegalArgumentException("no variable " + name);
    }
    return variables.get(name);
  }

  /** The use of the member of this name. */
  public Statement.Invoke use(String member) {
    return uses.get(member);
  }

  /** All, in order. */
  public List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Declare declare) {
        add(declare.variable());
      } else if (statement instanceof Statement.Assign assign) {
        add(assign.target());
      } else if (statement instanceof Statement.CountedLoop loop) {
        add(loop.index());
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.targets().forEach(this::add);
        uses.put(invoke.member().name(), invoke);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void add(Variable variable) {
    variables.put(variable.name(), variable);
  }
}
