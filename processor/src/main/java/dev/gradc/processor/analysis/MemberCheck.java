package dev.gradc.processor.analysis;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds uses of members whose derivative is not right, or not known. */
public final class MemberCheck {

  private static final Set<DiagnosticCode> UNKNOWN =
      Set.of(
          DiagnosticCode.UNKNOWN_CALL, DiagnosticCode.GENERIC_CALL, DiagnosticCode.INHERITED_CALL);

  private final ArrayOrigins arrays;
  private final Activity activity;
  private boolean writesWhatOthersHold;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Problem> ofOthers = new HashSet<>();
  private ChangedArguments.Result changes;
  private FreshRows rows;
  private OthersArrays others;
  private Set<Statement> own;

  public MemberCheck(ArrayOrigins arrays, Activity activity) {
    this.arrays = arrays;
    this.activity = activity;
  }

  /** What is wrong, in order. */
  public List<Problem> problems(Function function) {
    changes = new ChangedArguments(arrays).find(function);
    rows = new FreshRows(arrays).find(function);
    others = OthersArrays.in(function, arrays);
    own = OwnStores.in(function);
    writesWhatOthersHold = writesForeign(function.body());
    visit(function.body());
    boolean isUnknown = problems.stream().anyMatch(it -> UNKNOWN.contains(it.code()));
    // What a refused call has seen is not worth a word by itself.
    return isUnknown ? problems.stream().filter(it -> !ofOthers.contains(it)).toList() : problems;
  }

