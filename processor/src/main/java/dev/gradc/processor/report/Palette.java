package dev.gradc.processor.report;

import java.util.List;

/**
 * One colour for each output, which people tell apart whatever colours they see: Okabe and Ito,
 * Color Universal Design, 2008.
 */
final class Palette {

  static final String INK = "#1a1a1a";
  static final String FAINT_INK = "#4d4d4d";
  static final String GREY = "#a6a6a6";
  static final String PALE = "#f4f4f4";
  static final String PAPER = "#ffffff";

  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#b3a600");

  private Palette() {}

  static String of(int output) {
    return COLOURS.get(output % COLOURS.size());
  }

  /** The same, light enough to write on. */
  static String tint(int output) {
    String colour = of(output);
    StringBuilder tint = new StringBuilder("#");
    for (int i = 1; i < 7; i += 2) {
      int part = Integer.parseInt(colour.substring(i, i + 2), 16);
      int lighter = 255 - (255 - part) * 22 / 100;
      tint.append(Character.forDigit(lighter >> 4, 16))
          .append(Character.forDigit(lighter & 15, 16));
    }
    return tint.toString();
  }
}
