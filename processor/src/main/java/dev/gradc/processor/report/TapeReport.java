package dev.gradc.processor.report;

import dev.gradc.processor.tape.Reason;
import java.util.List;

/**
 * What the tape of a method holds.
 *
 * @param method {@code Losses.focal}
 * @param generated name of the generated class, with its package
 * @param file the source file's simple name; empty if it is not known
 * @param line of the method
 * @param outputs in order of declaration
 * @param rows by source line
 * @param runAgain what the backward pass runs once more, from the values stored for it:
 *     checkpointed loops and methods, recursive methods, and those of other classes
 * @param total size of all slots
 */
record TapeReport(
    String method,
    String generated,
    String file,
    int line,
    List<Output> outputs,
    List<Row> rows,
    List<Place> runAgain,
    Size total) {

  TapeReport {
    outputs = List.copyOf(outputs);
    rows = List.copyOf(rows);
    runAgain = List.copyOf(runAgain);
  }

  /**
   * An output.
   *
   * @param slots how many its backward pass reads
   * @param size of these
   * @param blocks the outputs whose backward passes are impossible after its own, unless something
   *     is retained or detached; itself where its own cannot run twice
   */
  record Output(String name, int slots, Size size, List<String> blocks) {
    Output {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * A value that the backward pass needs.
   *
   * @param line where the value is computed; 0 if no line of the user's stands for it
   * @param variable the user's name, or the expression
   * @param text the user's statement, its first line
   * @param neededBy the operations whose derivatives read it
   * @param size in the tape; nothing for what is computed again
   * @param outputs whose backward passes read it
   */
  record Row(
      int line,
      String variable,
      String text,
      Reason reason,
      List<Place> neededBy,
      Size size,
      List<String> outputs,
      Life life) {
    Row {
      neededBy = List.copyOf(neededBy);
      outputs = List.copyOf(outputs);
    }

    boolean isStored() {
      return reason.way() == Reason.Way.STORED;
    }
  }

  /** A place in the user's source. */
  record Place(int line, String text) {}

  /** How long a value is there. */
  enum Life {
    FREED("freed by the backward pass"),
    SHARED("shared: freed by the backward pass that runs first"),
    RETAINED("retained until the tape is closed or records anew"),
    KEPT("kept as long as the tape"),
    NEVER_STORED("");

    private final String text;

    Life(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
