package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeFunctions;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Methods of the corpus as IR text, from there to a tape without javac: what is computed is what
 * Hipparchus computes, in all forms of the tape, and what is stored, where, is the text that is
 * kept beside it. {@code -Dgolden.update=true} rewrites that.
 */
final class LayoutsTest {

  private static final Path SOURCES = Path.of("src", "test", "resources", "layouts");
  static final String END = "\n====\n";
  private static final int SAMPLES = 2;

  static List<String> names() {
    try (Stream<Path> files =
        Files.list(Path.of(LayoutsTest.class.getResource("/layouts").toURI()))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void isLaidOutAsWrittenAndRight(String name) throws IOException {
    String text = Files.readString(SOURCES.resolve(name));
    String source = text.substring(0, text.indexOf(END));
    Function function = Parser.function(source);
    ReverseProgram fused = reverse(function, TapeLayout.Form.FUSED);
    ReverseProgram taped = reverse(function, TapeLayout.Form.TAPED);
    String inOne = told(fused);
    String onTape = told(taped);
    String told =
        source + END + inOne + (onTape.equals(inOne) ? "" : END.strip() + " on a tape\n" + onTape);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(SOURCES.resolve(name), told);
    } else {
      assertEquals(text, told);
    }
    check(function, fused, taped);
  }

  static ReverseProgram reverse(Function function, TapeLayout.Form form) {
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    List<Output> outputs = form == TapeLayout.Form.TAPED ? outputs(function) : List.of();
    var separated =
        new OutputSeparation().separate(regions, outputs.stream().map(Output::leaves).toList());
    return new SlotAssignment()
        .assign(new TapeLayout().layOut(regions, separated, all, form), function, outputs, all);
  }

  /** Each of several results by itself, the last of them retained. */
  private static List<Output> outputs(Function function) {
    int count = function.results().size();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < count && count > 1; i++) {
      outputs.add(new Output("result" + i, Set.of(i), i == count - 1));
    }
    return outputs;
  }

  private static String told(ReverseProgram program) {
    Printer printer = new Printer();
    StringBuilder told = new StringBuilder();
    told.append(printer.print(program.forward())).append("---\n");
    told.append(printer.print(program.backward()));
    for (Block output : program.outputs()) {
      told.append("--- alone\n").append(printer.print(output));
    }
    told.append("guards ").append(names(program.guarded()));
    told.append(", writes ").append(names(program.written())).append("\n");
    for (Slot slot : program.slots()) {
      told.append("slot ").append(slot.variable()).append(" of ").append(slot.subject());
      told.append(slot.isFreed() ? " freed\n" : "\n");
    }
    Slices slices = program.slices();
    for (int i = 0; i < slices.outputs().size(); i++) {
      for (int j = 0; j < slices.outputs().size(); j++) {
        if (slices.isBlocked(i, j)) {
          told.append(slices.outputs().get(i).name()).append(" not after ");
          told.append(slices.outputs().get(j).name()).append("\n");
        }
      }
    }
    return told.toString();
  }

  private static List<String> names(Iterable<Variable> variables) {
    List<String> names = new ArrayList<>();
    variables.forEach(it -> names.add(it.name()));
    return names;
  }

  static void check(Function function, ReverseProgram fused, ReverseProgram taped) {
    Derivative derivative =
        new Derivative(
            fused,
            taped,
            Member.Effects.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            dev.gradc.processor.tape.Matrices.NONE);
    assertEquals(List.of(), ReverseLaws.complaints(derivative));
    SeededRandom random = new SeededRandom(function.name());
    InterpretedRegions ofFused = new InterpretedRegions(function, fused, List.of());
    InterpretedRegions ofTaped = new InterpretedRegions(function, taped, List.of());
    for (int sample = 0; sample < SAMPLES; sample++) {
      Object[] arguments = arguments(function, sample, random);
      Object value = Interpretation.exact(function, List.of(), List.of(), Numbers.copy(arguments));
      List<Object> seeds = new ArrayList<>();
      Leaves.all(value).forEach(it -> seeds.add(Checks.seedOfLeaf(it, random)));
      Jacobian jacobian = Jacobian.of(function, List.of(), arguments);
      double[] expected = jacobian.transposedTimes(Numbers.flat(seeds));
      double tolerance = 1e-10 * Numbers.norm(expected) + 1e-14;
      for (InterpretedRegions regions : List.of(ofFused, ofTaped)) {
        GeneratedApi.Answer answer = regions.run(Numbers.copy(arguments), seeds);
        assertTrue(Numbers.sameBits(Numbers.flat(value), Numbers.flat(answer.value())), "value");
        assertArrayEquals(expected, answer.gradient(), tolerance);
      }
      new SecondDerivatives(function, fused).areTheRegions(arguments, seeds);
    }
    List<Block> passes = new ArrayList<>(List.of(taped.backward()));
    passes.addAll(taped.outputs());
    List<Function> parts = new ArrayList<>(List.of(new TapeFunctions().forward(function, taped)));
    passes.forEach(it -> parts.add(new TapeFunctions().backward(function, taped, it)));
    for (Function part : parts) {
      assertEquals(List.of(), new Verifier().verify(part), () -> new Printer().print(part));
    }
  }

  static Object[] arguments(Function function, int sample, SeededRandom random) {
    return function.parameters().stream()
        .map(parameter -> argument(parameter.variable().type(), sample, random))
        .toArray();
  }

  /** Numbers near 1, counts of three, arrays of three, and both truths. */
  private static Object argument(Type given, int sample, SeededRandom random) {
    if (given instanceof ArrayType array) {
      Object first = argument(array.element(), sample, random);
      boolean isNumber = array.element() instanceof Scalar;
      Class<?> type =
          isNumber
              ? MethodType.methodType(first.getClass()).unwrap().returnType()
              : first.getClass();
      Object elements = Array.newInstance(type, 3);
      for (int i = 0; i < 3; i++) {
        Array.set(elements, i, i == 0 ? first : argument(array.element(), sample, random));
      }
      return elements;
    }
    return switch ((Scalar) given) {
      case DOUBLE -> random.between(0.4, 1.6);
      case FLOAT -> (float) random.between(0.4, 1.6);
      case BOOLEAN -> sample % 2 == 0;
      case LONG -> 3L;
      case INT -> 3;
      case SHORT -> (short) 3;
      case BYTE -> (byte) 3;
      case CHAR -> (char) 3;
    };
  }
}
