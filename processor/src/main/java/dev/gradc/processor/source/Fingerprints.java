package dev.gradc.processor.source;

import dev.gradc.processor.ir.RecordType;
import java.util.Map;
import java.util.Set;

/**
 * What the bodies were that a method's generated code is made of, and what members of other classes
 * were to them.
 *
 * @param own of the method, with what it calls of its own class
 * @param others of the methods of other classes of this compilation, by the class that is generated
 *     for each, with its package before a slash
 * @param reliances of the method, with what it calls of its own class
 * @param furtherReliances of what it calls of others, and of the rules of that
 */
public record Fingerprints(
    Body own, Map<String, Other> others, Set<Reliance> reliances, Set<Reliance> furtherReliances) {

  /**
   * Of methods that are read together.
   *
   * @param fingerprint changes with what they consist of
   * @param records that they take apart, or that they make
   */
  public record Body(String fingerprint, Set<RecordType> records) {

    public Body {
      records = Set.copyOf(records);
    }
  }

  /**
   * Of a method of another class.
   *
   * @param isPublic whether code of another package may name what is generated for it
   * @param reliance on the body, for code that may not name that
   */
  public record Other(Body body, boolean isPublic, Reliance reliance) {}
}
