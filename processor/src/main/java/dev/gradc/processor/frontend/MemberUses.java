package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Makes the expressions for uses of members that are not looked into, and notes the members. */
final class MemberUses {

  /** Classes whose objects never change, or whose methods ask for nothing else. */
  private static final Set<String> VALUES =
      Set.of(
          "java.lang/Boolean",
          "java.lang/Byte",
          "java.lang/Character",
          "java.lang/Double",
          "java.lang/Enum",
          "java.lang/Float",
          "java.lang/Integer",
          "java.lang/Long",
          "java.lang/Math",
          "java.lang/Short",
          "java.lang/StrictMath",
          "java.lang/String",
          "java.util/Objects");

  private final Calls calls;
  private final Locals locals;
  private final RecordMembers members;
  private final Refusals refusals;

  MemberUses(Calls calls, Locals locals, RecordMembers members, Refusals refusals) {
    this.calls = calls;
    this.locals = locals;
    this.members = members;
    this.refusals = refusals;
  }

  /**
   * A use.
   *
   * @param arguments the receiver first, if there is one; records become objects again
   */
  Expression use(
      Member.Kind kind,
      String owner,
      String name,
      List<Expression> arguments,
      Optional<Type> result,
      Origin origin) {
    boolean isRepeatable =
        kind == Member.Kind.CAST || kind == Member.Kind.CONCATENATION || VALUES.contains(owner);
    return use(kind, owner, name, arguments, result, isRepeatable, origin);
  }

  /**
   * A use.
   *
   * @param isRepeatable whether it would give the same at any time
   */
  Expression use(
      Member.Kind kind,
      String owner,
      String name,
      List<Expression> arguments,
      Optional<Type> result,
      boolean isRepeatable,
      Origin origin) {
    List<Expression> objects = new ArrayList<>();
    arguments.forEach(argument -> objects.add(object(argument)));
    List<Type> types = objects.stream().map(it -> it.type().orElseThrow()).toList();
    Optional<Type> given = result.map(type -> type instanceof RecordType it ? classOf(it) : type);
    Member member = Member.opaque(kind, owner, name, types, given, isRepeatable);
    calls.use(member);
    Expression use = new Expression.Call(member.key(), objects, given, origin);
    return result.orElse(null) instanceof RecordType record ? components(use, record) : use;
  }

  /** The class of a record whose objects are not taken apart. */
  private static ObjectType classOf(RecordType record) {
    String arguments =
        String.join(",", record.typeArguments().stream().map(MemberUses::text).toList());
    String name = record.packageName() + "/" + record.name();
    return new ObjectType(arguments.isEmpty() ? name : name + "<" + arguments + ">");
  }

  private static String text(Type type) {
    if (type instanceof RecordType record) {
      return classOf(record).name();
    }
    return type instanceof ArrayType array ? text(array.element()) + "[]" : type.keyword();
  }

  /** What stands for an object: of a record, one that is made of its components again. */
  private Expression object(Expression value) {
    if (!(value.type().orElseThrow() instanceof RecordType record)) {
      return value;
    }
    Origin origin = value.origin();
    SourceCode code = new SourceCode(origin);
    checkPlain(record, origin);
    Local local = locals.hidden("parts", record, origin);
    List<Expression> components = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      components.add(new Expression.Component(code.read(local), component.name(), origin));
    }
    Expression made =
        use(
            Member.Kind.CONSTRUCTOR,
            classOf(record).name(),
            "new",
            components,
            Optional.of(classOf(record)),
            true,
            origin);
    return code.sequence(List.of(code.declare(local, value)), made);
  }

  /** The record that an object is. */
  Expression components(Expression object, RecordType record) {
    Origin origin = object.origin();
    SourceCode code = new SourceCode(origin);
    checkPlain(record, origin);
    String name = record.name().substring(record.name().lastIndexOf('.') + 1);
    String base = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
    Local local = locals.hidden(base, object.type().orElseThrow(), origin);
    List<Expression> values = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      values.add(
          use(
              Member.Kind.INSTANCE,
              record.packageName() + "/" + record.name(),
              component.name(),
              List.of(code.read(local)),
              Optional.of(component.type()),
              true,
              origin));
    }
    List<SourceStatement> before = List.of(code.declare(local, object));
    return code.sequence(before, new Expression.NewRecord(record, values, origin));
  }

  private void checkPlain(RecordType record, Origin origin) {
    if (!members.isPlain(record)) {
      refusals.add(DiagnosticCode.RECORD_MEMBER, origin, record.keyword());
    }
  }

  /** The number in a box. */
  Expression unboxed(Expression box, Scalar scalar) {
    return use(
        Member.Kind.INSTANCE,
        ObjectTypes.box(scalar),
        scalar.keyword() + "Value",
        List.of(box),
        Optional.of(scalar),
        box.origin());
  }

  /** A value that is no object, as one of a class that it fits. */
  Expression boxed(Expression value) {
    Type type = value.type().orElseThrow();
    if (type instanceof Scalar scalar) {
      String box = ObjectTypes.box(scalar);
      Optional<Type> result = Optional.of(new ObjectType(box));
      return use(Member.Kind.STATIC, box, "valueOf", List.of(value), result, value.origin());
    }
    if (type instanceof ArrayType) {
      Optional<Type> result = Optional.of(new ObjectType("java.lang/Object"));
      return use(Member.Kind.CAST, "", "", List.of(value), result, value.origin());
    }
    return object(value);
  }

  /** Whether a method asks for nothing but what never changes. */
  static boolean isOfValue(TypeElement declaring) {
    return VALUES.contains(ObjectTypes.className(declaring));
  }

  static Expression inspect(
      Aspect aspect,
      List<Expression> objects,
      String owner,
      String text,
      Type type,
      Origin origin) {
    return new Expression.Inspect(aspect, objects, owner, text, type, origin);
  }

  static Expression text(String text, Origin origin) {
    return inspect(Aspect.TEXT, List.of(), "", text, ObjectTypes.STRING, origin);
  }

  static Expression none(ObjectType type, Origin origin) {
    return inspect(Aspect.NULL, List.of(), "", "", type, origin);
  }
}
