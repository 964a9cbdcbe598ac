package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * What the objects of a generated class consist of: arrays, some of them cells.
 *
 * <p>A Gradient: a cell for each leaf of the value; then for each leaf of each active parameter a
 * cell, or for an array to which derivatives flow that array itself. A Tape: what has run; a cell
 * for each leaf of the value; for each leaf of each active parameter that is an array, or that no
 * derivative flows to, a cell; one for each slot; one for a copy of each array that is read again.
 * A Tangent: a cell for each leaf of the value, and one for each leaf of the tangent.
 */
final class ObjectParts {

  private final Companion companion;

  ObjectParts(Companion companion) {
    this.companion = companion;
  }

  /** One of the arrays. */
  record Part(String name, Type type) {}

  /** A leaf of an active parameter, in a gradient. */
  record Adjoint(String name, Type type, int parameter, int position, boolean isActive) {

    boolean isArray() {
      return isActive && type instanceof ArrayType;
    }

    /** What is kept of it. */
    boolean isTensor() {
      return type.equals(ObjectType.TENSOR);
    }

    /** Whether it is an array whose elements are null where nothing has reached them. */
    boolean isTensorArray() {
      return isArray() && ((ArrayType) type).innermost().equals(ObjectType.TENSOR);
    }

    /** Whether the primal is asked for: for its shape, or as what no gradient flows to. */
    boolean isKept() {
      return isArray() || isTensor() || !isActive;
    }

    Type held() {
      return isArray() ? type : new ArrayType(type);
    }
  }

  private Signature signature() {
    return companion.signature();
  }

  List<Leaf> results() {
    return Leaf.of(signature().result());
  }

  /** The leaves of active parameters. */
  List<Adjoint> adjoints() {
    List<Adjoint> adjoints = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < signature().parameters().size(); i++) {
      Signature.Parameter parameter = signature().parameters().get(i);
      for (Leaf leaf : Leaf.of(parameter.type())) {
        if (parameter.isActive()) {
          adjoints.add(
              new Adjoint(
                  leaf.variable(Leaf.variable("d", parameter.name())),
                  leaf.type(),
                  i,
                  position,
                  leaf.isActive()));
        }
        position++;
      }
    }
    return adjoints;
  }

  List<Part> gradient() {
    List<Part> parts = new ArrayList<>(values("value"));
    adjoints().forEach(it -> parts.add(new Part(it.name(), it.held())));
    return parts;
  }

  List<Part> tangent() {
    List<Part> parts = new ArrayList<>(values("value"));
    parts.addAll(values("tangent"));
    return parts;
  }

  private List<Part> values(String name) {
    return results().stream()
        .map(leaf -> new Part(leaf.variable(name), new ArrayType(leaf.type())))
        .toList();
  }

  /** The leaves of which a tape keeps those of the primal. */
  List<Adjoint> kept() {
    return adjoints().stream().filter(Adjoint::isKept).toList();
  }

  List<Part> tape() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("state", new ArrayType(Scalar.BOOLEAN)));
    parts.addAll(values("recorded"));
    kept().forEach(it -> parts.add(new Part(it.name() + "Kept", new ArrayType(it.type()))));
    for (Slot slot : companion.taped().slots()) {
      parts.add(new Part(slot.variable().name(), new ArrayType(slot.variable().type())));
    }
    for (int position : companion.guarded()) {
      Type type = companion.primal().parameters().get(position).variable().type();
      String name = companion.primal().parameters().get(position).variable().name();
      parts.add(new Part(name + "Copy", new ArrayType(type)));
    }
    return parts;
  }

  /** Those of a class within the one that is generated, by its name. */
  List<Part> of(String place) {
    if (place.equals("Gradient")) {
      return gradient();
    }
    return place.equals("Tangent") ? tangent() : tape();
  }
}
