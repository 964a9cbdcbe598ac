package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.ReverseFunction;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The reverse program of a function as one function: it computes what the program computes, bit for
 * bit, and what {@code Adjoint} makes of it once more is its derivative.
 */
final class SecondDerivatives {

  private final Function primal;
  private final ReverseProgram program;

  /** Both forms, as they are and simplified: the same for all arguments. */
  private final Once<List<Function>> forms = new Once<>(this::forms);

  private final Once<Function> plain = new Once<>(this::plain);
  private final Once<ReverseProgram> again = new Once<>(() -> reverse(plain.get()));

  SecondDerivatives(Function primal, ReverseProgram program) {
    this.primal = primal;
    this.program = program;
  }

  private List<Function> forms() {
    List<Function> forms = new ArrayList<>();
    for (ReverseFunction.Form form : ReverseFunction.Form.values()) {
      Function function = new ReverseFunction().of(primal, program, form);
      forms.add(function);
      forms.add(simplified(function));
    }
    forms.forEach(SecondDerivatives::check);
    return forms;
  }

  private Function plain() {
    return simplified(new ReverseFunction().of(primal, program, ReverseFunction.Form.PLAIN));
  }

  /** Whether it needs more than IR to run: pullbacks and rules are Java. */
  boolean callGeneratedCode() {
    return calls(program.forward()) || calls(program.backward());
  }

  private static boolean calls(Block block) {
    return block.statements().stream()
        .anyMatch(
            it ->
                (it instanceof Statement.Invoke invoke && !invoke.member().isRetain())
                    || it.blocks().stream().anyMatch(SecondDerivatives::calls));
  }

  /** Both forms are functions by law, and give the same bits as the regions. */
  void areTheRegions(Object[] arguments, Object seed) {
    InterpretedRegions regions = new InterpretedRegions(primal, program, List.of());
    GeneratedApi.Answer expected = regions.run(Numbers.copy(arguments), Leaves.all(seed));
    for (Function each : forms.get()) {
      Object[] given = given(arguments, seed);
      List<?> results = Leaves.all(Interpretation.exact(each, List.of(), List.of(), given));
      int count = primal.results().size();
      assertTrue(
          Numbers.sameBits(Numbers.flat(expected.value()), Numbers.flat(results.subList(0, count))),
          "value");
      double[] actual = Numbers.flat(gradient(given, results.subList(count, results.size())));
      assertTrue(
          Numbers.sameBits(expected.gradient(), actual),
          () ->
              Numbers.text(expected.gradient())
                  + " but "
                  + Numbers.text(actual)
                  + new Printer().print(each));
    }
  }

  private static void check(Function function) {
    assertEquals(List.of(), new Verifier().verify(function), () -> new Printer().print(function));
  }

  private static Function simplified(Function function) {
    return new Simplifier(Set.of()).simplify(function);
  }

  /** The parts of the gradient, in order of the parameters. */
  private List<Object> gradient(Object[] given, List<?> numbers) {
    List<Object> parts = new ArrayList<>();
    int array = given.length - (int) arrays();
    int number = 0;
    for (Function.Parameter parameter : primal.parameters()) {
      if (parameter.isActive()) {
        boolean isArray = parameter.variable().type() instanceof ArrayType;
        // Added to a zero, as the gradient does.
        parts.add(isArray ? given[array++] : 0.0 + ((Number) numbers.get(number++)).doubleValue());
      }
    }
    return parts;
  }

  private long arrays() {
    return primal.parameters().stream()
        .filter(it -> it.isActive() && it.variable().type() instanceof ArrayType)
        .count();
  }

  /** The arguments, the cotangents, zeros to add to. */
  private Object[] given(Object[] arguments, Object seed) {
    List<Object> given = new ArrayList<>(List.of(Numbers.copy(arguments)));
    List<?> seeds = Leaves.all(seed);
    for (int i = 0; i < seeds.size(); i++) {
      Type type = primal.results().get(i).type();
      if (type.isDifferentiable()) {
        Object part = Numbers.copy(seeds.get(i));
        given.add(
            type == Scalar.FLOAT && part instanceof Number number ? number.floatValue() : part);
      }
    }
    for (int i = 0; i < arguments.length; i++) {
      Function.Parameter parameter = primal.parameters().get(i);
      if (parameter.isActive() && parameter.variable().type() instanceof ArrayType) {
        given.add(Numbers.zeroLike(arguments[i]));
      }
    }
    return given.toArray();
  }

  /** Differentiated again: Hipparchus finds the same derivative of the same function. */
  void haveTheirDerivative(Object[] arguments, Object seed, double tolerance) {
    Function function = plain.get();
    Object[] given = given(arguments, seed);
    Jacobian jacobian = Jacobian.of(function, List.of(), given);
    SeededRandom random = new SeededRandom(primal.key());
    List<Object> seeds = new ArrayList<>();
    for (Object value :
        Leaves.all(Interpretation.exact(function, List.of(), List.of(), Numbers.copy(given)))) {
      seeds.add(Checks.seedOfLeaf(value, random));
    }
    InterpretedRegions regions = new InterpretedRegions(function, again.get(), List.of());
    double[] actual = regions.run(Numbers.copy(given), seeds).gradient();
    double[] expected = jacobian.transposedTimes(Numbers.flat(seeds));
    double scale = Numbers.norm(expected);
    for (int i = 0; i < expected.length; i++) {
      int element = i;
      boolean isSame = Double.compare(expected[i], actual[i]) == 0;
      assertTrue(
          isSame || Math.abs(expected[i] - actual[i]) <= tolerance * scale + 1e-13,
          () ->
              "element "
                  + element
                  + ": "
                  + Numbers.text(expected)
                  + " but "
                  + Numbers.text(actual)
                  + " at "
                  + Numbers.text(given));
    }
  }

  private static ReverseProgram reverse(Function function) {
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    SeparatedOutputs backward = SeparatedOutputs.of(regions.backward());
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    return new SlotAssignment()
        .assign(
            new TapeLayout().layOut(regions, backward, all, TapeLayout.Form.FUSED),
            function,
            List.of(),
            all);
  }
}
