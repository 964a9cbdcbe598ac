package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Refuses, as generated classes do, one array in two places of which one is written. */
final class WrittenArrays {

  private final Companion companion;
  private final Steps steps;

  WrittenArrays(Companion companion, Steps steps) {
    this.companion = companion;
    this.steps = steps;
  }

  /**
   * Throws where that is so.
   *
   * @param directions tangents of the leaves that have one, which are written with these, or none
   */
  void requireDistinct(List<Variable> primals, List<Variable> directions) {
    List<Variable> arrays = new ArrayList<>(primals);
    List<String> subjects = new ArrayList<>();
    Set<Integer> written = new LinkedHashSet<>();
    for (int i = 0; i < primals.size(); i++) {
      subjects.add(nameOf(i));
      if (isWritten(i)) {
        written.add(i);
      }
    }
    List<ObjectParts.Adjoint> active =
        new ObjectParts(companion)
            .adjoints().stream().filter(ObjectParts.Adjoint::isActive).toList();
    for (int i = 0; i < directions.size(); i++) {
      int position = active.get(i).position();
      subjects.add("the tangent of " + nameOf(position));
      if (isWritten(position)) {
        written.add(arrays.size());
      }
      arrays.add(directions.get(i));
    }
    refuse(arrays, subjects, written);
  }

  private void refuse(List<Variable> arrays, List<String> subjects, Set<Integer> written) {
    for (int i = 0; i < arrays.size(); i++) {
      for (int j = i + 1; j < arrays.size(); j++) {
        boolean isWritten = written.contains(i) || written.contains(j);
        Variable one = arrays.get(i);
        Variable other = arrays.get(j);
        if (isWritten && one.type() instanceof ArrayType && one.type().equals(other.type())) {
          steps.throwIf(
              steps.isSame(one, other),
              "java.lang/IllegalArgumentException",
              subjects.get(i)
                  + " and "
                  + subjects.get(j)
                  + " are the same array, and the method writes it");
        }
      }
    }
  }

  private String nameOf(int position) {
    return "'" + companion.primal().parameters().get(position).variable().name() + "'";
  }

  private boolean isWritten(int position) {
    return companion.written().contains(companion.primal().parameters().get(position).variable());
  }
}
