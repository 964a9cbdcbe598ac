package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Classes that another processor generates after methods have been compiled with the class files
 * that an earlier compilation has left of them: derivatives would be of what they were. Where the
 * generated source is still there as well, these methods wait for the new one.
 */
final class LateClasses {

  /** By the name of a class, one that was compiled with its class file. */
  private final Map<String, String> users = new LinkedHashMap<>();

  /** A problem, and the class that it is about. */
  record Found(Problem problem, Element place) {}

  /**
   * Takes in a class whose companion is written.
   *
   * @param classFiles names of the classes that were known by their files then
   */
  void add(TypeElement type, Set<String> classFiles) {
    classFiles.forEach(it -> users.putIfAbsent(it, type.getQualifiedName().toString()));
  }

  /**
   * Which of the classes of a round come too late.
   *
   * @param companions names of what gradc itself has generated: nothing is made of their bodies
   */
  List<Found> find(Set<? extends Element> roots, Set<String> companions) {
    List<Found> found = new ArrayList<>();
    for (Element root : roots) {
      String name = root.toString();
      if (root instanceof TypeElement && !companions.contains(name) && users.containsKey(name)) {
        found.add(
            new Found(
                Problem.of(DiagnosticCode.LATE_CLASS, Origin.NONE, name, users.remove(name)),
                root));
      }
    }
    return found;
  }
}
