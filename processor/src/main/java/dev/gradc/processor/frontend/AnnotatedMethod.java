package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Signature;
import java.util.List;
import java.util.Optional;

/**
 * The outside of an annotated method, as far as it can be compiled.
 *
 * @param name of the method
 * @param sourceFile address of the file that it stands in
 * @param signature absent if no API can be generated for it
 * @param isUnresolved whether a type in its head is not known, or not known yet
 */
public record AnnotatedMethod(
    String name,
    Origin origin,
    String sourceFile,
    Optional<Signature> signature,
    List<Problem> problems,
    boolean isUnresolved) {

  public AnnotatedMethod {
    problems = List.copyOf(problems);
  }

  /** The same in a file of another address. */
  AnnotatedMethod of(String file) {
    return new AnnotatedMethod(name, origin, file, signature, problems, isUnresolved);
  }

  /** The same, with one more problem, and without an API. */
  AnnotatedMethod refused(Problem problem) {
    List<Problem> more = new java.util.ArrayList<>(problems);
    more.add(problem);
    return new AnnotatedMethod(name, origin, sourceFile, Optional.empty(), more, isUnresolved);
  }
}
