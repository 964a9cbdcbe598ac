package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a backward pass that fails: which, after which, for lack of what, and the cures.
 */
final class FailureText {

  private final Evidence.Failure failure;
  private final TapeClass tape;
  private final Origin call;

  FailureText(Evidence.Failure failure, Origin call) {
    this.failure = failure;
    this.tape = failure.tape();
    this.call = call;
  }

  /** For the placeholders of the message. */
  List<String> arguments() {
    return List.of(
        "'" + failure.holder() + "'" + (hasOutputs() ? " (" + output(failure.pass()) + ")" : ""),
        earlier(),
        slots(),
        cures());
  }

  private boolean hasOutputs() {
    return tape.slices().outputs().size() > 1;
  }

  private String output(int pass) {
    return pass == TapeClass.ALL
        ? "all outputs in one sweep"
        : "output '" + tape.slices().outputs().get(pass).name() + "'";
  }

  private String earlier() {
    String place =
        failure.first().equals(call)
            ? "an earlier iteration, at this very call,"
            : failure.first().place();
    String what = hasOutputs() ? "the one of " + output(failure.earlier()) : "one";
    return failure.first().equals(call) ? what + " in " + place : what + " at " + place;
  }

  private String slots() {
    Slot slot = shown();
    String place =
        slot.origin().line() > 0 ? slot.origin().place() : "a parameter of '" + method() + "'";
    int others = failure.slots().size() - 1;
    String more =
        others == 0 ? "" : others == 1 ? " and one more slot" : " and " + others + " more slots";
    return "'" + subject(slot) + "' (" + place + ")" + more;
  }

  /** What was computed tells more than what was given. */
  private Slot shown() {
    return failure.slots().stream()
        .filter(slot -> slot.variable().role() != Variable.Role.PARAMETER)
        .findFirst()
        .orElse(failure.slots().get(0));
  }

  private static String subject(Slot slot) {
    return slot.subject().replaceAll("\\s+", " ");
  }

  private String method() {
    return tape.signature().methodName();
  }

  private String cures() {
    Signature signature = tape.signature();
    String variable = failure.holder().matches("\\w+") ? failure.holder() : "tape";
    List<String> cures = new ArrayList<>();
    if (hasOutputs() && signature.result() instanceof RecordType result) {
      if (failure.earlier() != TapeClass.ALL) {
        cures.add("keep them: '" + retained(result) + "'");
        if (failure.pass() != TapeClass.ALL && failure.pass() != failure.earlier()) {
          String joint = tape.slices().joint(failure.pass(), failure.earlier());
          cures.add("part the graphs: '@Detach var cut = " + joint + "'");
        }
      } else {
        cures.add("keep them: '@Retain' on the method '" + method() + "'");
      }
      cures.add("run all in one sweep: 'backward(new " + result.keyword() + "(…))' of the tape");
    } else {
      cures.add("keep them: '@Retain' on the method '" + method() + "'");
      cures.add("record anew before this call: '" + variable + ".forward(…)'");
      cures.add("go back once, with the sum of the seeds");
    }
    int last = cures.size() - 1;
    return String.join(", ", cures.subList(0, last)) + ", or " + cures.get(last);
  }

  private String retained(RecordType result) {
    String first = tape.slices().outputs().get(failure.earlier()).name();
    List<String> components = new ArrayList<>();
    for (RecordType.Component component : result.components()) {
      String retain = component.name().equals(first) ? "@Retain " : "";
      components.add(retain + component.type().keyword() + " " + component.name());
    }
    return "record " + result.keyword() + "(" + String.join(", ", components) + ")";
  }
}
