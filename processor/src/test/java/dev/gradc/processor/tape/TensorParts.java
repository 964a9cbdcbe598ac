package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.tape.TensorMachine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parts that programs of {@link TensorText} call: {@code Step} and {@code Other} of a tensor,
 * {@code Rows} of an array, {@code Same}, which gives what it is given, and {@code Wide}, whose
 * pullback is given an array of cotangents. Evaluated on kept memory, a part writes over all that
 * it gave before, and so does its pullback: whoever did not copy it sees that.
 */
final class TensorParts {

  private static final List<String> NAMES = List.of("Step", "Other", "Rows", "Same", "Wide");

  /** Where nothing is known of what callers hold. */
  static final KeptParts ALL = all(false, false, false);

  /** The memory of a part. */
  private static final class Carrier {
    private final List<Tensor> lent = new ArrayList<>();
    private List<Object> sums = List.of();
    private Object copies;
    private Object cotangent;

    /** The shapes that its memory is of. */
    private List<String> shapes = List.of();

    /** Whether it is one of several, each for other shapes. */
    private boolean isOfShapes;

    private final String owner;

    Carrier(String owner) {
      this.owner = owner;
    }
  }

  /** As {@code KeptCarriers} of the library. */
  private static final class Carriers {

    /** By the shapes that they are for. */
    private final Map<List<String>, Carrier> all = new HashMap<>();

    private final List<String> asked = new ArrayList<>();
    private final Set<List<String>> used = new HashSet<>();
    private List<String> found = List.of();
  }

  /** What becomes of tensors. */
  interface Tensors {

    /** What an operation computes. */
    String text(String name, List<Object> arguments);

    /** A new one, which counts, as new carriers do. */
    Tensor fresh(String text);

    /**
     * The sum of two, of which the first may be absent.
     *
     * @param kept what it may be written into; null for a new one
     */
    Object sum(Object kept, Object one, Tensor other);
  }

  private final Tensors tensors;
  private final boolean isKept;

  /**
   * @param isKept whether memory is kept; if not, each call gives new tensors
   */
  TensorParts(Tensors tensors, boolean isKept) {
    this.tensors = tensors;
    this.isKept = isKept;
  }

  /** What is known of them. */
  static KeptParts all(boolean holdsArguments, boolean holdsSums, boolean givesArguments) {
    KeptParts parts = KeptParts.NONE;
    for (String name : NAMES) {
      Type given = parameter(name);
      Member evaluation =
          Member.ofStatic(
              name,
              KeptPart.EVALUATE,
              List.of(given, KeptPart.carrierOf(name)),
              Optional.of(ObjectType.TENSOR));
      parts =
          parts.with(
              new KeptPart(
                  name + ".of", name, evaluation, holdsArguments, holdsSums, givesArguments));
    }
    return parts;
  }

  private static Type parameter(String name) {
    Type tensor = ObjectType.TENSOR;
    return name.equals("Rows") ? new ArrayType(tensor) : tensor;
  }

  /** What programs may call, as in {@link TensorText}. */
  static List<String> members() {
    List<String> members = new ArrayList<>();
    for (String name : NAMES) {
      String given = name.equals("Rows") ? "T[]" : "T";
      String carrier = name + ".Gradient";
      String sums = name.equals("Rows") ? ", T[]" : "";
      members.add(name + ".of(" + given + "): T");
      String seed = name.equals("Wide") ? "T[]" : "T";
      members.add(name + ".pullback(" + given + ", " + seed + ", " + carrier + ")");
      members.add(name + ".tell(" + given + ") opaque");
      members.add(carrier + ".wrap(" + carrier + sums + "): " + carrier);
      members.add(carrier + ".dX(" + carrier + "): T instance");
      members.add(carrier + ".isReached(" + carrier + "): boolean instance");
    }
    return members;
  }

  /** Whether it is a member of a part, of its carrier, or of the carriers of loops. */
  static boolean isOne(Member member) {
    return (isOfPart(member.owner()) && !member.isOpaque())
        || member.owner().equals(PartCalls.CARRIERS.name());
  }

  private static boolean isOfPart(String owner) {
    return NAMES.contains(owner.replace(".Gradient", ""));
  }

  Object call(Member member, List<Object> arguments) {
    String owner = member.owner();
    if (owner.equals(PartCalls.CARRIERS.name())) {
      return ofCarriers(member.name(), arguments);
    }
    return owner.endsWith(".Gradient")
        ? ofCarrier(owner, member.name(), arguments)
        : ofPart(owner, member.name(), arguments);
  }

