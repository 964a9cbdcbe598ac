package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the regions of a derivative from text, {@code T} being the type of tensors:
 *
 * <pre>
 * parameter T x, adjoint T dX
 * seed T dResult
 * storage T[] aSlot, of T a
 * forward
 * a: T = invoke exp(x)
 * return a
 * backward
 * declare T dX
 * dX = null
 * output
 * declare T dX
 * dX = null
 * </pre>
 *
 * <p>After {@code storage} may stand the variable whose slot it is; {@code output} begins the
 * region of one output, of which there may be none or several.
 */
final class TensorText {

  /** What programs may call. */
  private static final List<String> LIBRARY =
      List.of(
          "dev.gradc.tensor/Tensor.add(T, T): T instance",
          "dev.gradc.tensor/Tensor.sub(T, T): T instance",
          "dev.gradc.tensor/Tensor.mul(T, T): T instance",
          "dev.gradc.tensor/Tensor.div(T, T): T instance",
          "dev.gradc.tensor/Tensor.pow(T, double): T instance",
          "dev.gradc.tensor/Tensor.neg(T): T instance",
          "dev.gradc.tensor/Tensor.exp(T): T instance",
          "dev.gradc.tensor/Tensor.square(T): T instance",
          "dev.gradc.tensor/Tensor.matmul(T, T): T instance",
          "dev.gradc.tensor/Tensor.sum(T): T instance",
          "dev.gradc.tensor/Tensor.mean(T): T instance",
          "dev.gradc.tensor/Tensor.max(T): T instance",
          "dev.gradc.tensor/Tensor.min(T): T instance",
          "dev.gradc.tensor/Tensor.detach(T): T instance",
          "dev.gradc.tensor/Tensor.shape(T): int[] instance",
          "dev.gradc.tensor/Tensor.reshape(T, int[]): T instance",
          "dev.gradc.tensor/Tensor.scalar(double): T",
          "dev.gradc.tensor/Tensor.zeros(int, int[]): T",
          "dev.gradc.tensor/Tensor.full(int, double, int[]): T",
          "dev.gradc.tensor/Reductions.norm(T): T",
          "dev.gradc.tensor/Shapes.sumTo(T, int[]): T",
          "dev.gradc.tensor/Shapes.broadcastTo(T, int[]): T",
          "dev.gradc.tensor/Comparisons.where(T, T, T): T",
          "dev.gradc.tensor/Dimensions.shape(T): int[]",
          "dev.gradc.tensor/Selection.argMax(T): int[]",
          "dev.gradc.tensor/Selection.gather(T, int[]): T",
          "dev.gradc.tensor/Cotangents.orNone(T, T): T",
          "dev.gradc.tensor/Cotangents.addTo(T, T): T",
          "dev.gradc.tensor/Cotangents.copy(T): T",
          "dev.gradc.tensor/Check.sizes(T)",
          "dev.gradc.tensor/Counter.draw(T): T unrepeatable",
          "dev.gradc.tensor.rules/Rule.back(T): T",
          "Library.ruled(T): T",
          "Library.mean(T): T",
          "Library.detach(T): T",
          "Library.use(T) opaque",
          "Library.useAll(T[]) opaque",
          "Library.usePlaces(int[]) opaque",
          "Library.useNumber(int) opaque",
          "Library.asTensor(java.lang/Object): T cast",
          "Library.asText(java.lang/Object): java.lang/String cast",
          "Library.give(T): T opaque",
          "Library.put(T[], T): T opaque writes 0",
          "Library.set(T[], T): T writes 0",
          "Failure.of(T): Failure opaque",
          "Message.of(T): Message concatenation");

  private final Deque<String> lines = new ArrayDeque<>();
  private final List<Variable> parameters = new ArrayList<>();
  private final List<Optional<Variable>> adjoints = new ArrayList<>();
  private final List<Optional<Variable>> seeds = new ArrayList<>();
  private final List<Variable> storage = new ArrayList<>();
  private final Map<Variable, Variable> slots = new LinkedHashMap<>();
  private final Map<String, Variable> known = new LinkedHashMap<>();

  private TensorText(String text) {
    text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
  }

  /** The regions that a text tells of. */
  static LaidOutRegions read(String text) {
    return new TensorText(text).read();
  }

