package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.transform.Inline;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the methods of gradc's own layers and losses that a method calls. Their sources are
 * shipped, so they are compiled in as if they stood in the caller's class: a call through their
 * generated classes would evaluate them once more on the way back.
 */
final class LibraryBodies {

  /** Where layers and losses are. */
  static final String PACKAGE = "dev.gradc.nn";

  private final DifferentiableMethod method;
  private final Map<String, Function> functions;
  private final Map<String, Function> outside;

  /**
   * @param functions all of the method's own class that is compiled in, by key
   * @param outside what methods of other classes consist of, as far as it is known
   */
  LibraryBodies(
      DifferentiableMethod method, Map<String, Function> functions, Map<String, Function> outside) {
    this.method = method;
    this.functions = functions;
    this.outside = outside;
  }

  /**
   * What is compiled in with them.
   *
   * @param method one that calls them no longer as members
   * @param functions all that is compiled in, by key
   * @param outside what methods of other classes consist of
   */
  record CompiledIn(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside) {}

  /**
   * What is compiled in.
   *
   * @param areCallsTold whether what they compute comes from the user's call too, and not from the
   *     library's line alone
   */
  CompiledIn find(boolean areCallsTold) {
    if (outside.keySet().stream().noneMatch(this::isOfLibrary)) {
      return new CompiledIn(method, functions, outside);
    }
    Map<String, Member> members = new LinkedHashMap<>(method.members());
    Map<String, Function> library = new LinkedHashMap<>();
    for (String key : new OutsideBodies(method, functions, outside).compiledIn()) {
      if (isOfLibrary(key)) {
        library.put(key, outside.get(key));
        members.remove(key);
      }
    }
    Inline inline = Inline.some(library);
    Map<String, Function> own = new LinkedHashMap<>(functions);
    Map<String, Function> others = new LinkedHashMap<>(outside);
    if (areCallsTold) {
      own.replaceAll((key, function) -> inline.knownInPlace(function));
      others.replaceAll(
          (key, function) -> isOfLibrary(key) ? function : inline.knownInPlace(function));
    }
    own.putAll(library);
    return new CompiledIn(method.withMembers(members), own, others);
  }

  private boolean isOfLibrary(String key) {
    return method.outside().get(key).owner().startsWith(PACKAGE + "/");
  }
}
