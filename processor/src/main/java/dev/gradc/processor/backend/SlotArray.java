package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * Where a tape has thousands of numbers as slots, they are elements of one array: a class has room
 * for the names of some 20 000 fields, and of nothing else then.
 *
 * @param elements of the array, as Java, by slot; none if there are few
 */
record SlotArray(String name, Map<Variable, String> elements) {

  private static final int MOST_FIELDS = 1000;

  static SlotArray of(ReverseProgram program, JavaNames names) {
    List<Variable> slots =
        program.slots().stream()
            .map(Slot::variable)
            .filter(it -> it.type() == Scalar.DOUBLE && it.role() != Variable.Role.PARAMETER)
            .filter(it -> !program.storage().contains(it))
            .toList();
    Map<Variable, String> elements = new LinkedHashMap<>();
    if (slots.size() <= MOST_FIELDS) {
      return new SlotArray("", elements);
    }
    String name = names.unused("slots");
    slots.forEach(slot -> elements.put(slot, name + "[" + elements.size() + "]"));
    return new SlotArray(name, elements);
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  boolean contains(Variable slot) {
    return elements.containsKey(slot);
  }

  FieldSpec field() {
    return FieldSpec.builder(
            ArrayTypeName.of(TypeName.DOUBLE), name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer("new double[$L]", elements.size())
        .build();
  }
}
