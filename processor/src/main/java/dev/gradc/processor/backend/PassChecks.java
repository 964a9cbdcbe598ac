package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import java.util.List;
import java.util.Map;

/** Writes what a backward pass asks for before it begins, and what it leaves behind. */
final class PassChecks {

  private final Api api;
  private final TapeFields fields;
  private final Slices slices;
  private final boolean releases;

  PassChecks(TapeModel tape) {
    this.api = tape.api();
    this.fields = tape.fields();
    this.slices = tape.program().slices();
    this.releases = !new Release(tape).isEmpty();
  }

  /** Refuses a pass that needs what an earlier one has freed. */
  CodeBlock before(List<Integer> outputs) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Map.Entry<Integer, String> earlier : fields.passes().entrySet()) {
      outputs.stream()
          .filter(output -> slices.isBlocked(output, earlier.getKey()))
          .findFirst()
          .ifPresent(
              output -> {
                List<Slot> gone = slices.between(output, earlier.getKey());
                code.addStatement(
                    "$L.mustNotHaveRun($S, $L, $S, $S)",
                    earlier.getValue(),
                    subject(outputs),
                    Literals.text(place(told(gone))).code(),
                    retained(earlier.getKey()),
                    "@Detach var cut = " + detached(output, earlier.getKey()) + ";");
              });
    }
    return code.build();
  }

  /** Refuses a pass after one that an exception has ended, which has left adjoints behind. */
  CodeBlock notInterrupted() {
    return CodeBlock.builder()
        .beginControlFlow("if ($L)", fields.isInterrupted())
        .addStatement(
            "throw new $T($S)",
            IllegalStateException.class,
            "a backward pass of this tape of "
                + api.source()
                + " was ended by an exception; call forward(...) to record anew")
        .endControlFlow()
        .build();
  }

  /** Notes that a pass has run. */
  CodeBlock after(List<Integer> outputs) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int output : outputs) {
      String pass = fields.passes().get(output);
      if (pass != null && outputs.size() > 1) {
        code.addStatement(
            "$L.run($T.class, $S)",
            pass,
            api.companion(),
            "the backward pass of all outputs of " + api.source());
      } else if (pass != null) {
        code.addStatement("$L.run($T.class)", pass, api.companion());
      }
    }
    if (releases && outputs.stream().anyMatch(fields.passes()::containsKey)) {
      code.addStatement("release()");
    }
    return code.build();
  }

  private String subject(List<Integer> outputs) {
    if (outputs.size() > 1) {
      return "all outputs of " + api.source();
    }
    String name = api.signature().outputs().get(outputs.get(0)).name();
    return "the output '" + name + "' of " + api.source();
  }

  /** The variable to cut at; of one output's own passes only its author knows. */
  private String detached(int output, int earlier) {
    return output == earlier ? "…" : slices.joint(output, earlier);
  }

  /** What was computed tells more than what was given. */
  private static Slot told(List<Slot> gone) {
    return gone.stream()
        .filter(slot -> slot.variable().role() != Variable.Role.PARAMETER)
        .findFirst()
        .orElse(gone.get(0));
  }

  private static String place(Slot slot) {
    return "'"
        + slot.subject()
        + "'"
        + (slot.origin().line() > 0 ? " (" + slot.origin().place() + ")" : "");
  }

  /** The declaration that keeps what a pass frees. */
  private String retained(int output) {
    Signature signature = api.signature();
    if (!api.hasHandles()) {
      return "@Retain @Differentiable "
          + (signature.result() instanceof ObjectType type
              ? type.simpleName()
              : signature.result().keyword())
          + " "
          + signature.methodName()
          + "(...)";
    }
    return signature.retaining(signature.outputs().get(output));
  }
}
