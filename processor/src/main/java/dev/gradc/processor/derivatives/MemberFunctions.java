package dev.gradc.processor.derivatives;

import dev.gradc.processor.Options;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a function of a member of a generated class. */
final class MemberFunctions {

  private final Companion companion;
  private final ObjectParts parts;
  private final Options.Guard guard;

  MemberFunctions(Companion companion, Options.Guard guard) {
    this.companion = companion;
    this.parts = new ObjectParts(companion);
    this.guard = guard;
  }

  /**
   * The function, which takes objects and records leaf by leaf.
   *
   * @return nothing for a member of which there is none
   */
  Optional<Function> of(DerivativeMember member) {
    Steps steps = new Steps();
    List<List<Variable>> arguments = new ArrayList<>();
    for (int i = 0; i < member.parameters().size(); i++) {
      arguments.add(parameters(member.parameters().get(i), "argument" + i, steps));
    }
    Optional<List<Variable>> results =
        switch (member.place()) {
          case "" -> ofClass(member, arguments, steps);
          case "Gradient" ->
              new GradientMembers(companion, parts, steps).results(member, arguments);
          case "Tangent" -> new TangentMembers(companion, parts, steps).results(member, arguments);
          default -> new TapeMembers(companion, parts, steps, guard).results(member, arguments);
        };
    return results.map(it -> steps.function(member.key(), it));
  }

  private Optional<List<Variable>> ofClass(
      DerivativeMember member, List<List<Variable>> arguments, Steps steps) {
    return switch (member.name()) {
      case "gradient", "addGradient" ->
          new GradientMembers(companion, parts, steps).results(member, arguments);
      case "forward" -> new TapeMembers(companion, parts, steps, guard).results(member, arguments);
      case "jvp" -> new TangentMembers(companion, parts, steps).results(member, arguments);
      default -> Optional.empty();
    };
  }

  private List<Variable> parameters(Type type, String name, Steps steps) {
    List<Variable> variables = new ArrayList<>();
    Optional<String> place = placeOf(type);
    if (place.isPresent()) {
      parts.of(place.get()).forEach(it -> variables.add(steps.parameter(it.name(), it.type())));
    } else {
      Leaf.of(type)
          .forEach(leaf -> variables.add(steps.parameter(leaf.variable(name), leaf.type())));
    }
    return variables;
  }

  /** Of an object of this class, what it is within it. */
  private Optional<String> placeOf(Type type) {
    String prefix = companion.name() + ".";
    return type instanceof ObjectType object && object.name().startsWith(prefix)
        ? Optional.of(object.name().substring(prefix.length()))
        : Optional.empty();
  }
}
