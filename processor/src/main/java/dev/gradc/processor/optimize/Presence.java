package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@link Pass#PRESENCE}. */
final class Presence {

  private final boolean isUserCode;
  private final Set<Variable> given;

  /**
   * @param given tensors that are there
   */
  Presence(boolean isUserCode, Set<Variable> given) {
    this.isUserCode = isUserCode;
    this.given = given;
  }

  /** The block without questions whose answers are known. */
  Block run(Block block) {
    Walk walk = new Walk();
    given.forEach(tensor -> walk.note(tensor, Boolean.TRUE));
    return walk.rewrite(block);
  }

  /** One walk in the order of execution. */
  private final class Walk extends Rewriting {

    /** Whether a tensor is there; nothing of one of which that is not known. */
    private final ScopedMap<Variable, Boolean> present = new ScopedMap<>();

    /** The condition that says of a tensor that it is not there. */
    private final ScopedMap<Variable, Variable> conditions = new ScopedMap<>();

    /** For each condition the tensors that it may have said that of. */
    private final Map<Variable, Set<Variable>> decidedBy = new HashMap<>();

    /** The tensor of which a condition says that it is not there. */
    private final Map<Variable, Variable> absences = new HashMap<>();

    /** What conditions of which the answer is known are. */
    private final Map<Variable, Constant> answers = new HashMap<>();

    private final Changes changes = new Changes();

    private static boolean isTensor(Atom atom) {
      return atom.type().equals(ObjectType.TENSOR);
    }

    private Boolean known(Atom atom) {
      return atom instanceof Variable variable ? present.get(variable) : Boolean.FALSE;
    }

    private boolean isPresent(Atom atom) {
      Boolean known = known(atom);
      return known != null && known;
    }

    private boolean isAbsent(Atom atom) {
      Boolean known = known(atom);
      return known != null && !known;
    }

    private void note(Variable variable, Boolean isPresent) {
      conditions.remove(variable);
      if (isPresent == null) {
        present.remove(variable);
      } else {
        present.put(variable, isPresent);
      }
    }

    @Override
    void simple(Statement statement) {
      emit(statement);
      if (statement instanceof Statement.Invoke invoke) {
        // The cotangents that a companion has found are read from its gradient; of what users'
        // methods give nothing is known.
        boolean mayBeAbsent =
            isUserCode
                ? !invoke.member().isOfTensors()
                : invoke.member().isOpaque() || invoke.member().owner().endsWith(".Gradient");
        invoke.targets().stream()
            .filter(Walk::isTensor)
            .forEach(target -> note(target, mayBeAbsent ? null : Boolean.TRUE));
      }
    }

    @Override
    public Void assign(Statement.Assign statement) {
      Variable target = statement.target();
      if (statement.operation() instanceof Operation.Inspect inspect && isAbsence(inspect)) {
        absence(statement, inspect);
        return null;
      }
      emit(statement);
      if (isTensor(target)) {
        Variable condition =
            statement.operation() instanceof Operation.Copy copy
                    && copy.value() instanceof Variable source
                ? conditions.get(source)
                : null;
        note(target, presence(statement.operation()));
        if (condition != null) {
          decide(target, condition);
        }
      }
      return null;
    }

    private Boolean presence(Operation operation) {
      if (operation instanceof Operation.Copy copy) {
        return known(copy.value());
      }
      if (operation instanceof Operation.DetachArray detach) {
        return known(detach.array());
      }
      boolean isNull =
          operation instanceof Operation.Inspect inspect && inspect.aspect() == Aspect.NULL;
      return isNull ? Boolean.FALSE : null;
    }

    private static boolean isAbsence(Operation.Inspect inspect) {
      return inspect.aspect() == Aspect.SAME
          && isTensor(inspect.objects().get(0))
          && inspect.objects().get(1) instanceof Constant;
    }

    private void absence(Statement.Assign statement, Operation.Inspect inspect) {
      Atom tensor = inspect.objects().get(0);
      Boolean isPresent = known(tensor);
      if (isPresent == null) {
        Variable condition = conditions.get((Variable) tensor);
        emit(
            condition == null
                ? statement
                : new Statement.Assign(
                    statement.target(), new Operation.Copy(condition), statement.origin()));
        absences.put(statement.target(), (Variable) tensor);
        return;
      }
      Constant isAbsent = new Constant(!isPresent, Scalar.BOOLEAN);
      emit(
          new Statement.Assign(
              statement.target(), new Operation.Copy(isAbsent), statement.origin()));
      answers.put(statement.target(), isAbsent);
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emit(statement);
      Variable target = statement.target();
      if (isTensor(target) && !isAbsent(statement.value())) {
        boolean isThere = isPresent(statement.value()) || isPresent(target);
        note(target, isThere ? Boolean.TRUE : null);
      }
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Constant answer =
          statement.condition() instanceof Constant constant
              ? constant
              : answers.get(statement.condition());
      if (answer != null) {
        boolean isTaken = answer.equals(Constant.TRUE);
        Block reached = isTaken ? statement.then() : statement.otherwise();
        Block taken = rewrite(reached);
        forgetConditionsOf(reached);
        // What is not reached goes by another pass; until then it gives variables their values.
        Block then = isTaken ? taken : statement.then();
        Block otherwise = isTaken ? statement.otherwise() : taken;
        emit(new Statement.If(answer, then, otherwise, statement.origin()));
        return null;
      }
      Variable absent = absences.get(statement.condition());
      Map<Variable, Boolean> afterThen = new HashMap<>();
      Map<Variable, Boolean> afterOtherwise = new HashMap<>();
      Set<Variable> decided = decidedBy(statement.condition());
      Block then = branch(statement.then(), absent, decided, Boolean.FALSE, afterThen);
      Block otherwise =
          branch(statement.otherwise(), absent, decided, Boolean.TRUE, afterOtherwise);
      emit(around(statement, then, otherwise));
      join(statement.condition(), afterThen, afterOtherwise);
      return null;
    }