  private LaidOutRegions read() {
    while (!takeIf("forward")) {
      header(lines.remove());
    }
    Block forward = block();
    List<Atom> results = new ArrayList<>();
    eachVariable(forward, it -> known.put(it.name(), it));
    if (!lines.isEmpty() && lines.element().startsWith("return ")) {
      for (String result : lines.remove().substring("return ".length()).split(", ", -1)) {
        results.add(known.containsKey(result) ? known.get(result) : Constant.zero(TENSOR));
      }
    }
    Block combined = takeIf("backward") ? block() : Block.EMPTY;
    List<Block> outputs = new ArrayList<>();
    while (takeIf("output")) {
      outputs.add(block());
    }
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException("unexpected: " + lines);
    }
    return new LaidOutRegions(
        new AdjointRegions(parameters, adjoints, results, seeds, List.of(), forward, combined),
        forward,
        new SeparatedOutputs(combined, outputs, List.of(), List.of()),
        storage,
        slots,
        new StoreFacts(Map.of(), Map.of()));
  }

  static final ObjectType TENSOR = ObjectType.TENSOR;

  private void header(String line) {
    String[] words = line.split(", (adjoint|of) ", -1);
    String first = words[0].substring(words[0].indexOf(' ') + 1);
    if (line.startsWith("parameter ")) {
      parameters.add(given(first, Role.PARAMETER));
      adjoints.add(words.length == 1 ? Optional.empty() : Optional.of(adjoint(words[1])));
    } else if (line.startsWith("seed ")) {
      seeds.add(Optional.of(given(first, Role.PARAMETER)));
    } else if (line.startsWith("storage ")) {
      storage.add(given(first, Role.MUTABLE));
      if (words.length > 1) {
        slots.put(variable(words[1], Role.SINGLE), known.get(first.split(" ", -1)[1]));
      }
    } else {
      throw new IllegalArgumentException("unknown: " + line);
    }
  }

  /** Of a tensor a variable of the backward region, of an array one that is lent. */
  private Variable adjoint(String text) {
    return text.startsWith("T[]") ? given(text, Role.PARAMETER) : variable(text, Role.MUTABLE);
  }

  private Variable given(String text, Role role) {
    Variable variable = variable(text, role);
    known.put(variable.name(), variable);
    return variable;
  }

  private static Variable variable(String text, Role role) {
    return Parser.variable(full(text), role);
  }

  private boolean takeIf(String line) {
    if (line.equals(lines.peek())) {
      lines.remove();
      return true;
    }
    return false;
  }

  private Block block() {
    StringBuilder text = new StringBuilder();
    Stream.concat(LIBRARY.stream(), TensorParts.members().stream())
        .forEach(it -> text.append("member ").append(full(it)).append('\n'));
    while (!lines.isEmpty()
        && !lines.element().startsWith("return ")
        && !List.of("backward", "output").contains(lines.element())) {
      text.append(full(lines.remove())).append('\n');
    }
    return Parser.block(text.toString(), known.values().toArray(Variable[]::new));
  }

  private static final Map<String, String> KEYS =
      LIBRARY.stream()
          .map(it -> it.substring(0, it.indexOf('(')))
          .collect(Collectors.toMap(TensorText::shortName, it -> it));

  /** Operations by their name alone; all else by that of the class too. */
  private static String shortName(String key) {
    return key.startsWith("dev.gradc.tensor/") && !key.endsWith("Dimensions.shape")
        ? key.substring(key.lastIndexOf('.') + 1)
        : key.substring(key.lastIndexOf('/') + 1);
  }

  private static String full(String line) {
    String typed = line.replaceAll("\\bT\\b", TENSOR.name());
    return Pattern.compile("invoke ([\\w.]+)\\(")
        .matcher(typed)
        .replaceAll(it -> "invoke " + KEYS.getOrDefault(it.group(1), it.group(1)) + "(");
  }

  /** How many tensors and other values an operation of the library takes. */
  static int arguments(String name) {
    String line =
        LIBRARY.stream().filter(it -> it.contains("." + name + "(")).findFirst().orElseThrow();
    return line.substring(line.indexOf('('), line.indexOf(')')).split(",").length;
  }

  private static void eachVariable(Block block, Consumer<Variable> action) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(action);
      statement.blocks().forEach(inner -> eachVariable(inner, action));
    }
  }
}
