package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of a Gradient's fields and accessors. */
final class GradientFields {

  private final Map<Part, String> fields = new LinkedHashMap<>();
  private final Map<Part, String> shapes = new LinkedHashMap<>();
  private final Map<Part, String> accessors = new LinkedHashMap<>();
  private final Map<Part, String> gathered = new LinkedHashMap<>();
  private final Map<Part, String> sums = new LinkedHashMap<>();
  private final Map<Part, String> standing = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> records = new LinkedHashMap<>();
  private final Map<Signature.Parameter, String> held = new LinkedHashMap<>();
  private final String value;
  private final String isInterrupted;
  private final String summed;
  private final String isLent;
  private final boolean canBeLent;
  private final boolean canBeInterrupted;
  private final boolean looksForAnomalies;
  private final FreshNames fresh = new FreshNames();
  private boolean lendsCotangents;
  private String keptSums;

  /**
   * @param storage arrays of the fused form, which are fields too
   * @param canBeInterrupted whether code that is not ours runs in the backward region
   * @param looksForAnomalies whether gradients that are handed in are looked at
   */
  GradientFields(
      Api api,
      List<Variable> storage,
      boolean canBeInterrupted,
      boolean looksForAnomalies,
      JavaNames javaNames) {
    this.looksForAnomalies = looksForAnomalies;
    this.canBeInterrupted = canBeInterrupted && !storage.isEmpty();
    JavaNames.TYPES.forEach(fresh::reserve);
    storage.forEach(array -> fresh.reserve(javaNames.of(array)));
    for (Part part : api.active()) {
      fields.put(part, next(fresh, part.name()));
      if (Shapes.areIn(part.type())) {
        String what = Shapes.isLength(part.type()) ? "Length" : "Shape";
        shapes.put(part, next(fresh, part.name() + what));
      }
    }
    api.heldRecords().forEach(record -> held.put(record, next(fresh, record.name())));
    nameAccessors(api);
    value = next(fresh, "value");
    isInterrupted = next(fresh, "isInterrupted");
    summed = next(fresh, "summed");
    isLent = next(fresh, "isLent");
    canBeLent =
        api.isPublished()
            && api.active().stream().anyMatch(part -> Shapes.isTensorArray(part.type()));
    nameArrays(api);
  }

  private void nameArrays(Api api) {
    for (Part part : api.parts()) {
      if (api.isPublished() && part.isGathered()) {
        gathered.put(part, next(fresh, part.name() + "Leaf"));
      }
    }
    for (Part part : api.active()) {
      if (Shapes.isTensorArray(part.type())) {
        if (canBeLent) {
          sums.put(part, next(fresh, part.name() + "Sums"));
        }
        standing.put(part, next(fresh, part.name() + "Standing"));
      }
    }
  }

  private void nameAccessors(Api api) {
    List<Signature.Parameter> parameters = api.signature().parameters();
    Map<String, String> names = AccessorNames.ofParameters(parameters);
    api.activeRecords().forEach(record -> records.put(record, names.get(record.name())));
    List<Optional<String>> leaves = AccessorNames.ofLeaves(parameters);
    for (int i = 0; i < leaves.size(); i++) {
      Part part = api.parts().get(i);
      leaves.get(i).ifPresent(accessor -> accessors.put(part, accessor));
    }
  }

  String of(Part part) {
    return fields.get(part);
  }

  /** How generated code gets at an array, which is made then if that was left for later. */
  CodeBlock reading(Part part, Set<Part> lazy) {
    return lazy.contains(part)
        ? CodeBlock.of("$L()", accessorOf(part))
        : CodeBlock.of("$L", of(part));
  }

  String shapeOf(Part part) {
    return shapes.get(part);
  }

  String accessorOf(Part part) {
    return accessors.get(part);
  }

  /** The accessor that gives the gradient of a record as such a record. */
  String accessorOf(Signature.Parameter record) {
    return records.get(record);
  }

  /** The field with the primal of a record that has constants in it. */
  Optional<String> heldOf(Signature.Parameter record) {
    return Optional.ofNullable(held.get(record));
  }

  String value() {
    return value;
  }

  /** Fields with arrays that are made of arrays of records, and written again. */
  Map<Part, String> gathered() {
    return gathered;
  }

  /** Fields with arrays of tensors that a pass adds to by itself. */
  Map<Part, String> sums() {
    return sums;
  }

  /** Fields with what stood in arrays of tensors before a pass. */
  Map<Part, String> standing() {
    return standing;
  }

  /** Whether gradients that are handed in are looked at. */
  boolean looksForAnomalies() {
    return looksForAnomalies;
  }

