package dev.gradc.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Reads calls of methods and constructors: those of tapes, and what others mean for tapes. */
final class UseInvocations {

  private static final Set<String> OF_OBJECT =
      Set.of("java.lang.Object", "java.lang.AutoCloseable", "dev.gradc.Tape");

  private final UserUnit unit;
  private final TapeCalls tapes;
  private final UseSurroundings surroundings;
  private final UseRecorder recorder;
  private final UseExpressions expressions;

  UseInvocations(
      UserUnit unit,
      TapeCalls tapes,
      UseSurroundings surroundings,
      UseRecorder recorder,
      UseExpressions expressions) {
    this.unit = unit;
    this.tapes = tapes;
    this.surroundings = surroundings;
    this.recorder = recorder;
    this.expressions = expressions;
  }

  Optional<Holder> read(MethodInvocationTree node, ExecutableElement method) {
    Optional<String> made = tapes.recorder(method);
    if (made.isPresent()) {
      node.getArguments().forEach(it -> expressions.scan(it, null));
      Holder tape = surroundings.holders().of(node);
      recorder.add(new TapeEvent.Make(tape, made.get()));
      recorder.add(new TapeEvent.Forward(tape, arguments(node)));
      return Optional.of(tape);
    }
    Element owner = method.getEnclosingElement();
    Optional<String> tape = tapes.tape(owner).or(() -> tapes.tapeOfOutput(owner));
    String ownerName = ((TypeElement) owner).getQualifiedName().toString();
    if (tape.isPresent() || OF_OBJECT.contains(ownerName)) {
      return ofTape(node, method, tape);
    }
    return ofOther(node, method, ownerName);
  }

  /** A method of a tape, of a handle, or of what both extend. */
  private Optional<Holder> ofTape(
      MethodInvocationTree node, ExecutableElement method, Optional<String> tape) {
    ExpressionTree receiver = ArrayHoldings.receiver(node);
    Optional<Holder> held = receiver == null ? Optional.empty() : expressions.value(receiver);
    node.getArguments().forEach(it -> expressions.scan(it, null));
    if (TapeCalls.isClose(method)) {
      held.ifPresent(it -> recorder.add(new TapeEvent.Close(it)));
    }
    if (tape.isEmpty()) {
      return Optional.empty();
    }
    Holder unknown = surroundings.holders().of(node);
    if (method.getSimpleName().contentEquals("backward")) {
      recorder.add(
          new TapeEvent.Backward(
              held.orElse(unknown),
              tape.get(),
              unit.attributed().origin(node),
              recorder.isExpected()));
      return Optional.empty();
    }
    if (held.isEmpty()) {
      return Optional.empty();
    }
    if (method.getSimpleName().contentEquals("forward")) {
      recorder.add(new TapeEvent.Forward(held.get(), arguments(node)));
      return held;
    }
    if (method.getReturnType() instanceof DeclaredType type
        && tapes.tapeOfOutput(type.asElement()).isPresent()) {
      String accessor = method.getSimpleName().toString();
      recorder.add(new TapeEvent.Handle(unknown, held.get(), accessor));
      return Optional.of(unknown);
    }
    return Optional.empty();
  }

  private List<Optional<ArrayPath>> arguments(MethodInvocationTree node) {
    List<Optional<ArrayPath>> arguments = new ArrayList<>();
    node.getArguments().forEach(it -> arguments.add(surroundings.holdings().one(unit, it)));
    return arguments;
  }

  private Optional<Holder> ofOther(
      MethodInvocationTree node, ExecutableElement method, String ownerName) {
    String name = method.getSimpleName().toString();
    if (ownerName.equals("java.util.Objects") && name.equals("requireNonNull")) {
      Optional<Holder> held = expressions.value(node.getArguments().get(0));
      node.getArguments().stream().skip(1).forEach(it -> expressions.scan(it, null));
      return held;
    }
    if (ArrayHoldings.receiver(node) != null) {
      expressions.scan(ArrayHoldings.receiver(node), null);
    }
    node.getArguments().forEach(it -> expressions.scan(it, null));
    if (name.equals("fail") || (ownerName.equals("java.lang.System") && name.equals("exit"))) {
      // A test that fails, or the end: handlers of the code under test do not go on from here.
      recorder.add(new TapeUse.Jump(TapeUse.Kind.RETURN, 0));
      return Optional.empty();
    }
    recorder.mayThrow();
    surroundings
        .writes()
        .byCall(unit, node, method)
        .forEach(array -> recorder.add(new TapeEvent.Write(array, unit.attributed().origin(node))));
    return Optional.empty();
  }

  /** {@code new Tape()}, or another object, which may keep what it is given. */
  Optional<Holder> make(NewClassTree node) {
    if (node.getEnclosingExpression() != null) {
      expressions.scan(node.getEnclosingExpression(), null);
    }
    node.getArguments().forEach(it -> expressions.scan(it, null));
    if (node.getClassBody() != null) {
      expressions.scan(node.getClassBody(), null);
    }
    recorder.mayThrow();
    Optional<String> tape =
        unit.attributed().element(node).flatMap(it -> tapes.tape(it.getEnclosingElement()));
    if (tape.isEmpty()) {
      return Optional.empty();
    }
    Holder holder = surroundings.holders().of(node);
    recorder.add(new TapeEvent.Make(holder, tape.get()));
    return Optional.of(holder);
  }

  /** Methods and constructors that are referred to are called where that is not seen. */
  void reference(Tree qualifier) {
    unit.attributed()
        .element(qualifier)
        .flatMap(tapes::source)
        .ifPresent(tape -> recorder.add(new TapeEvent.Stray(tape)));
  }
}
