package dev.gradc.processor.ir;

/**
 * Where in the user's source something comes from.
 *
 * @param file simple file name, {@code Losses.java}
 * @param line first line, from 1
 * @param column first column, from 1
 * @param start offset of the first character in the file
 * @param end offset after the last character
 * @param text the source text from start to end
 */
public record Origin(String file, int line, int column, int start, int end, String text) {

  /** For code that no place in the user's source stands for. */
  public static final Origin NONE = new Origin("", 0, 0, -1, -1, "");

  /** {@code Losses.java:12}. */
  public String place() {
    return file + ":" + line;
  }
}
