package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.optimize.StrengthReduction;
import java.util.ArrayList;
import java.util.List;

/** Counts the iterations of all programs of a derivative ({@link StrengthReduction}). */
public final class CountedStrides {

  /** The same derivative. */
  public Derivative of(Derivative derivative) {
    return derivative.with(CountedStrides::counted);
  }

  private static ReverseProgram counted(ReverseProgram program) {
    List<Block> regions = new ArrayList<>();
    regions.add(program.forward());
    regions.add(program.backward());
    regions.addAll(program.outputs());
    FreshNames names = program.freeNames();
    regions.forEach(names::reserveAll);
    List<Block> counted = new StrengthReduction(names).reduce(regions);
    return program.withRegions(counted.get(0), counted.get(1), counted.subList(2, counted.size()));
  }
}
