package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code jacobian} and {@code addJacobian}: by rows, a backward sweep over one tape for each
 * element of the result, or by columns, forward sweeps along several directions at a time.
 */
final class JacobianWriter {

  private static final String COLUMNS = "columns";

  private final Api api;
  private final Elements elements;
  private final Matrices.Jacobian jacobian;
  private final InputCheck inputs;
  private final List<SweepWriter> sweeps = new ArrayList<>();

  /**
   * @param lazy parts of the gradient that are made on first access
   */
  JacobianWriter(
      Api api,
      GradientFields fields,
      Elements elements,
      Set<Part> lazy,
      Matrices.Jacobian jacobian) {
    this.api = api;
    this.elements = elements;
    this.jacobian = jacobian;
    this.inputs = new InputCheck(api, fields, lazy);
    jacobian
        .columns()
        .forEach(sweep -> sweeps.add(new SweepWriter(api, fields, lazy, sweep, "columnStorage")));
  }

  /** Whether rows are backward sweeps over a tape: where there is more than one. */
  static boolean needsTape(Api api, Matrices.Jacobian jacobian) {
    return jacobian.hasRows() && !isGradient(api);
  }

  /** The Jacobian of a number is a row: its gradient. */
  private static boolean isGradient(Api api) {
    return api.signature().result() instanceof Scalar;
  }

  private boolean hasColumns() {
    return !sweeps.isEmpty();
  }

  private TypeName matrix() {
    return ArrayTypeName.of(ArrayTypeName.of(elements.number()));
  }

  /**
   * Adds the methods.
   *
   * @param program of the tape
   */
  void add(TypeSpec.Builder type, ReverseProgram program) {
    type.addMethod(jacobian());
    type.addMethod(addJacobian());
    if (needsTape(api, jacobian)) {
      type.addMethod(addRows(program));
    }
    if (hasColumns()) {
      type.addMethod(addColumns());
      sweeps.forEach(
          sweep -> {
            type.addMethod(sweep.columns(COLUMNS, elements));
            sweep.addParts(type);
          });
    }
    type.addMethod(requireColumns());
    if (hasColumns() || needsTape(api, jacobian)) {
      type.addMethod(requireRows());
    }
  }

  /** How many rows there are, if all active leaves of the result are numbers. */
  private Optional<Integer> knownRows() {
    List<Leaf> active = activeResults();
    return active.stream().allMatch(leaf -> leaf.type() instanceof Scalar)
        ? Optional.of(active.size())
        : Optional.empty();
  }

  private List<Leaf> activeResults() {
    return api.results().stream().filter(Leaf::isActive).toList();
  }

  /** How many rows the Jacobian of a value has. */
  private CodeBlock rowsOf(CodeBlock value) {
    return elements.count(
        activeResults().stream()
            .map(leaf -> new Elements.Counted(leaf.type(), read(leaf, value)))
            .toList());
  }

  private CodeBlock read(Leaf leaf, CodeBlock value) {
    return Records.read(api.signature().result(), leaf.path(), value);
  }

  private MethodSpec jacobian() {
    Arguments arguments = new Arguments(api);
    MethodSpec.Builder method =
        api.evaluation("jacobian", Modifier.STATIC)
            .returns(matrix())
            .addParameters(arguments.primals())
            .addJavadoc(
                "The Jacobian of {@code $L}: a row for each element of the result that a derivative"
                    + " flows to, a column\nfor each element of the active parameters, both in order"
                    + " of declaration, arrays row by row.\n",
                api.source());
    arguments.unpackArrays(method);
    String matrix = arguments.local("jacobian");
    CodeBlock columns = arguments.count(elements);
    if (knownRows().isPresent()) {
      method.addStatement(
          "$T $L = new $T[$L][$L]",
          matrix(),
          matrix,
          elements.number(),
          knownRows().get(),
          columns);
      method.addStatement("addJacobian($L, $L)", arguments.all(), matrix);
      return method.addStatement("return $L", matrix).build();
    }
    String tape = arguments.local("tape");
    String count = arguments.local("count");
    SweepLoop loop = loop(arguments);
    loop.keep(method);
    method.addStatement("int $L = $L", count, columns);
    String row = arguments.local("row");
    if (jacobian.hasRows()) {
      // In the shape that the parameters have now: the method may put longer rows into them.
      method.addStatement("$T $L = $L", api.gradient(), row, zeros(arguments));
    }
    method.addStatement("$T $L = forward($L)", api.tape(), tape, arguments.all());
    CodeBlock value = CodeBlock.of("$L.value()", tape);
    if (activeResults().size() > 1) {
      String held = arguments.local("value");
      method.addStatement("$T $L = $L", api.result(), held, value);
      value = CodeBlock.of("$L", held);
    }
    method.addStatement(
        "$T $L = new $T[$L][$L]", matrix(), matrix, elements.number(), rowsOf(value), count);
    CodeBlock rows = CodeBlock.of("addRows($L, $L, $L)", row, tape, matrix);
    if (!hasColumns()) {
      method.addStatement("$L", rows);
    } else {
      if (jacobian.hasRows()) {
        method.beginControlFlow(
            "if ($L)", areColumnsFewer(count, CodeBlock.of("$L.length", matrix)));
      }
      loop.restoreAll(method);
      method.addStatement("addColumns($L, $L)", arguments.all(), matrix);
      if (jacobian.hasRows()) {
        method.nextControlFlow("else").addStatement("$L", rows).endControlFlow();
      }
    }
    return method.addStatement("return $L", matrix).build();
  }