    /** Until another pass takes a branch for what it is, conditions in it are not seen below it. */
    private void forgetConditionsOf(Block branch) {
      Set<Variable> defined = DefinedVariables.in(branch);
      for (Variable variable : changes.of(branch).variables()) {
        Variable condition = conditions.get(variable);
        if (condition != null && defined.contains(condition)) {
          conditions.remove(variable);
        }
      }
    }

    /** The tensors that are not there exactly if a condition holds. */
    private Set<Variable> decidedBy(Atom condition) {
      Set<Variable> decided = new LinkedHashSet<>();
      if (condition instanceof Variable variable) {
        decidedBy.getOrDefault(variable, Set.of()).stream()
            .filter(it -> variable.equals(conditions.get(it)))
            .forEach(decided::add);
      }
      return decided;
    }

    private void decide(Variable tensor, Variable condition) {
      conditions.put(tensor, condition);
      decidedBy.computeIfAbsent(condition, none -> new LinkedHashSet<>()).add(tensor);
    }

    /**
     * A branch.
     *
     * @param asked the tensor that the condition asks for, or null
     * @param decided tensors that are there where that is
     * @param after gets what is known of the variables that the branch has changed
     */
    private Block branch(
        Block block,
        Variable asked,
        Set<Variable> decided,
        Boolean isPresent,
        Map<Variable, Boolean> after) {
      present.enter();
      conditions.enter();
      if (asked != null && !asked.isMutable()) {
        note(asked, isPresent);
      }
      decided.forEach(variable -> note(variable, isPresent));
      Block branch = rewrite(block);
      for (Variable variable : changes.of(block).variables()) {
        after.put(variable, present.get(variable));
      }
      decided.forEach(variable -> after.putIfAbsent(variable, isPresent));
      present.leave();
      conditions.leave();
      return branch;
    }

    private void join(Atom condition, Map<Variable, Boolean> one, Map<Variable, Boolean> other) {
      Set<Variable> changed = new HashSet<>(one.keySet());
      changed.addAll(other.keySet());
      Set<Variable> decided = new HashSet<>();
      Map<Variable, Boolean> joined = new HashMap<>();
      for (Variable variable : changed) {
        Boolean before = present.get(variable);
        Boolean first = one.containsKey(variable) ? one.get(variable) : before;
        Boolean second = other.containsKey(variable) ? other.get(variable) : before;
        joined.put(variable, Objects.equals(first, second) ? first : null);
        if (Boolean.FALSE.equals(first) && Boolean.TRUE.equals(second)) {
          decided.add(variable);
        }
      }
      joined.forEach(this::note);
      if (condition instanceof Variable known && !known.isMutable()) {
        decided.forEach(variable -> decide(variable, known));
      }
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      emit(around(statement, loop(List.of(statement.body())).get(0)));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      List<Block> parts = loop(statement.blocks());
      changes.of(statement.header()).variables().forEach(present::remove);
      emit(around(statement, parts.get(0), parts.get(1)));
      return null;
    }

    /**
     * The blocks of a loop in the order in which each iteration runs them. What is known before the
     * loop is taken to hold in every iteration, until one is seen to leave something else.
     */
    private List<Block> loop(List<Block> parts) {
      Set<Variable> changed = new HashSet<>();
      parts.forEach(part -> changed.addAll(changes.of(part).variables()));
      changed.forEach(conditions::remove);
      Set<Variable> lost = new HashSet<>();
      while (true) {
        Map<Variable, Variable> absencesBefore = new HashMap<>(absences);
        Map<Variable, Constant> answersBefore = new HashMap<>(answers);
        present.enter();
        conditions.enter();
        List<Block> rewritten = parts.stream().map(this::rewrite).toList();
        Map<Variable, Boolean> after = new HashMap<>();
        changed.forEach(variable -> after.put(variable, present.get(variable)));
        present.leave();
        conditions.leave();
        for (Variable variable : changed) {
          Boolean before = present.get(variable);
          if (before != null && !before.equals(after.get(variable))) {
            lost.add(variable);
          }
        }
        if (lost.isEmpty()) {
          return rewritten;
        }
        lost.forEach(present::remove);
        lost.clear();
        absences.clear();
        absences.putAll(absencesBefore);
        answers.clear();
        answers.putAll(answersBefore);
      }
    }
  }
}
