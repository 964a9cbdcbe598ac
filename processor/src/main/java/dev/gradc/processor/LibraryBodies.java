package dev.gradc.processor;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.DifferentiableMethod;
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
   */
  record CompiledIn(DifferentiableMethod method, Map<String, Function> functions) {}

  CompiledIn find() {
    if (outside.keySet().stream().noneMatch(this::isOfLibrary)) {
      return new CompiledIn(method, functions);
    }
    Map<String, Function> all = new LinkedHashMap<>(functions);
    Map<String, Member> members = new LinkedHashMap<>(method.members());
    for (String key : new OutsideBodies(method, functions, outside).compiledIn()) {
      if (isOfLibrary(key)) {
        all.put(key, outside.get(key));
        members.remove(key);
      }
    }
    return new CompiledIn(method.withMembers(members), all);
  }

  private boolean isOfLibrary(String key) {
    return method.outside().get(key).owner().startsWith(PACKAGE + "/");
  }
}
