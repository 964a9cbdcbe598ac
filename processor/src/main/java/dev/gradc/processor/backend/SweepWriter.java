package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.Sweep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the method of one sweep: an evaluation with its tangents along several directions. */
final class SweepWriter {

  private final Api api;
  private final GradientFields fields;
  private final Set<Part> lazy;
  private final Sweep sweep;
  private final JavaNames names;
  private final String storage;
  private final String isInterrupted;
  private MethodParts parts = MethodParts.NONE;

  /**
   * @param lazy parts of the gradient that are made on first access
   * @param storage the field of a gradient with what is kept from call to call
   */
  SweepWriter(Api api, GradientFields fields, Set<Part> lazy, Sweep sweep, String storage) {
    this.api = api;
    this.fields = fields;
    this.lazy = lazy;
    this.sweep = sweep;
    this.storage = storage;
    this.names = new JavaNames(api, sweep);
    this.isInterrupted = names.unused("isInterrupted");
  }

  /** Whether the method changes the array in a leaf of its parameters. */
  boolean writes(int leaf) {
    return sweep.written().contains(sweep.primals().get(leaf));
  }

  int width() {
    return sweep.width();
  }

  /** Adds the tangents of the result's elements to columns of a matrix. */
  MethodSpec columns(String name, Elements elements) {
    String into = names.unused("into");
    String column = names.unused("column");
    MethodSpec.Builder method =
        header(name)
            .addParameter(ArrayTypeName.of(ArrayTypeName.of(elements.number())), into)
            .addParameter(TypeName.INT, column)
            .addJavadoc(
                "Adds the derivative along $L to a column of a matrix for each.\n", directions());
    BlockWriter block = body(into, method);
    CodeBlock.Builder code = CodeBlock.builder();
    List<CodeBlock> results = textsOf(sweep.value(), block);
    code.addStatement("requireRows($L, $L)", into, elements.count(counted(results)));
    new ColumnTargets(into, column, names).write(rows(results, block), code);
    return method.addCode(code.addStatement("return $L", value(results)).build()).build();
  }

