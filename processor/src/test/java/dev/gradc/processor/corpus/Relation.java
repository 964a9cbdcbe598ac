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
      all.add(new WithoutPass(pass.optionName()));
    }
    all.add(new WithoutPass("all"));
    return all;
  }

  /**
   * Without an optimisation, or without all, everything is right too, and the gradient is the same.
   *
   * @param pass as {@code -Agradc.disable=} knows it
   */
  record WithoutPass(String pass) implements Relation {

    @Override
    public String name() {
      return "without " + pass;
    }

    @Override
    public boolean holds(CorpusFile file) {
      CorpusFile inAllModes = file.inModes("REVERSE", "FORWARD");
      Compiled optimized = new Compiled(inAllModes);
      Compiled without = new Compiled(inAllModes, "-Agradc.disable=" + pass);
      assertEquals(List.of(), without.complaints(), pass);
      for (String method : file.methods().keySet()) {
        CorpusTest.assertSameGradients(file, optimized, without, method);
        Checks checks = new Checks(file, without, method);
        Checks.all().values().forEach(check -> Checks.awayFromKinks(checks, check));
      }
      return true;
    }
  }
}
