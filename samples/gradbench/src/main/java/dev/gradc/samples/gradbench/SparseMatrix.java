package dev.gradc.samples.gradbench;

import com.google.gson.JsonObject;

/**
 * A matrix of which only some elements are kept, row by row.
 *
 * @param rows where each row starts, and behind the last where it ends
 * @param columns of the elements, of all rows in turn
 * @param values of the elements
 */
record SparseMatrix(int[] rows, int[] columns, double[] values) {

  /** How many elements of each array the suite looks at, but for the last. */
  private static final int SHOWN = 30;

  SparseMatrix(int rows, int elements) {
    this(new int[rows + 1], new int[elements], new double[elements]);
  }

  /** The first elements of each array and the last one. */
  JsonObject compressed() {
    JsonObject output = new JsonObject();
    output.add("rows", Json.ends(rows, SHOWN));
    output.add("cols", Json.ends(columns, SHOWN));
    output.add("vals", Json.ends(values, SHOWN));
    return output;
  }
}
