package dev.gradc.processor.backend;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a Tape's fields and of the locals of its methods.
 *
 * @param passes of outputs whose backward pass frees something, by their position
 * @param pools of the arrays that are kept from call to call
 * @param gathered of arrays that are made of arrays of records, and written again
 * @param handles of outputs, where they have some
 * @param seeds of outputs: the parameter of their backward passes
 */
record TapeFields(
    String value,
    String isRecorded,
    String isClosed,
    String isInterrupted,
    Map<Integer, String> passes,
    Map<Variable, String> pools,
    Map<Variable, String> checksums,
    Map<Part, String> shapes,
    Map<Part, String> gathered,
    List<String> handles,
    String into,
    String seed,
    List<String> seeds) {

  static TapeFields of(Api api, ReverseProgram program, JavaNames names) {
    Map<Variable, String> checksums = new LinkedHashMap<>();
    for (Variable guarded : program.guarded()) {
      String what = Shapes.holdsTensors(guarded.type()) ? "Version" : "Checksum";
      checksums.put(guarded, names.unused(guarded.name() + what));
    }
    Map<Part, String> shapes = new LinkedHashMap<>();
    for (Part part : api.shaped()) {
      shapes.put(
          part, names.unused(part.name() + (Shapes.isLength(part.type()) ? "Length" : "Shape")));
    }
    Map<Part, String> gathered = new LinkedHashMap<>();
    for (Part part : api.parts()) {
      if (part.isGathered()) {
        gathered.put(part, names.unused(part.name() + "Leaf"));
      }
    }
    List<Signature.Output> outputs = api.signature().outputs();
    Map<Integer, String> passes = new LinkedHashMap<>();
    List<String> handles = new ArrayList<>();
    List<String> seeds = new ArrayList<>();
    String seed = names.ofSeed(api, program);
    for (int i = 0; i < outputs.size(); i++) {
      Signature.Output output = outputs.get(i);
      if (program.slices().isBlocked(i, i)) {
        passes.put(i, names.unused(api.hasHandles() ? output.name() + "Pass" : "pass"));
      }
      handles.add(api.hasHandles() ? names.unused(output.name()) : "");
      boolean isLeaf = !Leaf.isComposite(output.type());
      String own =
          program
              .seeds()
              .get(output.firstLeaf())
              .filter(any -> isLeaf)
              .map(names::of)
              .orElseGet(() -> names.unused("seed"));
      seeds.add(api.hasHandles() ? own : seed);
    }
    Map<Variable, String> pools = new LinkedHashMap<>();
    for (Variable array : program.storage()) {
      if (array.type() instanceof ArrayType) {
        pools.put(array, names.unused(names.of(array) + "Pool"));
      }
    }
    return new TapeFields(
        names.unused("value"),
        names.unused("isRecorded"),
        names.unused("isClosed"),
        names.unused("isInterrupted"),
        passes,
        pools,
        checksums,
        shapes,
        gathered,
        handles,
        names.unused("into"),
        seed,
        seeds);
  }

  /** Slots that hold references to arrays and objects of the caller or of one recording. */
  static List<Variable> references(ReverseProgram program) {
    return program.slots().stream()
        .map(Slot::variable)
        .filter(it -> !(it.type() instanceof Scalar) && !program.storage().contains(it))
        .toList();
  }
}
