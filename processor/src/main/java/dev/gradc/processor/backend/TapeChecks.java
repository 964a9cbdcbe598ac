package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
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

  MethodSpec requireSlots(Slot freed) {
    String place = freed.origin().line() > 0 ? " (" + freed.origin().place() + ")" : "";
    String message =
        "backward of the output 'value' of "
            + api.source()
            + " needs '"
            + freed.subject()
            + "'"
            + place
            + ", which an earlier backward pass of this tape has freed. To go back more than once,"
            + " retain the tape: @Retain @Differentiable static "
            + api.signature().result().keyword()
            + " "
            + api.signature().methodName()
            + "(...). If the second pass should not come this way, part the graphs where they"
            + " should end: @Detach "
            + api.signature().result().keyword()
            + " cut = ...;";
    return check("requireSlots")
        .beginControlFlow("if ($L)", fields.isFreed())
        .addStatement("throw new $T($S)", Types.TAPE_FREED, message)
        .endControlFlow()
        .build();
  }

  MethodSpec requireUnchanged(ReverseProgram program, JavaNames names) {
    MethodSpec.Builder method = check("requireUnchanged");
    for (Map.Entry<Variable, String> checksum : fields.checksums().entrySet()) {
      Variable array = checksum.getKey();
      Part part = api.parts().get(program.parameters().indexOf(array));
      method.beginControlFlow(
          "if ($L != $L)",
          Shapes.checksum(array.type(), CodeBlock.of("$L", names.of(array))),
          checksum.getValue());
      method.addStatement(
          "throw new $T($S)",
          Types.MODIFIED_IN_PLACE,
          "the array '"
              + part.text()
              + "' of "
              + api.source()
              + " was changed after forward(...), and the backward pass reads it again; go back"
              + " before changing it, give forward(...) a copy, or compile with"
              + " -Agradc.guard=copy");
      method.endControlFlow();
    }
    return method.build();
  }
}
