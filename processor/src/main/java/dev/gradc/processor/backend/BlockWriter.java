package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.backend.BlockFacts.Reads;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a block of statements. A single variable that is used once is folded into the expression
 * that uses it, as long as nothing in between changes what it reads and the line stays readable.
 */
final class BlockWriter {

  private static final int LONGEST_FOLDED = 60;

  private final Body body;
  private final Expressions expressions;
  private final CodeBlock.Builder code = CodeBlock.builder();
  private final Block block;
  private final BlockFacts facts;
  private final Map<Variable, Reads> foldedReads = new HashMap<>();
  private final Set<Variable> undeclared = new HashSet<>();
  private int commentedLine;

  BlockWriter(Body body, Expressions expressions, Block block, int commentedLine) {
    this(body, expressions, block, new BlockFacts(block), commentedLine);
  }

  private BlockWriter(
      Body body, Expressions expressions, Block block, BlockFacts facts, int commentedLine) {
    this.body = body;
    this.expressions = expressions;
    this.block = block;
    this.facts = facts;
    this.commentedLine = commentedLine;
  }

  CodeBlock write() {
    List<CutRegions.Piece> pieces = body.parts().piecesOf(block);
    if (pieces.isEmpty()) {
      writeUpTo(block.statements().size());
    }
    for (CutRegions.Piece piece : pieces) {
      code.add(
          piece.isMethod()
              ? body.parts().call(piece.block(), body)
              : inside(piece.block()).write());
    }
    return code.build();
  }

  /** Whether all statements before the last one leave no trace of their own. */
  boolean foldsUpToLast() {
    int last = block.statements().size() - 1;
    for (Statement statement : block.statements().subList(0, last)) {
      // Not even tried for what surely leaves a trace: trying at every level adds up.
      if (!(statement instanceof Statement.Assign assign) || assign.target().isMutable()) {
        return false;
      }
    }
    writeUpTo(last);
    return code.isEmpty() && undeclared.isEmpty();
  }

  /** The value that is all this block is for, if it assigns the variable and nothing else. */
  Optional<JavaExpression> soleValueOf(Variable variable) {
    List<Statement> statements = block.statements();
    if (!statements.isEmpty()
        && statements.get(statements.size() - 1) instanceof Statement.Assign assign
        && assign.target().equals(variable)
        && foldsUpToLast()) {
      return Optional.of(expressions.branch(assign.operation(), variable.type()));
    }
    return Optional.empty();
  }

  private void writeUpTo(int end) {
    for (int i = 0; i < end; i++) {
      Statement statement = block.statements().get(i);
      declareBefore(statement, i);
      if (statement instanceof Statement.Assign assign && fold(assign, i)) {
        continue;
      }
      if (statement instanceof Statement.Invoke invoke && foldIntoThrow(invoke, i)) {
        continue;
      }
      statement.accept(new StatementWriter(this));
    }
  }

  Body body() {
    return body;
  }

  Expressions expressions() {
    return expressions;
  }

  CodeBlock.Builder code() {
    return code;
  }

  BlockWriter inside(Block inner) {
    return new BlockWriter(body, expressions.nested(), inner, facts.of(inner), commentedLine);
  }

  void declareLater(Variable variable) {
    if (!body.isField(variable)) {
      undeclared.add(variable);
    }
  }

  /** Whether this assignment is the first thing that happens to a declared variable. */
  boolean takesDeclaration(Variable variable) {
    return undeclared.remove(variable);
  }

  boolean isUndeclared(Variable variable) {
    return undeclared.contains(variable);
  }

  /** The user's line that the next statement belongs to, as a comment, when it is another one. */
  void comment(Origin place) {
    Origin origin = place.statement();
    if (origin.line() > 0 && origin.line() != commentedLine) {
      commentedLine = origin.line();
      code.add(Comments.line(origin, body.file()));
    }
  }

