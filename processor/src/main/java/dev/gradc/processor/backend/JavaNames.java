package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Java name of every variable of a program: its own, unless a type that generated code mentions
 * has that name. Further names that are asked for avoid all of them.
 */
final class JavaNames {

  private static final Set<String> TYPES =
      Set.of(
          "Math",
          "StrictMath",
          "Arrays",
          "Double",
          "Float",
          "Gradient",
          "Tape",
          "String",
          "Override",
          "IllegalArgumentException",
          "IllegalStateException",
          "UnsupportedOperationException",
          "TapeFreedException",
          "ModifiedInPlaceException",
          "Detach",
          "Retain",
          "java",
          "dev");

  private final FreshNames fresh = new FreshNames();
  private final Map<String, String> renamed = new HashMap<>();

  JavaNames() {
    TYPES.forEach(fresh::reserve);
  }

  JavaNames(ReverseProgram program) {
    this();
    Set<String> seen = new HashSet<>();
    program.parameters().forEach(it -> add(it, seen));
    program.adjoints().forEach(adjoint -> adjoint.ifPresent(it -> add(it, seen)));
    program.seeds().forEach(seed -> seed.ifPresent(it -> add(it, seen)));
    program.storage().forEach(it -> add(it, seen));
    addAll(program.forward());
    addAll(program.backward());
  }

  String of(Variable variable) {
    return renamed.getOrDefault(variable.name(), variable.name());
  }

  /** A name that nothing here has yet. */
  String unused(String base) {
    return fresh.fresh(base, Scalar.INT, Role.SINGLE).name();
  }

  private void addAll(Block block) {
    fresh.reserveAll(block);
    for (String type : defined(block)) {
      renamed.computeIfAbsent(type, this::unused);
    }
  }

  private static Set<String> defined(Block block) {
    Set<String> names = new TreeSet<>();
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(it -> names.add(it.name()));
      if (statement instanceof Statement.CountedLoop loop) {
        names.add(loop.index().name());
      }
      statement.blocks().forEach(inner -> names.addAll(defined(inner)));
    }
    names.retainAll(TYPES);
    return names;
  }

  private void add(Variable variable, Set<String> seen) {
    if (seen.add(variable.name())) {
      if (TYPES.contains(variable.name())) {
        renamed.put(variable.name(), unused(variable.name()));
      } else {
        fresh.reserve(variable.name());
      }
    }
  }
}
