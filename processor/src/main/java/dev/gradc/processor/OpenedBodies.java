package dev.gradc.processor;

import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.frontend.BodyReader;
import dev.gradc.processor.frontend.Reading;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.DifferentiableMethod.Differentiated;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads bodies with the derivatives that they take of other methods. A body is read once as if
 * these were constants; where a value that carries a derivative goes into one, it is read again
 * with that generated class differentiated through, until there is none left.
 */
final class OpenedBodies implements AutoCloseable {

  private final BodyReader bodies;
  private final Pipeline pipeline;
  private final Map<String, Set<String>> opened = new HashMap<>();
  private final Map<String, Differentiated> differentiated = new HashMap<>();
  private final Set<String> around = new LinkedHashSet<>();

  OpenedBodies(BodyReader bodies, Pipeline pipeline) {
    this.bodies = bodies;
    this.pipeline = pipeline;
  }

  BodyReader bodies() {
    return bodies;
  }

  @Override
  public void close() {
    bodies.close();
  }

  /**
   * The fingerprint that the body of a rule, or of a differentiable method, is noted by.
   *
   * @param owner the top-level class around it
   * @param key of the method
   */
  Optional<String> fingerprint(String owner, String key) {
    return bodies.fingerprint(owner, key, this::openedOf);
  }

  Reading read(AnnotatedMethod annotated) {
    String companion = annotated.signature().map(DifferentiableMethod::companionOf).orElseThrow();
    around.add(companion);
    try {
      Reading reading = read(open -> bodies.read(annotated, open, this::openedOf));
      return new Reading(
          reading.method().map(bodies::withClosed), reading.problems(), reading.isUnresolved());
    } finally {
      around.remove(companion);
    }
  }

  /** Reads a body, given what is differentiated through in it. */
  private interface Reader {
    Reading read(Set<String> opened);
  }

  private Reading read(Reader reader) {
    Set<String> open = new TreeSet<>();
    while (true) {
      Reading reading = reader.read(open);
      if (reading.method().isEmpty()) {
        return reading;
      }
      DifferentiableMethod method = withDerivatives(reading.method().get());
      if (method.derivatives().values().stream().anyMatch(Differentiated::isUnresolved)) {
        return new Reading(Optional.empty(), List.of(), true);
      }
      if (!open.addAll(pipeline.differentiatedThrough(method, bodies::isCompanion))) {
        return new Reading(Optional.of(method), reading.problems(), false);
      }
    }
  }

  private DifferentiableMethod withDerivatives(DifferentiableMethod method) {
    Map<String, Differentiated> derivatives = new LinkedHashMap<>();
    for (DerivativeMember member : method.derivativeMembers().values()) {
      derivatives.computeIfAbsent(member.companion(), this::differentiated);
    }
    return method.with(derivatives);
  }

  private Differentiated differentiated(String companion) {
    if (around.contains(companion)) {
      return new Differentiated(Optional.empty(), true, false);
    }
    Differentiated known = differentiated.get(companion);
    if (known == null) {
      around.add(companion);
      Reading reading = read(open -> bodies.read(companion, open, this::openedOf));
      around.remove(companion);
      known = new Differentiated(reading.method(), false, reading.isUnresolved());
      // Another method may not be in the cycle that this one was met in.
      if (!known.hasCycle()) {
        differentiated.put(companion, known);
      }
    }
    return known;
  }

  /** What is differentiated through in the method that a class is generated for. */
  private Set<String> openedOf(String companion) {
    Set<String> known = opened.get(companion);
    if (known != null) {
      return known;
    }
    opened.put(companion, Set.of());
    Differentiated method = differentiated(companion);
    Set<String> own = method.method().map(it -> it.method().opened()).orElse(Set.of());
    opened.put(companion, own);
    return own;
  }
}
