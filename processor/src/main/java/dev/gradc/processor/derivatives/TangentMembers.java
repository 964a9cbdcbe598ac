package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The class Tangent, and the methods that make one. */
final class TangentMembers {

  private final Companion companion;
  private final ObjectParts parts;
  private final Steps steps;

  TangentMembers(Companion companion, ObjectParts parts, Steps steps) {
    this.companion = companion;
    this.parts = parts;
    this.steps = steps;
  }

  /** What a member gives, leaf by leaf. */
  Optional<List<Variable>> results(DerivativeMember member, List<List<Variable>> arguments) {
    int count = parts.results().size();
    return switch (member.name()) {
      case "jvp" -> Optional.of(jvp(arguments));
      case "new" -> Optional.of(empty());
      case "value" -> Optional.of(read(arguments.get(0).subList(0, count)));
      case "tangent" -> Optional.of(read(arguments.get(0).subList(count, 2 * count)));
      default -> Optional.empty();
    };
  }

  private List<Variable> read(List<Variable> cells) {
    return cells.stream().map(steps::get).toList();
  }

  private List<Variable> empty() {
    return parts.tangent().stream()
        .map(it -> steps.cell(it.name(), ((ArrayType) it.type()).element()))
        .toList();
  }

  private List<Variable> jvp(List<List<Variable>> arguments) {
    List<Signature.Parameter> parameters = companion.signature().parameters();
    int active = (int) parameters.stream().filter(Signature.Parameter::isActive).count();
    int given = parameters.size() + active;
    List<Variable> tangent = arguments.size() > given ? arguments.get(given) : empty();
    List<Variable> primals = GradientMembers.flat(arguments, 0, parameters.size());
    List<Variable> directions = new ArrayList<>();
    List<Atom> all = new ArrayList<>(primals);
    int next = parameters.size();
    for (int k = 0; k < parameters.size(); k++) {
      Signature.Parameter parameter = parameters.get(k);
      if (parameter.isActive()) {
        List<Leaf> leaves = Leaf.of(parameter.type());
        for (int i = 0; i < leaves.size(); i++) {
          if (leaves.get(i).isActive()) {
            Variable direction = arguments.get(next).get(i);
            requireShape(direction, arguments.get(k).get(i), leaves.get(i).text(parameter.name()));
            all.add(direction);
            directions.add(direction);
          }
        }
        next++;
      }
    }
    new WrittenArrays(companion, steps).requireDistinct(primals, directions);
    List<Variable> results = steps.call(companion.tangent(), all);
    int count = parts.results().size();
    int derivative = count;
    for (int i = 0; i < count; i++) {
      steps.set(tangent.get(i), results.get(i));
      boolean isActive = parts.results().get(i).type().isDifferentiable();
      // What is no number has no tangent: its place holds the value.
      steps.set(tangent.get(count + i), results.get(isActive ? derivative++ : i));
    }
    return tangent;
  }

  private void requireShape(Variable direction, Variable primal, String name) {
    if (primal.type() instanceof ArrayType) {
      steps.throwIf(
          steps.differ(steps.length(direction), steps.length(primal)),
          "java.lang/IllegalArgumentException",
          "the tangent of '" + name + "' has another length than '" + name + "' itself");
    } else if (primal.type().equals(ObjectType.TENSOR)) {
      steps.requireShape(
          direction,
          primal,
          "the tangent of '" + name + "' has another shape than '" + name + "' itself");
    }
  }
}