  /** Mutable variables whose first mention is not an assignment here are declared before it. */
  private void declareBefore(Statement statement, int position) {
    if (undeclared.isEmpty()) {
      return;
    }
    List<Variable> due =
        undeclared.stream()
            .filter(variable -> facts.firstMention(variable) == position)
            .filter(variable -> !isAssignedBy(statement, variable))
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .toList();
    for (Variable variable : due) {
      if (statement instanceof Statement.If choice && chooses(choice, variable)) {
        continue;
      }
      undeclared.remove(variable);
      code.addStatement("$T $L", Types.of(variable.type()), body.names().of(variable));
    }
  }

  private static boolean isAssignedBy(Statement statement, Variable variable) {
    return statement instanceof Statement.Assign assign && assign.target().equals(variable);
  }

  /** Whether both branches do nothing but give the variable a value. */
  boolean chooses(Statement.If choice, Variable variable) {
    return inside(choice.then()).soleValueOf(variable).isPresent()
        && inside(choice.otherwise()).soleValueOf(variable).isPresent();
  }

  private boolean fold(Statement.Assign assign, int position) {
    Variable target = assign.target();
    if (target.isMutable()
        || body.kept().contains(target)
        || body.isField(target)
        || assign.operation() instanceof Operation.NewArray) {
      return false;
    }
    Reads reads = readsOf(assign.operation());
    JavaExpression expression = expressions.of(assign.operation());
    boolean isAlias =
        assign.operation() instanceof Operation.Copy
            || assign.operation() instanceof Operation.DetachArray;
    if (isAlias
        && expression.precedence() == JavaExpression.PRIMARY
        && facts.isUnaffectedAfter(reads, position)) {
      remember(target, expression, reads);
      return true;
    }
    if (body.uses().of(target) != 1 || expression.length() > LONGEST_FOLDED) {
      return false;
    }
    int use = directUse(target, position);
    if (use < 0 || !facts.isUnaffected(reads, position, use)) {
      return false;
    }
    if (block.statements().get(use) instanceof Statement.CountedLoop loop
        && loop.bound().equals(target)
        && !isInvariant(assign.operation())) {
      return false;
    }
    remember(target, expression, reads);
    return true;
  }

  /**
   * Where everything is for an exception, a use that the next statement alone needs stands in it:
   * nobody sees in which order the text of a message was put together.
   */
  private boolean foldIntoThrow(Statement.Invoke invoke, int position) {
    List<Statement> statements = block.statements();
    boolean isForThrow =
        statements.get(statements.size() - 1) instanceof Statement.Throw
            && invoke.targets().size() == 1
            && body.uses().of(invoke.targets().get(0)) == 1
            && !body.isField(invoke.targets().get(0))
            && Mentions.in(statements.get(position + 1)).contains(invoke.targets().get(0));
    if (isForThrow) {
      JavaExpression use = expressions.of(invoke.member(), invoke.arguments());
      remember(invoke.targets().get(0), use, new Reads(Set.of(), Set.of()));
    }
    return isForThrow;
  }

  /** What may stand in the condition of a for loop, which Java evaluates every time. */
  private static boolean isInvariant(Operation operation) {
    return operation instanceof Operation.Length length && !length.array().isMutable();
  }

  private void remember(Variable target, JavaExpression expression, Reads reads) {
    expressions.fold(target, expression);
    foldedReads.put(target, reads);
  }

  private Reads readsOf(Operation operation) {
    Reads reads = Reads.of(operation);
    for (Atom atom : operation.arguments()) {
      if (atom instanceof Variable variable && foldedReads.containsKey(variable)) {
        reads = reads.and(foldedReads.get(variable));
      }
    }
    return reads;
  }

  /** The statement of this block that mentions the variable itself, not within; or -1. */
  private int directUse(Variable variable, int position) {
    int use = facts.firstMention(variable);
    if (use <= position) {
      return -1;
    }
    return Mentions.in(block.statements().get(use)).contains(variable) ? use : -1;
  }
}
