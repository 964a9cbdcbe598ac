package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the loops of all programs of a derivative one class: what is the same in several of them is
 * there once. The last step before code is written.
 */
public final class SharedLoops {

  private final String owner;
  private final Map<String, FusedLoop> byName = new LinkedHashMap<>();

  /**
   * @param companion the class that is generated for the method, with its package
   */
  public SharedLoops(String companion) {
    String around = companion.substring(companion.lastIndexOf('.') + 1);
    this.owner = companion + "." + FusedLoop.classIn(around);
  }

  /** The same derivative with its loops. */
  public Derivative place(Derivative derivative) {
    Derivative placed = derivative.with(this::place);
    return placed.with(List.copyOf(byName.values()));
  }

  private ReverseProgram place(ReverseProgram program) {
    if (program.loops().isEmpty()) {
      return program;
    }
    Map<String, String> names = new LinkedHashMap<>();
    program.loops().forEach((key, loop) -> names.put(key, nameOf(loop)));
    return program.withRegions(
        renamed(program.forward(), names),
        renamed(program.backward(), names),
        program.outputs().stream().map(it -> renamed(it, names)).toList());
  }

  /** Its own name, unless another loop has that. */
  private String nameOf(FusedLoop loop) {
    String name = loop.name();
    for (int number = 2; !isFree(name, loop); number++) {
      name = loop.name() + "_" + number;
    }
    byName.put(name, loop.named(name));
    return name;
  }

  private boolean isFree(String name, FusedLoop loop) {
    FusedLoop there = byName.get(name);
    return there == null || there.equals(loop.named(name));
  }

  private Block renamed(Block block, Map<String, String> names) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && names.containsKey(invoke.member().key())) {
        Member member = invoke.member();
        statements.add(
            new Statement.Invoke(
                invoke.targets(),
                Member.ofStatic(
                    owner,
                    names.get(member.key()),
                    member.parameters(),
                    Optional.of(FusedLoop.TYPE)),
                invoke.arguments(),
                invoke.origin()));
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> renamed(inner, names)).toList()));
      }
    }
    return new Block(statements);
  }
}
