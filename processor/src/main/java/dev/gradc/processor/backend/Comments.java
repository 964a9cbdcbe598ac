package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.Origin;

/** A user's line, made fit for a comment. */
final class Comments {

  private static final int LONGEST = 72;

  private Comments() {}

  /**
   * A line that tells of one of the user's.
   *
   * @param file where it needs no name of its file
   */
  static CodeBlock line(Origin origin, String file) {
    boolean isHere = file.equals(origin.file());
    String where = isHere ? "line " + origin.line() : origin.place();
    return CodeBlock.of("// $L: $L\n", where, of(origin));
  }

  /** The first line of the source text; no character in it means anything to javac. */
  static String of(Origin origin) {
    String line = origin.text().lines().findFirst().orElse("").strip();
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .forEach(
            character -> {
              if (character == '\\') {
                text.append('/');
              } else if (character >= ' ' && character < 127) {
                text.append((char) character);
              } else {
                text.append('?');
              }
            });
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST - 2) + " ..";
  }
}
