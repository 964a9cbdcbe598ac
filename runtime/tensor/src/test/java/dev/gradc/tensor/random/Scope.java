package dev.gradc.tensor.random;

import java.util.ArrayList;
import java.util.List;

/** What a random program may name at a place, and of which shape the tensors are. */
final class Scope {

  /**
   * Arrays have three elements, those of layers two; of a grid three rows of two; places are 0 to
   * 2.
   */
  enum Kind {
    TENSOR("Tensor"),
    DOUBLE("double"),
    INT("int"),
    BOOLEAN("boolean"),
    TENSORS("Tensor[]"),
    GRID("Tensor[][]"),
    VECTOR("double[]"),
    PLACES("int[]"),
    LAYER("Layer"),
    LAYERS("Layer[]"),
    PAIR("Pair"),
    STATE("State"),
    NOTHING("void");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As Java writes it. */
    String text() {
      return text;
    }
  }

  /** Of arrays, pairs and states. */
  static final List<String> NM = List.of("n", "m");

  static final List<String> MM = List.of("m", "m");
  static final List<String> M = List.of("m");
  static final List<String> NUMBER = List.of();

  /** Of variables; dimensions are Java expressions, since the same program runs with several. */
  static final List<List<String>> SHAPES =
      List.of(
          NM,
          NM,
          M,
          NM,
          MM,
          List.of("n"),
          NUMBER,
          List.of("m", "n"),
          List.of("n", "1"),
          NM,
          List.of("2", "n", "m"),
          List.of("2", "2"));

  /**
   * A variable.
   *
   * @param shape of a tensor
   * @param isAssignable whether it may be assigned to
   */
  record Name(String name, Kind kind, List<String> shape, boolean isAssignable) {}

  private final List<Name> names;
  private final List<String> indices;
  private final List<String> labels;
  private final int depth;
  private final boolean mayReturn;

  private Scope(
      List<Name> names, List<String> indices, List<String> labels, int depth, boolean mayReturn) {
    this.names = new ArrayList<>(names);
    this.indices = new ArrayList<>(indices);
    this.labels = List.copyOf(labels);
    this.depth = depth;
    this.mayReturn = mayReturn;
  }

  /** With nothing in it. */
  Scope() {
    this(List.of(), List.of(), List.of(), 0, true);
  }

  /** A block inside. */
  Scope inner() {
    return new Scope(names, indices, labels, depth + 1, mayReturn);
  }

  /** The body of a loop inside. */
  Scope loop(String label) {
    List<String> more = new ArrayList<>(labels);
    more.add(label);
    return new Scope(names, indices, more, depth + 1, mayReturn);
  }

  /** The body of a loop that nothing may end early. */
  Scope whole() {
    return new Scope(names, indices, List.of(), depth + 1, false);
  }

  /** Whether a statement may return. */
  boolean mayReturn() {
    return mayReturn;
  }

  int depth() {
    return depth;
  }

  /** Labels of the loops around, from the outermost inwards. */
  List<String> labels() {
    return labels;
  }

  void add(String name, Kind kind, List<String> shape, boolean isAssignable) {
    names.add(new Name(name, kind, shape, isAssignable));
  }

  /** An int from 0 to 2. */
  void addIndex(String name) {
    indices.add(name);
  }

  List<String> indices() {
    return List.copyOf(indices);
  }

  List<String> of(Kind kind) {
    return names.stream().filter(it -> it.kind() == kind).map(Name::name).toList();
  }

  List<String> tensors(List<String> shape) {
    return names.stream()
        .filter(it -> it.kind() == Kind.TENSOR && it.shape().equals(shape))
        .map(Name::name)
        .toList();
  }

  List<Name> assignable() {
    return names.stream().filter(Name::isAssignable).toList();
  }

  List<Name> all() {
    return List.copyOf(names);
  }
}