  /** Whether a backward pass may end in its middle, and leave something in storage. */
  boolean canBeInterrupted() {
    return canBeInterrupted;
  }

  /** The field that is set while code of others runs in a backward pass. */
  String isInterrupted() {
    return isInterrupted;
  }

  /** The field with the arrays that an evaluation adds to. */
  String summed() {
    return summed;
  }

  /** Whether generated code of other methods may lend arrays whose tensors it holds itself. */
  boolean canBeLent() {
    return canBeLent;
  }

  /** The field that is set where the arrays of tensors are lent. */
  String isLent() {
    return isLent;
  }

  /**
   * The array that a pass adds to. The tensors in a gradient are its own, and are added to in
   * place; what a pass has computed others may hold. So a pass has an array by itself, whose
   * elements are added in the end ({@link GradientUpdate}), unless the caller's generated code has
   * lent one.
   */
  CodeBlock array(Part part, String gradient, Set<Part> lazy) {
    if (!canBeLent || !Shapes.isTensorArray(part.type())) {
      return CodeBlock.of("$L.$L", gradient, reading(part, lazy));
    }
    CodeBlock kept = CodeBlock.of("$L.$L", gradient, sums.get(part));
    return CodeBlock.of(
        "$L.$L ? $L.$L : ($L = $T.empty($L.$L, $L))",
        gradient,
        isLent,
        gradient,
        of(part),
        kept,
        Types.COTANGENT_ARRAYS,
        gradient,
        shapeOf(part),
        kept);
  }

  /**
   * What stands in the array that a pass adds to, if others hold that: null if they do not. What
   * the pass has put there in the end is its own, and is written again ({@link #ownership}).
   */
  CodeBlock standing(Part part, String gradient, String array) {
    CodeBlock kept = CodeBlock.of("$L.$L", gradient, standing.get(part));
    CodeBlock same =
        CodeBlock.of("$L = $T.same($L, $L)", kept, Types.COTANGENT_ARRAYS, array, kept);
    return canBeLent ? CodeBlock.of("$L.$L ? ($L) : null", gradient, isLent, same) : same;
  }

  /**
   * Gives the holder of an array tensors of its own in place of those that a pass has put there.
   */
  CodeBlock ownership(String array, String standing, String gradient) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (keptSums == null) {
      code.addStatement("$T.own($L, $L)", Types.COTANGENT_ARRAYS, array, standing);
    } else {
      code.addStatement(
          "$T.own($L, $L, $L.$L)", Types.COTANGENT_ARRAYS, array, standing, gradient, keptSums);
    }
    return code.build();
  }

  /** Says that callers copy the cotangents of tensors before they use the gradient again. */
  void lendCotangents() {
    lendsCotangents = true;
    if (!standing.isEmpty()) {
      keptSums = next(fresh, "keptSums");
    }
  }

  /** The field with what the sums in arrays may be copied to, if the holders of these keep them. */
  Optional<String> keptSums() {
    return Optional.ofNullable(keptSums);
  }

  /** Adds what a pass has computed to a part that holds tensors. */
  CodeBlock addition(Part part, String gradient, CodeBlock more) {
    String field = of(part);
    if (lendsCotangents && Shapes.isTensor(part.type())) {
      return CodeBlock.builder().addStatement("$L.$L = $L", gradient, field, more).build();
    }
    CodeBlock.Builder code = CodeBlock.builder();
    if (looksForAnomalies) {
      code.addStatement(
          "$T.checkSum($L.$L, $L, $S)",
          Types.TENSOR_ANOMALIES,
          gradient,
          field,
          more,
          adding(part, gradient));
    }
    return code.addStatement(
            "$L.$L = $T.addTo($L.$L, $L)",
            gradient,
            field,
            Shapes.cotangents(part.type()),
            gradient,
            field,
            more)
        .build();
  }

  /** Adds what a pass has computed to a part that is a number. */
  CodeBlock sum(Part part, String gradient, CodeBlock more) {
    String field = of(part);
    CodeBlock.Builder code = CodeBlock.builder();
    if (looksForAnomalies) {
      code.addStatement(
          "$T.check($L.$L + $L, $S, $L.$L, $L)",
          Types.ANOMALIES,
          gradient,
          field,
          more,
          adding(part, gradient),
          gradient,
          field,
          more);
    }
    return code.addStatement("$L.$L += $L", gradient, field, more).build();
  }

  /** What messages call it. */
  private static String adding(Part part, String gradient) {
    return "adding to part '" + part.text() + "' of the gradient '" + gradient + "'";
  }

  /** A name for a further field. */
  String unused(String base) {
    return next(fresh, base);
  }

  private static String next(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }
}
