package dev.gradc.processor.report;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.report.TapeReport.Life;
import dev.gradc.processor.report.TapeReport.Output;
import dev.gradc.processor.report.TapeReport.Place;
import dev.gradc.processor.report.TapeReport.Row;
import dev.gradc.processor.tape.Reason;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.StoreFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what is known of a tape: a row for every slot and every value computed again. */
final class TapeSurvey {

  private static final int LIMIT = 48;

  private final Map<Variable, Statement> computedIn = new LinkedHashMap<>();
  private Map<Variable, UserName> names;
  private SourceText text;
  private BackwardUses uses;
  private Slices slices;

  TapeReport survey(ReportedMethod method) {
    ReverseProgram program = method.program();
    names = new UserNames().find(method);
    text = new SourceText(names, List.of(program.forward(), method.primal().body()));
    uses = new BackwardUses(program);
    slices = method.slices();
    collectStatements(method.primal().body());

    SlotSizes sizes = new SlotSizes(program, text);
    Map<Slot, Size> sizeOf = new LinkedHashMap<>();
    program.slots().forEach(slot -> sizeOf.put(slot, sizes.of(slot)));
    List<Row> rows = new ArrayList<>();
    sizeOf.forEach((slot, size) -> rows.add(stored(slot, size, program.facts())));
    rows.addAll(recomputed(program));
    rows.sort(Comparator.comparingInt(Row::line));
    Origin origin = method.signature().origin();
    return new TapeReport(
        method.methodName(),
        method.qualifiedName(),
        origin.file(),
        origin.line(),
        outputs(sizeOf),
        rows,
        List.copyOf(runAgain(method, program.forward())),
        sizeOf.values().stream().reduce(Size.NONE, Size::plus));
  }

  /** The calls that are made once more on the way back. */
  private static Set<Place> runAgain(ReportedMethod method, Block block) {
    Set<Place> places = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      boolean isGoneBack =
          statement instanceof Statement.Invoke invoke
              && invoke.member().pullback().filter(it -> it.rule().isEmpty()).isPresent()
              && (invoke.targets().stream().anyMatch(it -> isActive(method, it, block))
                  || !invoke.member().inPlace().isEmpty());
      if (isGoneBack) {
        Origin origin = statement.origin();
        boolean isWhole = origin.equals(method.signature().origin());
        String text = isWhole ? method.methodName() : Checkpoint.nameOf(origin);
        places.add(new Place(origin.line(), text));
      }
      statement.blocks().forEach(inner -> places.addAll(runAgain(method, inner)));
    }
    return places;
  }

  /** Whether derivatives flow through it, or through a copy of what a part has lent. */
  private static boolean isActive(ReportedMethod method, Variable target, Block block) {
    return method.activity().isActive(target)
        || block.statements().stream()
            .anyMatch(
                it ->
                    it instanceof Statement.Invoke copy
                        && copy.member().owner().equals(ObjectType.TENSOR_PACKAGE + "Cotangents")
                        && copy.member().name().equals("copy")
                        && copy.arguments().get(0).equals(target)
                        && copy.targets().stream().anyMatch(method.activity()::isActive));
  }

  private List<Output> outputs(Map<Slot, Size> sizeOf) {
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < slices.outputs().size(); i++) {
      Slices.Output output = slices.outputs().get(i);
      Size size = Size.NONE;
      int count = 0;
      for (Map.Entry<Slot, Size> entry : sizeOf.entrySet()) {
        if (output.reads().contains(entry.getKey().variable())) {
          size = size.plus(entry.getValue());
          count++;
        }
      }
      List<String> blocks = new ArrayList<>();
      for (int j = 0; j < slices.outputs().size(); j++) {
        if (slices.isBlocked(j, i)) {
          blocks.add(slices.outputs().get(j).name());
        }
      }
      outputs.add(new Output(output.name(), count, size, blocks));
    }
    return outputs;
  }

  private Row stored(Slot slot, Size size, StoreFacts facts) {
    StoreFacts.Recorded recorded = facts.recorded().get(slot.variable());
    Variable value = recorded == null ? slot.variable() : recorded.value();
    return row(value, slot.origin(), facts.reasonOf(slot), slot.variable(), size, life(slot));
  }

  private Life life(Slot slot) {
    if (!slot.isFreed()) {
      return Life.KEPT;
    }
    if (slices.retained().contains(slot.variable())) {
      return Life.RETAINED;
    }
    Set<Integer> readers = slices.readersOf(slot.variable());
    boolean isShared =
        readers.stream()
            .anyMatch(
                one ->
                    readers.stream()
                        .anyMatch(
                            other -> one < other && slices.between(one, other).contains(slot)));
    return isShared ? Life.SHARED : Life.FREED;
  }

  /** The values that the backward region has again, but for what only positions in slots are. */
  private List<Row> recomputed(ReverseProgram program) {
    Set<Row> rows = new LinkedHashSet<>();
    program
        .facts()
        .reasons()
        .forEach(
            (value, reason) -> {
              if (reason.way() == Reason.Way.RECOMPUTED
                  && computedIn.containsKey(value)
                  && uses.isComputedAgain(value)) {
                rows.add(
                    row(
                        value,
                        computedIn.get(value).origin(),
                        reason,
                        value,
                        Size.NONE,
                        Life.NEVER_STORED));
              }
            });
    return List.copyOf(rows);
  }

  private Row row(
      Variable value, Origin computed, Reason reason, Variable read, Size size, Life life) {
    UserName name = names.get(value);
    Origin origin = name == null ? computed : name.origin();
    if (origin.line() == 0 && computed.line() > 0) {
      origin = computed;
    }
    List<Place> neededBy = new ArrayList<>();
    uses.of(read)
        .forEach(
            use -> {
              Place place = new Place(use.line(), SourceLine.of(use, LIMIT));
              if (!neededBy.contains(place)) {
                neededBy.add(place);
              }
            });
    List<String> outputs =
        slices.readersOf(read).stream().map(it -> slices.outputs().get(it).name()).toList();
    return new Row(
        origin.line(),
        switch (reason) {
          case LOOP_POSITION -> "position in slots";
          case ADJOINT -> value.name();
          default -> variable(value);
        },
        SourceLine.of(origin, LIMIT),
        reason,
        neededBy,
        size,
        outputs,
        life);
  }

  private String variable(Variable value) {
    if (names.containsKey(value) || text.definition(value) == null) {
      return text.of(value, LIMIT);
    }
    return text.computation(text.definition(value), LIMIT);
  }

  private void collectStatements(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && !isLiteral(assign)) {
        computedIn.putIfAbsent(assign.target(), statement);
      }
      statement.blocks().forEach(this::collectStatements);
    }
  }

  private static boolean isLiteral(Statement.Assign assign) {
    List<Atom> arguments = assign.operation().arguments();
    return assign.target().isMutable() || arguments.stream().allMatch(Constant.class::isInstance);
  }
}
