package dev.gradc.processor;

import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.Slices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where the graphs of two outputs part: the last local variable of the annotated method
 * through which both depend on the steps that they share. Detaching it there for one of them is
 * what keeps their backward passes out of each other's way.
 */
final class Joints {

  private final Rules rules;
  private final Function inlined;
  private final ArrayOrigins arrays;
  private final List<Assigned> locals = new ArrayList<>();

  /**
   * Of one method.
   *
   * @param method as it is written
   * @param inlined with what it calls
   */
  Joints(Rules rules, Method method, Function inlined) {
    this.rules = rules;
    this.inlined = inlined;
    this.arrays = new AliasAnalysis().analyze(inlined);
    collect(method.body());
  }

  /**
   * A local that gets a value, and the statement that gives it.
   *
   * @param isCopied whether the value is that of another local as it is
   */
  private record Assigned(Local local, Origin origin, boolean isCopied) {}

  /** For each pair of outputs that share steps, the joint, if there is one. */
  Map<Slices.Pair, Slices.Joint> find(Slices slices, List<Output> outputs) {
    Map<Slices.Pair, Slices.Joint> joints = new LinkedHashMap<>();
    slices
        .sharedSteps()
        .forEach(
            (pair, steps) -> {
              if (!steps.isEmpty()) {
                Set<Variable> common = behind(steps, outputs.get(pair.first()));
                common.retainAll(behind(steps, outputs.get(pair.second())));
                last(common).ifPresent(joint -> joints.put(pair, joint));
              }
            });
    return joints;
  }

  /** The variables on the ways from the steps to the output. */
  private Set<Variable> behind(List<Origin> steps, Output output) {
    Set<Variable> targets = new LinkedHashSet<>();
    collectTargets(inlined.body(), steps, targets);
    List<Function.Parameter> starts =
        targets.stream().map(it -> new Function.Parameter(it, false, Origin.NONE)).toList();
    List<Atom> results = output.leaves().stream().map(inlined.results()::get).toList();
    Function part =
        new Function(
            inlined.key(), inlined.name(), starts, inlined.body(), results, false, Origin.NONE);
    return new LinkedHashSet<>(new ActivityAnalysis(rules, arrays).analyze(part).active());
  }

  private static void collectTargets(Block block, List<Origin> steps, Set<Variable> targets) {
    for (Statement statement : block.statements()) {
      if (steps.contains(statement.origin())) {
        targets.addAll(targetsOf(statement));
      }
      statement.blocks().forEach(inner -> collectTargets(inner, steps, targets));
    }
  }

  private static List<Variable> targetsOf(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      return List.of(assign.target());
    } else if (statement instanceof Statement.Store store) {
      return List.of(store.array());
    } else if (statement instanceof Statement.Accumulate accumulate) {
      return List.of(accumulate.target());
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      return List.of(accumulate.array());
    }
    return Mentions.definitions(statement);
  }

  private Optional<Slices.Joint> last(Set<Variable> common) {
    Optional<Slices.Joint> last = Optional.empty();
    for (Assigned assigned : locals) {
      if (isDefinedWithin(inlined.body(), assigned, common)) {
        last = Optional.of(new Slices.Joint(assigned.local().name(), assigned.origin()));
      }
    }
    return last;
  }

  private static boolean isDefinedWithin(Block block, Assigned assigned, Set<Variable> wanted) {
    Origin origin = assigned.origin();
    for (Statement statement : block.statements()) {
      boolean isWithin =
          statement.origin().file().equals(origin.file())
              && statement.origin().start() >= origin.start()
              && statement.origin().end() <= origin.end();
      if (isWithin
          && (assigned.isCopied() || !isReading(statement))
          && targetsOf(statement).stream().anyMatch(wanted::contains)) {
        return true;
      }
      if (statement.blocks().stream().anyMatch(it -> isDefinedWithin(it, assigned, wanted))) {
        return true;
      }
    }
    return false;
  }

  /** What a variable holds is read where it is first needed; later statements need it, too. */
  private static boolean isReading(Statement statement) {
    return statement instanceof Statement.Assign assign
        && !assign.target().isMutable()
        && assign.operation() instanceof Operation.Copy copy
        && copy.value() instanceof Variable read
        && read.isMutable();
  }

  private void collect(SourceStatement statement) {
    if (statement instanceof SourceStatement.BlockStatement block) {
      block.statements().forEach(this::collect);
    } else if (statement instanceof SourceStatement.IfStatement choice) {
      collect(choice.then());
      collect(choice.otherwise());
    } else if (statement instanceof SourceStatement.Loop loop) {
      collect(loop.body());
    } else if (statement instanceof SourceStatement.DoWhile loop) {
      collect(loop.body());
    } else if (statement instanceof SourceStatement.Leavable leavable) {
      collect(leavable.body());
    } else if (statement instanceof SourceStatement.Declaration declaration) {
      boolean isCopied = declaration.initial().filter(Joints::isRead).isPresent();
      add(declaration.local(), declaration.origin(), isCopied);
    } else if (statement instanceof SourceStatement.ExpressionStatement expression
        && expression.expression() instanceof Expression.Assign assign
        && assign.place() instanceof Place.LocalPlace place) {
      add(place.local(), expression.origin(), isRead(assign.value()));
    }
  }

  private static boolean isRead(Expression expression) {
    return expression instanceof Expression.Read;
  }

  /** A local that no gradient passes through, a length say, parts nothing. */
  private void add(Local local, Origin origin, boolean isCopied) {
    if (!local.detached() && local.type().isDifferentiable()) {
      locals.add(new Assigned(local, origin, isCopied));
    }
  }
}
