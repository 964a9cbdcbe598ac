package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How each declared variable of a region gets its values, and where it is met first. */
final class DeclarationUses {

  /** What one declaration is followed by. */
  static final class Uses {
    /** The number of the block of the declaration. */
    private final int block;

    private final int depth;
    private final List<Statement.Assign> assignments = new ArrayList<>();
    private final List<Statement.Accumulate> accumulations = new ArrayList<>();
    private boolean changesElsewhere;
    private boolean isReadBetween;
    private Statement first;

    private Uses(int block, int depth) {
      this.block = block;
      this.depth = depth;
    }

    /** The statement of the declaring block that mentions the variable first, or null. */
    Statement first() {
      return first;
    }

    /**
     * Whether the variable has one value only: given by one copy in the block of its declaration,
     * or by a copy and an accumulation there before anybody reads it.
     */
    private boolean givesOneValue() {
      return !changesElsewhere
          && assignments.size() == 1
          && givenAtom() != null
          && (accumulations.isEmpty() || isSum());
    }

    private boolean isSum() {
      return accumulations.size() == 1
          && !isReadBetween
          && accumulations.get(0).target().type() instanceof Scalar scalar
          && (scalar.isFloating() || scalar == Scalar.INT || scalar == Scalar.LONG);
    }

    /** What the first assignment copies, if that never changes; else null. */
    Atom givenAtom() {
      return assignments.get(0).operation() instanceof Operation.Copy copy
              && !(copy.value() instanceof Variable variable && variable.isMutable())
          ? copy.value()
          : null;
    }

    boolean hasAccumulation() {
      return !accumulations.isEmpty();
    }
  }

  /** Where a single variable is defined. */
  record Definition(int block, Statement.Assign statement) {}

  private final IdentityHashMap<Statement, Uses> uses = new IdentityHashMap<>();
  private final List<Statement.Declare> declarations = new ArrayList<>();
  private final Map<Variable, Uses> current = new HashMap<>();
  private final Map<Variable, Definition> definitions = new HashMap<>();

  /** The statement that is looked at, within those around it. */
  private final List<Statement> path = new ArrayList<>();

  private int blocks;

  DeclarationUses(Block region) {
    visit(region);
  }

  /** All of them, in order. */
  List<Statement.Declare> declarations() {
    return declarations;
  }

  Uses of(Statement declaration) {
    return uses.get(declaration);
  }

  /**
   * Variables that have one value wherever they are declared: blocks beside each other may declare
   * the same variable, and it has the same role in all of them.
   */
  Set<Variable> ofOneValue() {
    Set<Variable> variables = new HashSet<>();
    declarations.forEach(declare -> variables.add(declare.variable()));
    for (Statement.Declare declare : declarations) {
      if (!of(declare).givesOneValue()) {
        variables.remove(declare.variable());
      }
    }
    return variables;
  }

  /** The last definition met of a single variable in the block of the declaration, or null. */
  Statement.Assign definitionBeside(Uses declaration, Variable variable) {
    Definition definition = definitions.get(variable);
    return definition != null && definition.block() == declaration.block
        ? definition.statement()
        : null;
  }

  private void visit(Block block) {
    blocks++;
    int number = blocks;
    for (Statement statement : block.statements()) {
      path.add(statement);
      for (Atom atom : Reads.of(statement)) {
        read(atom);
      }
      Targets.of(statement).forEach(target -> change(target, statement, number));
      statement.blocks().forEach(this::visit);
      path.remove(path.size() - 1);
    }
  }

  private void read(Atom atom) {
    Uses read = current.get(atom);
    if (read != null) {
      mention(read);
      read.isReadBetween |= read.accumulations.isEmpty();
    }
  }

  private void change(Variable target, Statement statement, int block) {
    if (statement instanceof Statement.Declare declare) {
      declarations.add(declare);
      Uses fresh = new Uses(block, path.size() - 1);
      uses.put(statement, fresh);
      current.put(target, fresh);
      return;
    }
    if (statement instanceof Statement.Assign assign && !target.isMutable()) {
      definitions.put(target, new Definition(block, assign));
      return;
    }
    Uses changed = current.get(target);
    if (changed == null) {
      return;
    }
    mention(changed);
    if (block != changed.block) {
      changed.changesElsewhere = true;
    } else if (statement instanceof Statement.Assign assign) {
      changed.changesElsewhere |= changed.hasAccumulation();
      changed.assignments.add(assign);
    } else if (statement instanceof Statement.Accumulate accumulate) {
      changed.accumulations.add(accumulate);
    } else {
      changed.changesElsewhere = true;
    }
  }

  private void mention(Uses mentioned) {
    if (mentioned.first == null) {
      mentioned.first = path.get(mentioned.depth);
    }
  }
}
