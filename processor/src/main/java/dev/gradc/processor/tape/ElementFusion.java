package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts operations on the elements of tensors that belong together into one loop each, in both
 * regions: what only the loop itself needs is never stored.
 */
public final class ElementFusion {

  private final Map<String, FusedLoop> loops = new LinkedHashMap<>();
  private final Map<Variable, Integer> mentions = new HashMap<>();
  private FreshNames names;
  private LaidOutRegions laidOut;
  private LikelyShapes shapes;
  private Set<Variable> slotArrays;

  /** The same regions, with fewer operations. */
  public LaidOutRegions fuse(LaidOutRegions regions) {
    if (!hasTensors(regions.forward())
        && regions.backward().regions().stream().noneMatch(ElementFusion::hasTensors)) {
      return regions;
    }
    names = regions.freeNames();
    Set<Variable> live = new HashSet<>();
    regions.regions().adjoints().forEach(it -> it.ifPresent(live::add));
    laidOut =
        regions.with(
            regions.forward(),
            regions.backward().with(region -> new TensorSums(names, live).rewrite(region)));
    shapes = new LikelyShapes(laidOut);
    slotArrays = new HashSet<>(laidOut.slots().values());
    count(laidOut.forward());
    laidOut.backward().regions().forEach(this::count);
    laidOut.regions().results().forEach(this::count);
    Block forward = visit(laidOut.forward());
    return laidOut
        .with(
            forward,
            laidOut
                .backward()
                .with(
                    region -> {
                      // The other regions have variables of the same names.
                      mentions.clear();
                      count(region);
                      return visit(region);
                    }))
        .with(loops);
  }

  private static boolean hasTensors(Block block) {
    return block.contains(
        it -> it instanceof Statement.Invoke invoke && invoke.member().isOfTensors());
  }

  private void count(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.in(statement).forEach(this::count);
      statement.blocks().forEach(this::count);
    }
  }

  private void count(Atom atom) {
    if (atom instanceof Variable variable) {
      mentions.merge(variable, 1, Integer::sum);
    }
  }

  private Block visit(Block block) {
    List<Statement> statements = new ArrayList<>();
    List<Statement> run = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (isMovable(statement)) {
        run.add(statement);
      } else {
        statements.addAll(fused(run));
        run.clear();
        statements.add(statement.withBlocks(statement.blocks().stream().map(this::visit).toList()));
      }
    }
    statements.addAll(fused(run));
    return new Block(statements);
  }

  /** Whether only what it mentions decides where a statement may stand. */
  private boolean isMovable(Statement statement) {
    if (statement instanceof Statement.Invoke invoke) {
      return invoke.member().isOfTensors() && !invoke.targets().isEmpty();
    }
    if (statement instanceof Statement.Store store) {
      return slotArrays.contains(store.array());
    }
    return statement instanceof Statement.Assign
        || statement instanceof Statement.Declare
        || statement instanceof Statement.Accumulate
        || statement instanceof Statement.Reserve;
  }

  private List<Statement> fused(List<Statement> run) {
    List<List<Statement>> groups = new ElementGroups(run, shapes).find();
    Map<Variable, List<Statement.Invoke>> asked = shapesAsked(groups);
    Set<Statement> absorbed = new HashSet<>();
    List<Statement> statements = new ArrayList<>();
    for (List<Statement> group : groups) {
      if (group.size() > 1) {
        statements.add(fused(group, asked, absorbed));
      } else if (!absorbed.contains(group.get(0))) {
        statements.addAll(group);
      }
    }
    return statements;
  }

  /** For each tensor the statements that ask for its shape. */
  private static Map<Variable, List<Statement.Invoke>> shapesAsked(List<List<Statement>> groups) {
    Map<Variable, List<Statement.Invoke>> asked = new HashMap<>();
    for (List<Statement> group : groups) {
      if (group.get(0) instanceof Statement.Invoke invoke
          && invoke.member().owner().equals(ObjectType.TENSOR.name())
          && invoke.member().name().equals("shape")) {
        asked
            .computeIfAbsent((Variable) invoke.arguments().get(0), none -> new ArrayList<>())
            .add(invoke);
      }
    }
    return asked;
  }

  /**
   * One loop.
   *
   * @param absorbed gets what the loop does too
   */
  private Statement fused(
      List<Statement> group, Map<Variable, List<Statement.Invoke>> asked, Set<Statement> absorbed) {
    Map<Variable, Integer> within = new HashMap<>();
    for (Statement statement : group) {
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable) {
          within.merge(variable, 1, Integer::sum);
        }
      }
    }
    FusedLoopBuilder builder = new FusedLoopBuilder();
    List<Variable> targets = new ArrayList<>();
    List<Variable> shapesOfInner = new ArrayList<>();
    for (Statement statement : group) {
      Statement.Invoke invoke = (Statement.Invoke) statement;
      Variable target = invoke.targets().get(0);
      List<Statement.Invoke> ofShape = asked.getOrDefault(target, List.of());
      int others = mentions.getOrDefault(target, 0) - within.getOrDefault(target, 0);
      boolean isStored = others > ofShape.size();
      builder.add(invoke, isStored);
      if (isStored) {
        targets.add(target);
      } else {
        absorbed.addAll(ofShape);
        for (Statement.Invoke shape : ofShape) {
          builder.askForShape(target);
          shapesOfInner.add(shape.targets().get(0));
        }
      }
    }
    String name = names.fresh(nameOf(group), FusedLoop.TYPE, Variable.Role.SINGLE).name();
    Member member = builder.member(name);
    loops.put(member.key(), builder.build(name));
    targets.addAll(shapesOfInner);
    Statement first = group.get(0);
    return new Statement.Invoke(targets, member, builder.arguments(), first.origin());
  }

  /** After what comes last. */
  private static String nameOf(List<Statement> group) {
    Statement.Invoke last = (Statement.Invoke) group.get(group.size() - 1);
    return last.targets().get(0).name() + "Loop";
  }
}
