package dev.gradc.processor.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a random program may name at a place. */
final class RandomScope {

  /** Types; every array has three elements in each dimension. */
  enum Kind {
    DOUBLE("double"),
    FLOAT("float"),
    INT("int"),
    BOOLEAN("boolean"),
    VECTOR("double[]"),
    FLOATS("float[]"),
    MATRIX("double[][]"),
    CUBE("double[][][]"),
    PAIR("Pair"),
    MODEL("Model"),
    PAIRS("Pair[]"),
    MODELS("Model[]"),
    MARKED("Marked"),
    SHAPE("Shape"),
    SHAPES("Shape[]"),
    HELD_PAIR("Held<Pair>"),
    HELD_VECTOR("Held<double[]>"),
    GAUGE("Gauge"),
    FRAME("Frame"),
    SHELF("Shelf"),
    /** A record with an array, and with an object that holds one. */
    KIT("Kit"),
    HELD_FRAME("Held<Frame>"),
    /** An object that holds a matrix. */
    RACK("Rack"),
    HELD_RACK("Held<Rack>"),
    /** An object that holds floats. */
    STRIP("Strip"),
    /** A static array that nobody writes. */
    TABLE("static double[]"),
    /** Near the end of int, and near its beginning; no parameters of helpers. */
    HIGH("int"),
    LOW("int"),
    COLOR("Color"),
    INTS("int[]"),
    STRING("String");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As Java writes it. */
    String text() {
      return text;
    }

    /** The first one that Java writes so. */
    static Optional<Kind> of(String text) {
      return Arrays.stream(values()).filter(it -> it.text.equals(text)).findFirst();
    }
  }

  /**
   * A variable.
   *
   * @param isAssignable whether it may be assigned to
   * @param isIndex whether it is an int from 0 to 2
   */
  record Name(String name, Kind kind, boolean isAssignable, boolean isIndex) {}

  private final List<Name> names;
  private final List<String> labels;
  private final int depth;

  private RandomScope(List<Name> names, List<String> labels, int depth) {
    this.names = new ArrayList<>(names);
    this.labels = List.copyOf(labels);
    this.depth = depth;
  }

  /** With nothing in it. */
  RandomScope() {
    this(List.of(), List.of(), 0);
  }

  /** A block inside. */
  RandomScope inner() {
    return new RandomScope(names, labels, depth + 1);
  }

  /** The body of a loop inside. */
  RandomScope loop(String label) {
    List<String> more = new ArrayList<>(labels);
    more.add(label);
    return new RandomScope(names, more, depth + 1);
  }

  int depth() {
    return depth;
  }

  /** Labels of the loops around, from the outermost inwards. */
  List<String> labels() {
    return labels;
  }

  void add(String name, Kind kind, boolean isAssignable) {
    names.add(new Name(name, kind, isAssignable, false));
    switch (kind) {
      case KIT -> add(name + ".tool()", Kind.FRAME, false);
      case HELD_FRAME -> add(name + ".value()", Kind.FRAME, false);
      case HELD_RACK -> add(name + ".value()", Kind.RACK, false);
      default -> {}
    }
  }

  void addIndex(String name) {
    names.add(new Name(name, Kind.INT, false, true));
  }

  List<String> of(Kind kind) {
    return names.stream().filter(it -> it.kind() == kind).map(Name::name).toList();
  }

  List<String> indices() {
    return names.stream().filter(Name::isIndex).map(Name::name).toList();
  }

  List<String> assignable(Kind kind) {
    return names.stream()
        .filter(it -> it.kind() == kind && it.isAssignable())
        .map(Name::name)
        .toList();
  }
}
