package dev.gradc.processor;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Fingerprints;
import dev.gradc.processor.source.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the methods of other classes whose bodies can be compiled in: they do not call themselves,
 * directly or not, and what they name is visible from the caller's package.
 */
final class OutsideBodies {

  private final DifferentiableMethod method;
  private final Map<String, Function> functions;
  private final Map<String, Function> outside;

  /**
   * @param functions all of the method's own class that is compiled in, by key
   */
  OutsideBodies(
      DifferentiableMethod method, Map<String, Function> functions, Map<String, Function> outside) {
    this.method = method;
    this.functions = functions;
    this.outside = outside;
  }

  /** Their keys: with a method all that it calls can be compiled in, or has a derivative. */
  Set<String> compiledIn() {
    return compiledIn(Set.of());
  }

  /**
   * The same.
   *
   * @param called keys of methods that may be called by what is compiled in
   */
  Set<String> compiledIn(Set<String> called) {
    Set<String> found = new LinkedHashSet<>();
    for (String key : outside.keySet()) {
      if (!functions.containsKey(key)
          && isVisible(key)
          && !reaches(key, key, new LinkedHashSet<>())) {
        found.add(key);
      }
    }
    while (found.removeIf(key -> !canCall(key, found, called))) {
      // Who calls one that cannot be compiled in is looked at again.
    }
    return found;
  }

  /** Through the classes of the whole build. */
  private boolean reaches(String from, String key, Set<String> seen) {
    for (String callee : MemberCalls.callees(bodyOf(from).body())) {
      boolean isKnown = outside.containsKey(callee) || functions.containsKey(callee);
      if (isKnown && (callee.equals(key) || (seen.add(callee) && reaches(callee, key, seen)))) {
        return true;
      }
    }
    return false;
  }

  private Function bodyOf(String key) {
    return functions.containsKey(key) ? functions.get(key) : outside.get(key);
  }

  private boolean canCall(String key, Set<String> found, Set<String> called) {
    for (String callee : MemberCalls.callees(outside.get(key).body())) {
      if (!functions.containsKey(callee)
          && !found.contains(callee)
          && !called.contains(callee)
          && (outside.containsKey(callee) || !isForward(callee))) {
        return false;
      }
    }
    return true;
  }

  /** A member of a class that was compiled before, or one that carries no derivative. */
  private boolean isForward(String callee) {
    Member member = method.members().get(callee);
    return member != null
        && (member.pushforward().isPresent()
            || member.pullback().isEmpty()
            || (member.pullback().get().rule().isPresent()
                && member.result().filter(Type::isDifferentiable).isPresent()));
  }

  /** In another package what a body names may be hidden, and nothing here knows. */
  boolean isVisible(String key) {
    return isPlain(outside.get(key).body(), method.outside().get(key));
  }

  /** Whether it is of the caller's package. */
  boolean isHere(String key) {
    return isHere(method.outside().get(key));
  }

  private boolean isHere(Method callee) {
    return packageOf(callee.owner()).equals(method.signature().packageName());
  }

  /**
   * Whether the caller's package may call a member of another one, and name what it is given and
   * gives back: it is public, and has no records but those of the class that it is in.
   */
  boolean isNameable(String key) {
    Method callee = method.outside().get(key);
    Member member = method.members().get(key);
    return callee != null
        && member != null
        && member.pullback().filter(it -> canName(it.companion())).isPresent()
        && callee.parameters().stream().allMatch(it -> isNameable(it.type(), callee.owner()))
        && callee.result().filter(it -> !isNameable(it, callee.owner())).isEmpty();
  }

  private boolean canName(String companion) {
    Fingerprints.Other other = method.fingerprints().others().get(companion);
    return other != null && method.canName(companion, other);
  }

  private static boolean isNameable(Type type, String owner) {
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
    if (innermost instanceof ObjectType object) {
      return isOfLibrary(object.name());
    }
    return !(innermost instanceof RecordType record)
        || ((record.packageName() + "/" + record.name()).equals(owner)
            && record.typeArguments().isEmpty()
            && record.components().stream().noneMatch(it -> Leaf.isComposite(it.type())));
  }

  /**
   * Whether a method calls itself by way of its own class at most.
   *
   * @param within the methods that do so by way of their classes
   */
  boolean callsItselfWithin(String key, Set<String> within) {
    return within.contains(key) || !reaches(key, key, new LinkedHashSet<>());
  }

  private boolean isPlain(Block block, Method of) {
    boolean isHere = isHere(of);
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.Inspect inspect
          && !isPlain(inspect, of)) {
        return false;
      }
      if (statement instanceof Statement.Call call && !isHere && isOpaque(call.function())) {
        return false;
      }
      if (!statement.blocks().stream().allMatch(inner -> isPlain(inner, of))) {
        return false;
      }
    }
    return true;
  }

  private boolean isPlain(Operation.Inspect inspect, Method of) {
    return switch (inspect.aspect()) {
      case TEXT, NULL, SAME -> true;
      case STATIC_FIELD, FIELD ->
          isHere(of) || isOfLibrary(inspect.owner()) || isPublic(inspect.owner(), of);
      case INSTANCE_OF -> isHere(of);
      case ASSERTIONS -> false;
    };
  }

  /** Whether everyone may name the class, which stands in the package of the method. */
  private boolean isPublic(String owner, Method of) {
    String prefix = packageOf(of.owner()) + "/";
    return of.isOpen()
        && owner.startsWith(prefix)
        && method.closed().stream().noneMatch(it -> it.startsWith(prefix));
  }

  private static String packageOf(String owner) {
    return owner.substring(0, owner.indexOf('/'));
  }

  /** What one can name of Java's library, and of that of tensors, everyone can. */
  static boolean isOfLibrary(String owner) {
    return owner.startsWith("java.") || owner.startsWith(ObjectType.TENSOR_PACKAGE);
  }

  private boolean isOpaque(String callee) {
    Member member = method.members().get(callee);
    return member != null
        // A sum of strings names nothing.
        && member.kind() != Member.Kind.CONCATENATION
        && !isOfLibrary(member.owner())
        && (member.isOpaque() || !outside.containsKey(callee));
  }
}
