package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which backward passes of several outputs stand in each other's way, and where they could part.
 */
final class SlicesTest {

  private static Map<String, String> ofMethodsIn(String name) {
    CorpusFile file =
        CorpusFile.all().stream()
            .filter(it -> it.toString().contains(name))
            .findFirst()
            .orElseThrow();
    Compiled compiled = new Compiled(file);
    Map<String, String> told = new TreeMap<>();
    compiled
        .after("inline")
        .forEach(
            (key, function) -> {
              if (file.methods().containsKey(function.name())) {
                told.put(function.name(), tell(compiled.derivative(key).taped()));
              }
            });
    return told;
  }

  /** {@code l1-l2 at a} for two that cannot both run, {@code l1} for one that cannot run twice. */
  private static String tell(ReverseProgram program) {
    Slices slices = program.slices();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < slices.outputs().size(); i++) {
      for (int j = i; j < slices.outputs().size(); j++) {
        if (slices.isBlocked(i, j)) {
          String one = slices.outputs().get(i).name();
          Slices.Joint joint = slices.joints().get(Slices.Pair.of(i, j));
          told.add(
              i == j
                  ? one
                  : one
                      + "-"
                      + slices.outputs().get(j).name()
                      + (joint == null ? "" : " at " + joint.variable()));
        }
      }
    }
    return String.join(", ", new TreeSet<>(told));
  }

  @Test
  void whatIsSharedAndStoredBlocks() {
    Map<String, String> told = ofMethodsIn("outputs/TwoLosses");
    assertEquals("l1, l1-l2 at a, l2", told.get("shared"));
    assertEquals("l1, l2", told.get("parted"));
    assertEquals("l1, l2", told.get("sum"), "the shared sum stores nothing");
    assertEquals("l1, l2", told.get("apart"));
    assertEquals("l1, l1-l2 at a, l2", told.get("same"));
    assertEquals("l1, l1-l2 at first, l2", told.get("chained"));
    assertEquals("l1, l2", told.get("reused"), "one name, two values");
    assertEquals("l1, l2", told.get("twice"), "one expression, written twice");
  }

  @Test
  void whatIsRetainedDoesNot() {
    Map<String, String> told = ofMethodsIn("outputs/TwoLosses");
    assertEquals("l2", told.get("firstKept"));
    assertEquals("", told.get("secondKept"), "l2 reads all that l1 reads");
    assertEquals("", told.get("bothKept"));
    assertEquals("", told.get("methodKept"));
    assertEquals("l2", told.get("localKept"), "l1 is a * a, and a is kept; the sine of l2 is not");
  }

  @Test
  void threeOutputs() {
    Map<String, String> told = ofMethodsIn("outputs/ThreeOutputs");
    assertEquals("a, a-b at hidden, a-c at hidden, b, b-c at output, c", told.get("chain"));
    assertEquals("a, b, c", told.get("cut"));
    assertEquals("c", told.get("kept"), "b reads all that a reads");
    assertEquals("b, b-c at output, c", told.get("keptInTheMiddle"));
    assertEquals("a, a-single at t, single", told.get("constants"));
  }

  @Test
  void loopsAndBranches() {
    Map<String, String> told = ofMethodsIn("outputs/Control");
    assertEquals("first, first-second at first, second", told.get("loops"));
    assertEquals("first, first-second, second", told.get("written"));
    assertEquals("backward, close, value, value-backward at into", told.get("names"));
    assertEquals("first, first-second at power, second", told.get("recursive"));
    assertEquals("first, first-second at root, second", told.get("newton"));
  }
}
