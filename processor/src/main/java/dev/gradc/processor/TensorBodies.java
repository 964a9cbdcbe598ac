package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.InlinedSize;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.transform.Inline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts methods over tensors of the user's other top-level classes in the place of their calls: the
 * function that a method's own derivative is made of, simplified as it is there. A call would
 * evaluate it once more on the way back, into tensors that nobody keeps.
 *
 * <p>Whatever of another class gets into a derivative in reverse mode by way of this is {@link
 * #taken}.
 */
final class TensorBodies {

  /**
   * Statements of a method with all bodies in it. Each operation on tensors becomes a page of code:
   * so many compile in ten seconds.
   */
  static final int LIMIT = 2_000;

  private final Stages stages;
  private final MethodProgram program;
  private final TensorMethods methods;
  private final OutsideBodies visible;
  private final Set<String> left;
  private final Set<String> parts;
  private final Map<String, Function> bodies;
  private final Set<String> chosen = new LinkedHashSet<>();
  private final Set<String> tooLarge = new LinkedHashSet<>();

  /**
   * @param primal the method itself, simplified
   * @param left methods that are called all the same, by key
   * @param simplified bodies that were simplified before, by key
   * @param parts those that have generated classes here
   */
  TensorBodies(
      Stages stages,
      MethodProgram program,
      Function primal,
      Set<String> left,
      Map<String, Function> simplified,
      Set<String> parts) {
    this.stages = stages;
    this.program = program;
    this.methods = new TensorMethods(program);
    this.visible = new OutsideBodies(program.method(), program.functions(), program.outside());
    this.left = left;
    this.parts = parts;
    Map<String, Function> all = new LinkedHashMap<>();
    for (String key : possible()) {
      Function body = simplified.computeIfAbsent(key, this::simplified);
      if (addsToGivenArrays(body)) {
        all.put(key, body);
      }
    }
    choose(primal, all);
    chosen.retainAll(reached(primal, all));
    chosen.forEach(key -> all.put(key, opened(all.get(key))));
    all.keySet().retainAll(chosen);
    this.bodies = all;
  }

  /** Whether any is put in place. */
  boolean areAny() {
    return !chosen.isEmpty();
  }

  /** The keys of those that are called only since there would be too many statements with them. */
  Set<String> tooLarge() {
    return tooLarge;
  }

  /** The keys of all methods of other classes that are put in place, or are in one of those. */
  Set<String> taken() {
    Set<String> taken = new LinkedHashSet<>();
    chosen.forEach(key -> taken.addAll(methods.partsOf(key)));
    return taken;
  }

  private String ownerOf(String key) {
    return program.method().outside().get(key).owner();
  }

  /** The one that makes up most of a method. */
  Optional<String> largest(Function primal) {
    return sizes(primal, bodies).largestPart(primal.key(), 0);
  }

  /** The method, or what is left of it, with the bodies in it. */
  Function in(Function function) {
    if (!areAny()) {
      return function;
    }
    Inline inline = Inline.parted(bodies);
    // Where numbers are looked at, the call is told of too.
    return stages.options().looksForAnomalies()
        ? inline.knownInPlace(opened(function))
        : inline.knownAsTheyAre(opened(function));
  }

  private Set<String> possible() {
    if (!Pass.BODIES.isEnabled(stages.options().disabledPasses()) || !methods.areAny()) {
      return Set.of();
    }
    Set<String> called = new LinkedHashSet<>(parts);
    program
        .method()
        .members()
        .forEach(
            (key, member) -> {
              // Of a class file: its pullback is called.
              if (member.pullback().isPresent() && !program.outside().containsKey(key)) {
                called.add(key);
              }
            });
    Set<String> possible = visible.compiledIn(called);
    possible.removeIf(key -> !isTaken(key));
    return possible;
  }

  /** Leaves out what makes up most until the rest is small enough. */
  private void choose(Function primal, Map<String, Function> all) {
    chosen.addAll(all.keySet());
    Optional<String> excess = Optional.of("");
    while (excess.isPresent()) {
      leaveHidden(all);
      excess = sizes(primal, all).largestPart(primal.key(), LIMIT);
      excess.filter(chosen::remove).ifPresent(tooLarge::add);
    }
  }

  /** What a body of another package calls may be hidden here. */
  private void leaveHidden(Map<String, Function> all) {
    boolean isStable = false;
    while (!isStable) {
      isStable = !chosen.removeIf(key -> !isHere(key) && callsHidden(opened(all.get(key)).body()));
    }
  }

  private boolean isHere(String key) {
    String owner = ownerOf(key);
    return owner.substring(0, owner.indexOf('/')).equals(program.signature().packageName());
  }

  private boolean callsHidden(Block block) {
    return block.contains(
        statement ->
            statement instanceof Statement.Invoke invoke
                && invoke.member().kind() != Member.Kind.CONCATENATION
                && !invoke.member().isRetain()
                && !OutsideBodies.isOfLibrary(invoke.member().owner())
                && !visible.isNameable(invoke.member().key()));
  }

  private InlinedSize sizes(Function primal, Map<String, Function> all) {
    Map<String, Function> functions = new LinkedHashMap<>();
    all.forEach((key, body) -> functions.put(key, opened(body)));
    functions.put(primal.key(), opened(primal));
    return new InlinedSize(functions, Set.of());
  }

  /** What is called in the method, and in what is put there in turn. */
  private Set<String> reached(Function primal, Map<String, Function> all) {
    Set<String> reached = new LinkedHashSet<>(MemberCalls.callees(opened(primal).body()));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String callee : MemberCalls.callees(opened(all.get(open.remove())).body())) {
        if (reached.add(callee)) {
          open.add(callee);
        }
      }
    }
    return reached;
  }

  private boolean isTaken(String key) {
    // @Checkpoint is about the tape of the method that it stands in.
    return !left.contains(key)
        && methods.isTaken(key)
        && methods.isWhole(key)
        && !methods.isCheckpointed(key);
  }

  /** Otherwise a pullback sums up what flows back to an array apart. */
  private static boolean addsToGivenArrays(Function function) {
    List<Variable> parameters =
        function.parameters().stream().map(Function.Parameter::variable).toList();
    Set<Variable> views =
        new ParameterViews(new AliasAnalysis().analyze(function))
            .find(parameters, function.body())
            .keySet();
    return function.parameters().stream()
        .filter(it -> it.isActive() && it.variable().type() instanceof ArrayType)
        .allMatch(it -> views.contains(it.variable()));
  }

  private Function simplified(String key) {
    return stages
        .analyzeForReverse(
            program.calls().inlined(key), List.of(), stages.passesFor(methods.outputs(key)))
        .function();
  }

  /** A function that calls what can be put in place. */
  private Function opened(Function function) {
    return function.with(opened(function.body()));
  }

  private Block opened(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      statements.add(
          statement instanceof Statement.Invoke invoke && chosen.contains(invoke.member().key())
              ? new Statement.Call(
                  invoke.targets(), invoke.member().key(), invoke.arguments(), invoke.origin())
              : statement.withBlocks(statement.blocks().stream().map(this::opened).toList()));
    }
    return new Block(statements);
  }
}