  private SweepLoop loop(Arguments arguments) {
    List<Part> written =
        hasColumns()
            ? api.parts().stream()
                .filter(part -> sweeps.get(0).writes(api.parts().indexOf(part)))
                .toList()
            : List.of();
    return new SweepLoop(
        api, elements, arguments, sweeps.stream().map(SweepWriter::width).toList(), written);
  }

  private static CodeBlock zeros(Arguments arguments) {
    return CodeBlock.of("Gradient.zeros($L)", arguments.all());
  }

  /** Where both are as many, by columns: that stores nothing. */
  private CodeBlock areColumnsFewer(String columns, CodeBlock rows) {
    int width = sweeps.get(0).width();
    return CodeBlock.of("$L > 0 && ($L + $L) / $L <= $L", columns, columns, width - 1, width, rows);
  }

  private MethodSpec addJacobian() {
    Arguments arguments = new Arguments(api);
    String into = arguments.local("into");
    MethodSpec.Builder method =
        api.evaluation("addJacobian", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameter(matrix(), into)
            .addJavadoc(
                "The value of {@code $L}; its Jacobian is added to a matrix that the caller"
                    + " keeps.\n\n@throws IllegalArgumentException if the matrix is not of the"
                    + " Jacobian's shape; the method may have been\n    evaluated by then\n",
                api.source());
    method.addCode(Given.require(matrix(), into));
    arguments.unpackArrays(method);
    String count = arguments.local("count");
    method.addStatement("int $L = $L", count, arguments.count(elements));
    method.addStatement("requireColumns($L, $L)", into, count);
    method.addCode(
        inputs.ofMatrix(
            into, elements.scalar(), "", inputs.primals(arguments::leaf), arguments::local));
    if (isGradient(api) && jacobian.hasRows()) {
      return gradientRow(arguments, into, method);
    }
    // The shape is that before the method runs, which may put longer rows into its parameters.
    CodeBlock rows =
        CodeBlock.of("addRows($L, forward($L), $L)", zeros(arguments), arguments.all(), into);
    if (hasColumns()) {
      if (jacobian.hasRows()) {
        method.beginControlFlow("if ($L)", areColumnsFewer(count, CodeBlock.of("$L.length", into)));
      }
      method.addStatement("return addColumns($L, $L)", arguments.all(), into);
      if (jacobian.hasRows()) {
        method.endControlFlow();
      }
    }
    return (jacobian.hasRows() ? method.addStatement("return $L", rows) : method).build();
  }

  private MethodSpec gradientRow(Arguments arguments, String into, MethodSpec.Builder method) {
    String row = arguments.local("row");
    String value = arguments.local("value");
    method.beginControlFlow("if ($L.length != 1)", into);
    method.addStatement(
        "throw new $T($S + $L.length + $S)",
        IllegalArgumentException.class,
        "the matrix has length ",
        into,
        ", but the result has 1 element");
    method.endControlFlow();
    method.addStatement("$T $L = $L", api.gradient(), row, zeros(arguments));
    method.addStatement("$T $L = addGradient($L, $L)", api.result(), value, arguments.all(), row);
    method.addStatement("$L", elements.moveTo(CodeBlock.of(row), CodeBlock.of("$L[0]", into)));
    return method.addStatement("return $L", value).build();
  }

  private MethodSpec addColumns() {
    Arguments arguments = new Arguments(api);
    String into = arguments.local("into");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("addColumns")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addExceptions(api.thrown())
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameter(matrix(), into)
            .addJavadoc("By columns: forward sweeps, several columns in each.\n");
    arguments.unpack(method);
    String units = arguments.local("units");
    String count = arguments.local("count");
    String value = arguments.local("value");
    int width = sweeps.get(0).width();
    if (!SweepLoop.isKnown(api)) {
      method.addStatement("$T[] $L = new $T[$L]", api.gradient(), units, api.gradient(), width);
      String d = arguments.local("d");
      method.beginControlFlow("for (int $L = 0; $L < $L; $L++)", d, d, width, d);
      method.addStatement("$L[$L] = $L", units, d, zeros(arguments));
      method.endControlFlow();
      method.addStatement("int $L = $L", count, arguments.count(elements));
    }
    method.addStatement("$T $L = $L", api.result(), value, arguments.unknown());
    SweepLoop loop = loop(arguments);
    loop.keep(method);
    loop.write(value, CodeBlock.of(count), CodeBlock.of(units), step(arguments, into), method);
    return method.addStatement("return $L", value).build();
  }

  private SweepLoop.Step step(Arguments arguments, String into) {
    return new SweepLoop.Step() {
      @Override
      public CodeBlock call(int width, CodeBlock first, CodeBlock directions) {
        return CodeBlock.of(
            "$L($L, $L, $L, $L)",
            COLUMNS,
            CodeBlock.join(arguments.leaves(), ", "),
            directions,
            into,
            first);
      }

      @Override
      public CodeBlock found(CodeBlock index, CodeBlock position) {
        return CodeBlock.of("");
      }

      @Override
      public CodeBlock after() {
        return CodeBlock.of("");
      }
    };
  }

  private MethodSpec addRows(ReverseProgram program) {
    JavaNames locals = new JavaNames();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("addRows")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addExceptions(api.thrown())
            .returns(api.result())
            .addParameter(api.gradient(), locals.unused("row"))
            .addParameter(api.tape(), locals.unused("tape"))
            .addParameter(matrix(), locals.unused("into"))
            .addJavadoc("By rows: one backward sweep for each, all over one tape.\n")
            .addStatement("$T $L = tape.value()", api.result(), locals.unused("value"))
            .addStatement("requireRows(into, $L)", rowsOf(CodeBlock.of("value")));
    new RowSweeps(api, elements, program, locals).write(method);
    return method.addStatement("return value").build();
  }

  private MethodSpec requireColumns() {
    return MethodSpec.methodBuilder("requireColumns")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(matrix(), "into")
        .addParameter(TypeName.INT, "columns")
        .beginControlFlow("for (int i = 0; i < into.length; i++)")
        .beginControlFlow("if (into[i].length != columns)")
        .addStatement(
            "throw new $T($S + i + $S + into[i].length + $S + columns + $S)",
            IllegalArgumentException.class,
            "the matrix at [",
            "] has length ",
            ", but the active parameters have ",
            " elements")
        .endControlFlow()
        .endControlFlow()
        .build();
  }

  private MethodSpec requireRows() {
    return MethodSpec.methodBuilder("requireRows")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(matrix(), "into")
        .addParameter(TypeName.INT, "rows")
        .beginControlFlow("if (into.length != rows)")
        .addStatement(
            "throw new $T($S + into.length + $S + rows + $S)",
            IllegalArgumentException.class,
            "the matrix has length ",
            ", but the result has ",
            " elements")
        .endControlFlow()
        .build();
  }

  /** Types of arrays that are copied. */
  List<Type> copied() {
    return sweeps.stream().flatMap(sweep -> sweep.copied().stream()).toList();
  }

  /** Types of arrays that seeds have. */
  List<Type> seeds() {
    return needsTape(api, jacobian)
        ? activeResults().stream().map(Leaf::type).filter(ArrayType.class::isInstance).toList()
        : List.of();
  }

  /** The same API with bodies that throw. */
  static void addThrowing(Api api, Elements elements, TypeSpec.Builder type) {
    TypeName matrix = ArrayTypeName.of(ArrayTypeName.of(elements.number()));
    Arguments arguments = new Arguments(api);
    type.addMethod(
        api.evaluation("jacobian", Modifier.STATIC)
            .returns(matrix)
            .addParameters(arguments.primals())
            .addCode(Throwing.body(api))
            .build());
    type.addMethod(
        api.evaluation("addJacobian", Modifier.STATIC)
            .returns(api.result())
            .addParameters(arguments.primals())
            .addParameter(matrix, arguments.local("into"))
            .addCode(Throwing.body(api))
            .build());
  }
}
