package dev.gradc.processor.report;

import dev.gradc.processor.ir.Origin;

/** The first line of a piece of the user's source, made short. */
final class SourceLine {

  private SourceLine() {}

  /** In at most that many characters, without the brace that opens a block. */
  static String of(Origin origin, int limit) {
    String line = origin.text().lines().findFirst().orElse("").strip();
    if (line.endsWith("{")) {
      line = line.substring(0, line.length() - 1).strip();
    }
    return shortened(line.replaceAll("\\s+", " "), limit);
  }

  static String shortened(String text, int limit) {
    int length = text.codePointCount(0, text.length());
    return length <= limit
        ? text
        : text.substring(0, text.offsetByCodePoints(0, limit - 1)).strip() + "…";
  }
}
