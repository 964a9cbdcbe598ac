package dev.gradc.processor.backend;

import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
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
    Map<Part, String> shapes,
    String into,
    String seed) {

  static TapeFields of(Api api, ReverseProgram program, JavaNames names) {
    Map<Variable, String> checksums = new LinkedHashMap<>();
    for (Variable guarded : program.guarded()) {
      checksums.put(guarded, names.unused(guarded.name() + "Checksum"));
    }
    Map<Part, String> shapes = new LinkedHashMap<>();
    for (Part part : api.activeArrays()) {
      shapes.put(
          part, names.unused(part.name() + (Shapes.isLength(part.type()) ? "Length" : "Shape")));
    }
    return new TapeFields(
        names.unused("value"),
        names.unused("isRecorded"),
        names.unused("isClosed"),
        names.unused("isFreed"),
        checksums,
        shapes,
        names.unused("into"),
        names.ofSeed(api, program));
  }

  /** Slots that hold references to arrays and objects of the caller or of one recording. */
  static List<Variable> references(ReverseProgram program) {
    return program.slots().stream()
        .map(Slot::variable)
        .filter(it -> !(it.type() instanceof Scalar) && !program.storage().contains(it))
        .toList();
  }
}
