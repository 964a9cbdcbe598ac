package dev.gradc.processor.derivatives;

import dev.gradc.processor.derivatives.ObjectParts.Adjoint;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The class Gradient, and the methods that make one in one sweep. */
final class GradientMembers {

  private final Companion companion;
  private final ObjectParts parts;
  private final Steps steps;

  GradientMembers(Companion companion, ObjectParts parts, Steps steps) {
    this.companion = companion;
    this.parts = parts;
    this.steps = steps;
  }

  private Signature signature() {
    return companion.signature();
  }

  /** What a member gives, leaf by leaf. */
  Optional<List<Variable>> results(DerivativeMember member, List<List<Variable>> arguments) {
    List<Variable> primals = flat(arguments, 0, signature().parameters().size());
    return switch (member.name()) {
      case "gradient" -> Optional.of(gradient(primals, arguments));
      case "addGradient" -> {
        List<Variable> into = arguments.get(arguments.size() - 1);
        requireShapes(primals, into);
        InputArrays inputs = new InputArrays(steps);
        for (int i = 0; i < primals.size(); i++) {
          inputs.add(primals.get(i), "'" + nameOf(i) + "'");
        }
        seeds(arguments).forEach(seed -> inputs.add(seed, "the seed"));
        inputs.requireNone(arrays(into));
        yield Optional.of(evaluate(primals, seeds(arguments), into, true));
      }
      case "zeros" -> Optional.of(shapedZeros(primals));
      case "of" -> Optional.of(wrapped(arguments));
      case "setZero" -> {
        setZero(arguments.get(0));
        yield Optional.of(List.of());
      }
      case "value" -> Optional.of(values(arguments.get(0)));
      default -> part(member.name(), arguments.get(0));
    };
  }

  static List<Variable> flat(List<List<Variable>> arguments, int from, int to) {
    List<Variable> flat = new ArrayList<>();
    for (int i = from; i < Math.min(to, arguments.size()); i++) {
      flat.addAll(arguments.get(i));
    }
    return flat;
  }

  private List<Variable> gradient(List<Variable> primals, List<List<Variable>> arguments) {
    List<Variable> gradient = zeros(primals);
    evaluate(primals, seeds(arguments), gradient, false);
    return gradient;
  }

  /** The cotangents: 1 for a number, else those that are given after the primals. */
  private List<Atom> seeds(List<List<Variable>> arguments) {
    if (signature().result() instanceof Scalar scalar) {
      return List.of(Constant.of(1, scalar));
    }
    return active(arguments.get(signature().parameters().size()), parts.results());
  }

