package dev.gradc.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A member of a class that a program uses without looking into it.
 *
 * @param key identifies it among the functions of a program: {@code Outer.name(double,double[])}
 * @param owner the class, with its package
 * @param name of the method
 * @param parameters the receiver first, if it has one
 * @param results none for {@code void}
 * @param carrier the class of the object that holds the results, if these are several
 * @param pullback its derivative; absent if it is a constant for differentiation
 * @param pushforward its derivative in forward mode; absent if it has none, or is a constant
 * @param isOpaque nothing is known of what it does with its arguments, so that no value that
 *     carries a derivative may go in
 * @param cotangents of a pullback or a rule, the positions of the cotangents that it carries back:
 *     where they are zero it has nothing to do; empty for all other members
 * @param unread why it is opaque although its source is there; empty for all other members
 */
public record Member(
    Kind kind,
    String key,
    String owner,
    String name,
    List<Type> parameters,
    List<Result> results,
    Optional<ObjectType> carrier,
    Effects effects,
    Optional<Pullback> pullback,
    Optional<Pushforward> pushforward,
    boolean isOpaque,
    Set<Integer> cotangents,
    Optional<Unread> unread) {

  /** A sum of cotangents, each of them null for zero, in a tensor that is given, or null. */
  public static final Member SUM_OF_COTANGENTS =
      ofStatic(
          ObjectType.TENSOR_PACKAGE + "Cotangents",
          "sum",
          List.of(ObjectType.TENSOR, ObjectType.TENSOR, ObjectType.TENSOR),
          Optional.of(ObjectType.TENSOR));

  /** A sum of two tensors. */
  public static final Member SUM_OF_TENSORS =
      plain(
          Kind.INSTANCE,
          ObjectType.TENSOR.name(),
          "add",
          List.of(ObjectType.TENSOR, ObjectType.TENSOR),
          Optional.of(ObjectType.TENSOR));

  /** What only gives another name. */
  private static final Set<String> WITHOUT_INTO = Set.of("wrap", "detach");

  /** What gives indices, as many as elements are chosen by them; shapes and axes. */
  private static final Set<String> GIVES_PLACES =
      Set.of(
          "argMax",
          "largestPlaces",
          "maxPlaces",
          "replaced",
          "keptShape",
          "inverse",
          "axesBesideChannels",
          "lastAxes",
          "channelShape",
          "groupShape");

  private static final String RETAIN = "dev.gradc.Retain";

  public Member {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
    cotangents = Set.copyOf(cotangents);
  }

  /** One that is not opaque although its source is there. */
  public Member(
      Kind kind,
      String key,
      String owner,
      String name,
      List<Type> parameters,
      List<Result> results,
      Optional<ObjectType> carrier,
      Effects effects,
      Optional<Pullback> pullback,
      Optional<Pushforward> pushforward,
      boolean isOpaque,
      Set<Integer> cotangents) {
    this(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        pushforward,
        isOpaque,
        cotangents,
        Optional.empty());
  }

  /** One that is no pullback. */
  public Member(
      Kind kind,
      String key,
      String owner,
      String name,
      List<Type> parameters,
      List<Result> results,
      Optional<ObjectType> carrier,
      Effects effects,
      Optional<Pullback> pullback,
      boolean isOpaque) {
    this(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        Optional.empty(),
        isOpaque,
        Set.of());
  }

  /**
   * No member at all: says of a value that what is stored for it, and for what it was computed
   * from, is retained. The forward pass has nothing to do for it.
   */
  public static Member retain(Type type) {
    return new Member(
        Kind.STATIC,
        RETAIN,
        RETAIN,
        "retain",
        List.of(type),
        List.of(),
        Optional.empty(),
        Effects.NONE,
        Optional.empty(),
        false);
  }

  /** Whether it is what {@link #retain} gives. */
  public boolean isRetain() {
    return key.equals(RETAIN);
  }

  /** The same by another key. */
  public Member withKey(String other) {
    return new Member(
        kind,
        other,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        pushforward,
        isOpaque,
        cotangents,
        unread);
  }

  /** The same as a static method of another class, which takes the receiver first. */
  public Member copiedTo(String otherOwner, String otherName) {
    return new Member(
        Kind.STATIC,
        key,
        otherOwner,
        otherName,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        pushforward,
        isOpaque,
        cotangents,
        unread);
  }

  /** The same as one that carries cotangents back. */
  public Member carrying(Set<Integer> positions) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        pushforward,
        isOpaque,
        positions);
  }

  /** The same with the body of its rule. */
  public Member with(RuleBody body) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback.map(it -> it.with(body)),
        pushforward,
        isOpaque,
        cotangents,
        unread);
  }

  /** The same with the body of its rule for forward mode. */
  public Member withForward(RuleBody body) {
    return with(pushforward.map(it -> it.with(body)));
  }

  /**
   * The classes that code names which calls it, with their packages, where nothing stands in the
   * place of the call: its own and those of its rules; none if it has a generated class.
   */
  public Set<String> classesNamed() {
    Set<String> classes = new LinkedHashSet<>();
    if (pullback.isEmpty() && pushforward.isEmpty() && owner.contains("/")) {
      classes.add(owner);
    }
    pullback
        .filter(it -> it.rule().isPresent())
        .ifPresent(it -> classes.addAll(List.of(owner, it.companion())));
    pushforward
        .filter(it -> it.rule().isPresent())
        .ifPresent(it -> classes.addAll(List.of(owner, it.owner())));
    return classes;
  }

  /** Whether it is a rule of the tensor library. */
  public boolean isRuleOfTensors() {
    return owner.startsWith("dev.gradc.tensor.rules/");
  }

  /**
   * The operation on tensors that writes into one that is given, or null, after the arguments; or
   * that writes indices into an array that is kept; none for what gives no new ones.
   */
  public Optional<Member> intoForm() {
    boolean isOperation = isOfTensors() && (kind == Kind.STATIC || kind == Kind.INSTANCE);
    boolean givesTensor =
        !WITHOUT_INTO.contains(name) && result().filter(ObjectType.TENSOR::equals).isPresent();
    boolean givesPlaces =
        GIVES_PLACES.contains(name) && result().filter(ArrayType.class::isInstance).isPresent();
    if (!isOperation || !(givesTensor || givesPlaces)) {
      return Optional.empty();
    }
    List<Type> types = new ArrayList<>(parameters);
    types.add(givesTensor ? ObjectType.TENSOR : ObjectType.KEPT_PLACES);
    String home =
        owner.equals(ObjectType.TENSOR.name()) ? ObjectType.TENSOR_PACKAGE + "Into" : owner;
    return Optional.of(ofStatic(home, name, types, result()).carrying(cotangents));
  }

  /** Whether it gives what it computes of tensors, and does nothing else. */
  public boolean isOfTensors() {
    return !isOpaque && owner.startsWith(ObjectType.TENSOR_PACKAGE) && effects.equals(Effects.NONE);
  }

  /** The same with a derivative in forward mode. */
  public Member with(Optional<Pushforward> forward) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        forward,
        isOpaque,
        cotangents);
  }

  /** The same with another derivative. */
  public Member with(Pullback other) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        Optional.of(other),
        pushforward,
        isOpaque,
        cotangents);
  }

  /** The same as one whose source is there. */
  public Member with(Unread reason) {
    return new Member(
        kind,
        key + " " + reason,
        owner,
        name,
        parameters,
        results,
        carrier,
        effects,
        pullback,
        pushforward,
        isOpaque,
        cotangents,
        Optional.of(reason));
  }

  /** The name of the function that it stands for. */
  public String functionName() {
    int end = key.indexOf('(');
    String path = end < 0 ? key : key.substring(0, end);
    int dot = path.lastIndexOf('.');
    String name = path.substring(dot + 1);
    return name.equals("<init>")
        ? "new" + path.substring(path.lastIndexOf('.', dot - 1) + 1, dot)
        : name;
  }

  /**
   * Positions of the arrays that it writes and that derivatives flow through: its pullback takes
   * their cotangents after the call and gives those before it.
   */
  public List<Integer> inPlace() {
    return pullback
        .map(it -> inPlace(effects, it::isActive))
        .filter(any -> pullback.get().rule().isEmpty())
        .orElse(List.of());
  }

  /**
   * The same before there is a member.
   *
   * @param isActive whether derivatives flow to the parameter at a position
   */
  public static List<Integer> inPlace(Effects effects, IntPredicate isActive) {
    return effects.written().stream()
        .filter(position -> !effects.moved().contains(position) && isActive.test(position))
        .sorted()
        .toList();
  }

  /** The type of what Java is given: that of the only result. */
  public Optional<Type> result() {
    return results.stream().findFirst().map(Result::type);
  }

  /** Why a body that is there is not compiled in. */
  public enum Unread {
    /** The method, or its class, has type parameters. */
    GENERIC,
    /** An interface gives it to all that implement it. */
    INHERITED
  }

  /** How Java writes its use. */
  public enum Kind {
    /** {@code Owner.name(arguments)}. */
    STATIC,
    /** {@code receiver.name(arguments)}. */
    INSTANCE,
    /** {@code new Owner(arguments)}. */
    CONSTRUCTOR,
    /** {@code receiver.name}. */
    FIELD,
    /** {@code Owner.name}, which may change. */
    STATIC_FIELD,
    /** {@code (result) argument}. */
    CAST,
    /** {@code one + other + …}, a string. */
    CONCATENATION;

    /** Whether a body is run, which may do anything. */
    public boolean runsCode() {
      return switch (this) {
        case STATIC, INSTANCE, CONSTRUCTOR, CONCATENATION -> true;
        case FIELD, STATIC_FIELD, CAST -> false;
      };
    }

    /** Whether it is a statement by itself, without use for what it gives. */
    public boolean isStatement() {
      return runsCode() && this != CONCATENATION;
    }
  }

  /**
   * One of the results.
   *
   * @param isActive whether the pullback takes a cotangent of it
   * @param accessor how the object that carries several is asked for it; empty for one that is no
   *     component of a record
   */
  public record Result(Type type, boolean isActive, String accessor) {

    /** The only one. */
    public static List<Result> only(Optional<Type> type) {
      return type.map(it -> new Result(it, it.isDifferentiable(), "")).stream().toList();
    }
  }

  /**
   * What it does besides giving results.
   *
   * @param written positions of the array parameters that it may write
   * @param moved positions of those, arrays of arrays, into which it may put other arrays
   * @param shared positions of the array parameters that a result may be, or be a part of
   * @param joined positions of the results that may be, or be a part of, another result
   * @param repeated positions of the results, arrays of arrays, in which one array may stand in two
   *     places
   * @param statics types of the arrays of {@code static final} fields that it reads, as {@code
   *     double[]}, those of objects as arrays of {@code Object}: the caller may have such an array
   *     too, and write it
   * @param isRepeatable whether it does and gives the same when it is used once more with the same
   *     arguments, and as long as those arrays are what they were
   */
  public record Effects(
      Set<Integer> written,
      Set<Integer> moved,
      Set<Integer> shared,
      Set<Integer> joined,
      Set<Integer> repeated,
      Set<String> statics,
      boolean isRepeatable) {

    /** That of a function of numbers. */
    public static final Effects NONE =
        new Effects(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true);

    public Effects {
      repeated = Set.copyOf(repeated);
      written = Set.copyOf(written);
      moved = Set.copyOf(moved);
      shared = Set.copyOf(shared);
      joined = Set.copyOf(joined);
      statics = Set.copyOf(statics);
    }

    /** Whether it reads static arrays of that type, or some that hold such. */
    public boolean mayRead(ArrayType array) {
      String type = array.ofAnyClass().keyword();
      return statics.stream()
          .anyMatch(
              it -> it.startsWith(type) && it.substring(type.length()).replace("[]", "").isEmpty());
    }
  }

  /**
   * A companion's nested class, with {@code pullback} and {@code Gradient}; or a rule of a user's.
   *
   * @param companion name of the class, with its package
   * @param accessors for each parameter, how the Gradient's part, or the component of the rule's
   *     result, is read; empty for one that is not active
   * @param rule the rule; absent for a companion
   * @param goesOn positions of active parameters whose adjoints so far it takes after the
   *     cotangents, and of which it gives what they are afterwards: of a part of the caller itself,
   *     whose adjoints are to be summed up in the order in which they would be without the call
   * @param isPart whether it is that of a part of the caller
   * @param function the pullback as a function that can be differentiated again: it takes the
   *     arguments, the cotangents, and an adjoint for each active array to add to, and gives the
   *     adjoints of active numbers; absent where the companion's is called
   * @param onKeptMemory another class with a pullback, for callers that keep its memory; absent if
   *     there is none, or nothing is known of it
   */
  public record Pullback(
      String companion,
      List<Optional<String>> accessors,
      Optional<RuleMethod> rule,
      Set<Integer> goesOn,
      boolean isPart,
      Optional<Member> function,
      Optional<OnKeptMemory> onKeptMemory) {
    public Pullback {
      accessors = List.copyOf(accessors);
      goesOn = Set.copyOf(goesOn);
    }

    /** Of a companion. */
    public Pullback(String companion, List<Optional<String>> accessors) {
      this(companion, accessors, Optional.empty());
    }

    /** Of a companion, or a rule. */
    public Pullback(String companion, List<Optional<String>> accessors, Optional<RuleMethod> rule) {
      this(companion, accessors, rule, Set.of(), false, Optional.empty(), Optional.empty());
    }

    /** Of a companion that may be called on memory that is kept, too. */
    public Pullback with(Optional<OnKeptMemory> known) {
      return new Pullback(companion, accessors, rule, goesOn, isPart, function, known);
    }

    /** Of a part of the caller. */
    public static Pullback ofPart(
        String companion, List<Optional<String>> accessors, Set<Integer> goesOn) {
      return new Pullback(
          companion, accessors, Optional.empty(), goesOn, true, Optional.empty(), Optional.empty());
    }

    /** The same as a function that can be differentiated again. */
    public Pullback with(Member pullback) {
      return new Pullback(
          companion, accessors, rule, goesOn, isPart, Optional.of(pullback), onKeptMemory);
    }

    /** The same with the body of its rule. */
    private Pullback with(RuleBody body) {
      return new Pullback(
          companion,
          accessors,
          rule.map(it -> it.with(body)),
          goesOn,
          isPart,
          function,
          onKeptMemory);
    }

    /** Whether derivatives flow to any parameter. */
    public boolean isAnywhereActive() {
      return accessors.stream().anyMatch(Optional::isPresent);
    }

    /** Whether derivatives flow to the parameter at this position. */
    public boolean isActive(int position) {
      return accessors.get(position).isPresent();
    }
  }

  /**
   * The class within that of a method which evaluates it, and goes back through it, on memory that
   * its callers keep.
   *
   * @param owner its name, with its package
   * @param accessors as in {@link Pullback}
   * @param given how several results are read
   * @param holdsArguments whether tensors that it is given, or their cotangents, get to code of
   *     which nothing is known
   * @param holdsSums the same of the arrays in which cotangents are added up
   * @param givesArguments whether a result may be a tensor that it is given
   */
  public record OnKeptMemory(
      String owner,
      List<Optional<String>> accessors,
      List<String> given,
      boolean holdsArguments,
      boolean holdsSums,
      boolean givesArguments) {

    /** The simple name of the class. */
    public static final String NAME = "OnKeptMemory";

    public OnKeptMemory {
      accessors = List.copyOf(accessors);
      given = List.copyOf(given);
    }

    /** The key of a method where it is called so. */
    public static String keyOf(String key) {
      return key + "#onKeptMemory";
    }
  }

  /**
   * A static method that takes the arguments, and the tangent of each active one.
   *
   * <p>That of a companion takes an object too, which it gives back with the results in it and with
   * the tangents of the active ones; it does to its arrays what the member does, and writes their
   * tangents with them. A rule of a user's gives the tangent of the result.
   *
   * @param owner name of the class, with its package
   * @param rule the rule; absent for a companion
   * @param function the key of a function that can be differentiated again: it takes no object, and
   *     gives the results, then the tangents of the active ones; absent where the companion's is
   *     called
   */
  public record Pushforward(
      String owner, String name, Optional<ForwardRule> rule, Optional<String> function) {

    /** The name of the method of companions. */
    public static final String NAME = "pushforward";

    /** Of a companion. */
    public static Pushforward of(String companion) {
      return new Pushforward(companion, NAME, Optional.empty(), Optional.empty());
    }

    /** A function of the program. */
    public static Pushforward ofFunction(String key, String companion) {
      return new Pushforward(companion, NAME, Optional.empty(), Optional.of(key));
    }

    private Pushforward with(RuleBody body) {
      return new Pushforward(owner, name, rule.map(it -> it.with(body)), function);
    }

    /** The class of the object that a companion's takes. */
    public ObjectType carrier() {
      return new ObjectType(owner + ".Tangent");
    }

    /** How the object is asked for each result. */
    public static List<String> valueAccessors(List<Result> results) {
      return accessors("value", results);
    }

    /** How the object is asked for the tangent of each result. */
    public static List<String> tangentAccessors(List<Result> results) {
      return accessors("tangent", results);
    }

    private static List<String> accessors(String prefix, List<Result> results) {
      FreshNames names = new FreshNames();
      List<String> accessors = new ArrayList<>();
      for (Result result : results) {
        String name = result.accessor();
        String whole =
            name.isEmpty()
                ? prefix
                : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        accessors.add(names.fresh(whole, result.type(), Variable.Role.SINGLE).name());
      }
      return accessors;
    }
  }

  /**
   * A rule of forward mode.
   *
   * @param key identifies it among the functions of a program
   * @param tangents the positions of the arguments whose tangents it takes
   * @param body what it consists of, where that is to stand instead of the call
   */
  public record ForwardRule(String key, Set<Integer> tangents, Optional<RuleBody> body) {
    public ForwardRule {
      tangents = Set.copyOf(tangents);
    }

    /** One that is called. */
    public ForwardRule(String key, Set<Integer> tangents) {
      this(key, tangents, Optional.empty());
    }

    private ForwardRule with(RuleBody known) {
      return new ForwardRule(key, tangents, Optional.of(known));
    }
  }

  /**
   * A static method that takes the arguments, the cotangent of the result, and an adjoint for each
   * active array to add to.
   *
   * @param key identifies it among the functions of a program
   * @param parameters what it takes for the arguments
   * @param result the cotangent of the only active parameter that is a number; an object whose
   *     accessors give those of several; absent if there is none
   * @param body what it consists of, where that is to stand instead of the call
   */
  public record RuleMethod(
      String key,
      String name,
      List<Type> parameters,
      Optional<Type> result,
      Optional<RuleBody> body) {
    public RuleMethod {
      parameters = List.copyOf(parameters);
    }

    /** One that is called. */
    public RuleMethod(String key, String name, List<Type> parameters, Optional<Type> result) {
      this(key, name, parameters, result, Optional.empty());
    }

    private RuleMethod with(RuleBody known) {
      return new RuleMethod(key, name, parameters, result, Optional.of(known));
    }

    /**
     * The types by which Java finds the rule among others of its name.
     *
     * @param arguments of the member, and what follows them
     */
    public List<Type> types(List<Atom> arguments) {
      List<Type> types = new ArrayList<>(parameters);
      arguments.subList(types.size(), arguments.size()).forEach(it -> types.add(it.type()));
      return types;
    }
  }

  /**
   * A method with a rule: it writes no array, and gives back none that it was given.
   *
   * @param pullback absent where the rule says that nothing flows back
   */
  public static Member ruled(
      Kind kind,
      String key,
      String owner,
      String name,
      List<Type> parameters,
      Optional<Type> result,
      Optional<Pullback> pullback) {
    return new Member(
        kind,
        key,
        owner,
        name,
        parameters,
        Result.only(result),
        Optional.empty(),
        Effects.NONE,
        pullback,
        false);
  }

  /**
   * A rule of a user's as it is called.
   *
   * @param arguments of the member, the cotangent, and an adjoint for each active array
   */
  public static Member ofRule(Pullback pullback, List<Atom> arguments) {
    RuleMethod rule = pullback.rule().orElseThrow();
    return new Member(
        Kind.STATIC,
        rule.key(),
        pullback.companion(),
        rule.name(),
        rule.types(arguments),
        Result.only(rule.result()),
        Optional.empty(),
        Effects.NONE,
        Optional.empty(),
        false);
  }

  /** A static method without a derivative of its own. */
  public static Member ofStatic(
      String owner, String name, List<Type> parameters, Optional<Type> result) {
    return plain(Kind.STATIC, owner, name, parameters, result);
  }

  /** A constructor of a class of Java's own. */
  public static Member constructor(String owner, List<Type> parameters) {
    return plain(Kind.CONSTRUCTOR, owner, "new", parameters, Optional.of(new ObjectType(owner)));
  }

  /** A method without parameters of an object. */
  public static Member accessor(String owner, String name, Type result) {
    return plain(Kind.INSTANCE, owner, name, List.of(new ObjectType(owner)), Optional.of(result));
  }

  /** A method of an object, the first of the parameters. */
  public static Member ofInstance(
      String owner, String name, List<Type> parameters, Optional<Type> result) {
    return plain(Kind.INSTANCE, owner, name, parameters, result);
  }

  private static Member plain(
      Kind kind, String owner, String name, List<Type> parameters, Optional<Type> result) {
    return new Member(
        kind,
        owner + "." + name,
        owner,
        name,
        parameters,
        Result.only(result),
        Optional.empty(),
        Effects.NONE,
        Optional.empty(),
        false);
  }

  /**
   * One of which nothing is known: it may write the arrays that it is given, and give them back.
   *
   * @param name of the method or field, or the type that is asked for
   */
  public static Member opaque(
      Kind kind,
      String owner,
      String name,
      List<Type> parameters,
      Optional<Type> result,
      boolean isRepeatable) {
    Set<Integer> arrays = new LinkedHashSet<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof ArrayType) {
        arrays.add(i);
      }
    }
    boolean isArray = result.filter(ArrayType.class::isInstance).isPresent();
    Set<Integer> shared = isArray ? Set.copyOf(arrays) : Set.of();
    if (kind == Kind.CAST && isArray) {
      // The same array, of which it is known who writes it.
      arrays.clear();
    }
    String types = String.join(",", parameters.stream().map(Type::keyword).toList());
    return new Member(
        kind,
        kind + " " + owner + "." + name + "(" + types + ")" + result.map(Type::keyword).orElse(""),
        owner,
        name,
        parameters,
        Result.only(result),
        Optional.empty(),
        new Effects(arrays, arrays, shared, Set.of(), Set.of(), Set.of(), isRepeatable),
        Optional.empty(),
        true);
  }
}