  private void visit(Block block) {
    List<Statement> statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      if (new Block(statements.subList(i, i + 1)).isAbrupt()) {
        // What goes into an exception goes nowhere else.
        return;
      }
    }
    for (Statement statement : statements) {
      if (statement instanceof Statement.Invoke invoke) {
        check(invoke);
      } else if (statement instanceof Statement.Store store) {
        checkStore(store.array(), store.value(), store.origin());
      } else if (statement instanceof Statement.AccumulateElement store) {
        checkStore(store.array(), store.value(), store.origin());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void check(Statement.Invoke invoke) {
    if (invoke.member().isOpaque()) {
      checkOpaque(invoke);
      return;
    }
    Member member = invoke.member();
    boolean isActive =
        invoke.targets().stream().anyMatch(activity::isActive)
            || member.inPlace().stream().anyMatch(i -> isActive(invoke, i));
    List<Integer> written =
        member.effects().written().stream().filter(i -> isActive(invoke, i)).toList();
    if (writesForeign(invoke)) {
      refuseForeign(invoke.origin());
    } else if (isActive && !member.effects().isRepeatable()) {
      refuse(
          invoke,
          "uses other code, fields that may change, or arrays that objects hold, while the backward"
              + " pass would evaluate it once more");
    } else if (isActive && member.pullback().isPresent() && writesWhatOthersHold) {
      refuse(
          invoke,
          "may read an array that this method writes and others hold too, while the backward pass"
              + " would evaluate it once more");
      ofOthers.add(problems.get(problems.size() - 1));
    } else if (isActive && member.pullback().isPresent() && changes.reading().contains(invoke)) {
      refuse(
          invoke,
          "reads a static array which other code that runs later may change, or which may be a"
              + " parameter that is written (a copy of it would not be), while the backward pass would"
              + " evaluate it once more");
    } else if (isActive && invoke.arguments().stream().anyMatch(MemberCheck::cannotBeKept)) {
      refuse(invoke, "takes an object of a generic class that is not a parameter");
    } else if (!member.inPlace().containsAll(written)) {
      boolean areRowsMoved = written.stream().anyMatch(member.effects().moved()::contains);
      refuse(
          invoke,
          areRowsMoved
              ? "puts other arrays into an array that derivatives flow through"
              : "writes an array that derivatives flow through, and that is a constant there");
    } else if (written.stream().anyMatch(i -> hasRowsInTwoPlaces(invoke, i))) {
      refuse(invoke, "writes an array whose rows may stand in two places");
    } else if (isActive && givesRowsTwice(invoke)) {
      refuse(
          invoke, "may give an array in which one row stands in two places, and which is written");
    } else if (mayShare(invoke)) {
      refuse(invoke, "may give back an array that it was given, which is written later");
    }
  }

  private boolean writesForeign(Block block) {
    for (Statement statement : block.statements()) {
      boolean writes =
          (statement instanceof Statement.Store store && others.contains(store.array()))
              || (statement instanceof Statement.AccumulateElement accumulate
                  && others.contains(accumulate.array()));
      if ((writes && !own.contains(statement))
          || statement.blocks().stream().anyMatch(this::writesForeign)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what others see may be given a derivative. */
  private boolean writesForeign(Statement.Invoke invoke) {
    return invoke.arguments().stream().anyMatch(activity::isVaried)
        && invoke.member().effects().written().stream()
            .anyMatch(i -> others.contains((Variable) invoke.arguments().get(i)));
  }

  private boolean isActive(Statement.Invoke invoke, int position) {
    return activity.isActive(invoke.arguments().get(position));
  }

  /** Whether an array of arrays may hold one array twice, or one that is passed elsewhere too. */
  private boolean hasRowsInTwoPlaces(Statement.Invoke invoke, int position) {
    Variable array = (Variable) invoke.arguments().get(position);
    List<Variable> classes = arrays.classesOf(array);
    for (int i = 0; i < invoke.arguments().size(); i++) {
      if (i != position
          && invoke.arguments().get(i) instanceof Variable other
          && other.type() instanceof ArrayType
          && (classes.size() > 1 || arrays.classesOf(other).size() > 1)
          && !Collections.disjoint(classes, arrays.classesOf(other))) {
        return true;
      }
    }
    return arrays.areRowsMoved(array) && !rows.areFresh(array);
  }

  /** Whether what it gives is written here, while cotangents of each place are their own. */
  private boolean givesRowsTwice(Statement.Invoke invoke) {
    return changes.writtenResults(invoke).stream()
        .anyMatch(invoke.member().effects().repeated()::contains);
  }

  /** What others see of the value has no derivative. */
  private void checkStore(Variable array, Atom value, Origin origin) {
    if (activity.isVaried(value) && others.contains(array)) {
      refuseForeign(origin);
    }
  }

  private void refuseForeign(Origin origin) {
    Problem problem = Problem.of(DiagnosticCode.FOREIGN_ARRAY, origin, origin.text());
    problems.add(problem);
    ofOthers.add(problem);
  }

  private void checkOpaque(Statement.Invoke invoke) {
    if (invoke.arguments().stream().anyMatch(activity::isVaried)) {
      DiagnosticCode code = unknown(invoke.member());
      String text = invoke.origin().text();
      String called = invoke.member().owner() + "." + invoke.member().name();
      // No message shows what is called, but the call may be one that the user did not write.
      problems.add(
          code == DiagnosticCode.UNKNOWN_CALL
              ? Problem.of(code, invoke.origin(), text, called)
              : Problem.of(code, invoke.origin(), text));
    }
  }

  private static DiagnosticCode unknown(Member member) {
    return member
        .unread()
        .map(
            reason ->
                switch (reason) {
                  case GENERIC -> DiagnosticCode.GENERIC_CALL;
                  case INHERITED -> DiagnosticCode.INHERITED_CALL;
                })
        .orElse(DiagnosticCode.UNKNOWN_CALL);
  }

  /** Java has no arrays of generic classes, in which the tape could keep one for each iteration. */
  private static boolean cannotBeKept(Atom argument) {
    return argument instanceof Variable variable
        && variable.role() != Variable.Role.PARAMETER
        && variable.type() instanceof ObjectType type
        && type.name().contains("<");
  }

  private void refuse(Statement.Invoke invoke, String reason) {
    boolean isPart = invoke.member().pullback().filter(Member.Pullback::isPart).isPresent();
    if (isPart) {
      problems.add(
          Problem.of(
              DiagnosticCode.CHECKPOINT_EFFECT,
              invoke.origin(),
              Checkpoint.nameOf(invoke.origin()),
              "it " + reason,
              "let it work on arrays of its own"));
      return;
    }
    problems.add(
        Problem.of(DiagnosticCode.CALL_EFFECT, invoke.origin(), invoke.origin().text(), reason));
  }

  /** Whether a result could be one of the arguments or another result, and it matters. */
  private boolean mayShare(Statement.Invoke invoke) {
    Member.Effects effects = invoke.member().effects();
    return changes.writtenResults(invoke).stream()
        .filter(i -> activity.isActive(invoke.targets().get(i)))
        .anyMatch(i -> !effects.shared().isEmpty() || effects.joined().contains(i));
  }
}
