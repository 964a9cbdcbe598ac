package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Member;
import dev.gradc.processor.tape.TensorMachine.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What members do with tensors: operations of the library, loops in place of several of them, and
 * code of which nothing is known, which holds all that it is given for ever.
 */
final class TensorCalls {

  private static final int LONGEST = 200;

  /** What a loop has given. */
  private record Ran(List<Tensor> results, List<String> inner) {}

  /**
   * As {@code KeptTensors} of the library and {@code KeptPlaces}, and as {@code KeptByShape}: here
   * all tensors have one shape.
   */
  private static final class Kept {
    private final List<Object> tensors = new ArrayList<>();
    private boolean isByShape;
    private boolean isInTurns;
    private int place;

    Object next() {
      place = isByShape ? 0 : isInTurns ? place % 2 : place;
      if (place == tensors.size()) {
        tensors.add(null);
      }
      return tensors.get(place++);
    }

    Object keep(Object tensor) {
      tensors.set(place - 1, tensor);
      return tensor;
    }
  }

  private final Map<String, FusedLoop> loops;
  private final List<Object> held;
  private final TensorParts parts;
  private int made;

  /**
   * @param held gets what others hold
   * @param keepsParts whether parts write again what they have given
   */
  TensorCalls(Map<String, FusedLoop> loops, List<Object> held, boolean keepsParts) {
    this.loops = loops;
    this.held = held;
    this.parts = new TensorParts(ofParts(), keepsParts);
  }

  private TensorParts.Tensors ofParts() {
    return new TensorParts.Tensors() {
      @Override
      public String text(String name, List<Object> arguments) {
        return TensorCalls.text(name, arguments);
      }

      @Override
      public Tensor fresh(String text) {
        return TensorCalls.this.fresh(text);
      }

      @Override
      public Object sum(Object kept, Object one, Tensor other) {
        Object into = kept == null ? null : ((Kept) kept).next();
        Object sum =
            one == null
                ? copied(into, other)
                : TensorCalls.this.into(into, "add", List.of(one, other));
        return kept == null ? sum : ((Kept) kept).keep(sum);
      }
    };
  }

  private Tensor copied(Object into, Tensor tensor) {
    if (into == null) {
      return fresh(tensor.toString());
    }
    ((Tensor) into).write(tensor.toString());
    return (Tensor) into;
  }

  /** How many tensors there have been so far. */
  int made() {
    return made;
  }

  /** A cotangent and another one, either of which may be absent. */
  Object sum(Object one, Object other) {
    return one == null ? other : other == null ? one : fresh(text("add", List.of(one, other)));
  }

  private Tensor fresh(String text) {
    made++;
    return new Tensor(text);
  }

  /** Writes into a tensor, as a product of matrices does: what it read is gone at once. */
  private Tensor into(Object into, String name, List<Object> arguments) {
    if (into == null) {
      return fresh(text(name, arguments));
    }
    Tensor tensor = (Tensor) into;
    tensor.write("overwritten");
    tensor.write(text(name, arguments));
    return tensor;
  }

