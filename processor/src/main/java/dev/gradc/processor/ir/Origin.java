package dev.gradc.processor.ir;

import java.util.Objects;
import java.util.Optional;

/**
 * Where in the user's source something comes from.
 *
 * @param file simple file name, {@code Losses.java}
 * @param line first line, from 1
 * @param column first column, from 1
 * @param start offset of the first character in the file
 * @param end offset after the last character
 * @param text the source text from start to end
 * @param around of an expression, the statement that it stands in
 */
public record Origin(
    String file, int line, int column, int start, int end, String text, Optional<Origin> around) {

  /** For code that no place in the user's source stands for. */
  public static final Origin NONE = new Origin("", 0, 0, -1, -1, "");

  /** Of what stands in no statement, or is one. */
  public Origin(String file, int line, int column, int start, int end, String text) {
    this(file, line, column, start, end, text, Optional.empty());
  }

  /** The same place, known to stand in a statement; that statement if this is no place. */
  public Origin within(Origin statement) {
    return line == 0
        ? statement
        : new Origin(file, line, column, start, end, text, Optional.of(statement));
  }

  /** The place of a call through which this place was reached, in words that tell of both. */
  public Origin inside(Origin call) {
    return line == 0
        ? call
        : new Origin(
            call.file,
            call.line,
            call.column,
            call.start,
            call.end,
            text + "' (" + place() + ") in '" + call.text,
            call.around);
  }

  /** The statement, be this one or an expression in it. */
  public Origin statement() {
    return around.orElse(this);
  }

  /** Not of the text, which a large switch has in every one of its cases. */
  @Override
  public int hashCode() {
    return Objects.hash(file, start, end);
  }

  /** {@code Losses.java:12}. */
  public String place() {
    return file + ":" + line;
  }
}
