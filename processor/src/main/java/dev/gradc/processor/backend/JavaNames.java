package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Sweep;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Java name of every variable of a program: its own, unless a type that generated code
 * mentions, or a parameter that is a record, has that name. Further names that are asked for avoid
 * all of them.
 */
final class JavaNames {

  /** Of types that all generated code may mention. */
  static final Set<String> TYPES =
      Set.of(
          "Math",
          "StrictMath",
          "Arrays",
          "Collections",
          "Double",
          "Float",
          "Objects",
          "Gradient",
          "Tangent",
          "Tape",
          "String",
          "Override",
          "IllegalArgumentException",
          "IllegalStateException",
          "UnsupportedOperationException",
          "BackwardPass",
          "SparedArray",
          "SummedArrays",
          "TapeBytes",
          "ModifiedInPlaceException",
          Expressions.ASSERTIONS,
          VectorMethods.CLASS,
          "Detach",
          "Retain",
          "java",
          "dev",
          // A statement that begins with it is taken for another one.
          "yield");

  /** What no parameter is called. */
  private static final String SEED = "";

  private final FreshNames fresh;
  private final Map<String, String> renamed;
  private final Map<String, String> records;
  private final Set<String> avoided;

  /** The names of fields, where variables have others now. */
  private final JavaNames ofFields;

  JavaNames() {
    fresh = new FreshNames();
    renamed = new HashMap<>();
    records = new HashMap<>();
    avoided = new TreeSet<>(TYPES);
    ofFields = this;
    TYPES.forEach(fresh::reserve);
  }

  private JavaNames(JavaNames other) {
    fresh = other.fresh;
    renamed = new HashMap<>(other.renamed);
    records = other.records;
    avoided = other.avoided;
    ofFields = other.ofFields;
  }

  JavaNames(Function function) {
    this();
    avoid(MentionedClasses.in(function.body()));
    Set<String> seen = new HashSet<>();
    function.parameters().forEach(it -> add(it.variable(), seen));
    addAll(function.body());
  }

  /** Of a function that stands for a method. */
  JavaNames(Api api, Function function) {
    this();
    avoid(api.reservedNames());
    avoid(MentionedClasses.in(function.body()));
    Set<String> seen = new HashSet<>();
    function.parameters().forEach(it -> add(it.variable(), seen));
    addAll(function.body());
  }

  JavaNames(Api api, ReverseProgram program) {
    this();
    avoid(api.reservedNames());
    avoid(MentionedClasses.in(program.forward()));
    avoid(MentionedClasses.in(program.backward()));
    api.recordNames().forEach(name -> records.put(name, unused(name)));
    avoided.addAll(records.values());
    Set<String> seen = new HashSet<>();
    program.parameters().forEach(it -> add(it, seen));
    program.adjoints().forEach(adjoint -> adjoint.ifPresent(it -> add(it, seen)));
    int count = api.results().size();
    if (!api.hasRecordResult()) {
      program.seeds().get(0).ifPresent(it -> add(it, seen));
    }
    program.seeds().stream().skip(count).forEach(seed -> seed.ifPresent(it -> add(it, seen)));
    program.storage().forEach(it -> add(it, seen));
    addAll(program.forward());
    addAll(program.backward());
    program.outputs().forEach(this::addAll);
    if (api.hasRecordResult()) {
      nameSeeds(Leaf.of(api.signature().result()), program);
    }
  }

  JavaNames(Api api, Sweep sweep) {
    this();
    avoid(api.reservedNames());
    avoid(MentionedClasses.in(sweep.body()));
    Set<String> seen = new HashSet<>();
    sweep.primals().forEach(it -> add(it, seen));
    sweep.directions().forEach(each -> each.forEach(it -> add(it, seen)));
    sweep.adjoints().forEach(it -> add(it, seen));
    sweep.products().forEach(each -> each.forEach(it -> add(it, seen)));
    sweep.storage().forEach(it -> add(it, seen));
    addAll(sweep.body());
  }

  private void avoid(Set<String> names) {
    avoided.addAll(names);
    names.forEach(fresh::reserve);
  }

  /** After the leaves of the result, which the program does not know. */
  private void nameSeeds(List<Leaf> leaves, ReverseProgram program) {
    String seed = unused("seed");
    records.put(SEED, seed);
    for (int i = 0; i < leaves.size(); i++) {
      String name = leaves.get(i).variable(seed);
      program.seeds().get(i).ifPresent(it -> renamed.put(it.name(), unused(name)));
    }
  }

  /** Lets a variable stand for what has a name already. */
  void alias(Variable variable, String name) {
    renamed.put(variable.name(), name);
  }

  /** The same, with other texts for some variables, of one method. */
  JavaNames with(Map<Variable, String> texts) {
    JavaNames names = new JavaNames(this);
    texts.forEach(names::alias);
    return names;
  }

  /** The same with names for variables that are fields of an object. */
  JavaNames withFieldsOf(String object, List<Variable> variables) {
    JavaNames names = new JavaNames(this);
    variables.forEach(it -> names.alias(it, object + "." + of(it)));
    return names;
  }

  /** What a field is called that a variable is kept in from call to call. */
  String ofField(Variable variable) {
    return ofFields.of(variable);
  }

  String of(Variable variable) {
    return renamed.getOrDefault(variable.name(), variable.name());
  }

  /** The name of a parameter that is a record, and so no variable of the program. */
  String ofRecord(String parameter) {
    return records.get(parameter);
  }

  /** The name of the parameter that is the cotangent of the result. */
  String ofSeed(Api api, ReverseProgram program) {
    return api.hasRecordResult()
        ? records.get(SEED)
        : program.seeds().get(0).map(this::of).orElseGet(() -> unused("seed"));
  }

  /** A name that nothing here has yet. */
  String unused(String base) {
    return fresh.fresh(base, Scalar.INT, Role.SINGLE).name();
  }

  private void addAll(Block block) {
    fresh.reserveAll(block);
    for (String type : defined(block)) {
      renamed.computeIfAbsent(type, this::unused);
    }
  }

  private Set<String> defined(Block block) {
    Set<String> names = new TreeSet<>();
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(it -> names.add(it.name()));
      if (statement instanceof Statement.CountedLoop loop) {
        names.add(loop.index().name());
      }
      statement.blocks().forEach(inner -> names.addAll(defined(inner)));
    }
    names.retainAll(avoided);
    return names;
  }

  private void add(Variable variable, Set<String> seen) {
    if (seen.add(variable.name())) {
      if (avoided.contains(variable.name())) {
        renamed.put(variable.name(), unused(variable.name()));
      } else {
        fresh.reserve(variable.name());
      }
    }
  }
}
