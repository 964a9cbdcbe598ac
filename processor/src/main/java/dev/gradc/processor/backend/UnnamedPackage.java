package dev.gradc.processor.backend;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The package without a name is given one while code is written, so that JavaPoet says it where a
 * simple name means another class. There Java has no name for the class.
 */
final class UnnamedPackage {

  /** It occurs in no source, and is escaped in literals. */
  private static final String NAME = "\u0001";

  private static final String DECLARATION = "package " + NAME + ";\n\n";
  private static final Pattern MENTION = Pattern.compile(NAME + "\\.([\\w$]+)");

  private UnnamedPackage() {}

  /** The name that a package has while code is written. */
  static String named(String packageName) {
    return packageName.isEmpty() ? NAME : packageName;
  }

  /**
   * What was written, as Java has it.
   *
   * @throws HiddenClassException if it mentions a class that it hides
   */
  static String removedFrom(String text) {
    String code = text.replace(DECLARATION, "");
    Set<String> hidden = new TreeSet<>();
    MENTION.matcher(code).results().map(UnnamedPackage::mentioned).forEach(hidden::add);
    if (!hidden.isEmpty()) {
      throw new HiddenClassException(hidden);
    }
    return code;
  }

  private static String mentioned(MatchResult match) {
    return match.group(1);
  }
}
