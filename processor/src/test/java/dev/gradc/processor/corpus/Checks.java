package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.corpus.GeneratedApi.Answer;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.SharedArrays;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** What must hold of one method's derivative, at some samples. */
final class Checks {

  /** What is left where terms of about one cancel. */
  private static final double ROUNDING = 1e-14;

  /** In random methods, numbers of any size do. */
  private static final double ROUNDING_OF_RANDOM = 1e-12;

  private static final int SAMPLES = 5;

  private static final int NEIGHBOURS = 8;

  private final CorpusFile file;
  private final CorpusFile.Directives directives;
  private final Compiled compiled;
  private final Function inlined;
  private final GeneratedApi api;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param arguments the leaves of all parameters
   * @param seed the cotangent of the result, a list of its leaves if these are several
   * @param direction a tangent of all active inputs
   */
  private record Sample(Object[] arguments, Object seed, double[] direction) {}

  Checks(CorpusFile file, Compiled compiled, String method) {
    this.file = file;
    this.compiled = compiled;
    compiled.makeVisible();
    this.directives = file.methods().get(method);
    this.inlined = compiled.inlined(method);
    var original = compiled.original(method);
    this.api = new GeneratedApi(original, compiled.nested(method), inlined, directives.isGuarded());
    SeededRandom random = new SeededRandom(file.seed(method));
    Sampler sampler = new Sampler(api.leaves(), directives.sample(), random);
    for (int i = 0; i < SAMPLES; i++) {
      Object[] arguments = api.constructed(sampler.next());
      Object result = api.original(Numbers.copy(arguments));
      Object seed = ofTheCase(seed(result, random), api.resultType());
      double[] direction = direction(arguments, inlined, random);
      Sample sample = new Sample(arguments, seed, direction);
      boolean hasCases = Arrays.stream(original.getParameterTypes()).anyMatch(Checks::hasCases);
      samples.add(
          hasCases
              ? new Sample(arguments, seed, tangent(api.constructed(leavesOf(sample))))
              : sample);
    }
  }

  /** All of them, by name. */
  static Map<String, Consumer<Checks>> all() {
    Map<String, Consumer<Checks>> checks = new LinkedHashMap<>();
    checks.put("stages compute the method", Checks::stagesComputeTheMethod);
    checks.put("regions compute the gradient", Checks::regionsComputeTheGradient);
    checks.put("regions are one function", Checks::regionsAreOneFunction);
    checks.put("value", Checks::valueIsTheMethods);
    checks.put("gradient, exactly", Checks::gradientIsTheOracles);
    checks.put("tangent", Checks::tangentIsTheTransposedGradient);
    checks.put("gradient, by differences", Checks::gradientIsTheDifferences);
    checks.put("tape", Checks::tapeIsTheFusedForm);
    checks.put("second pass", Checks::secondPassIsTheFirst);
    checks.put("outputs", Checks::outputsAreTheFusedForm);
    checks.put("accumulation", Checks::gradientsAccumulate);
    return checks;
  }

  /**
   * Makes a check that may find nothing to compare, because differences converge nowhere.
   *
   * @return whether it has compared something
   */
  static <T> boolean awayFromKinks(T checks, Consumer<T> check) {
    try {
      check.accept(checks);
      return true;
    } catch (NothingCompared away) {
      return false;
    }
  }

  /** There is a kink, or a jump, within reach of all samples. */
  static final class NothingCompared extends AssertionError {
    private static final long serialVersionUID = 1;

    NothingCompared(String message) {
      super(message);
    }
  }

  /** Lets this thread find the compiled classes. */
  void makeVisible() {
    compiled.makeVisible();
  }

  private static boolean hasCases(Class<?> type) {
    return type.isArray() ? hasCases(type.getComponentType()) : type.isSealed();
  }

  /** The numbers of those leaves that are active; cases that an argument is not have none. */
  private double[] tangent(Object[] leaves) {
    List<Object> active = new ArrayList<>();
    for (int i = 0; i < leaves.length; i++) {
      if (inlined.parameters().get(i).isActive()) {
        active.add(leaves[i]);
      }
    }
    return Numbers.flat(active);
  }

