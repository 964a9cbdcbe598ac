package dev.gradc.processor.corpus;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A derivative that is executed as IR, before any Java is written: what it computes is what the
 * generated code must compute, bit for bit.
 *
 * <p>Storage is kept from run to run, as in a tape that is used again.
 */
final class InterpretedRegions {

  private final Function primal;
  private final ReverseProgram program;
  private final Collection<Function> callees;
  private final Map<String, Object> storage = new LinkedHashMap<>();

  /**
   * @param primal knows which parameters are detached
   * @param callees what is called for its value alone
   */
  InterpretedRegions(Function primal, ReverseProgram program, Collection<Function> callees) {
    this.primal = primal;
    this.program = program;
    this.callees = List.copyOf(callees);
    for (Variable array : program.storage()) {
      storage.put(array.name(), Interpretation.newArray(array.type(), 0));
    }
  }

  /** Whether it needs more than IR to run: the pullbacks of members are generated code. */
  static boolean callsGeneratedCode(ReverseProgram program, Collection<Function> callees) {
    Set<String> known = callees.stream().map(Function::key).collect(Collectors.toSet());
    return program.storage().stream().anyMatch(it -> it.type() instanceof ObjectType)
        || calls(program.forward(), known)
        || calls(program.backward(), known);
  }

  /** Rules of users are Java too. */
  private static boolean calls(Block block, Set<String> known) {
    return block.statements().stream()
        .anyMatch(
            it ->
                (it instanceof Statement.Invoke invoke
                        && !invoke.member().isRetain()
                        && !invoke.member().isOpaque()
                        && !known.contains(invoke.member().key()))
                    || it.blocks().stream().anyMatch(inner -> calls(inner, known)));
  }

  /**
   * Runs both regions.
   *
   * @param arguments may be written
   * @param seeds of the results; not read where they have gone into the code
   * @return the values, a float as a double, and the gradient of every active parameter
   */
  GeneratedApi.Answer run(Object[] arguments, List<?> seeds) {
    Map<String, Object> values = new LinkedHashMap<>(storage);
    int[] sizes = Arrays.stream(arguments).mapToInt(it -> Numbers.flat(it).length).toArray();
    List<Variable> parameters = program.parameters();
    for (int i = 0; i < arguments.length; i++) {
      values.put(parameters.get(i).name(), widened(arguments[i]));
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isPresent() && adjoint.get().type() instanceof ArrayType type) {
        values.put(adjoint.get().name(), Interpretation.zerosLike(arguments[i], type));
      }
    }
    // The forward region may have loops that go back as they run.
    for (int i = 0; i < program.seeds().size(); i++) {
      Object part = seeds.get(i);
      program.seeds().get(i).ifPresent(it -> values.put(it.name(), widened(part)));
    }
    Interpretation.exact(program.forward(), values, callees);
    List<Object> results = new ArrayList<>();
    for (Atom result : program.results()) {
      results.add(
          result instanceof Constant constant
              ? constant.value()
              : Numbers.copy(values.get(((Variable) result).name())));
    }
    Interpretation.exact(program.backward(), values, callees);
    storage.replaceAll((name, old) -> values.get(name));
    return new GeneratedApi.Answer(results, gradient(sizes, values));
  }

  /**
   * @param sizes how many numbers each argument has held at entry
   */
  private double[] gradient(int[] sizes, Map<String, Object> values) {
    List<Object> parts = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Optional<Variable> adjoint = program.adjoints().get(i);
      if (adjoint.isPresent()) {
        Object part = values.get(adjoint.get().name());
        // Added to a zero, as the gradient does; only of minus zero this is not the identity.
        parts.add(adjoint.get().type() instanceof Scalar ? 0.0 + (Double) part : part);
      } else if (primal.parameters().get(i).isActive()) {
        parts.add(new double[sizes[i]]);
      }
    }
    return Numbers.flat(parts);
  }

  private static Object widened(Object value) {
    return value instanceof Float number ? (Object) number.doubleValue() : value;
  }
}