  /** Of long ones something shorter that no other text has. */
  private static String text(String name, List<Object> arguments) {
    String text =
        name + "(" + String.join(", ", arguments.stream().map(String::valueOf).toList()) + ")";
    return text.length() <= LONGEST
        ? text
        : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  List<Object> call(Member member, List<Object> arguments) {
    List<Object> results = new ArrayList<>();
    if (loops.containsKey(member.key())) {
      loop(loops.get(member.key()), member, arguments, results);
      return results;
    }
    if (TensorParts.isOne(member)) {
      results.add(parts.call(member, arguments));
      return results;
    }
    Object result =
        switch (member.owner().substring(member.owner().lastIndexOf('/') + 1)) {
          case "ElementLoop" -> ofLoop(member.name(), arguments);
          case "KeptTensors", "KeptPlaces" ->
              arguments.get(0) instanceof Integer length
                  ? likeNew(length, (Kept) arguments.get(1))
                  : kept(member.name(), arguments);
          case "KeptByShape" -> keptByShape(member.name(), arguments);
          case "KeptInTurns" -> keptInTurns(member.name(), arguments);
          default ->
              member.isOfTensors() || member.isRuleOfTensors() || isText(member)
                  ? operation(member.name(), arguments)
                  : member.effects().written().isEmpty()
                      ? unknown(arguments)
                      : writing(member, arguments);
        };
    results.add(result);
    return results;
  }

  private static boolean isText(Member member) {
    return member.kind() == Member.Kind.CONCATENATION;
  }

  private Object operation(String name, List<Object> arguments) {
    if (name.equals("detach")) {
      return arguments.get(0);
    }
    if (name.equals("shape") || name.equals("of")) {
      return text(name, arguments);
    }
    if (name.equals("sum") && arguments.size() == 3) {
      return sumInto(arguments);
    }
    if (name.equals("copy")) {
      Object into = arguments.size() == 1 ? null : arguments.get(1);
      return arguments.get(0) == null ? null : copied(into, (Tensor) arguments.get(0));
    }
    int count = TensorText.arguments(name);
    if (arguments.size() == count) {
      return fresh(text(name, arguments));
    }
    List<Object> read = arguments.subList(0, count);
    return arguments.get(count) instanceof Kept kept
        ? kept.keep(into(kept.next(), name, read))
        : into(arguments.get(count), name, read);
  }

  private Object sumInto(List<Object> arguments) {
    Object one = arguments.get(0);
    Object other = arguments.get(1);
    if (one != null && other != null) {
      return into(arguments.get(2), "add", List.of(one, other));
    }
    Object only = one == null ? other : one;
    if (only == null || arguments.get(2) == null) {
      return only == null ? null : fresh(only.toString());
    }
    ((Tensor) arguments.get(2)).write(only.toString());
    return arguments.get(2);
  }

  private Object unknown(List<Object> arguments) {
    held.addAll(arguments);
    return arguments.isEmpty() ? null : arguments.get(0);
  }

  /** Writes what it makes of a tensor into an array, and gives something that it makes, too. */
  private Tensor writing(Member member, List<Object> arguments) {
    Object[] array = (Object[]) arguments.get(0);
    List<Object> read = Arrays.asList(array[0], arguments.get(1));
    Tensor given = fresh(text("given", read));
    array[0] = fresh(text(member.name(), read));
    if (member.isOpaque()) {
      held.addAll(arguments);
      held.add(given);
    }
    return given;
  }

  /** An array that is kept, with nothing in it. */
  private static Object likeNew(int length, Kept kept) {
    Object[] array =
        kept.next() instanceof Object[] before && before.length == length
            ? before
            : new Object[length];
    Arrays.fill(array, null);
    return kept.keep(array);
  }

  private Object kept(String name, List<Object> arguments) {
    Kept kept = arguments.get(0) == null ? new Kept() : (Kept) arguments.get(0);
    switch (name) {
      case "begin" -> kept.place = 0;
      case "beginByLength" -> kept.isByShape = true;
      case "next" -> {
        return kept.next();
      }
      case "sum" -> {
        return sumKept(kept, arguments.get(1), arguments.get(2));
      }
      default -> kept.keep(arguments.get(1));
    }
    return kept;
  }

  private Object keptByShape(String name, List<Object> arguments) {
    return kept(name.equals("begin") ? "beginByLength" : name, arguments);
  }

  private Object keptInTurns(String name, List<Object> arguments) {
    Object kept = kept(name, arguments);
    if (name.equals("begin")) {
      ((Kept) kept).isInTurns = true;
    }
    return kept;
  }

  private Object sumKept(Kept kept, Object one, Object other) {
    Object into = kept.next();
    boolean isOnly = one == null || other == null;
    return isOnly ? sum(one, other) : kept.keep(into(into, "add", List.of(one, other)));
  }

  private static Object ofLoop(String name, List<Object> arguments) {
    if (name.equals("begin")) {
      return null;
    }
    Ran ran = (Ran) arguments.get(0);
    int position = (Integer) arguments.get(1);
    return name.equals("take")
        ? ran.results().get(position)
        : "shape(" + ran.inner().get(position) + ")";
  }

  /** A loop, which gives an object to ask, or its results themselves as long as it has no class. */
  private void loop(FusedLoop loop, Member member, List<Object> arguments, List<Object> results) {
    int given = loop.inputs().size() + loop.numbers().size() + loop.shapes().size();
    List<Object> into = arguments.subList(given, arguments.size());
    boolean isCalled = member.parameters().contains(FusedLoop.TYPE);
    List<String> steps = steps(loop, arguments);
    Set<Integer> stored = new HashSet<>();
    List<Tensor> tensors = new ArrayList<>();
    int next = 0;
    for (FusedLoop.Result result : loop.results()) {
      stored.add(result.step());
      Tensor kept = result.isKept() ? (Tensor) into.get(next++) : null;
      tensors.add(kept == null ? fresh(steps.get(result.step())) : kept);
      tensors.get(tensors.size() - 1).write("overwritten");
    }
    if (isCalled && next != into.size() - 1) {
      throw new AssertionError("not as many tensors as results that are kept: " + arguments);
    }
    // Read once more, if one of the inputs was written.
    List<String> written = steps(loop, arguments);
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).write(written.get(loop.results().get(i).step()));
    }
    List<String> inner = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if (!stored.contains(i)) {
        inner.add(written.get(i));
      }
    }
    if (isCalled) {
      results.add(new Ran(tensors, inner));
    } else {
      results.addAll(tensors);
      loop.shapesOf().forEach(it -> results.add("shape(" + written.get(it) + ")"));
    }
  }

  private static List<String> steps(FusedLoop loop, List<Object> arguments) {
    List<String> steps = new ArrayList<>();
    int numbers = loop.inputs().size();
    int shapes = numbers + loop.numbers().size();
    for (FusedLoop.Step step : loop.steps()) {
      List<Object> operands = new ArrayList<>();
      for (FusedLoop.Operand operand : step.operands()) {
        if (operand instanceof FusedLoop.Operand.Input input) {
          operands.add(arguments.get(input.position()));
        } else if (operand instanceof FusedLoop.Operand.Earlier earlier) {
          operands.add(steps.get(earlier.step()));
        } else if (operand instanceof FusedLoop.Operand.Given number) {
          operands.add(arguments.get(numbers + number.position()));
        } else if (operand instanceof FusedLoop.Operand.Shape shape) {
          operands.add(arguments.get(shapes + shape.position()));
        } else if (operand instanceof FusedLoop.Operand.Literal literal) {
          operands.add(literal.value());
        }
      }
      steps.add(text(step.member().name(), operands));
    }
    return steps;
  }
}
