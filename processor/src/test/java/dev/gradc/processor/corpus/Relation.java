package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.optimize.Pass;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the derivative of a method and that of a changed one, or a second one. */
interface Relation {

  /** What is wrong where it does not hold. */
  String name();

  /**
   * Requires it of all annotated methods of a file.
   *
   * @return whether it was looked at; if not, the changed methods are refused, as they should be
   */
  boolean holds(CorpusFile file);

  /** All that are looked at, one after the other. */
  static List<Relation> all() {
    List<Relation> all = new ArrayList<>(List.of(Change.values()));
    for (Pass pass : Pass.values()) {
      all.add(new WithOption("-Agradc.disable=" + pass.optionName()));
    }
    all.add(new WithOption("-Agradc.disable=all"));
    all.add(new WithOption("-Agradc.guard=copy"));
    return all;
  }

  /**
   * Without an optimisation, without all, or with copies of the arguments in tapes, everything is
   * right too, and the gradient is the same.
   */
  record WithOption(String option) implements Relation {

    @Override
    public String name() {
      return "with " + option;
    }

    @Override
    public boolean holds(CorpusFile file) {
      CorpusFile inAllModes = file.inModes("REVERSE", "FORWARD");
      Compiled usual = new Compiled(inAllModes);
      Compiled other = new Compiled(inAllModes, option);
      assertEquals(List.of(), other.complaints(), option);
      for (String method : file.methods().keySet()) {
        CorpusTest.assertSameGradients(file, usual, other, method);
        Checks checks = new Checks(file, other, method);
        Checks.all().values().forEach(check -> Checks.awayFromKinks(checks, check));
      }
      return true;
    }
  }
}
