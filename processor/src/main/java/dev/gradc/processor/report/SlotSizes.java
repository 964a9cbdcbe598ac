package dev.gradc.processor.report;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.StoreFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a slot is, as a formula in loop counts. Headers of arrays, and the room that arrays
 * have to grow, are not counted; the caller's tensors are references; a reference is four bytes, as
 * it is in heaps below 32 GB.
 */
final class SlotSizes {

  private static final int REFERENCE = 4;
  private static final int LIMIT = 60;

  private final StoreFacts facts;
  private final SourceText text;
  private final IterationCount counts;
  private final Map<Variable, Atom> reserved = new LinkedHashMap<>();
  private final Map<Variable, Variable> aliases = new LinkedHashMap<>();

  SlotSizes(ReverseProgram program, SourceText text) {
    this.facts = program.facts();
    this.text = text;
    this.counts = new IterationCount(text);
    collect(program.forward());
  }

  Size of(Slot slot) {
    Variable variable = slot.variable();
    StoreFacts.Recorded recorded = facts.recorded().get(variable);
    if (recorded != null) {
      List<String> factors = counts.factors(recorded.extent());
      if (recorded.value().type().equals(ObjectType.TENSOR)) {
        return numbersOf(recorded.value(), factors);
      }
      return value(recorded.value().type(), factors).plus(elements(recorded.value(), factors));
    }
    if (variable.role() != Role.PARAMETER && variable.type().equals(ObjectType.TENSOR)) {
      return numbersOf(variable, List.of());
    }
    if (variable.role() == Role.PARAMETER || !(variable.type() instanceof ArrayType)) {
      return value(variable.type(), List.of());
    }
    Variable storage = aliases.getOrDefault(variable, variable);
    if (reserved.containsKey(storage)) {
      return value(((ArrayType) variable.type()).element(), List.of(factor(reserved.get(storage))));
    }
    Size elements = elements(variable, List.of());
    return elements.equals(Size.NONE) ? value(variable.type(), List.of()) : elements;
  }

  /** A tensor's shape is known when it runs; its numbers are taken to be doubles. */
  private Size numbersOf(Variable tensor, List<String> times) {
    List<String> factors = new ArrayList<>(times);
    factors.add(IterationCount.atomic(text.written(tensor, LIMIT)) + ".size()");
    return Size.of(Double.BYTES, factors);
  }

  private static Size value(Type type, List<String> factors) {
    return Size.of(type instanceof Scalar scalar ? bytes(scalar) : REFERENCE, factors);
  }

  private static int bytes(Scalar scalar) {
    return switch (scalar) {
      case BOOLEAN, BYTE -> 1;
      case SHORT, CHAR -> 2;
      case INT, FLOAT -> 4;
      case LONG, DOUBLE -> 8;
    };
  }

  /** What the arrays have that are made where a value is defined; nothing for other arrays. */
  private Size elements(Variable array, List<String> times) {
    if (!(text.definition(array) instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.NewArray made)) {
      return Size.NONE;
    }
    Size size = Size.NONE;
    List<String> factors = new ArrayList<>(times);
    Type element = made.element();
    for (Atom length : made.lengths()) {
      factors.add(factor(length));
      size = size.plus(value(element, factors));
      element = element instanceof ArrayType inner ? inner.element() : element;
    }
    return size;
  }

  private String factor(Atom atom) {
    return IterationCount.atomic(text.of(atom, LIMIT));
  }

  /** How much room is made for arrays of adjoints, and what stands for them. */
  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Reserve reserve) {
        reserved.putIfAbsent(reserve.slot(), reserve.size());
      } else if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Copy copy
          && copy.value() instanceof Variable source
          && reserved.containsKey(source)) {
        aliases.put(assign.target(), source);
      }
      statement.blocks().forEach(this::collect);
    }
  }
}