  /** Of a sealed interface, only the case that the result is has a cotangent. */
  private static Object ofTheCase(Object seed, Typed type) {
    Typed single = type.raw().isArray() ? type.element() : type;
    return single.raw().isSealed()
        ? Leaves.onlyOrAll(Leaves.value(type, Leaves.all(seed).iterator()), type)
        : seed;
  }

  private static Object seed(Object result, SeededRandom random) {
    if (result instanceof List<?> several) {
      return several.stream().map(leaf -> seedOfLeaf(leaf, random)).toList();
    }
    return result.getClass().isArray() ? seedOfLeaf(result, random) : 1.0;
  }

  /** What cannot be differentiated needs none, but there is a place for it. */
  static Object seedOfLeaf(Object result, SeededRandom random) {
    if (result instanceof Double || result instanceof Float) {
      double value = random.between(-1, 1);
      return result instanceof Float ? (Object) (float) value : (Object) value;
    }
    if (!result.getClass().isArray()) {
      return result;
    }
    Object seed = Numbers.copy(result);
    boolean isFloat = seed instanceof float[];
    if (!isFloat && !(seed instanceof double[]) && !(seed instanceof Object[])) {
      return seed;
    }
    for (int i = 0; i < Array.getLength(seed); i++) {
      if (seed instanceof Object[] rows) {
        rows[i] = seedOfLeaf(rows[i], random);
        continue;
      }
      double value = random.between(-1, 1);
      Array.set(seed, i, isFloat ? (Object) (float) value : (Object) value);
    }
    return seed;
  }

