package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < parameters.size(); i++) {
      for (int j = i + 1; j < parameters.size(); j++) {
        Variable one = parameters.get(i);
        Variable other = parameters.get(j);
        boolean isWritten = written.contains(one) || written.contains(other);
        if (isWritten && one.type().equals(other.type())) {
          code.beginControlFlow("if ($L == $L)", names.of(one), names.of(other));
          code.addStatement(
              "throw new $T($S)",
              IllegalArgumentException.class,
              subjects.get(i)
                  + " and "
                  + subjects.get(j)
                  + " are the same array, and the method writes it");
          code.endControlFlow();
        }
      }
    }
    rows(parameters, written, subjects, names, code);
    return code.build();
  }

  /** Where there are arrays of arrays, every array that holds numbers has to be another one. */
  private static void rows(
      List<Variable> parameters,
      Collection<Variable> written,
      List<String> subjects,
      JavaNames names,
      CodeBlock.Builder code) {
    for (Scalar innermost : List.of(Scalar.DOUBLE, Scalar.FLOAT)) {
      List<Variable> arrays =
          parameters.stream()
              .filter(
                  it -> it.type() instanceof ArrayType type && type.innermost().equals(innermost))
              .toList();
      boolean isWritten = arrays.stream().anyMatch(written::contains);
      boolean hasRows = arrays.stream().anyMatch(it -> !Shapes.isLength(it.type()));
      if (isWritten && hasRows) {
        String distinct = names.unused("distinct");
        code.addStatement(
            "$T<$T> $L = $T.newSetFromMap(new $T<>())",
            Set.class,
            Object.class,
            distinct,
            Collections.class,
            IdentityHashMap.class);
        for (Variable array : arrays) {
          String subject = subjects.get(parameters.indexOf(array));
          CodeBlock value = CodeBlock.of("$L", names.of(array));
          require(array.type(), value, subject, names, distinct, code);
        }
      }
    }
  }

  private static void require(
      Type type,
      CodeBlock value,
      String subject,
      JavaNames names,
      String distinct,
      CodeBlock.Builder code) {
    if (((ArrayType) type).element() instanceof ArrayType inner) {
      String row = names.unused("row");
      code.beginControlFlow("for ($T $L : $L)", Types.of(inner), row, value);
      require(inner, CodeBlock.of("$L", row), subject, names, distinct, code);
      code.endControlFlow();
      return;
    }
    code.beginControlFlow("if (!$L.add($L))", distinct, value);
    code.addStatement(
        "throw new $T($S)",
        IllegalArgumentException.class,
        "an array stands in two places of "
            + subject
            + " and other parameters, and the method writes one of them");
    code.endControlFlow();
  }
}