  private Object ofPart(String part, String name, List<Object> arguments) {
    if (name.equals("of") && part.equals("Same")) {
      return arguments.get(0);
    }
    if (name.equals("of")) {
      return tensors.fresh(tensors.text(part, texts(arguments)));
    }
    List<Object> given = arguments.subList(0, arguments.size() - 1);
    Carrier carrier = (Carrier) arguments.get(arguments.size() - 1);
    assertNotNull(carrier, name);
    int count = name.equals("pullback") ? given.size() - 1 : given.size();
    assertEquals(part + ".Gradient", carrier.owner);
    reshape(carrier, shapes(given.subList(0, count)));
    List<Object> read = texts(given);
    if (isKept) {
      carrier.lent.forEach(it -> it.write("of the next call"));
    }
    if (name.equals(KeptPart.EVALUATE) && part.equals("Same")) {
      return lend(carrier, read.get(0).toString());
    }
    if (name.equals(KeptPart.EVALUATE)) {
      return lend(carrier, tensors.text(part, read));
    }
    carrier.cotangent = lend(carrier, tensors.text(part + "Back", read));
    for (Object sums : carrier.sums) {
      add((Object[]) sums, part, read, carrier);
    }
    return null;
  }

  /** Memory of other shapes is made anew, and has to be where there could have been a carrier. */
  private void reshape(Carrier carrier, List<String> shapes) {
    if (carrier.isOfShapes) {
      assertEquals(carrier.shapes, shapes);
    } else if (isKept && !carrier.shapes.isEmpty() && !carrier.shapes.equals(shapes)) {
      tensors.fresh("memory");
    }
    carrier.shapes = shapes;
  }

  private Tensor lend(Carrier carrier, String text) {
    Tensor tensor = isKept ? new Tensor(text) : tensors.fresh(text);
    carrier.lent.add(tensor);
    return tensor;
  }

  private void add(Object[] sums, String part, List<Object> read, Carrier carrier) {
    for (int i = 0; i < sums.length; i++) {
      Tensor more = new Tensor(tensors.text(part + "Back" + i, read));
      sums[i] = tensors.sum(carrier.copies, sums[i], more);
    }
  }

  /** As they are now. */
  private static List<Object> texts(List<Object> values) {
    return values.stream().<Object>map(TensorParts::text).toList();
  }

  private static String text(Object value) {
    return value instanceof Object[] array ? Arrays.toString(array) : value.toString();
  }

  private static List<String> shapes(List<Object> given) {
    List<String> shapes = new ArrayList<>();
    given.stream().filter(Tensor.class::isInstance).forEach(it -> shapes.add(shape(it)));
    return shapes.isEmpty() ? Collections.singletonList("none") : shapes;
  }

  /** Results of one operation have one shape here, and so have arguments. */
  private static String shape(Object tensor) {
    String operation = tensor.toString().replaceAll("[^a-zA-Z].*", "");
    return operation.length() == 1 ? "argument" : operation;
  }

  private Object ofCarrier(String owner, String name, List<Object> arguments) {
    Carrier carrier = (Carrier) arguments.get(0);
    return switch (name) {
      case "orNew" -> orNew(owner, carrier);
      case "wrap" -> {
        Carrier wrapped = orNew(owner, carrier);
        wrapped.sums = arguments.subList(1, arguments.size());
        wrapped.copies = null;
        wrapped.cotangent = null;
        yield wrapped;
      }
      case KeptPart.KEEP_SUMS -> {
        carrier.copies = arguments.get(1);
        yield null;
      }
      case "isReached" -> carrier.cotangent != null;
      default -> carrier.cotangent;
    };
  }

  private Carrier orNew(String owner, Carrier carrier) {
    if (carrier != null) {
      return carrier;
    }
    tensors.fresh("carrier");
    return new Carrier(owner);
  }

  private Object ofCarriers(String name, List<Object> arguments) {
    Carriers carriers = arguments.get(0) == null ? new Carriers() : (Carriers) arguments.get(0);
    return switch (name) {
      case "begin" -> {
        // What the evaluation before has not used is let go.
        carriers.all.keySet().retainAll(carriers.used);
        carriers.used.clear();
        yield carriers;
      }
      case "ask" -> {
        carriers.asked.add(shape(arguments.get(1)));
        yield null;
      }
      case "find" -> {
        carriers.found =
            carriers.asked.isEmpty()
                ? Collections.singletonList("none")
                : List.copyOf(carriers.asked);
        carriers.asked.clear();
        carriers.used.add(carriers.found);
        yield carriers.all.get(carriers.found);
      }
      default -> {
        Carrier kept = (Carrier) arguments.get(1);
        kept.shapes = carriers.found;
        kept.isOfShapes = true;
        carriers.all.put(carriers.found, kept);
        yield null;
      }
    };
  }
}