  private static double[] direction(Object[] arguments, Function function, SeededRandom random) {
    List<double[]> parts = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (function.parameters().get(i).isActive()) {
        double[] part = Numbers.flat(arguments[i]);
        Arrays.setAll(part, any -> random.between(-1, 1));
        parts.add(part);
      }
    }
    return Numbers.flat(parts);
  }

  /** Whether neither values nor gradients overflow, or nearly so. */
  boolean isRegular() {
    return samples.stream()
        .map(this::fused)
        .allMatch(
            answer -> isModerate(Numbers.flat(answer.value())) && isModerate(answer.gradient()));
  }

  private static boolean isModerate(double[] numbers) {
    return Arrays.stream(numbers).allMatch(number -> Math.abs(number) < 1e6);
  }

  private double rounding() {
    return file.topic().equals("regressions") ? ROUNDING_OF_RANDOM : ROUNDING;
  }

  private Answer fused(Sample sample) {
    return api.fused(Numbers.copy(sample.arguments()), Numbers.copy(sample.seed()));
  }

  /** Every stage computes what the method computes, with the same effect on its arguments. */
  void stagesComputeTheMethod() {
    for (String stage : List.of("normalize", "inline", "simplify", "checkpoint")) {
      Map<String, Function> functions = compiled.after(stage);
      Function function = functions.get(inlined.key());
      if (function == null && stage.equals("checkpoint")) {
        continue;
      }
      assertTrue(function != null, () -> "nothing seen after " + stage);
      for (Sample sample : samples) {
        Object[] expected = Numbers.copy(sample.arguments());
        Object[] actual = Numbers.copy(sample.arguments());
        Object value = api.original(expected);
        assertSame(
            value,
            Interpretation.exact(function, callees(stage), callees("inline"), actual),
            stage);
        assertSame(expected, actual, stage + ", arguments afterwards");
      }
    }
  }

  /** What was not changed by the last stage is as it was before. */
  private List<Function> callees(String stage) {
    List<Function> callees = new ArrayList<>();
    if (stage.equals("checkpoint")) {
      callees.addAll(compiled.after("inline").values());
    }
    callees.addAll(compiled.after(stage).values());
    return callees;
  }

  /** The regions, executed as IR, compute what the generated code computes, bit for bit. */
  void regionsComputeTheGradient() {
    Derivative derivative = compiled.derivative(inlined.key());
    for (ReverseProgram program : List.of(derivative.fused(), derivative.taped())) {
      if (InterpretedRegions.callsGeneratedCode(program, callees("inline"))) {
        continue;
      }
      InterpretedRegions regions = new InterpretedRegions(inlined, program, callees("inline"));
      for (Sample sample : samples) {
        Answer expected = fused(sample);
        Answer actual = regions.run(Numbers.copy(sample.arguments()), Leaves.all(sample.seed()));
        assertSame(
            Numbers.flat(expected.value()), Numbers.flat(actual.value()), "value of the regions");
        assertSame(expected.gradient(), actual.gradient(), "gradient of the regions");
      }
    }
  }

  /** The regions as one function compute the same, which can be differentiated once more. */
  void regionsAreOneFunction() {
    Function primal = compiled.after("simplify").get(inlined.key());
    ReverseProgram program = compiled.derivative(inlined.key()).fused();
    SecondDerivatives second = new SecondDerivatives(primal, program);
    if (second.callGeneratedCode()) {
      return;
    }
    double tolerance = file.hasFloats() ? 1e-3 : 10 * directives.tolerance();
    for (Sample sample : samples) {
      second.areTheRegions(sample.arguments(), sample.seed());
      second.haveTheirDerivative(sample.arguments(), sample.seed(), tolerance);
    }
  }

  /** The value is the method's own, bit for bit, and so is what it does to its arguments. */
  void valueIsTheMethods() {
    for (Sample sample : samples) {
      Object[] expected = Numbers.copy(sample.arguments());
      Object[] actual = Numbers.copy(sample.arguments());
      Object value = api.original(expected);
      Answer answer = api.fused(actual, Numbers.copy(sample.seed()));
      assertSame(value, answer.value(), "value");
      assertSame(expected, actual, "arguments afterwards");
    }
  }

  /** Hipparchus finds the same gradient, element by element and along a direction. */
  void gradientIsTheOracles() {
    double tolerance = file.hasFloats() ? 1e-4 : directives.tolerance();
    for (Sample sample : samples) {
      double[] seed = Numbers.flat(sample.seed());
      double[] gradient = fused(sample).gradient();
      Jacobian jacobian =
          Jacobian.of(inlined, compiled.after("inline").values(), sample.arguments());
      double[] expected = jacobian.transposedTimes(seed);
      assertClose(expected, gradient, tolerance * Numbers.norm(expected) + rounding(), sample);
      double[] direction = sample.direction();
      double scale = 0;
      for (int i = 0; i < direction.length; i++) {
        scale += Math.abs(gradient[i] * direction[i]);
      }
      assertClose(
          new double[] {Numbers.dot(seed, jacobian.times(direction))},
          new double[] {Numbers.dot(gradient, direction)},
          tolerance * scale + rounding(),
          sample);
    }
  }

  /**
   * Forward mode gives the method's value, bit for bit, leaves the arguments as the method does,
   * and its tangent is that of the oracle and, times a cotangent, that of reverse mode.
   */
  void tangentIsTheTransposedGradient() {
    if (!api.hasForwardMode()) {
      assertTrue(
          !file.inModes("FORWARD").source().contains("Mode.FORWARD"), "forward mode was asked for");
      return;
    }
    double tolerance = file.hasFloats() ? 1e-4 : directives.tolerance();
    GeneratedForward forward = api.forwardMode(inlined);
    Object kept = forward.newTangent();
    for (Sample sample : samples) {
      Object[] expected = Numbers.copy(sample.arguments());
      Object value = api.original(expected);
      Object[] direction = leavesOf(sample);
      Object[] arguments = Numbers.copy(sample.arguments());
      GeneratedForward.Answer answer =
          forward.pushforward(arguments, Numbers.copy(direction), kept);
      assertSame(value, answer.value(), "value beside the tangent");
      assertSame(expected, arguments, "arguments afterwards");
      if (forward.isForUsers()) {
        Object[] again = Numbers.copy(sample.arguments());
        GeneratedForward.Answer users = forward.jvp(again, Numbers.copy(direction));
        assertSame(answer.value(), users.value(), "value of jvp");
        assertSame(answer.tangent(), users.tangent(), "tangent of jvp");
        assertSame(expected, again, "arguments after jvp");
      }
      Jacobian jacobian =
          Jacobian.of(inlined, compiled.after("inline").values(), sample.arguments());
      double[] tangent = jacobian.times(sample.direction());
      for (int i = 0; i < tangent.length; i++) {
        double scale = scale(jacobian.rows()[i], sample.direction());
        assertClose(
            new double[] {tangent[i]},
            new double[] {answer.tangent()[i]},
            tolerance * scale + rounding(),
            sample);
      }
      double[] gradient = fused(sample).gradient();
      assertClose(
          new double[] {Numbers.dot(gradient, sample.direction())},
          new double[] {Numbers.dot(Numbers.flat(sample.seed()), answer.tangent())},
          tolerance * scale(gradient, sample.direction()) + rounding(),
          sample);
    }
  }

  private static double scale(double[] row, double[] direction) {
    double scale = 0;
    for (int i = 0; i < direction.length; i++) {
      scale += Math.abs(row[i] * direction[i]);
    }
    return scale;
  }

  /** A tangent for each argument that is active; the argument itself in the places of others. */
  private Object[] leavesOf(Sample sample) {
    Object[] leaves = Numbers.copy(sample.arguments());
    int[] next = {0};
    for (int i = 0; i < leaves.length; i++) {
      if (inlined.parameters().get(i).isActive()) {
        leaves[i] = filled(leaves[i], sample.direction(), next);
      }
    }
    return leaves;
  }

  private static Object filled(Object leaf, double[] direction, int[] next) {
    if (!leaf.getClass().isArray()) {
      double value = direction[next[0]++];
      return leaf instanceof Float ? (Object) (float) value : (Object) value;
    }
    for (int i = 0; i < Array.getLength(leaf); i++) {
      Array.set(leaf, i, filled(Array.get(leaf, i), direction, next));
    }
    return leaf;
  }

  /** Central differences of the method itself converge to the gradient. */
  void gradientIsTheDifferences() {
    int compared = 0;
    if (directives.isDetached()) {
      return;
    }
    for (Sample sample : samples) {
      if (SharedArrays.areIn(sample.arguments())) {
        // What objects hold is a constant that moves along.
        continue;
      }
      double[] gradient = fused(sample).gradient();
      List<Line> lines = lines(sample);
      List<Differences> found = lines.stream().map(line -> line.differences(1)).toList();
      double[] slopes =
          found.stream().mapToDouble(Differences::derivative).filter(Double::isFinite).toArray();
      // Differences that are small beside the gradient agree with each other on its scale.
      double scale = Math.max(Math.min(Numbers.norm(gradient), Numbers.norm(slopes)), 1e-3);
      for (int i = 0; i < lines.size(); i++) {
        String what = "element " + i + " at " + describe(sample);
        compared += compare(gradient[i], lines.get(i), found.get(i), scale, what) ? 1 : 0;
      }
    }
    if (compared == 0) {
      throw new NothingCompared("no sample is away from the kinks");
    }
  }

  /** The method as a function of the change of one number, and the largest change. */
  private record Line(DoubleUnaryOperator function, double step) {
    Differences differences(int parts) {
      return Differences.of(function, step / parts);
    }
  }

  /** One for each number of the arguments that has a derivative. */
  private List<Line> lines(Sample sample) {
    double[] seed = Numbers.flat(sample.seed());
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < sample.arguments().length; i++) {
      double[] numbers = Numbers.flat(sample.arguments()[i]);
      for (int k = 0; k < numbers.length && inlined.parameters().get(i).isActive(); k++) {
        int argument = i;
        int index = k;
        double at = numbers[k];
        DoubleUnaryOperator function =
            change -> {
              Object[] moved = Numbers.copy(sample.arguments());
              move(moved, argument, index, at + change);
              double[] results = Numbers.flat(api.original(moved));
              // Beyond a branch the method may give arrays of other lengths.
              return results.length == seed.length ? Numbers.dot(seed, results) : Double.NaN;
            };
        double step = (file.hasFloats() ? 0.1 : 0.01) * Math.max(0.1, Math.abs(at));
        lines.add(new Line(function, step));
      }
    }
    return lines;
  }

  private boolean compare(
      double slope, Line line, Differences differences, double scale, String what) {
    double tolerance = (file.hasFloats() ? 2e-2 : 1e-6) * scale;
    if (directives.hasKinks() && !(differences.error() <= tolerance)) {
      return false;
    }
    if (directives.hasKinks() && file.hasFloats()) {
      // Across a kink, steps as long as these may seem to converge; others do so elsewhere.
      double other = line.differences(4).derivative();
      if (!(Math.abs(other - differences.derivative()) <= tolerance)) {
        return false;
      }
    }
    if (directives.hasKinks() && !file.hasFloats()) {
      double found = differences.derivative();
      // A narrow dip between flat parts is not seen by steps that are longer than it.
      boolean isWrong = Math.abs(found - slope) > 2 * tolerance;
      if (isWrong && Differences.isOfNeighbours(found, slope, line.function(), line.step())) {
        return false;
      }
    }
    assertTrue(
        differences.error() <= tolerance,
        () -> "differences do not converge: " + differences + ", " + what);
    assertEquals(differences.derivative(), slope, 2 * tolerance, what);
    return true;
  }

  private static void move(Object[] arguments, int argument, int index, double value) {
    Object old = arguments[argument];
    if (old instanceof double[] doubles) {
      doubles[index] = value;
    } else if (old instanceof float[] floats) {
      floats[index] = (float) value;
    } else if (old instanceof Object[] rows) {
      moveInRow(rows, index, value);
    } else {
      arguments[argument] = old instanceof Float ? (Object) (float) value : (Object) value;
    }
  }

  private static void moveInRow(Object[] rows, int index, double value) {
    int rest = index;
    for (Object row : rows) {
      int length = Numbers.flat(row).length;
      if (rest >= 0 && rest < length) {
        move(new Object[] {row}, 0, rest, value);
      }
      rest -= length;
    }
  }

  /** The tape gives the same bits as the fused form, a new one and one that is used again. */
  void tapeIsTheFusedForm() {
    Object reused = api.newTape();
    for (Sample sample : samples) {
      Answer expected = fused(sample);
      Object[] arguments = Numbers.copy(sample.arguments());
      Object tape = api.forward(arguments);
      assertSameAnswer(expected, api.backward(tape, sample.seed()), "a new tape");
      Object[] again = Numbers.copy(sample.arguments());
      api.forwardAgain(reused, again);
      assertSameAnswer(expected, api.backward(reused, sample.seed()), "a reused tape");
      Object[] afterwards = Numbers.copy(sample.arguments());
      api.original(afterwards);
      assertSame(afterwards, arguments, "arguments after the tape");
      assertSame(afterwards, again, "arguments after the reused tape");
    }
  }

  /** A second pass over one tape gives the same bits, unless the first has freed it. */
  void secondPassIsTheFirst() {
    for (Sample sample : samples) {
      Object tape = api.forward(Numbers.copy(sample.arguments()));
      Answer first = api.backward(tape, sample.seed());
      if (file.isRetained(inlined.name()) || !api.isFreed(tape, sample.seed())) {
        assertSameAnswer(first, api.backward(tape, sample.seed()), "another pass");
      }
    }
  }

  /**
   * Each output by itself is the fused form with the other outputs' seeds zero; in every order of
   * passes, those that the slices say cannot run refuse, and leave the gradient alone.
   */
  void outputsAreTheFusedForm() {
    List<Slices.Output> outputs = compiled.derivative(inlined.key()).taped().slices().outputs();
    if (!api.hasOutputs()) {
      return;
    }
    Object tape = api.newTape();
    for (Sample sample : samples) {
      List<double[]> expected = new ArrayList<>();
      for (Slices.Output output : outputs) {
        Object alone = api.only(output.name(), sample.seed());
        expected.add(api.fused(Numbers.copy(sample.arguments()), alone).gradient());
      }
      for (List<Integer> order : Orders.of(outputs.size())) {
        api.forwardAgain(tape, Numbers.copy(sample.arguments()));
        checkOrder(tape, order, expected, sample);
      }
    }
  }

  private void checkOrder(
      Object tape, List<Integer> order, List<double[]> expected, Sample sample) {
    Slices slices = compiled.derivative(inlined.key()).taped().slices();
    Set<Integer> ran = new HashSet<>();
    for (int output : order) {
      String name = slices.outputs().get(output).name();
      List<?> seed = api.leavesOf(name, sample.seed());
      Object into = api.zeros(Numbers.copy(sample.arguments()));
      Throwable refused = api.backwardInto(tape, name, (List<?>) Numbers.copy(seed), into);
      boolean isBlocked = ran.stream().anyMatch(by -> slices.isBlocked(output, by));
      String what = name + " in the order " + order + " at " + describe(sample);
      if (isBlocked) {
        assertTrue(
            refused != null && refused.getClass().getSimpleName().equals("TapeFreedException"),
            () -> what + ": " + refused);
        assertTrue(Numbers.norm(api.flat(into)) == 0, () -> what + " has changed the gradient");
      } else {
        assertTrue(refused == null, () -> what + ": " + refused);
        double tolerance = (file.hasFloats() ? 1e-5 : 1e-12) * Numbers.norm(expected.get(output));
        assertClose(expected.get(output), api.flat(into), tolerance + rounding(), sample);
        ran.add(output);
      }
    }
  }

  /** Two passes into one gradient add up. */
  void gradientsAccumulate() {
    for (Sample sample : samples) {
      double[] expected = fused(sample).gradient();
      double scale = Numbers.norm(expected);
      Arrays.setAll(expected, i -> 2 * expected[i]);
      double[] actual =
          api.accumulated(
              List.of(Numbers.copy(sample.arguments()), Numbers.copy(sample.arguments())),
              sample.seed());
      assertClose(expected, actual, (file.hasFloats() ? 1e-5 : 1e-13) * scale, sample);
    }
  }

  /** The gradients at all samples, to be compared with those of another compilation. */
  List<double[]> gradients() {
    return samples.stream().map(sample -> fused(sample).gradient()).toList();
  }

  /**
   * How far each gradient moves where the numbers among its arguments are replaced by neighbours of
   * theirs: as far as rounding may move it.
   */
  List<Double> conditions() {
    return samples.stream().map(this::condition).toList();
  }

  private double condition(Sample sample) {
    double[] gradient = fused(sample).gradient();
    Random random = new Random(1);
    double farthest = 0;
    for (int i = 0; i < NEIGHBOURS; i++) {
      Object[] arguments = Numbers.copy(sample.arguments());
      Arrays.setAll(arguments, at -> Numbers.neighbour(arguments[at], random));
      double[] moved = api.fused(arguments, Numbers.copy(sample.seed())).gradient();
      farthest = Math.max(farthest, Numbers.distance(gradient, moved));
    }
    return farthest;
  }

  /** Values, gradients and arguments afterwards, fused and taped, for the same purpose. */
  List<double[]> answers() {
    List<double[]> answers = new ArrayList<>();
    for (Sample sample : samples) {
      Object[] arguments = Numbers.copy(sample.arguments());
      Answer fused = api.fused(arguments, Numbers.copy(sample.seed()));
      Object[] recorded = Numbers.copy(sample.arguments());
      Answer taped = api.backward(api.forward(recorded), sample.seed());
      for (Answer answer : List.of(fused, taped)) {
        answers.add(Numbers.flat(answer.value()));
        answers.add(answer.gradient());
      }
      answers.add(Numbers.flat(arguments));
      answers.add(Numbers.flat(recorded));
    }
    return answers;
  }

  private static void assertSameAnswer(Answer expected, Answer actual, String message) {
    assertSame(expected.value(), actual.value(), message + ", value");
    assertSame(expected.gradient(), actual.gradient(), message + ", gradient");
  }

  private static void assertSame(Object expected, Object actual, String message) {
    if (!Numbers.sameBits(expected, actual)) {
      assertEquals(Numbers.text(expected), Numbers.text(actual), message);
    }
  }

  private static void assertClose(
      double[] expected, double[] actual, double tolerance, Sample sample) {
    assertEquals(expected.length, actual.length, "elements of the gradient");
    for (int i = 0; i < expected.length; i++) {
      int element = i;
      assertTrue(
          expected[i] == actual[i] || Math.abs(expected[i] - actual[i]) <= tolerance,
          () ->
              "element %d of %s, expected %s, at %s"
                  .formatted(
                      element, Numbers.text(actual), Numbers.text(expected), describe(sample)));
    }
  }

  private static String describe(Sample sample) {
    return Numbers.text(sample.arguments()) + ", seed " + Numbers.text(sample.seed());
  }
}
