package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.JavaClasses;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Makes the expressions for uses of members that are not looked into, and notes the members. */
final class MemberUses {

  private final Calls calls;
  private final Locals locals;
  private final RecordMembers members;
  private final Refusals refusals;
  private final Optional<UnreadBody> unread;

  MemberUses(Calls calls, Locals locals, RecordMembers members, Refusals refusals) {
    this(calls, locals, members, refusals, Optional.empty());
  }

  private MemberUses(
      Calls calls,
      Locals locals,
      RecordMembers members,
      Refusals refusals,
      Optional<UnreadBody> unread) {
    this.calls = calls;
    this.locals = locals;
    this.members = members;
    this.refusals = refusals;
    this.unread = unread;
  }

  /** What is used for the call of a body that is there and not compiled in. */
  MemberUses of(UnreadBody body) {
    return new MemberUses(calls, locals, members, refusals, Optional.of(body));
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
    List<Type> types = typesOf(arguments);
    boolean isRepeatable =
        kind == Member.Kind.CAST
            || (kind == Member.Kind.CONCATENATION && JavaClasses.haveTheSameText(types))
            || JavaClasses.givesTheSame(owner, name, types);
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
    // Generated code and texts neither keep arrays of records nor change them.
    boolean isTrusted =
        kind == Member.Kind.CONCATENATION || DerivativeMember.companionOf(owner).isPresent();
    List<Expression> objects = new ArrayList<>();
    for (Expression argument : arguments) {
      if (!isTrusted && holdsArraysOfRecords(argument)) {
        refuse(argument);
      }
      objects.add(object(argument));
    }
    Expression use = call(kind, owner, name, objects, result, isRepeatable, origin);
    if (result.isPresent() && isArrayOfRecords(result.get()) && !isTrusted) {
      refuse(use);
    }
    return result.isPresent() ? composite(use, result.get()) : use;
  }

  /** A use of objects and arrays of them, as they are. */
  private Expression call(
      Member.Kind kind,
      String owner,
      String name,
      List<Expression> objects,
      Optional<Type> result,
      boolean isRepeatable,
      Origin origin) {
    List<Type> types = typesOf(objects);
    Optional<Type> given = result.map(MemberUses::objectsOf);
    Member opaque = Member.opaque(kind, owner, name, types, given, isRepeatable);
    Member member = unread.map(body -> opaque.with(body.reason())).orElse(opaque);
    calls.use(member);
    Origin place = unread.map(UnreadBody::call).orElse(origin);
    return new Expression.Call(member.key(), objects, given, place);
  }

  /** How values of sealed interfaces become those of others. */
  SealedViews views() {
    return new SealedViews(locals);
  }

  /** The same object or array as one of another class. */
  Expression seenAs(Expression value, Type type) {
    return use(Member.Kind.CAST, "", "", List.of(value), Optional.of(type), value.origin());
  }

  /** A method with a rule. */
  Expression ruled(
      ExecutableElement method,
      List<Expression> arguments,
      Optional<Type> result,
      Optional<Member.Pullback> pullback,
      Optional<Member.Pushforward> pushforward,
      Origin origin) {
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    List<Type> types = typesOf(arguments);
    String said = String.join(",", types.stream().map(MemberUses::nameOf).toList());
    Member member =
        Member.ruled(
                isStatic ? Member.Kind.STATIC : Member.Kind.INSTANCE,
                MethodKeys.of(method) + ":" + said,
                ObjectTypes.className((TypeElement) method.getEnclosingElement()),
                method.getSimpleName().toString(),
                types,
                result,
                pullback.filter(Member.Pullback::isAnywhereActive))
            .with(pushforward);
    calls.use(member);
    return new Expression.Call(member.key(), arguments, result, origin);
  }

  /** Of what an argument is said to be, without what stands between other parts of a key. */
  private static String nameOf(Type type) {
    return type.keyword().replaceAll("[/ ]", ".");
  }

