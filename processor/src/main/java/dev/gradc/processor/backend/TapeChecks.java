package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes the methods of a tape that refuse what it cannot do, with what to do instead. */
final class TapeChecks {

  private final Api api;
  private final TapeFields fields;

  TapeChecks(Api api, TapeFields fields) {
    this.api = api;
    this.fields = fields;
  }

  private static MethodSpec.Builder check(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE);
  }

  MethodSpec requireRecorded() {
    return check("requireRecorded")
        .beginControlFlow("if (!$L)", fields.isRecorded())
        .addStatement(
            "throw new $T($L ? $S : $S)",
            IllegalStateException.class,
            fields.isClosed(),
            "this tape of " + api.source() + " is closed; call forward(...) to record anew",
            "this tape of " + api.source() + " holds no recording; call forward(...) first")
        .endControlFlow()
        .build();
  }

  /**
   * For each array that a backward pass reads again, a method that refuses it if it has changed.
   */
  List<MethodSpec> requireUnchanged(ReverseProgram program, JavaNames names) {
    List<MethodSpec> methods = new ArrayList<>();
    for (Map.Entry<Variable, String> checksum : fields.checksums().entrySet()) {
      Variable array = checksum.getKey();
      MethodSpec.Builder method = check(nameOfCheck(program, array));
      method.beginControlFlow(
          "if ($L != $L)",
          Shapes.checksum(array.type(), CodeBlock.of("$L", names.of(array))),
          checksum.getValue());
      method.addStatement(
          "throw new $T($S)",
          Types.MODIFIED_IN_PLACE,
          (Shapes.isTensor(array.type()) ? "the tensor '" : "the array '")
              + textOf(program, array)
              + (Shapes.isTensorArray(array.type()) ? "', or a tensor in it, of " : "' of ")
              + api.source()
              + " was changed after forward(...), and the backward pass reads it again; go back"
              + " before changing it, give forward(...) a copy, or compile with"
              + " -Agradc.guard=copy");
      methods.add(method.endControlFlow().build());
    }
    return methods;
  }

  /** A parameter, or a result, which callers hold too. */
  private String textOf(ReverseProgram program, Variable guarded) {
    int position = program.parameters().indexOf(guarded);
    return position >= 0
        ? api.parts().get(position).text()
        : program.slots().stream()
            .filter(slot -> slot.variable().equals(guarded))
            .findFirst()
            .map(Slot::subject)
            .orElse(guarded.name());
  }

  String nameOfCheck(ReverseProgram program, Variable guarded) {
    int position = program.parameters().indexOf(guarded);
    String name = position >= 0 ? api.parts().get(position).name() : guarded.name();
    return Leaf.variable("require", name) + "Unchanged";
  }
}
