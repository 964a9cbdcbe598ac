package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a Tape's fields and of the locals of its methods. */
record TapeFields(
    String value,
    String isRecorded,
    String isClosed,
    String isFreed,
    Map<Variable, String> checksums,
    Map<Signature.Parameter, String> lengths,
    String into,
    String seed) {

  static TapeFields of(Api api, ReverseProgram program, JavaNames names) {
    Map<Variable, String> checksums = new LinkedHashMap<>();
    for (Variable guarded : program.guarded()) {
      checksums.put(guarded, names.unused(guarded.name() + "Checksum"));
    }
    Map<Signature.Parameter, String> lengths = new LinkedHashMap<>();
    for (Signature.Parameter parameter : api.activeArrays()) {
      lengths.put(parameter, names.unused(parameter.name() + "Length"));
    }
    return new TapeFields(
        names.unused("value"),
        names.unused("isRecorded"),
        names.unused("isClosed"),
        names.unused("isFreed"),
        checksums,
        lengths,
        names.unused("into"),
        program.seeds().get(0).map(names::of).orElseGet(() -> names.unused("seed")));
  }

  /** Slots that hold references to arrays of the caller or of one recording. */
  static List<Variable> references(ReverseProgram program) {
    return program.slots().stream()
        .map(Slot::variable)
        .filter(it -> it.type() instanceof ArrayType && !program.storage().contains(it))
        .toList();
  }
}
