package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** {@link Pass#DECLARATIONS}. */
final class Declarations {

  private final Set<Variable> liveAtEnd;

  /** Single variables that were declared ones: their names are worth keeping. */
  private final Set<Variable> named = new HashSet<>();

  Declarations(Set<Variable> liveAtEnd) {
    this.liveAtEnd = liveAtEnd;
  }

  /** The block with every variable declared where it gets its value, once if it has but one. */
  Block run(Block block) {
    return new Walk(new DeclarationUses(block)).rewrite(block);
  }

  private static Variable single(Variable variable) {
    return new Variable(variable.name(), variable.type(), Variable.Role.SINGLE);
  }

  /** One walk in the order of execution. */
  private final class Walk extends Rewriting {

    private final DeclarationUses uses;

    /** The declared variables that become single ones. */
    private final Set<Variable> single;

    /** What stands for a variable from here to the end of its block. */
    private final ScopedMap<Variable, Variable> replacements = new ScopedMap<>();

    /** The declarations that have one value, by variable. */
    private final ScopedMap<Variable, DeclarationUses.Uses> promoted = new ScopedMap<>();

    /** Declarations that wait for the statement that needs them. */
    private final IdentityHashMap<Statement, List<Statement>> waiting = new IdentityHashMap<>();

    /** Definitions of temporaries that become definitions of the variable they are copied to. */
    private final IdentityHashMap<Statement, Variable> renamed = new IdentityHashMap<>();

    private final Substitution substitution =
        new Substitution(this::replacement, variable -> (Variable) replacement(variable));

    private Walk(DeclarationUses uses) {
      this.uses = uses;
      this.single = uses.ofOneValue();
      single.removeAll(liveAtEnd);
      for (Statement.Declare declare : uses.declarations()) {
        rename(declare.variable(), uses.of(declare));
      }
    }

    /** A temporary that is computed only to be the variable's value gets the variable's name. */
    private void rename(Variable variable, DeclarationUses.Uses found) {
      if (single.contains(variable)
          && !found.hasAccumulation()
          && found.givenAtom() instanceof Variable temporary
          && !named.contains(temporary)
          && !liveAtEnd.contains(temporary)) {
        Statement.Assign definition = uses.definitionBeside(found, temporary);
        if (definition != null) {
          renamed.putIfAbsent(definition, single(variable));
        }
      }
    }

    private Atom replacement(Atom atom) {
      return atom instanceof Variable variable && replacements.get(variable) != null
          ? replacements.get(variable)
          : atom;
    }

    @Override
    void simple(Statement statement) {
      if (statement instanceof Statement.Declare declare) {
        begin(declare);
      } else {
        emitWaiting(statement);
        emit(substitution.in(statement));
      }
    }

    private void begin(Statement.Declare declare) {
      DeclarationUses.Uses found = uses.of(declare);
      if (single.contains(declare.variable())) {
        promoted.put(declare.variable(), found);
        replacements.put(declare.variable(), single(declare.variable()));
        named.add(single(declare.variable()));
      } else if (found.first() == null) {
        emit(declare);
      } else {
        waiting.computeIfAbsent(found.first(), first -> new ArrayList<>()).add(declare);
      }
    }

    private void emitWaiting(Statement statement) {
      List<Statement> declarations = waiting.remove(statement);
      if (declarations != null) {
        declarations.forEach(this::emit);
      }
    }

    @Override
    public Void assign(Statement.Assign statement) {
      emitWaiting(statement);
      DeclarationUses.Uses found = promoted.get(statement.target());
      Variable name = renamed.get(statement);
      if (name != null) {
        replacements.put(statement.target(), name);
      }
      if (found == null || !found.hasAccumulation()) {
        Statement.Assign assign = (Statement.Assign) substitution.in(statement);
        if (!assign.operation().equals(new Operation.Copy(assign.target()))) {
          emit(assign);
        }
      }
      return null;
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emitWaiting(statement);
      DeclarationUses.Uses found = promoted.get(statement.target());
      emit(found == null ? substitution.in(statement) : sum(statement, found));
      return null;
    }

    /** The first value and what is added to it, as one definition. */
    private Statement sum(Statement.Accumulate statement, DeclarationUses.Uses found) {
      BasicOperator add =
          new BasicOperator(BasicOperator.Symbol.ADD, (Scalar) statement.target().type());
      return substitution.in(
          new Statement.Assign(
              statement.target(),
              Operation.Apply.of(add, found.givenAtom(), statement.value()),
              statement.origin()));
    }

    @Override
    public Void conditional(Statement.If statement) {
      emitWaiting(statement);
      Statement.If replaced = (Statement.If) substitution.in(statement);
      Block then = inner(statement.then());
      emit(around(replaced, then, inner(statement.otherwise())));
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      emitWaiting(statement);
      Statement.CountedLoop replaced = (Statement.CountedLoop) substitution.in(statement);
      emit(around(replaced, inner(statement.body())));
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      emitWaiting(statement);
      enter();
      Block header = rewrite(statement.header());
      Statement.WhileLoop replaced = (Statement.WhileLoop) substitution.in(statement);
      leave();
      emit(around(replaced, header, inner(statement.body())));
      return null;
    }

    private Block inner(Block block) {
      enter();
      Block rewritten = rewrite(block);
      leave();
      return rewritten;
    }

    private void enter() {
      promoted.enter();
      replacements.enter();
    }

    private void leave() {
      replacements.leave();
      promoted.leave();
    }
  }
}
