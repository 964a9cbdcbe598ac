package dev.gradc.optim;

import java.util.Arrays;

/**
 * The way that leads to a part of a model. A name is made of it only if there is something to tell:
 * optimizers go all ways in each step.
 */
final class Way {

  private static final int ROOM = 8;

  /** Deeper than models are, and less deep than a thread can go. */
  private static final int DEEPEST = 500;

  /** Null for an element of an array. */
  private String[] names = new String[ROOM];

  private int[] indices = new int[ROOM];
  private int depth;

  /** Begins at a model, with its name, which may be empty. */
  void begin(String root) {
    depth = 0;
    if (!root.isEmpty()) {
      enter(root, 0);
    }
  }

  /** Goes on to a component or a field. */
  void enter(String part) {
    enter(part, 0);
  }

  /** Goes on to an element. */
  void enter(int index) {
    enter(null, index);
  }

  private void enter(String part, int index) {
    if (depth == DEEPEST) {
      depth = ROOM;
      throw new IllegalArgumentException(
          "'"
              + name()
              + "' goes on for more than "
              + DEEPEST
              + " parts: an object that holds itself, or a list of links, is no model; put the links in"
              + " an array");
    }
    if (depth == names.length) {
      names = Arrays.copyOf(names, 2 * depth);
      indices = Arrays.copyOf(indices, 2 * depth);
    }
    names[depth] = part;
    indices[depth] = index;
    depth++;
  }

  /** Goes back to where the part is. */
  void leave() {
    depth--;
  }

  /** The name of the part, such as {@code layers.1.weight}; empty for a model by itself. */
  String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      name.append(i == 0 ? "" : ".");
      if (names[i] == null) {
        name.append(indices[i]);
      } else {
        name.append(names[i]);
      }
    }
    return name.toString();
  }
}
