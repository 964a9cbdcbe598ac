package dev.gradc.processor;

import dev.gradc.processor.frontend.ChangedMembers;
import dev.gradc.processor.frontend.CompilerAccess;
import dev.gradc.processor.source.Reliance;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.lang.model.util.Elements;

/**
 * Classes that are not compiled, and rely on what is: those in the output, and in the class path.
 */
final class ClassesLeft {

  private final CompilerAccess compiler;
  private final Elements elements;
  private final CompiledModules compiled;
  private final Predicate<String> hasRule;

  /**
   * @param hasRule whether a rule for a method is compiled
   */
  ClassesLeft(
      CompilerAccess compiler,
      Elements elements,
      CompiledModules compiled,
      Predicate<String> hasRule) {
    this.compiler = compiler;
    this.elements = elements;
    this.compiled = compiled;
    this.hasRule = hasRule;
  }

  /** Their names by what they rely on, and by the folders of their modules. */
  SortedMap<String, Map<Reliance, SortedSet<String>>> find() {
    SortedMap<String, Map<Reliance, SortedSet<String>>> all = new TreeMap<>();
    Set<String> inOutput = new LinkedHashSet<>();
    compiled
        .indexes()
        .forEach(
            (module, index) -> {
              index.read().keySet().forEach(it -> inOutput.add(it.user()));
              CompiledClasses classes = compiled.of(module);
              all.put(module, find(module, index, user -> !classes.has(user)));
            });
    // What is in the class path comes second.
    find("", compiled.indexOfClassPath(), it -> !inOutput.contains(it) && !compiled.has(it))
        .forEach(
            (reliance, names) ->
                all.computeIfAbsent("", any -> new TreeMap<>())
                    .computeIfAbsent(reliance, any -> new TreeSet<>())
                    .addAll(names));
    return all;
  }

  private Map<Reliance, SortedSet<String>> find(
      String module, RelianceIndex index, Predicate<String> isLeft) {
    Map<Reliance, SortedSet<String>> users = new TreeMap<>();
    index
        .read()
        .forEach(
            (code, reliances) -> {
              Set<Reliance> changed = new LinkedHashSet<>(reliances);
              if (!compiled.names().contains(module)) {
                // javac lets nobody write into a module of which it compiles nothing.
                reliances.forEach(it -> changed.addAll(ChangedMembers.again(compiler, it)));
              }
              changed.removeIf(it -> !isCompiled(module, index, it));
              String user = code.user();
              if (!changed.isEmpty() && isLeft.test(user) && isThere(module, index, code)) {
                changed.forEach(
                    it -> users.computeIfAbsent(it, any -> new TreeSet<>()).add(module + user));
              }
            });
    return users;
  }

  private boolean isCompiled(String module, RelianceIndex index, Reliance reliance) {
    if (reliance.kind() == Reliance.Kind.NO_RULE) {
      return hasRule.test(reliance.value());
    }
    String owner = reliance.owner();
    // A module that has a package of its own sees no other of this name.
    return compiled.of(module).has(owner)
        || (compiled.has(owner) && (module.isEmpty() || !index.hasClass(owner)));
  }

  /** Nobody has to have the output directory in the class path. */
  private boolean isThere(String module, RelianceIndex index, RelianceIndex.Code code) {
    boolean isClass =
        index.hasClass(code.user())
            || (module.isEmpty() && elements.getTypeElement(code.user()) != null);
    return isClass && index.has(code);
  }
}
