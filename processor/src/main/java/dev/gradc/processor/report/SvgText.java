package dev.gradc.processor.report;

import java.util.Locale;

/** An SVG document that grows element by element. */
final class SvgText {

  private final StringBuilder text = new StringBuilder();

  /** A whole line; {@code %n$s} and the like are filled in with what is safe already. */
  SvgText line(String format, Object... arguments) {
    text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    text.append('\n');
    return this;
  }

  /** Text at a place. */
  SvgText words(double x, double y, int size, String attributes, String words) {
    return line(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\"%s>%s</text>",
        number(x), number(y), size, attributes.isEmpty() ? "" : " " + attributes, escaped(words));
  }

  /** A rectangle with round corners. */
  SvgText rectangle(PlacedPicture.Box box, double radius, String attributes) {
    return line(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" %s/>",
        number(box.x()),
        number(box.y()),
        number(box.width()),
        number(box.height()),
        number(radius),
        attributes);
  }

  /** With one digit after the point, and none where it would be zero. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }

  /** Fit for text and for attributes; what XML cannot have at all is left out. */
  static String escaped(String words) {
    StringBuilder safe = new StringBuilder();
    words
        .codePoints()
        .forEach(
            it -> {
              switch (it) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> {
                  boolean isXml =
                      it == '\t'
                          || (it >= ' ' && it < 0xD800)
                          || (it > 0xDFFF && it < 0xFFFE)
                          || it > 0xFFFF;
                  safe.append(isXml ? Character.toString(it) : "");
                }
              }
            });
    return safe.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
