package dev.gradc.processor.source;

import dev.gradc.processor.ir.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a method does at most, in the words in which {@code dev.gradc.OtherClasses} compares it. */
public final class EffectTexts {

  private EffectTexts() {}

  /** A text for each effect, in order. */
  public static List<String> of(Member.Effects effects) {
    List<String> texts = new ArrayList<>();
    add("written", effects.written(), texts);
    add("moved", effects.moved(), texts);
    add("shared", effects.shared(), texts);
    add("joined", effects.joined(), texts);
    add("repeated", effects.repeated(), texts);
    effects.statics().stream().sorted().forEach(it -> texts.add("statics " + it));
    if (!effects.isRepeatable()) {
      texts.add("not repeatable");
    }
    return texts;
  }

  /** The same of one that is called on memory that is kept. */
  public static List<String> of(Member.OnKeptMemory called) {
    List<String> texts = new ArrayList<>();
    if (called.holdsArguments()) {
      texts.add("holds arguments");
    }
    if (called.holdsSums()) {
      texts.add("holds sums");
    }
    if (called.givesArguments()) {
      texts.add("gives arguments");
    }
    return texts;
  }

  private static void add(String name, Set<Integer> positions, List<String> texts) {
    positions.stream().sorted().forEach(it -> texts.add(name + " " + it));
  }
}
