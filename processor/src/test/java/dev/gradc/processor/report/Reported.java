package dev.gradc.processor.report;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.LaidOutRegions;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A method to report on, made of IR text, with slices that a test makes up. */
final class Reported {

  private final Function function;
  private final ArrayOrigins arrays;
  private final Activity activity;
  private final ReverseProgram program;
  private final List<Slices.Output> outputs = new ArrayList<>();
  private final Map<Slices.Pair, List<Slot>> shared = new LinkedHashMap<>();
  private final Set<Variable> retained = new LinkedHashSet<>();

  Reported(String text) {
    function = Parser.function(text);
    arrays = new AliasAnalysis().analyze(function);
    activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    program = program();
  }

  private ReverseProgram program() {
    AdjointRegions regions = new Adjoint(new Rules()).differentiate(function, activity, arrays);
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    Simplifier simplifier = new Simplifier(Set.of());
    Block tidied = simplifier.simplify(regions.backward(), adjoints, false);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(regions, SeparatedOutputs.of(tidied), arrays, TapeLayout.Form.TAPED);
    SeparatedOutputs backward =
        laidOut.backward().with(region -> simplifier.simplify(region, adjoints, false));
    Set<Variable> live = new LinkedHashSet<>(FreeVariables.of(backward.combined()));
    regions.results().forEach(result -> live.add((Variable) result));
    Block forward = simplifier.simplify(laidOut.forward(), live, true);
    return new SlotAssignment()
        .assign(laidOut.with(forward, backward), function, List.of(), arrays);
  }

  ReverseProgram taped() {
    return program;
  }

  /** Adds an output whose pass reads the slots of these values. */
  Reported output(String name, String... values) {
    Set<Variable> reads = new LinkedHashSet<>();
    for (String value : values) {
      reads.add(slot(value).variable());
    }
    outputs.add(new Slices.Output(name, reads));
    return this;
  }

  /** Both passes of the first two outputs go back through steps that read the slots. */
  Reported shared(String... values) {
    List<Slot> slots = new ArrayList<>();
    for (String value : values) {
      slots.add(slot(value));
    }
    shared.put(Slices.Pair.of(0, 1), slots);
    return this;
  }

  Reported retained(String... values) {
    for (String value : values) {
      retained.add(slot(value).variable());
    }
    return this;
  }

  /** The only output reads all slots. */
  Reported whole() {
    return output(
        "value", program.slots().stream().map(Slot::subject).distinct().toArray(String[]::new));
  }

  Slot slot(String value) {
    return program.slots().stream()
        .filter(slot -> slot.subject().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no slot of " + value + ": " + program.slots()));
  }

  ReportedMethod method() {
    List<Signature.Parameter> parameters = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      parameters.add(
          new Signature.Parameter(variable.name(), variable.type(), parameter.detached()));
    }
    List<RecordType.Component> components = new ArrayList<>();
    outputs.forEach(
        it -> components.add(new RecordType.Component(it.name(), Scalar.DOUBLE, false)));
    Type result =
        components.size() == 1
            ? Scalar.DOUBLE
            : new RecordType("p", "Losses", List.of(), components);
    Signature signature =
        new Signature(
            "p",
            List.of("Losses"),
            "f",
            "F",
            parameters,
            result,
            true,
            false,
            Set.of(),
            Set.of(Mode.REVERSE),
            Signature.Declaration.NONE,
            Origin.NONE);
    return new ReportedMethod(
        signature,
        function,
        function,
        activity,
        arrays,
        program,
        new Slices(outputs, shared, Map.of(), retained),
        (operator, position) ->
            new Rules().find(operator).orElseThrow().partials().get(position)
                instanceof Partial.Linear);
  }
}