  /** Of the leaves of a cotangent those that can be differentiated. */
  static List<Atom> active(List<Variable> leaves, List<Leaf> results) {
    List<Atom> seeds = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).type().isDifferentiable()) {
        seeds.add(leaves.get(i));
      }
    }
    return seeds;
  }

  /**
   * Adds an evaluation; gives the value.
   *
   * @param isGiven whether the gradient may be one whose parts are the same array
   */
  private List<Variable> evaluate(
      List<Variable> primals, List<Atom> seeds, List<Variable> gradient, boolean isGiven) {
    new WrittenArrays(companion, steps).requireDistinct(primals, List.of());
    Function reverse = companion.reverse();
    List<Atom> arguments = new ArrayList<>(primals);
    arguments.addAll(seeds);
    List<Variable> added = isGiven ? apart(gradient) : arrays(gradient);
    arguments.addAll(added);
    List<Variable> given = steps.call(reverse, arguments);
    addApart(added, gradient);
    int count = parts.results().size();
    List<Variable> values = given.subList(0, count);
    requireShapesOf(seeds, values);
    List<Variable> held = new ArrayList<>();
    parts.adjoints().forEach(it -> held.add(primals.get(it.position())));
    update(values, given.subList(count, given.size()), held, gradient);
    return values;
  }

  /**
   * The arrays that adjoints are added to, none of them twice where a function that calls itself
   * would be given them.
   */
  List<Variable> apart(List<Variable> gradient) {
    List<Variable> arrays = arrays(gradient);
    return companion.recursive().isEmpty() || arrays.size() < 2
        ? arrays
        : arrays.stream().map(it -> steps.zerosLike(it, it.name())).toList();
  }

  /** Adds what was kept apart. */
  void addApart(List<Variable> apart, List<Variable> gradient) {
    List<Variable> arrays = arrays(gradient);
    for (int i = 0; i < arrays.size(); i++) {
      if (!arrays.get(i).equals(apart.get(i))) {
        steps.addAll(apart.get(i), arrays.get(i));
      }
    }
  }

  /** The arrays that adjoints are added to. */
  List<Variable> arrays(List<Variable> gradient) {
    List<Variable> arrays = new ArrayList<>();
    for (int i = 0; i < parts.adjoints().size(); i++) {
      if (parts.adjoints().get(i).isArray()) {
        arrays.add(gradient.get(parts.results().size() + i));
      }
    }
    return arrays;
  }

  /**
   * What an evaluation leaves in a gradient besides what is in arrays.
   *
   * @param numbers adjoints of active numbers
   * @param held for each leaf of an active parameter that of the primal
   */
  void update(
      List<Variable> values,
      List<Variable> numbers,
      List<? extends Atom> held,
      List<Variable> gradient) {
    for (int i = 0; i < values.size(); i++) {
      steps.set(gradient.get(i), values.get(i));
    }
    int number = 0;
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      Variable part = gradient.get(values.size() + i);
      if (!adjoint.isActive()) {
        steps.set(part, held.get(i));
      } else if (adjoint.isTensorArray()) {
        steps.fill(part, (Variable) held.get(i));
      } else if (!adjoint.isArray()) {
        Variable found = numbers.get(number++);
        steps.add(part, adjoint.isTensor() ? steps.shaped(found, (Variable) held.get(i)) : found);
      }
    }
  }

  /** To be read without an evaluation. */
  private List<Variable> shapedZeros(List<Variable> primals) {
    List<Variable> gradient = zeros(primals);
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      if (adjoint.isTensor() && adjoint.isActive()) {
        Variable part = gradient.get(parts.results().size() + i);
        steps.set(part, steps.none(primals.get(adjoint.position())));
      } else if (adjoint.isTensorArray()) {
        steps.fill(gradient.get(parts.results().size() + i), primals.get(adjoint.position()));
      }
    }
    return gradient;
  }

  List<Variable> zeros(List<Variable> primals) {
    List<Variable> held = new ArrayList<>();
    parts.adjoints().forEach(it -> held.add(primals.get(it.position())));
    return zerosOf(held);
  }

  /**
   * A gradient of zeros.
   *
   * @param held for each leaf of an active parameter that of the primal; of numbers nothing is read
   */
  List<Variable> zerosOf(List<Variable> held) {
    List<Variable> gradient = new ArrayList<>();
    for (Leaf leaf : parts.results()) {
      gradient.add(steps.cell(leaf.variable("value"), leaf.type()));
    }
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      if (adjoint.isArray()) {
        gradient.add(steps.zerosLike(held.get(i), adjoint.name()));
      } else if (adjoint.isActive()) {
        gradient.add(steps.cell(adjoint.name(), adjoint.type()));
      } else {
        gradient.add(steps.cell(adjoint.name(), held.get(i)));
      }
    }
    return gradient;
  }

  /** Of arrays that the caller owns: one argument for each parameter that has some. */
  private List<Variable> wrapped(List<List<Variable>> arguments) {
    List<Variable> gradient = new ArrayList<>();
    for (Leaf leaf : parts.results()) {
      gradient.add(steps.cell(leaf.variable("value"), leaf.type()));
    }
    int argument = -1;
    int last = -1;
    for (Adjoint adjoint : parts.adjoints()) {
      if (adjoint.parameter() != last && isGiven(adjoint.parameter())) {
        argument++;
      }
      last = adjoint.parameter();
      int leaf = adjoint.position() - first(adjoint.parameter());
      if (adjoint.isArray()) {
        gradient.add(arguments.get(argument).get(leaf));
      } else if (adjoint.isActive()) {
        gradient.add(steps.cell(adjoint.name(), adjoint.type()));
      } else {
        gradient.add(steps.cell(adjoint.name(), arguments.get(argument).get(leaf)));
      }
    }
    return gradient;
  }

  private boolean isGiven(int parameter) {
    return parts.adjoints().stream()
        .anyMatch(it -> it.parameter() == parameter && (it.isArray() || !it.isActive()));
  }

  private int first(int parameter) {
    return parts.adjoints().stream()
        .filter(it -> it.parameter() == parameter)
        .findFirst()
        .orElseThrow()
        .position();
  }

  private void setZero(List<Variable> gradient) {
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      Variable part = gradient.get(parts.results().size() + i);
      if (adjoint.isTensorArray()) {
        steps.reset(part);
      } else if (adjoint.isArray()) {
        steps.clear(part);
      } else if (adjoint.isTensor() && adjoint.isActive()) {
        steps.set(part, steps.none(steps.get(part)));
      } else if (adjoint.isActive()) {
        steps.set(part, Constant.zero(adjoint.type()));
      }
    }
  }

  private List<Variable> values(List<Variable> object) {
    List<Variable> values = new ArrayList<>();
    for (int i = 0; i < parts.results().size(); i++) {
      values.add(valueOf(object.get(i), parts.results().get(i).detached()));
    }
    return values;
  }

  /** A method with {@code @Detach} gives constants. */
  private Variable valueOf(Variable cell, boolean isDetached) {
    Variable value = steps.get(cell);
    return isDetached || companion.primal().detachedResult()
        ? (Variable) steps.detached(value)
        : value;
  }

  /** The part with an accessor of this name, a record leaf by leaf. */
  private Optional<List<Variable>> part(String accessor, List<Variable> gradient) {
    Map<String, String> whole = AccessorNames.ofParameters(signature().parameters());
    List<Optional<String>> leaves = AccessorNames.ofLeaves(signature().parameters());
    List<Variable> found = new ArrayList<>();
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      String parameter = signature().parameters().get(adjoint.parameter()).name();
      boolean isOfRecord = accessor.equals(whole.get(parameter));
      if (isOfRecord || leaves.get(adjoint.position()).filter(accessor::equals).isPresent()) {
        Variable part = gradient.get(parts.results().size() + i);
        found.add(adjoint.isArray() ? part : held(part, adjoint));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** What no derivative flows to is that of the primal, as a constant. */
  private Variable held(Variable cell, Adjoint adjoint) {
    Variable value = steps.get(cell);
    return adjoint.isActive() ? value : (Variable) steps.detached(value);
  }

  /** Of cotangents that are tensors; of arrays an index tells. */
  void requireShapesOf(List<Atom> seeds, List<Variable> values) {
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      if (!parts.results().get(i).type().isDifferentiable()) {
        continue;
      }
      Atom seed = seeds.get(next++);
      if (seed instanceof Variable tensor && tensor.type().equals(ObjectType.TENSOR)) {
        steps.requireShape(
            tensor, values.get(i), "the cotangent has another shape than the result itself");
      }
    }
  }

  private void requireShapes(List<Variable> primals, List<Variable> gradient) {
    for (int i = 0; i < parts.adjoints().size(); i++) {
      Adjoint adjoint = parts.adjoints().get(i);
      if (adjoint.isArray()) {
        Variable given = steps.length(gradient.get(parts.results().size() + i));
        Variable wanted = steps.length(primals.get(adjoint.position()));
        String name = nameOf(adjoint.position());
        steps.throwIf(
            steps.differ(given, wanted),
            "java.lang/IllegalArgumentException",
            "the gradient of '" + name + "' has another length than '" + name + "' itself");
      }
    }
  }

  private String nameOf(int position) {
    return companion.primal().parameters().get(position).variable().name();
  }
}
