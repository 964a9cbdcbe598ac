package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A tape class of this build, with what is known of its backward passes. A pass is named by the
 * position of its output.
 *
 * @param guarded the arrays of the caller that backward passes read again, and that are neither
 *     copied nor left to the caller
 */
public record TapeClass(Signature signature, Slices slices, List<Guarded> guarded) {

  /** The pass of all outputs in one sweep. */
  public static final int ALL = -1;

  public TapeClass {
    guarded = List.copyOf(guarded);
  }

  /**
   * An array that the caller gives.
   *
   * @param parameter position of the parameter
   * @param components where the array is in it, if it is a record
   * @param readers passes that read it
   */
  public record Guarded(
      int parameter, List<String> components, Variable variable, Set<Integer> readers) {
    public Guarded {
      components = List.copyOf(components);
      readers = Set.copyOf(readers);
    }
  }

  /** The class around it, as Java names it: {@code p.LossesGrad.Focal}. */
  public String name() {
    String prefix = signature.packageName().isEmpty() ? "" : signature.packageName() + ".";
    return prefix + signature.companionName() + "." + signature.nestedName();
  }

  /** The output of a handle that a method of the tape gives; a name that is taken has a prefix. */
  Optional<Integer> output(String accessor) {
    Optional<Integer> prefixed = Optional.empty();
    for (int i = 0; i < slices.outputs().size(); i++) {
      String name = slices.outputs().get(i).name();
      if (accessor.equals(name)) {
        return Optional.of(i);
      }
      if (accessor.equals(
          "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))) {
        prefixed = Optional.of(i);
      }
    }
    return prefixed;
  }

  /** The slots for lack of which a pass fails after another one. */
  List<Slot> conflict(int pass, int earlier) {
    return shared(pass, earlier).stream()
        .filter(slot -> !slices.retained().contains(slot.variable()))
        .toList();
  }

  /** The slots that two passes both need and that are there for the second as they are retained. */
  Set<Variable> savedByRetain(int pass, int earlier) {
    Set<Variable> saved = new LinkedHashSet<>();
    shared(pass, earlier).forEach(slot -> saved.add(slot.variable()));
    saved.retainAll(slices.retained());
    return saved;
  }

  private List<Slot> shared(int pass, int earlier) {
    if (pass != ALL && earlier != ALL) {
      return slices.shared().getOrDefault(Slices.Pair.of(pass, earlier), List.of());
    }
    if (pass != ALL || earlier != ALL) {
      int single = pass == ALL ? earlier : pass;
      return shared(single, single);
    }
    Set<Slot> all = new LinkedHashSet<>();
    for (int i = 0; i < slices.outputs().size(); i++) {
      all.addAll(shared(i, i));
    }
    return new ArrayList<>(all);
  }

  /** Slots that a backward pass would give up, were they not retained. */
  public Set<Variable> retained() {
    Set<Variable> retained = new LinkedHashSet<>();
    slices.shared().values().forEach(slots -> slots.forEach(slot -> retained.add(slot.variable())));
    retained.retainAll(slices.retained());
    return retained;
  }
}
