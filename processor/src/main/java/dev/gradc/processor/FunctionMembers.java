package dev.gradc.processor;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes members of the derivatives of a method that calls itself: functions of numbers and arrays
 * alone, which can be differentiated again.
 */
final class FunctionMembers {

  private FunctionMembers() {}

  /**
   * Why the pullback of a member cannot be one. Rows that are put elsewhere are not told apart from
   * cotangents of their own.
   */
  static Optional<String> refusal(Member member) {
    if (!member.effects().moved().isEmpty()) {
      return Optional.of("puts other arrays into an array that it is given");
    }
    boolean isPlain =
        member.parameters().stream().allMatch(FunctionMembers::isPlain)
            && member.results().stream().allMatch(it -> isPlain(it.type()));
    if (!isPlain) {
      return Optional.of("takes or gives tensors");
    }
    return member.results().stream().allMatch(it -> it.isActive() == it.type().isDifferentiable())
        ? Optional.empty()
        : Optional.of("gives a record with a component that carries @Detach");
  }

  /** Numbers and arrays of them, and what is a constant. */
  private static boolean isPlain(Type type) {
    Type element = type instanceof ArrayType array ? array.innermost() : type;
    return element instanceof Scalar || !type.isDifferentiable();
  }

  /** What the pullback gives: the adjoints of active numbers. */
  static Type cotangentsOf(Function function) {
    List<RecordType.Component> components = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.isActive() && parameter.variable().type() instanceof Scalar type) {
        components.add(new RecordType.Component(parameter.variable().name(), type, false));
      }
    }
    return ofComponents("Cotangents", components);
  }

  /** What the pushforward gives: the results, and the tangents of the active ones. */
  static Type tangentsOf(Member member) {
    List<RecordType.Component> components = new ArrayList<>();
    components.addAll(components("value", member, false));
    components.addAll(components("tangent", member, true));
    return ofComponents("Tangents", components);
  }

  /** What the member gives, without the record that a user wrote it with. */
  static Type valuesOf(Member member) {
    return ofComponents("Values", components("value", member, false));
  }

  private static List<RecordType.Component> components(
      String prefix, Member member, boolean isTangent) {
    List<RecordType.Component> components = new ArrayList<>();
    for (Member.Result result : member.results()) {
      boolean isDetached = !isTangent && !result.isActive();
      if (!isTangent || result.isActive()) {
        String name = prefix + components.size();
        components.add(new RecordType.Component(name, result.type(), isDetached));
      }
    }
    return components;
  }

  private static Type ofComponents(String name, List<RecordType.Component> components) {
    return components.size() == 1
        ? components.get(0).type()
        : new RecordType("", name, List.of(), components);
  }

  /**
   * The pullback.
   *
   * @param function the member's
   * @param companion the class that is generated for the pullback
   * @param result what {@link #cotangentsOf} gives
   */
  static Member pullback(
      String key, Member member, Function function, String companion, Type result) {
    List<Type> types = new ArrayList<>(member.parameters());
    List<Optional<String>> active = new ArrayList<>();
    function.parameters().forEach(it -> active.add(activePart(it.isActive(), active.size())));
    for (Member.Result each : member.results()) {
      if (each.isActive()) {
        types.add(each.type());
        active.add(activePart(true, active.size()));
      }
    }
    Set<Integer> written = new LinkedHashSet<>(member.effects().written());
    for (int i = function.parameters().size(); i < types.size(); i++) {
      if (types.get(i) instanceof ArrayType) {
        written.add(i);
      }
    }
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.isActive() && parameter.variable().type() instanceof ArrayType type) {
        written.add(types.size());
        types.add(type);
        active.add(activePart(true, active.size()));
      }
    }
    Member.Effects effects =
        new Member.Effects(
            written,
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            member.effects().statics(),
            member.effects().isRepeatable());
    return new Member(
            Member.Kind.STATIC,
            key,
            companion,
            Signature.PRIMAL,
            types,
            Signature.results(result),
            Signature.carrier(result, companion),
            effects,
            Optional.of(new Member.Pullback(companion, active)),
            false)
        .with(Optional.of(Member.Pushforward.of(companion)));
  }

  private static Optional<String> activePart(boolean isActive, int position) {
    return isActive ? Optional.of("part" + position) : Optional.empty();
  }
}
