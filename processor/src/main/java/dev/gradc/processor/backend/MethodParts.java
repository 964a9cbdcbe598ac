package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;

/**
 * The methods that a method is made of which would be too large as one: pieces of its statements in
 * their order. The numbers that several of them use are in an array, {@code frame}, that is handed
 * from one to the next; variables of other types are in an object, {@code locals}.
 */
final class MethodParts {

  /** Of a method that is one. */
  static final MethodParts NONE = new MethodParts();

  /**
   * What the parts are parts of.
   *
   * @param type the class that they stand in
   * @param given parameters of the method that all parts have too
   * @param keeper what keeps the variables that several parts use from call to call
   */
  record Whole(
      ClassName type,
      String name,
      boolean isStatic,
      List<TypeName> thrown,
      List<ParameterSpec> given,
      Optional<Keeper> keeper) {

    /** Of a method whose variables are made anew in each call. */
    Whole(
        ClassName type,
        String name,
        boolean isStatic,
        List<TypeName> thrown,
        List<ParameterSpec> given) {
      this(type, name, isStatic, thrown, given, Optional.empty());
    }
  }

  /**
   * An object that runs one call of the method at a time, and has fields for it.
   *
   * @param object how the method gets at it; empty if it is the one that the method belongs to
   * @param frame name of the field with numbers
   * @param locals name of the field with all others
   */
  record Keeper(String object, String frame, String locals) {

    /** With fields of names that are free. */
    static Keeper of(String object, String method, UnaryOperator<String> unused) {
      return new Keeper(object, unused.apply(method + "Frame"), unused.apply(method + "Locals"));
    }
  }

  private final Optional<Whole> whole;
  private final Optional<CutRegions> cut;
  private final JavaNames names;
  private final Map<Variable, String> frame = new LinkedHashMap<>();
  private final Map<Variable, String> locals = new LinkedHashMap<>();
  private final String frameName;
  private final String localsName;
  private final Set<Variable> defined = new HashSet<>();
  private final List<MethodSpec> methods = new ArrayList<>();

  private MethodParts() {
    whole = Optional.empty();
    cut = Optional.empty();
    names = new JavaNames();
    frameName = "";
    localsName = "";
  }

  private MethodParts(
      Whole whole, CutRegions cut, JavaNames names, List<Block> regions, Set<Variable> fields) {
    this.whole = Optional.of(whole);
    this.cut = Optional.of(cut);
    frameName = names.unused("frame");
    localsName = names.unused("locals");
    regions.forEach(this::collectDefined);
    Set<String> fieldNames = new HashSet<>();
    for (Variable variable : cut.shared()) {
      if (fields.contains(variable)) {
        continue;
      }
      if (variable.type() == Scalar.DOUBLE) {
        frame.put(variable, frameName + "[" + frame.size() + "]");
      } else {
        // Several variables may be texts for one thing, such as the gradient that is given.
        String name = names.of(variable);
        boolean isNew = fieldNames.add(name);
        locals.put(variable, localsName + "." + (isNew ? name : names.unused(name)));
      }
    }
    Map<Variable, String> aliases = new LinkedHashMap<>(frame);
    aliases.putAll(locals);
    this.names = names.with(aliases);
  }

  /**
   * Cuts a method if it is too large.
   *
   * @param names of its variables, those of {@code fields} as all parts get at them
   * @param regions its statements
   * @param fields variables that every part sees
   * @param ends what is read after the statements
   * @return {@link #NONE} if it is not
   */
  static MethodParts of(
      Whole whole,
      JavaNames names,
      List<Block> regions,
      Set<Variable> fields,
      List<? extends Atom> ends) {
    CutRegions cut = new CutRegions(regions, ends);
    boolean isCut = regions.stream().anyMatch(cut::isCut);
    return isCut ? new MethodParts(whole, cut, names, regions, fields) : NONE;
  }

  private void collectDefined(Block block) {
    for (Statement statement : block.statements()) {
      defined.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(this::collectDefined);
    }
  }

  /** What variables are called in the whole and in its parts. */
  JavaNames names(JavaNames ofWhole) {
    return whole.isPresent() ? names : ofWhole;
  }

  /** Whether there are any. */
  boolean areAny() {
    return whole.isPresent();
  }

  /** Whether a variable lives in what is handed from part to part. */
  boolean isShared(Variable variable) {
    return frame.containsKey(variable) || locals.containsKey(variable);
  }

  List<CutRegions.Piece> piecesOf(Block block) {
    return cut.map(it -> it.piecesOf(block)).orElse(List.of());
  }

