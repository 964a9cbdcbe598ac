package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ElementOperation.Form;
import dev.gradc.processor.tape.FusedLoop;
import dev.gradc.processor.tape.FusedLoop.Operand;
import dev.gradc.processor.tape.FusedLoop.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * Writes loops over the elements of tensors: each is a method that decides whether the shapes allow
 * for one loop, one loop over doubles and one over floats.
 */
final class LoopsWriter {

  private static final ClassName TENSOR = ClassName.get("dev.gradc.tensor", "Tensor");
  private static final ClassName LOOP = ClassName.get("dev.gradc.tensor", "ElementLoop");

  /** What stands for something else in the text of an operation. */
  private static final Pattern REPLACED = Pattern.compile("\\$(\\d)|ElementFunctions|Math");

  private final String name;
  private final String file;

  /** Of what is generated for a method. */
  LoopsWriter(Signature signature) {
    this.name = FusedLoop.classIn(signature.nestedName());
    this.file = signature.origin().file();
  }

  TypeSpec write(List<FusedLoop> loops) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Operations on the elements of tensors, several in one loop each.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (FusedLoop loop : loops) {
      type.addMethod(choice(loop));
      type.addMethod(elements(loop, Scalar.DOUBLE));
      type.addMethod(elements(loop, Scalar.FLOAT));
    }
    return type.build();
  }

  private MethodSpec choice(FusedLoop loop) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(loop.name()).addModifiers(Modifier.STATIC).returns(LOOP);
    loop.inputs().forEach(it -> method.addParameter(TENSOR, it));
    loop.numbers().forEach(it -> method.addParameter(TypeName.DOUBLE, it));
    loop.shapes().forEach(it -> method.addParameter(ArrayTypeName.of(TypeName.INT), it));
    Map<Integer, String> into = into(loop);
    into.values().stream()
        .filter(it -> !it.equals("null"))
        .forEach(it -> method.addParameter(TENSOR, it));
    method.addParameter(LOOP, "kept");
    int inner = loop.steps().size() - loop.results().size();
    method.addStatement(
        "$T loop = $T.of(kept, $L, $L, $L)",
        LOOP,
        LOOP,
        loop.inputs().size(),
        loop.results().size(),
        inner);
    for (int i = 0; i < loop.inputs().size(); i++) {
      method.addStatement("loop.read($L, $L)", i, loop.inputs().get(i));
    }
    method.beginControlFlow("if ($L)", condition(loop));
    for (int i = 0; i < loop.results().size(); i++) {
      method.addStatement("loop.write($L, $L)", i, into.get(loop.results().get(i).step()));
    }
    CodeBlock arguments = Api.join(withLoop(loop.numbers()));
    method.beginControlFlow("if (loop.isOfDoubles())");
    method.addStatement("$L($L)", nameOf(loop, Scalar.DOUBLE), arguments);
    method.nextControlFlow("else");
    method.addStatement("$L($L)", nameOf(loop, Scalar.FLOAT), arguments);
    method.endControlFlow();
    method.nextControlFlow("else");
    method.addCode("// The shapes differ: one by one.\n");
    oneByOne(loop, into, method);
    method.endControlFlow();
    return method.addStatement("return loop.done()").build();
  }

  private static List<String> withLoop(List<String> names) {
    List<String> all = new ArrayList<>(List.of("loop"));
    all.addAll(names);
    return all;
  }

  private static String nameOf(FusedLoop loop, Scalar type) {
    return loop.name() + (type == Scalar.DOUBLE ? "OfDoubles" : "OfFloats");
  }

  /** For each step that gives a result, the name of the tensor that it is written into. */
  private static Map<Integer, String> into(FusedLoop loop) {
    FreshNames names = namesOf(loop);
    Map<Integer, String> into = new LinkedHashMap<>();
    for (FusedLoop.Result result : loop.results()) {
      String base = loop.steps().get(result.step()).name() + "Into";
      String name = result.isKept() ? fresh(names, base) : "null";
      into.put(result.step(), name);
    }
    return into;
  }

  private static FreshNames namesOf(FusedLoop loop) {
    FreshNames names = new FreshNames();
    loop.inputs().forEach(names::reserve);
    loop.numbers().forEach(names::reserve);
    loop.shapes().forEach(names::reserve);
    loop.steps().forEach(it -> names.reserve(it.name()));
    return names;
  }

  private static String fresh(FreshNames names, String base) {
    return names.fresh(base, Scalar.INT, Role.SINGLE).name();
  }

  private static CodeBlock condition(FusedLoop loop) {
    List<CodeBlock> all = new ArrayList<>(List.of(CodeBlock.of("loop.isOne()")));
    for (List<Integer> whole : loop.whole()) {
      CodeBlock any =
          whole.stream()
              .map(it -> CodeBlock.of("loop.isWhole($L)", it))
              .collect(CodeBlock.joining(" || "));
      all.add(whole.size() == 1 ? any : CodeBlock.of("($L)", any));
    }
    loop.shapes().forEach(it -> all.add(CodeBlock.of("loop.isShape($L)", it)));
    return CodeBlock.join(all, " &&$W");
  }

  private static void oneByOne(
      FusedLoop loop, Map<Integer, String> into, MethodSpec.Builder method) {
    int inner = 0;
    int results = 0;
    for (int i = 0; i < loop.steps().size(); i++) {
      Step step = loop.steps().get(i);
      List<CodeBlock> arguments = new ArrayList<>();
      step.operands().forEach(it -> arguments.add(argument(loop, it)));
      boolean isResult = into.containsKey(i);
      arguments.add(
          isResult ? CodeBlock.of("$L", into.get(i)) : CodeBlock.of("loop.inner($L)", inner));
      CodeBlock call =
          CodeBlock.of(
              "$L.$L($L)",
              Types.reference(step.member().owner()),
              step.member().name(),
              CodeBlock.join(arguments, ", "));
      if (isResult) {
        method.addStatement("$T $L = loop.give($L, $L)", TENSOR, step.name(), results++, call);
      } else {
        method.addStatement("$T $L = loop.inner($L, $L)", TENSOR, step.name(), inner++, call);
      }
    }
  }

  private static CodeBlock argument(FusedLoop loop, Operand operand) {
    if (operand instanceof Operand.Input input) {
      return CodeBlock.of("$L", loop.inputs().get(input.position()));
    }
    if (operand instanceof Operand.Earlier earlier) {
      return CodeBlock.of("$L", loop.steps().get(earlier.step()).name());
    }
    if (operand instanceof Operand.Given given) {
      return CodeBlock.of("$L", loop.numbers().get(given.position()));
    }
    if (operand instanceof Operand.Literal literal) {
      return Literals.of(Constant.of(literal.value())).code();
    }
    return CodeBlock.of("$L", loop.shapes().get(((Operand.Shape) operand).position()));
  }

  private MethodSpec elements(FusedLoop loop, Scalar type) {
    TypeName element = Types.of(type);
    String suffix = type == Scalar.DOUBLE ? "Doubles" : "Floats";
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(nameOf(loop, type))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(LOOP, "loop");
    loop.numbers().forEach(it -> method.addParameter(TypeName.DOUBLE, it));
    FreshNames names = namesOf(loop);
    Map<Integer, String> rounded = new LinkedHashMap<>();
    if (type == Scalar.FLOAT) {
      for (int each : roundedNumbers(loop)) {
        String name = fresh(names, loop.numbers().get(each) + "Rounded");
        rounded.put(each, name);
        method.addStatement("float $L = (float) $L", name, loop.numbers().get(each));
      }
    }
    for (int i = 0; i < loop.inputs().size(); i++) {
      String from = suffix.toLowerCase(Locale.ROOT);
      method.addStatement("$T[] $L = loop.$L($L)", element, loop.inputs().get(i), from, i);
    }
    Map<Integer, String> to = new LinkedHashMap<>();
    for (int i = 0; i < loop.results().size(); i++) {
      int step = loop.results().get(i).step();
      to.put(step, fresh(names, loop.steps().get(step).name() + "To"));
      method.addStatement("$T[] $L = loop.to$L($L)", element, to.get(step), suffix, i);
    }
    String size = fresh(names, "size");
    method.addStatement("int $L = loop.size()", size);
    method.beginControlFlow("for (int i = 0; i < $L; i++)", size);
    int line = 0;
    for (Step step : loop.steps()) {
      line = comment(step.origin(), line, method);
      method.addStatement("$T $L = $L", element, step.name(), value(loop, step, type, rounded));
    }
    to.forEach(
        (step, array) -> method.addStatement("$L[i] = $L", array, loop.steps().get(step).name()));
    return method.endControlFlow().build();
  }

  private int comment(Origin place, int line, MethodSpec.Builder method) {
    Origin origin = place.statement();
    if (origin.line() == 0 || origin.line() == line) {
      return line;
    }
    String where = file.equals(origin.file()) ? "line " + origin.line() : origin.place();
    method.addCode("// $L: $L\n", where, Comments.of(origin));
    return origin.line();
  }

  /** The numbers that the type of the elements rounds. */
  private static List<Integer> roundedNumbers(FusedLoop loop) {
    return loop.steps().stream()
        .filter(it -> it.operation().form() == Form.OWN)
        .flatMap(it -> it.operands().stream())
        .filter(Operand.Given.class::isInstance)
        .map(it -> ((Operand.Given) it).position())
        .distinct()
        .sorted()
        .toList();
  }

  private static CodeBlock value(
      FusedLoop loop, Step step, Scalar type, Map<Integer, String> rounded) {
    boolean isOwn = step.operation().form() == Form.OWN;
    String text = step.operation().text();
    CodeBlock.Builder code = CodeBlock.builder();
    Matcher matcher = REPLACED.matcher(text);
    int end = 0;
    while (matcher.find()) {
      code.add("$L", text.substring(end, matcher.start()));
      end = matcher.end();
      if (matcher.group(1) != null) {
        Operand operand = step.operands().get(Integer.parseInt(matcher.group(1)) - 1);
        code.add(element(loop, operand, isOwn ? type : Scalar.DOUBLE, rounded));
      } else if (matcher.group().equals("Math")) {
        code.add("$T", Math.class);
      } else {
        code.add("$T", ClassName.get("dev.gradc.tensor", "ElementFunctions"));
      }
    }
    code.add("$L", text.substring(end));
    if (type == Scalar.DOUBLE || step.operation().form() != Form.DOUBLE) {
      return code.build();
    }
    boolean isCall = text.endsWith(")") && !text.startsWith("1");
    return CodeBlock.of(isCall ? "(float) $L" : "(float) ($L)", code.build());
  }

  private static CodeBlock element(
      FusedLoop loop, Operand operand, Scalar type, Map<Integer, String> rounded) {
    if (operand instanceof Operand.Input input) {
      return CodeBlock.of("$L[i]", loop.inputs().get(input.position()));
    }
    if (type == Scalar.FLOAT && operand instanceof Operand.Given given) {
      return CodeBlock.of("$L", rounded.get(given.position()));
    }
    if (type == Scalar.FLOAT && operand instanceof Operand.Literal literal) {
      return Literals.of(Constant.of(literal.value(), Scalar.FLOAT)).code();
    }
    return argument(loop, operand);
  }
}