  private List<Elements.Counted> counted(List<CodeBlock> results) {
    List<Elements.Counted> counted = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      if (api.results().get(i).isActive()) {
        counted.add(new Elements.Counted(api.results().get(i).type(), results.get(i)));
      }
    }
    return counted;
  }

  private List<ColumnTargets.Rows> rows(List<CodeBlock> results, BlockWriter block) {
    List<ColumnTargets.Rows> rows = new ArrayList<>();
    int active = 0;
    for (int i = 0; i < api.results().size(); i++) {
      Leaf leaf = api.results().get(i);
      if (leaf.isActive()) {
        List<CodeBlock> tangents = textsOf(sweep.tangents().get(active++), block);
        rows.add(new ColumnTargets.Rows(leaf.type(), results.get(i), tangents));
      }
    }
    return rows;
  }

  /** Adds the gradient to a gradient, and its derivative along each direction to another one. */
  MethodSpec products(String name) {
    String into = names.unused("into");
    List<String> products = new ArrayList<>();
    MethodSpec.Builder method =
        header(name)
            .addParameter(api.gradient(), into)
            .addJavadoc(
                "Adds the derivative to a gradient, and what it changes by along $L to another"
                    + " one$L.\n",
                directions(),
                sweep.width() == 1 ? "" : " for each");
    for (int d = 0; d < sweep.width(); d++) {
      products.add(names.unused(sweep.width() == 1 ? "change" : "change" + d));
      method.addParameter(api.gradient(), products.get(d));
    }
    boolean canBeInterrupted = canBeInterrupted();
    CodeBlock kept = CodeBlock.of("$L.$L", into, storage);
    if (canBeInterrupted) {
      method.beginControlFlow("if ($L.$L)", kept, isInterrupted);
      method.addStatement("$L = new $L()", kept, storageClass());
      method.endControlFlow();
      method.addStatement("$L.$L = true", kept, isInterrupted);
    }
    method.addCode(arraysOf(into, products));
    BlockWriter block = body(into, method);
    CodeBlock.Builder code = CodeBlock.builder();
    if (canBeInterrupted) {
      code.addStatement("$L.$L = false", kept, isInterrupted);
    }
    addSums(into, products, block, code);
    List<CodeBlock> results = textsOf(sweep.value(), block);
    String value = names.unused("value");
    code.addStatement("$T $L = $L", api.result(), value, value(results));
    code.addStatement("$L.$L = $L", into, fields.value(), value);
    products.forEach(it -> code.addStatement("$L.$L = $L", it, fields.value(), value));
    return method.addCode(code.addStatement("return $L", value).build()).build();
  }

  /** The arrays of the gradients that the body adds to. */
  private CodeBlock arraysOf(String into, List<String> products) {
    CodeBlock.Builder code = CodeBlock.builder();
    Set<Variable> mentioned = FreeVariables.of(sweep.body());
    List<Part> arrays = arrays();
    for (int i = 0; i < arrays.size(); i++) {
      declare(sweep.adjoints().get(i), arrays.get(i), into, mentioned, code);
      for (int d = 0; d < sweep.width(); d++) {
        Variable product = sweep.products().get(i).get(d);
        declare(product, arrays.get(i), products.get(d), mentioned, code);
      }
    }
    return code.build();
  }

  private List<Part> arrays() {
    return api.shaped().stream().filter(part -> part.type() instanceof ArrayType).toList();
  }

  private void declare(
      Variable array, Part part, String gradient, Set<Variable> mentioned, CodeBlock.Builder code) {
    if (mentioned.contains(array)) {
      code.addStatement(
          "$T $L = $L",
          Types.of(array.type()),
          names.of(array),
          fields.array(part, gradient, lazy));
    }
  }

  private void addSums(
      String into, List<String> products, BlockWriter block, CodeBlock.Builder code) {
    addArraysOfTensors(into, products, code);
    int sum = 0;
    for (Part part : api.active()) {
      if (!(part.type() instanceof ArrayType)) {
        addSum(into, part, sweep.sums().get(sum), block, code);
        for (int d = 0; d < sweep.width(); d++) {
          addSum(products.get(d), part, sweep.tangents().get(sum).get(d), block, code);
        }
        sum++;
      }
    }
  }

  private void addArraysOfTensors(String into, List<String> products, CodeBlock.Builder code) {
    Set<Variable> mentioned = FreeVariables.of(sweep.body());
    List<Part> arrays = arrays();
    for (int i = 0; i < arrays.size(); i++) {
      Part part = arrays.get(i);
      if (Shapes.holdsTensors(part.type())) {
        addArray(into, part, sweep.adjoints().get(i), mentioned, code);
        for (int d = 0; d < sweep.width(); d++) {
          addArray(products.get(d), part, sweep.products().get(i).get(d), mentioned, code);
        }
      }
    }
  }

  private void addArray(
      String gradient, Part part, Variable sums, Set<Variable> mentioned, CodeBlock.Builder code) {
    if (mentioned.contains(sums)) {
      code.add(fields.addition(part, gradient, CodeBlock.of("$L", names.of(sums))));
    }
  }

  private void addSum(
      String gradient, Part part, Atom sum, BlockWriter block, CodeBlock.Builder code) {
    if (Shapes.isTensor(part.type())) {
      if (sum instanceof Variable) {
        code.add(fields.addition(part, gradient, block.expressions().of(sum).code()));
      }
    } else if (sum instanceof Variable) {
      code.add(fields.sum(part, gradient, block.expressions().of(sum).code()));
    } else if (((Constant) sum).value() instanceof Number number && number.doubleValue() != 0) {
      code.add(fields.sum(part, gradient, block.expressions().of(sum).code()));
    }
  }

  private String directions() {
    return sweep.width() == 1 ? "a direction" : "each of " + sweep.width() + " directions";
  }

  private CodeBlock value(List<CodeBlock> results) {
    return Records.of(api.signature().result(), results);
  }

  private static List<CodeBlock> textsOf(List<Atom> atoms, BlockWriter block) {
    return atoms.stream().map(it -> block.expressions().of(it).code()).toList();
  }

  private MethodSpec.Builder header(String name) {
    List<String> primals = sweep.primals().stream().map(names::of).toList();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addExceptions(api.thrown())
            .returns(api.result())
            .addParameters(api.leaves(primals));
    for (List<Variable> each : sweep.directions()) {
      each.forEach(
          it ->
              method.addParameter(
                  ParameterSpec.builder(Types.of(it.type()), names.of(it)).build()));
    }
    return method;
  }

  private BlockWriter body(String into, MethodSpec.Builder method) {
    method.addCode(
        AliasCheck.of(
            sweep.primals(),
            sweep.written(),
            api.parts().stream().map(part -> "'" + part.text() + "'").toList(),
            names));
    method.addCode(ownDirections());
    List<Atom> ends = new ArrayList<>(sweep.value());
    ends.addAll(sweep.sums());
    sweep.tangents().forEach(ends::addAll);
    String kept = into + "." + storage;
    Body body =
        new Body(
            names,
            new UseCounts(sweep.body()).withResults(ends),
            new HashSet<>(sweep.storage()),
            Set.of(),
            kept + ".$L",
            api);
    ParameterSpec given = ParameterSpec.builder(api.gradient(), into).build();
    String name = method.build().name() + sweep.width();
    parts =
        MethodParts.of(
            new MethodParts.Whole(
                api.nested(),
                name,
                true,
                api.thrown(),
                sweep.storage().isEmpty() ? List.of() : List.of(given)),
            names.withFieldsOf(kept, sweep.storage()),
            List.of(sweep.body()),
            Set.copyOf(sweep.storage()),
            ends);
    if (!parts.areAny()) {
      for (Variable array : sweep.storage()) {
        String local = names.of(array);
        method.addStatement("$T $L = $L.$L", Types.of(array.type()), local, kept, local);
      }
    }
    method.addCode(parts.open(names));
    Body cut = body.cutInto(parts);
    BlockWriter block = new BlockWriter(cut, new Expressions(cut.names()), sweep.body(), 0);
    method.addCode(block.write());
    return block;
  }

  /** The body writes what follows an array that the method writes: not into the caller's. */
  private CodeBlock ownDirections() {
    CodeBlock.Builder code = CodeBlock.builder();
    int active = 0;
    for (int i = 0; i < api.parts().size(); i++) {
      Part part = api.parts().get(i);
      if (part.isActive()) {
        for (Variable direction : sweep.directions().get(active++)) {
          if (sweep.written().contains(sweep.primals().get(i))) {
            CodeBlock name = CodeBlock.of("$L", names.of(direction));
            code.addStatement("$L = $L", name, Shapes.copy(part.type(), name));
          }
        }
      }
    }
    return code.build();
  }

  private boolean canBeInterrupted() {
    return !sweep.storage().isEmpty() && TapeModel.callsOthers(sweep.body());
  }

  /** The class of what is kept. */
  String storageClass() {
    return storage.substring(0, 1).toUpperCase(Locale.ROOT) + storage.substring(1);
  }

  /** Adds the methods that the method of the sweep is cut into. */
  void addParts(TypeSpec.Builder nested) {
    parts.addTo(nested);
  }

  /** Adds it, and the field of the gradient. */
  void addStorage(TypeSpec.Builder nested, TypeSpec.Builder gradient) {
    if (sweep.storage().isEmpty()) {
      return;
    }
    TypeSpec.Builder type =
        TypeSpec.classBuilder(storageClass())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("What sweeps keep from call to call.\n");
    if (canBeInterrupted()) {
      type.addField(TypeName.BOOLEAN, isInterrupted, Modifier.PRIVATE);
    }
    for (Variable array : sweep.storage()) {
      type.addField(GradientWriter.storageField(array, names));
    }
    nested.addType(type.build());
    gradient.addField(
        FieldSpec.builder(api.nested().nestedClass(storageClass()), storage, Modifier.PRIVATE)
            .initializer("new $L()", storageClass())
            .build());
  }

  /** Types of parameters that are copied. */
  List<Type> copied() {
    return sweep.written().stream().map(Variable::type).toList();
  }
}
