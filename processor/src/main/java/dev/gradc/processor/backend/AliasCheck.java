package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Refuses one array for two parameters where the method writes one of them. */
final class AliasCheck {

  private AliasCheck() {}

  static CodeBlock of(Api api, ReverseProgram program, JavaNames names) {
    List<String> subjects = api.parts().stream().map(part -> "'" + part.text() + "'").toList();
    return of(program.parameters(), program.written(), subjects, names);
  }

  /**
   * The same of any parameters.
   *
   * @param written those that may be written
   * @param subjects what messages call each of them
   */
  static CodeBlock of(
      List<Variable> parameters,
      Collection<Variable> written,
      List<String> subjects,
      JavaNames names) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable parameter = parameters.get(i);
      CodeBlock value = CodeBlock.of("$L", names.of(parameter));
      boolean isWritten = written.contains(parameter);
      places.add(new Place(parameter.type(), value, subjects.get(i), isWritten));
    }
    return of(places, 0, names::unused);
  }

  /** Where an array is passed. */
  record Place(Type type, CodeBlock value, String subject, boolean isWritten) {}

  /**
   * The same of any places.
   *
   * @param known how many of the first places are known to be different
   * @param free gives a name that no other variable has, for one that is wished for
   */
  static CodeBlock of(List<Place> places, int known, UnaryOperator<String> free) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < places.size(); i++) {
      for (int j = Math.max(i + 1, known); j < places.size(); j++) {
        Place one = places.get(i);
        Place other = places.get(j);
        boolean isWritten = one.isWritten() || other.isWritten();
        if (isWritten && one.type().equals(other.type())) {
          code.beginControlFlow("if ($L == $L)", one.value(), other.value());
          code.addStatement(
              "throw new $T($S)",
              IllegalArgumentException.class,
              one.subject()
                  + " and "
                  + other.subject()
                  + " are the same array, and the method writes it");
          code.endControlFlow();
        }
      }
    }
    rows(places, free, code);
    return code.build();
  }

  /**
   * Where there are arrays of arrays, every array of numbers that may be written has to be another
   * one than all others. What is only read may be read in two places.
   */
  private static void rows(List<Place> places, UnaryOperator<String> free, CodeBlock.Builder code) {
    for (Type innermost : List.of(Scalar.DOUBLE, Scalar.FLOAT, ObjectType.TENSOR)) {
      List<Place> arrays =
          places.stream()
              .filter(
                  it -> it.type() instanceof ArrayType type && type.innermost().equals(innermost))
              .toList();
      boolean isWritten = arrays.stream().anyMatch(Place::isWritten);
      boolean hasRows = arrays.stream().anyMatch(it -> ((ArrayType) it.type()).rank() > 1);
      if (isWritten && hasRows) {
        String distinct = free.apply("distinct");
        code.addStatement(
            "$T<$T> $L = $T.newSetFromMap(new $T<>())",
            Set.class,
            Object.class,
            distinct,
            Collections.class,
            IdentityHashMap.class);
        for (boolean isWrittenOne : new boolean[] {true, false}) {
          arrays.stream()
              .filter(it -> it.isWritten() == isWrittenOne)
              .forEach(it -> require(it.type(), it.value(), it, free, distinct, code));
        }
      }
    }
  }

  private static void require(
      Type type,
      CodeBlock value,
      Place place,
      UnaryOperator<String> free,
      String distinct,
      CodeBlock.Builder code) {
    if (((ArrayType) type).element() instanceof ArrayType inner) {
      String row = free.apply("row");
      code.beginControlFlow("for ($T $L : $L)", Types.of(inner), row, value);
      require(inner, CodeBlock.of("$L", row), place, free, distinct, code);
      code.endControlFlow();
      return;
    }
    if (place.isWritten()) {
      code.beginControlFlow("if (!$L.add($L))", distinct, value);
    } else {
      code.beginControlFlow("if ($L.contains($L))", distinct, value);
    }
    code.addStatement(
        "throw new $T($S)",
        IllegalArgumentException.class,
        "an array stands in two places of "
            + place.subject()
            + " and other parameters, and the method writes one of them");
    code.endControlFlow();
  }
}