  /** The type without records that are taken apart. */
  private static Type objectsOf(Type type) {
    if (type instanceof ArrayType array) {
      return new ArrayType(objectsOf(array.element()));
    }
    return type instanceof RecordType record ? classOf(record) : type;
  }

  /** The value of a type with records, of what holds objects. */
  private Expression composite(Expression objects, Type type) {
    if (type instanceof RecordType record) {
      return components(objects, record);
    }
    return Leaf.isComposite(type)
        ? new SourceCode(objects.origin())
            .mapped(
                locals, objects, (ArrayType) type, element -> composite(element, elementOf(type)))
        : objects;
  }

  private static Type elementOf(Type array) {
    return ((ArrayType) array).element();
  }

  private static boolean isArrayOfRecords(Type type) {
    return type instanceof ArrayType && Leaf.isComposite(type);
  }

  /** Whether it is, or holds, an array of records that is not written out for the use. */
  private static boolean holdsArraysOfRecords(Expression value) {
    Type type = value.type().orElseThrow();
    return (value instanceof Expression.ArrayLiteral && type instanceof ArrayType array)
        ? holdsArraysOfRecords(array.element())
        : holdsArraysOfRecords(type);
  }

  private static boolean holdsArraysOfRecords(Type type) {
    if (type instanceof RecordType record) {
      return record.components().stream().anyMatch(it -> holdsArraysOfRecords(it.type()));
    }
    return isArrayOfRecords(type);
  }

  private void refuse(Expression array) {
    Origin origin = unread.map(UnreadBody::call).orElse(array.origin());
    refusals.add(DiagnosticCode.RECORD_ARRAY_OF_OTHERS, origin, origin.text());
  }

  /** A record as a case of a sealed interface; none if it is no case. */
  Optional<Expression> asCase(Expression value, RecordType sealed) {
    Origin origin = value.origin();
    List<RecordType.Component> cases = sealed.cases();
    for (int i = 0; i < cases.size(); i++) {
      if (value.type().filter(cases.get(i).type()::equals).isPresent()) {
        List<Expression> components = new ArrayList<>();
        components.add(new SourceCode(origin).number(i));
        for (RecordType.Component other : cases) {
          components.add(
              other.equals(cases.get(i)) ? value : Conversions.placeholder(other.type(), origin));
        }
        return Optional.of(new Expression.NewRecord(sealed, components, origin));
      }
    }
    return Optional.empty();
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
    Type type = value.type().orElseThrow();
    if (isArrayOfRecords(type)) {
      return new SourceCode(value.origin())
          .mapped(locals, value, (ArrayType) objectsOf(type), this::object);
    }
    if (!(type instanceof RecordType record)) {
      return value;
    }
    if (record.isSealed()) {
      return objectOfCase(value, record);
    }
    Origin origin = value.origin();
    SourceCode code = new SourceCode(origin);
    checkPlain(record, origin);
    Local local = locals.hidden("parts", record, origin);
    List<Expression> components = new ArrayList<>();
    for (RecordType.Component component : record.components()) {
      Expression part = new Expression.Component(code.read(local), component.name(), origin);
      components.add(object(part));
    }
    Expression made =
        call(
            Member.Kind.CONSTRUCTOR,
            classOf(record).name(),
            "new",
            components,
            Optional.of(classOf(record)),
            true,
            origin);
    return code.sequence(List.of(code.declare(local, value)), made);
  }

  private Expression objectOfCase(Expression value, RecordType sealed) {
    Origin origin = value.origin();
    SourceCode code = new SourceCode(origin);
    Local local = locals.hidden("whole", sealed, origin);
    ObjectType type = classOf(sealed);
    Expression object = null;
    for (int i = sealed.cases().size() - 1; i >= 0; i--) {
      String name = sealed.cases().get(i).name();
      Expression part = new Expression.Component(code.read(local), name, origin);
      Expression made = object(part);
      object =
          object == null
              ? made
              : new Expression.Conditional(
                  isCase(code.read(local), i, origin), made, object, Optional.of(type), origin);
    }
    Local said = locals.hidden("said", type, origin);
    return code.sequence(
        List.of(code.declare(local, value), code.declare(said, object)), code.read(said));
  }

