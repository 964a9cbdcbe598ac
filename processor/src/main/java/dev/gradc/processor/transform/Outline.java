package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.Repetition;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a function of what a checkpointed loop does, and uses of it of the loop: that a member with
 * a pullback of its own keeps its arguments and is evaluated once more on the way back is all that
 * a checkpoint is.
 *
 * <p>What the section changes it has copies of, so that the states between segments are values:
 * nothing writes an array that one of them holds, and what a segment stores are references. Arrays
 * that stay the same ones get their contents when the last segment has run.
 */
public final class Outline {

  private final ArrayOrigins arrays;
  private final Activity activity;

  /**
   * @param arrays of the function
   */
  public Outline(ArrayOrigins arrays, Activity activity) {
    this.arrays = arrays;
    this.activity = activity;
  }

  /** Names sections, and makes members of them. */
  public interface Members {

    /** A name for a function that is a part of another one. */
    String nameOf(Checkpoint checkpoint);

    /** How the section is used. */
    Member of(Section section);
  }

  /**
   * What became of a function.
   *
   * @param function with one mark less
   * @param section absent where the mark has no effect
   * @param marked the loop that it stood on
   */
  public record Outlined(
      Function function,
      Optional<Section> section,
      Statement marked,
      Checkpoint checkpoint,
      List<Problem> problems) {}

  /** The first of the outermost checkpointed loops taken out; empty if there is none. */
  public Optional<Outlined> outline(Function function, Members members) {
    return find(function.body()).map(loop -> outline(function, loop, members));
  }

  private static Optional<Statement> find(Block block) {
    for (Statement statement : block.statements()) {
      Optional<Statement> found =
          checkpoint(statement).isPresent()
              ? Optional.of(statement)
              : statement.blocks().stream().flatMap(inner -> find(inner).stream()).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Checkpoint> checkpoint(Statement statement) {
    if (statement instanceof Statement.CountedLoop counted) {
      return counted.checkpoint();
    }
    return statement instanceof Statement.WhileLoop endless
        ? endless.checkpoint()
        : Optional.empty();
  }

  private Outlined outline(Function function, Statement loop, Members members) {
    Checkpoint checkpoint = checkpoint(loop).orElseThrow();
    SectionStates.Found found = new SectionStates(function, arrays, activity).of(loop);
    if (!found.isActive()) {
      Function unmarked = replaced(function, loop, unmarked(loop));
      return new Outlined(unmarked, Optional.empty(), loop, checkpoint, List.of());
    }
    List<Problem> problems = problems(loop, checkpoint, found);
    if (!problems.isEmpty()) {
      Function unmarked = replaced(function, loop, unmarked(loop));
      return new Outlined(unmarked, Optional.empty(), loop, checkpoint, problems);
    }
    Section section =
        new SectionBody(loop, found.state())
            .write(function, members.nameOf(checkpoint), checkpoint);
    List<Statement> uses =
        new SectionCall(loop, found.state(), section, members.of(section), FreshNames.in(function))
            .write();
    Function caller = replaced(function, loop, uses);
    return new Outlined(caller, Optional.of(section), loop, checkpoint, List.of());
  }

  private static List<Problem> problems(
      Statement loop, Checkpoint checkpoint, SectionStates.Found found) {
    List<Problem> problems = new ArrayList<>();
    String name = Checkpoint.nameOf(loop.origin());
    if (loop instanceof Statement.WhileLoop && checkpoint.needsCount()) {
      problems.add(Problem.of(DiagnosticCode.CHECKPOINT_COUNT, checkpoint.origin(), name));
    }
    for (Block block : loop.blocks()) {
      for (Statement statement : Repetition.obstacles(block)) {
        problems.add(
            Problem.of(
                DiagnosticCode.CHECKPOINT_EFFECT,
                statement.origin(),
                statement.origin().text(),
                "the backward pass runs it again, and it may do or give something else then",
                "compute it outside and pass it in"));
      }
    }
    found
        .obstacle()
        .ifPresent(
            reason ->
                problems.add(
                    Problem.of(
                        DiagnosticCode.CHECKPOINT_EFFECT,
                        checkpoint.origin(),
                        name,
                        reason,
                        "let the loop work on arrays of its own: 'double[] u = x.clone()'")));
    return problems;
  }

  private static List<Statement> unmarked(Statement loop) {
    if (loop instanceof Statement.CountedLoop counted) {
      return counted.checkpoint().filter(Checkpoint::isCall).isPresent()
          ? counted.body().statements()
          : List.of(
              new Statement.CountedLoop(
                  counted.label(),
                  counted.index(),
                  counted.from(),
                  counted.relation(),
                  counted.bound(),
                  counted.step(),
                  counted.body(),
                  counted.origin()));
    }
    Statement.WhileLoop endless = (Statement.WhileLoop) loop;
    return List.of(
        new Statement.WhileLoop(
            endless.label(),
            endless.header(),
            endless.condition(),
            endless.body(),
            endless.origin()));
  }

  private static Function replaced(Function function, Statement loop, List<Statement> by) {
    return function.with(replaced(function.body(), loop, by));
  }

  private static Block replaced(Block block, Statement loop, List<Statement> by) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement == loop) {
        statements.addAll(by);
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> replaced(inner, loop, by)).toList()));
      }
    }
    return new Block(statements);
  }
}
