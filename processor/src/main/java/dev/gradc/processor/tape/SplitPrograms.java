package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.SplitLoops;
import java.util.ArrayList;
import java.util.List;

/** Splits the loops of all programs of a derivative ({@link SplitLoops}), each on its own. */
public final class SplitPrograms {

  /** The same derivative with its loops split. */
  public Derivative of(Derivative derivative) {
    Derivative split = derivative.with(this::split).withTangents(this::split);
    return split.with(split.matrices().with(this::split, this::split));
  }

  private ReverseProgram split(ReverseProgram program) {
    List<Block> regions = new ArrayList<>();
    regions.add(program.forward());
    regions.add(program.backward());
    regions.addAll(program.outputs());
    FreshNames names = program.freeNames();
    regions.forEach(names::reserveAll);
    SplitLoops loops = new SplitLoops(arraysOf(regions), program.parameters(), names);
    return program.withRegions(
        loops.split(program.forward()),
        loops.split(program.backward()),
        program.outputs().stream().map(loops::split).toList());
  }

  private ForwardProgram split(ForwardProgram program) {
    Function function = program.function();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    List<Variable> given =
        function.parameters().stream().map(Function.Parameter::variable).toList();
    Block body = new SplitLoops(arrays, given, FreshNames.in(function)).split(function.body());
    return new ForwardProgram(
        new Function(
            function.key(),
            function.name(),
            function.parameters(),
            body,
            function.results(),
            function.detachedResult(),
            function.origin()),
        program.written());
  }

  private Sweep split(Sweep sweep) {
    List<Variable> given = new ArrayList<>(sweep.primals());
    sweep.directions().forEach(given::addAll);
    ArrayOrigins arrays = arraysOf(List.of(sweep.body()));
    return sweep.with(new SplitLoops(arrays, given, sweep.freeNames()).split(sweep.body()));
  }

  /** Arrays that no statement mentions nobody asks for. */
  private static ArrayOrigins arraysOf(List<Block> regions) {
    List<Statement> statements = new ArrayList<>();
    regions.forEach(it -> statements.addAll(it.statements()));
    return new AliasAnalysis().analyze(List.of(), new Block(statements));
  }
}
