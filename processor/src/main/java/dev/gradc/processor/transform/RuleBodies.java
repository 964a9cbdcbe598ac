package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the bodies of users' rules in the place of their calls, so that they can be differentiated
 * again.
 */
public final class RuleBodies {

  private final Map<String, Body> bodies;

  /**
   * @param bodies by the rule's key
   */
  public RuleBodies(Map<String, Body> bodies) {
    this.bodies = Map.copyOf(bodies);
  }

  /**
   * What a rule consists of.
   *
   * @param function without calls but of members
   * @param accessors how the object that the rule gives is asked for each result; one empty name if
   *     it gives a number
   */
  public record Body(Function function, List<String> accessors) {
    public Body {
      accessors = List.copyOf(accessors);
    }
  }

  /** The function with the known bodies compiled in, each as if it stood where it is called. */
  public Function compiledIn(Function function) {
    if (bodies.isEmpty()) {
      return function;
    }
    Map<String, Function> callees = new LinkedHashMap<>();
    bodies.forEach((key, body) -> callees.put(key, body.function()));
    Block called = new Calls(FreshNames.in(function)).replaced(function.body());
    Function calling = function.with(called);
    return new Inline(callees, Map.of()).known(calling);
  }

  /** Calls of the functions instead of the methods, whose objects are taken apart. */
  private final class Calls {

    private final FreshNames names;
    private final Map<Variable, Map<String, Variable>> objects = new HashMap<>();

    Calls(FreshNames names) {
      this.names = names;
    }

    Block replaced(Block block) {
      List<Statement> statements = new ArrayList<>();
      for (Statement statement : block.statements()) {
        if (statement instanceof Statement.Invoke invoke) {
          statements.add(replaced(invoke));
        } else {
          statements.add(
              statement.withBlocks(statement.blocks().stream().map(this::replaced).toList()));
        }
      }
      return new Block(statements);
    }

    private Statement replaced(Statement.Invoke invoke) {
      Body body = bodies.get(invoke.member().key());
      if (body != null && fits(body, invoke)) {
        return called(body, invoke);
      }
      if (!invoke.arguments().isEmpty() && objects.containsKey(invoke.arguments().get(0))) {
        Variable part = objects.get(invoke.arguments().get(0)).get(invoke.member().name());
        return new Statement.Assign(
            invoke.targets().get(0), new Operation.Copy(part), invoke.origin());
      }
      return invoke;
    }

    private boolean fits(Body body, Statement.Invoke invoke) {
      List<Type> given = invoke.arguments().stream().map(Atom::type).toList();
      List<Type> taken =
          body.function().parameters().stream().map(it -> it.variable().type()).toList();
      return given.equals(taken) && body.accessors().isEmpty() == invoke.targets().isEmpty();
    }

    private Statement called(Body body, Statement.Invoke invoke) {
      List<Variable> targets = invoke.targets();
      if (!body.accessors().stream().allMatch(String::isEmpty)) {
        Map<String, Variable> parts = new HashMap<>();
        targets = new ArrayList<>();
        for (int i = 0; i < body.accessors().size(); i++) {
          Type type = body.function().results().get(i).type();
          Variable part = names.fresh("cotangent", type, Role.SINGLE);
          parts.put(body.accessors().get(i), part);
          targets.add(part);
        }
        objects.put(invoke.targets().get(0), parts);
      }
      return new Statement.Call(
          targets, body.function().key(), invoke.arguments(), invoke.origin());
    }
  }
}