  /** Whether the value of a sealed interface is its case of this number. */
  static Expression isCase(Expression value, int number, Origin origin) {
    SourceCode code = new SourceCode(origin);
    return code.integers(
        BasicOperator.Symbol.EQ,
        new Expression.Component(value, RecordType.CASE, origin),
        code.number(number));
  }

  private Expression components(Local object, RecordType sealed, Origin origin) {
    SourceCode code = new SourceCode(origin);
    Expression value = null;
    for (int i = sealed.cases().size() - 1; i >= 0; i--) {
      RecordType record = (RecordType) sealed.cases().get(i).type();
      Type type = classOf(record);
      Expression cast =
          use(Member.Kind.CAST, "", "", List.of(code.read(object)), Optional.of(type), origin);
      Expression asCase = asCase(components(cast, record), sealed).orElseThrow();
      Expression isInstance =
          inspect(
              Aspect.INSTANCE_OF,
              List.of(code.read(object)),
              object.type().keyword(),
              classOf(record).name(),
              Scalar.BOOLEAN,
              origin);
      value =
          value == null
              ? asCase
              : new Expression.Conditional(isInstance, asCase, value, Optional.of(sealed), origin);
    }
    return value;
  }

  /** The record that an object is. */
  Expression components(Expression object, RecordType record) {
    Origin origin = object.origin();
    SourceCode code = new SourceCode(origin);
    if (!record.isSealed() && !members.isReadPlainly(record)) {
      refusals.add(DiagnosticCode.RECORD_MEMBER, origin, record.keyword());
    }
    String name = record.name().substring(record.name().lastIndexOf('.') + 1);
    String base = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
    Local local = locals.hidden(base, object.type().orElseThrow(), origin);
    if (record.isSealed()) {
      return code.sequence(List.of(code.declare(local, object)), components(local, record, origin));
    }
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
    if (!members.isPlain(record) && unread.isPresent()) {
      refusals.add(unread.get().problem());
    } else if (!members.isPlain(record)) {
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

  /** The same as one of {@code Object}. */
  Expression boxed(Expression value) {
    return boxed(value, ObjectType.OBJECT);
  }

  /** A value that is no object, as one of a class that it fits: an array as one of that class. */
  Expression boxed(Expression value, ObjectType asked) {
    Type type = value.type().orElseThrow();
    if (type instanceof Scalar scalar) {
      String box = ObjectTypes.box(scalar);
      Optional<Type> result = Optional.of(new ObjectType(box));
      return use(Member.Kind.STATIC, box, "valueOf", List.of(value), result, value.origin());
    }
    if (type instanceof ArrayType && !Leaf.isComposite(type)) {
      return seenAs(value, asked);
    }
    if (holdsArraysOfRecords(value)) {
      refuse(value);
    }
    return object(value);
  }

  /** {@code Double.isNaN} and the like: what they tell of numbers has derivative zero. */
  static boolean isPredicate(ExecutableElement method) {
    String owner = ObjectTypes.className((TypeElement) method.getEnclosingElement());
    TypeKind result = method.getReturnType().getKind();
    return method.getModifiers().contains(Modifier.STATIC)
        && (owner.equals("java.lang/Double") || owner.equals("java.lang/Float"))
        && (result == TypeKind.BOOLEAN || method.getSimpleName().contentEquals("compare"));
  }

  static List<Type> typesOf(List<Expression> values) {
    return values.stream().map(it -> it.type().orElseThrow()).toList();
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
    return inspect(Aspect.TEXT, List.of(), "", text, ObjectType.STRING, origin);
  }

  static Expression none(ObjectType type, Origin origin) {
    return inspect(Aspect.NULL, List.of(), "", "", type, origin);
  }
}
