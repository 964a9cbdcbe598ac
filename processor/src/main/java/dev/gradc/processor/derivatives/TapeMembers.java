package dev.gradc.processor.derivatives;

import dev.gradc.processor.Options;
import dev.gradc.processor.derivatives.ObjectParts.Adjoint;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.HandleNames;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The class Tape, the handles of its outputs, and the methods that record and go back. */
final class TapeMembers {

  private final Companion companion;
  private final ObjectParts parts;
  private final Steps steps;
  private final Options.Guard guard;
  private final HandleNames handles;

  TapeMembers(Companion companion, ObjectParts parts, Steps steps, Options.Guard guard) {
    this.companion = companion;
    this.parts = parts;
    this.steps = steps;
    this.guard = guard;
    this.handles = new HandleNames(companion.signature());
  }

  /** What a member gives, leaf by leaf. */
  Optional<List<Variable>> results(DerivativeMember member, List<List<Variable>> arguments) {
    boolean isOfTape = member.place().equals("Tape");
    return switch (member.name()) {
      case "new" -> Optional.of(empty());
      case "forward" ->
          Optional.of(
              member.place().isEmpty()
                  ? forward(empty(), arguments)
                  : forward(arguments.get(0), arguments.subList(1, arguments.size())));
      case "value" -> Optional.of(value(member, arguments.get(0)));
      case "backward" -> Optional.of(backward(member, arguments));
      case "close" -> {
        steps.store(state(arguments.get(0)), Constant.of(0), Constant.FALSE);
        yield Optional.of(List.of());
      }
      default ->
          isOfTape && handles.accessors().contains(member.name())
              ? Optional.of(arguments.get(0))
              : Optional.empty();
    };
  }

  private Variable state(List<Variable> tape) {
    return tape.get(0);
  }

  private int outputs() {
    return companion.signature().outputs().size();
  }

  private List<Variable> empty() {
    List<Variable> tape = new ArrayList<>();
    for (ObjectParts.Part part : parts.tape()) {
      Type held = ((ArrayType) part.type()).element();
      tape.add(tape.isEmpty() ? steps.flags(outputs() + 1) : steps.cell(part.name(), held));
    }
    return tape;
  }

  private List<Variable> forward(List<Variable> tape, List<List<Variable>> arguments) {
    List<Variable> primals =
        GradientMembers.flat(arguments, 0, companion.signature().parameters().size());
    new WrittenArrays(companion, steps).requireDistinct(primals, List.of());
    int next = 1;
    List<Variable> results = steps.call(companion.forward(), primals);
    int count = parts.results().size();
    for (Variable value : results.subList(0, count)) {
      steps.set(tape.get(next++), value);
    }
    for (Adjoint adjoint : parts.kept()) {
      steps.set(tape.get(next++), primals.get(adjoint.position()));
    }
    List<Integer> guarded = companion.guarded();
    List<Variable> copies = new ArrayList<>();
    if (guard != Options.Guard.NONE) {
      guarded.forEach(it -> copies.add(steps.copyOf(primals.get(it))));
    } else {
      guarded.forEach(it -> copies.add(primals.get(it)));
    }
    for (int i = 0; i < companion.taped().slots().size(); i++) {
      Variable slot = companion.taped().slots().get(i).variable();
      Variable value = results.get(count + i);
      int position = positionOf(slot);
      boolean isCopied = guard == Options.Guard.COPY && guarded.contains(position);
      steps.set(tape.get(next++), isCopied ? copies.get(guarded.indexOf(position)) : value);
    }
    for (Variable copy : copies) {
      steps.set(tape.get(next++), copy);
    }
    for (int i = 0; i <= outputs(); i++) {
      steps.store(state(tape), Constant.of(i), i == 0 ? Constant.TRUE : Constant.FALSE);
    }
    return tape;
  }

  private int positionOf(Variable parameter) {
    for (int i = 0; i < companion.primal().parameters().size(); i++) {
      if (companion.primal().parameters().get(i).variable().equals(parameter)) {
        return i;
      }
    }
    return -1;
  }

  private void requireRecorded(List<Variable> tape) {
    Variable isRecorded = steps.load(state(tape), Constant.of(0), "isRecorded");
    steps.throwIf(
        steps.not(isRecorded),
        "java.lang/IllegalStateException",
        "this tape of " + companion.source() + " holds no recording, or is closed");
  }

  private Optional<Integer> outputOf(DerivativeMember member) {
    return member.place().equals("Tape")
        ? Optional.empty()
        : Optional.of(handles.classes().indexOf(member.place().substring("Tape.".length())));
  }

  private List<Variable> value(DerivativeMember member, List<Variable> tape) {
    requireRecorded(tape);
    List<Variable> values = new ArrayList<>();
    Optional<Signature.Output> output = outputOf(member).map(companion.signature().outputs()::get);
    int first = output.map(Signature.Output::firstLeaf).orElse(0);
    int count = output.map(it -> Leaf.of(it.type()).size()).orElse(parts.results().size());
    for (int i = 0; i < count; i++) {
      Variable value = steps.get(tape.get(1 + first + i));
      boolean isConstant =
          companion.primal().detachedResult() || parts.results().get(first + i).detached();
      values.add(isConstant ? (Variable) steps.detached(value) : value);
    }
    return values;
  }

