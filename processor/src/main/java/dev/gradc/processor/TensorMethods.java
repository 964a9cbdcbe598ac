package dev.gradc.processor;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells which methods over tensors of the user's other top-level classes are what they compute, so
 * that their bodies may get into a derivative in reverse mode.
 */
final class TensorMethods {

  private final MethodProgram program;

  TensorMethods(MethodProgram program) {
    this.program = program;
  }

  /** Whether any member of another class is over tensors. */
  boolean areAny() {
    return program.method().outside().keySet().stream()
        .anyMatch(key -> isMember(key) && isOverTensors(key));
  }

  private boolean isMember(String key) {
    return program.method().members().containsKey(key);
  }

  /** Whether its signature has tensors, in records too. */
  private boolean isOverTensors(String key) {
    Method other = program.method().outside().get(key);
    return other != null && isOverTensors(other);
  }

  /** The same of any method. */
  static boolean isOverTensors(Method method) {
    return method.result().filter(TensorMethods::holdsTensors).isPresent()
        || method.parameters().stream().anyMatch(it -> holdsTensors(it.type()));
  }

  private static boolean holdsTensors(Type type) {
    return Leaf.of(type).stream()
        .map(Leaf::type)
        .map(it -> it instanceof ArrayType array ? array.innermost() : it)
        .anyMatch(ObjectType.TENSOR::equals);
  }

  /** Whether it is a member over tensors, and is what it computes. */
  boolean isTaken(String key) {
    return isMember(key) && isWhatItComputes(key);
  }

  /** Whether it is over tensors, and no user has told its derivative. */
  boolean isWhatItComputes(String key) {
    Member member = program.calls().members().get(key);
    return isOverTensors(key)
        && member != null
        && !member.isOpaque()
        && isWhatItComputes(member.effects())
        && member.pullback().flatMap(Member.Pullback::rule).isEmpty()
        && member.pushforward().flatMap(Member.Pushforward::rule).isEmpty();
  }

  /** Whether a method that does so much is what it computes. */
  static boolean isWhatItComputes(Member.Effects effects) {
    return leavesArraysAlone(effects) && effects.isRepeatable();
  }

  /** What flows back to arrays that are one is summed up in another order by a pullback. */
  private static boolean leavesArraysAlone(Member.Effects effects) {
    return effects.written().isEmpty()
        && effects.shared().isEmpty()
        && effects.joined().isEmpty()
        && effects.repeated().isEmpty();
  }

  /** Whether it, or what it calls of its class, has parts with {@code @Checkpoint}. */
  boolean isCheckpointed(String key) {
    DifferentiableMethod method = program.method();
    return program.calls().partsOf(key).stream()
            .anyMatch(
                it -> method.outside().containsKey(it) && method.outside().get(it).isCheckpointed())
        || Sections.areIn(program.calls().inlined(key).body());
  }

  /** Whether all of it is of other classes, so that it comes from there as it stands. */
  boolean isWhole(String key) {
    return program.method().outside().keySet().containsAll(program.calls().partsOf(key));
  }

  /** How many outputs its tape has. */
  int outputs(String key) {
    Method method = program.method().outside().get(key);
    if (!(method.result().orElse(null) instanceof RecordType record)) {
      return 1;
    }
    return (int)
        record.components().stream()
            .filter(it -> !it.detached() && it.type().isDifferentiable())
            .count();
  }

  /** The keys of it and of what it calls of its class, without what is the library's. */
  Set<String> partsOf(String key) {
    Set<String> parts = new LinkedHashSet<>(program.calls().partsOf(key));
    parts.removeIf(
        it -> program.method().outside().get(it).owner().startsWith(LibraryBodies.PACKAGE + "/"));
    return parts;
  }
}