  /**
   * What comes before the statements.
   *
   * @param own the names of what the whole itself has declared
   */
  CodeBlock open(JavaNames own) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!frame.isEmpty()) {
      CodeBlock made = CodeBlock.of("new double[$L]", frame.size());
      code.addStatement("double[] $L = $L", frameName, kept(Keeper::frame, made));
    }
    if (!locals.isEmpty()) {
      CodeBlock made = CodeBlock.of("new $T()", localsType());
      code.addStatement("$T $L = $L", localsType(), localsName, kept(Keeper::locals, made));
    }
    frame.forEach((variable, text) -> give(variable, text, own, code));
    locals.forEach((variable, text) -> give(variable, text, own, code));
    return code.build();
  }

  /** What was made in an earlier call. All of it is written before it is read. */
  private CodeBlock kept(Function<Keeper, String> field, CodeBlock made) {
    Optional<Keeper> keeper = whole.flatMap(Whole::keeper);
    if (keeper.isEmpty()) {
      return made;
    }
    String object = keeper.get().object();
    String name = (object.isEmpty() ? "" : object + ".") + field.apply(keeper.get());
    return CodeBlock.of("$L = $L == null ? $L : $L", name, name, made, name);
  }

  /** The fields of the object that keeps them. */
  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    Optional<Keeper> keeper = whole.flatMap(Whole::keeper);
    if (keeper.isPresent() && !frame.isEmpty()) {
      TypeName type = ArrayTypeName.of(TypeName.DOUBLE);
      fields.add(FieldSpec.builder(type, keeper.get().frame(), Modifier.PRIVATE).build());
    }
    if (keeper.isPresent() && !locals.isEmpty()) {
      fields.add(FieldSpec.builder(localsType(), keeper.get().locals(), Modifier.PRIVATE).build());
    }
    return fields;
  }

  /** What comes in the end, so that nothing is held for longer than the call. */
  CodeBlock close() {
    return isCleared()
        ? CodeBlock.builder().addStatement("$L.clear()", localsName).build()
        : CodeBlock.of("");
  }

  private boolean isCleared() {
    return whole.flatMap(Whole::keeper).isPresent()
        && locals.keySet().stream().anyMatch(it -> !(it.type() instanceof Scalar));
  }

  private void give(Variable variable, String text, JavaNames own, CodeBlock.Builder code) {
    if (!defined.contains(variable)) {
      code.addStatement("$L = $L", text, own.of(variable));
    }
  }

  /** Makes a piece a method, and gives a call of it. */
  CodeBlock call(Block piece, Body body) {
    Whole of = whole.orElseThrow();
    String name = of.name() + "Part" + (methods.size() + 1);
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addExceptions(of.thrown());
    if (of.isStatic()) {
      method.addModifiers(Modifier.STATIC);
    }
    List<ParameterSpec> parameters = new ArrayList<>();
    if (!frame.isEmpty()) {
      parameters.add(ParameterSpec.builder(ArrayTypeName.of(TypeName.DOUBLE), frameName).build());
    }
    if (!locals.isEmpty()) {
      parameters.add(ParameterSpec.builder(localsType(), localsName).build());
    }
    parameters.addAll(of.given());
    for (Variable free : FreeVariables.of(piece)) {
      if (cut.orElseThrow().indices().contains(free)) {
        parameters.add(ParameterSpec.builder(TypeName.INT, names.of(free)).build());
      }
    }
    // Its place is taken before the parts that it is made of itself.
    int place = methods.size();
    methods.add(null);
    CodeBlock code = new BlockWriter(body, new Expressions(names), piece, 0).write();
    methods.set(place, method.addParameters(parameters).addCode(code).build());
    List<String> arguments = parameters.stream().map(ParameterSpec::name).toList();
    return CodeBlock.builder().addStatement("$L($L)", name, Api.join(arguments)).build();
  }

  /** Adds the methods that were called, and the class of what they hand on. */
  void addTo(TypeSpec.Builder type) {
    methods.forEach(type::addMethod);
    if (locals.isEmpty()) {
      return;
    }
    TypeSpec.Builder shared =
        TypeSpec.classBuilder(localsType().simpleName())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("What the parts of {@code $L} hand on.\n", whole.orElseThrow().name());
    locals.forEach(
        (variable, text) ->
            shared.addField(
                FieldSpec.builder(
                        Types.of(variable.type()), text.substring(localsName.length() + 1))
                    .build()));
    if (isCleared()) {
      MethodSpec.Builder clear = MethodSpec.methodBuilder("clear");
      locals.forEach(
          (variable, text) -> {
            if (!(variable.type() instanceof Scalar)) {
              clear.addStatement("$L = null", text.substring(localsName.length() + 1));
            }
          });
      shared.addMethod(clear.build());
    }
    type.addType(shared.build());
  }

  private ClassName localsType() {
    Whole of = whole.orElseThrow();
    String name = of.name().substring(0, 1).toUpperCase(Locale.ROOT) + of.name().substring(1);
    String simple = name + "Locals";
    boolean isTaken = of.type().simpleNames().contains(simple);
    return of.type().nestedClass(isTaken ? simple + "_" : simple);
  }
}