  private List<Variable> backward(DerivativeMember member, List<List<Variable>> arguments) {
    List<Variable> tape = arguments.get(0);
    Optional<Integer> output = outputOf(member);
    requireRecorded(tape);
    List<Integer> running = new ArrayList<>();
    output.ifPresentOrElse(
        running::add,
        () -> {
          for (int i = 0; i < outputs(); i++) {
            running.add(i);
          }
        });
    requirePasses(running, tape);
    Type last = member.parameters().get(member.parameters().size() - 1);
    boolean hasInto =
        arguments.size() > 1 && last.equals(new ObjectType(companion.name() + ".Gradient"));
    List<Variable> kept = keptParts(tape);
    List<Variable> gradient =
        hasInto
            ? arguments.get(arguments.size() - 1)
            : new GradientMembers(companion, parts, steps).zerosOf(kept);
    int seedCount = arguments.size() - 1 - (hasInto ? 1 : 0);
    List<Atom> seeds = seeds(output, seedCount == 0 ? List.of() : arguments.get(1), tape);
    requireUnchanged(tape);
    if (hasInto) {
      requireNoInputs(seeds, tape, new GradientMembers(companion, parts, steps).arrays(gradient));
    }
    run(output, seeds, kept, tape, gradient, hasInto);
    for (int each : running) {
      steps.store(state(tape), Constant.of(1 + each), Constant.TRUE);
    }
    return gradient;
  }

  private void requireNoInputs(List<Atom> seeds, List<Variable> tape, List<Variable> summed) {
    InputArrays inputs = new InputArrays(steps);
    seeds.forEach(seed -> inputs.add(seed, "the seed"));
    for (int i = 0; i < companion.taped().slots().size(); i++) {
      Slot slot = companion.taped().slots().get(i);
      if (slot.variable().type() instanceof ArrayType) {
        Variable held = steps.get(tape.get(firstSlot() + i));
        inputs.add(held, "'" + slot.subject() + "', which the tape reads,");
      }
    }
    inputs.requireNone(summed);
  }

  private int firstSlot() {
    return 1 + parts.results().size() + parts.kept().size();
  }

  private void run(
      Optional<Integer> output,
      List<Atom> seeds,
      List<Variable> kept,
      List<Variable> tape,
      List<Variable> gradient,
      boolean isGiven) {
    GradientMembers members = new GradientMembers(companion, parts, steps);
    List<Atom> given = new ArrayList<>();
    for (int i = 0; i < companion.taped().slots().size(); i++) {
      given.add(steps.get(tape.get(firstSlot() + i)));
    }
    given.addAll(seeds);
    List<Variable> added = isGiven ? members.apart(gradient) : members.arrays(gradient);
    given.addAll(added);
    List<Variable> values = new ArrayList<>();
    for (int i = 0; i < parts.results().size(); i++) {
      values.add(steps.get(tape.get(1 + i)));
    }
    members.requireShapesOf(seeds, values);
    List<Variable> numbers = steps.call(companion.backward(output), given);
    members.addApart(added, gradient);
    members.update(values, numbers, kept, gradient);
  }

  /** For each leaf of an active parameter that of the primal; of numbers none is read. */
  private List<Variable> keptParts(List<Variable> tape) {
    List<Variable> kept = new ArrayList<>();
    int next = 1 + parts.results().size();
    for (Adjoint adjoint : parts.adjoints()) {
      kept.add(adjoint.isKept() ? steps.get(tape.get(next++)) : null);
    }
    return kept;
  }

  /** A cotangent for every result: zeros for those of other outputs. */
  private List<Atom> seeds(Optional<Integer> output, List<Variable> given, List<Variable> tape) {
    Optional<Signature.Output> only = output.map(companion.signature().outputs()::get);
    int first = only.map(Signature.Output::firstLeaf).orElse(0);
    int count = only.map(it -> Leaf.of(it.type()).size()).orElse(parts.results().size());
    List<Atom> seeds = new ArrayList<>();
    for (int i = 0; i < parts.results().size(); i++) {
      Type type = parts.results().get(i).type();
      if (!type.isDifferentiable()) {
        continue;
      }
      boolean isOf = i >= first && i < first + count;
      if (isOf && !given.isEmpty()) {
        seeds.add(given.get(i - first));
      } else if (type instanceof Scalar scalar) {
        seeds.add(Constant.of(isOf ? 1 : 0, scalar));
      } else if (type.equals(ObjectType.TENSOR)) {
        seeds.add(Constant.zero(type));
      } else {
        seeds.add(steps.zerosLike(steps.get(tape.get(1 + i)), "noSeed"));
      }
    }
    return seeds;
  }

  private void requirePasses(List<Integer> running, List<Variable> tape) {
    Slices slices = companion.taped().slices();
    for (int earlier = 0; earlier < outputs(); earlier++) {
      int before = earlier;
      if (running.stream().anyMatch(it -> slices.isBlocked(it, before))) {
        steps.throwIf(
            steps.load(state(tape), Constant.of(1 + earlier), "hasRun"),
            "dev.gradc/TapeFreedException",
            "a backward pass of "
                + companion.source()
                + " needs what an earlier one has freed. If gradients are to flow through it from"
                + " both, retain it with @Retain. If not, part the graphs with @Detach.");
      }
    }
  }

  private void requireUnchanged(List<Variable> tape) {
    if (guard != Options.Guard.CHECK) {
      return;
    }
    List<Integer> guarded = companion.guarded();
    for (int i = 0; i < guarded.size(); i++) {
      int slot = slotOf(guarded.get(i));
      if (slot < 0) {
        continue;
      }
      Variable now = steps.get(tape.get(firstSlot() + slot));
      Variable then = steps.get(tape.get(tape.size() - guarded.size() + i));
      String name = companion.primal().parameters().get(guarded.get(i)).variable().name();
      new UnchangedArrays(name, companion.source()).require(now, then, steps);
    }
  }

  private int slotOf(int parameter) {
    Variable variable = companion.primal().parameters().get(parameter).variable();
    for (int i = 0; i < companion.taped().slots().size(); i++) {
      if (companion.taped().slots().get(i).variable().equals(variable)) {
        return i;
      }
    }
    return -1;
  }
}
