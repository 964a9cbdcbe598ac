package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods that take arrays of records, and cases of sealed interfaces, apart into arrays
 * and numbers, and that put them together again.
 */
final class RecordConversions {

  private RecordConversions() {}

  /** The method that reads the leaf with this path: {@code velocityXOf}. */
  static String reader(List<String> path) {
    String name = path.get(0);
    for (String component : path.subList(1, path.size())) {
      name = Leaf.variable(name, component);
    }
    return name + "Of";
  }

  /** The method that makes a value of the type: {@code pointArray}. */
  static String maker(Type type) {
    if (type instanceof ArrayType array) {
      return maker(array.element()) + "Array";
    }
    RecordType record = (RecordType) type;
    String name = record.name().replace(".", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT)
        + name.substring(1)
        + (record.isSealed() ? "Case" : "");
  }

  /** Adds what the parameters and the result need. */
  static void add(Signature signature, TypeSpec.Builder into) {
    Set<Type> types = new LinkedHashSet<>();
    signature.parameters().forEach(parameter -> types.addAll(Records.converted(parameter.type())));
    types.addAll(Records.converted(signature.result()));
    Set<ArrayType> absent = new LinkedHashSet<>();
    for (Type type : types) {
      for (Leaf leaf : Leaf.of(type)) {
        if (!(type instanceof ArrayType) && leaf.type() instanceof ArrayType array) {
          absent.add(array);
        }
        into.addMethod(reading(type, leaf));
        if (type instanceof ArrayType array) {
          into.addMethod(gathering(array, leaf));
        }
      }
      into.addMethod(making(type));
    }
    absent.forEach(it -> into.addField(none(it)));
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
  }

  private static MethodSpec reading(Type type, Leaf leaf) {
    MethodSpec.Builder method =
        method(reader(leaf.path()))
            .returns(Types.of(leaf.type()))
            .addParameter(Types.of(type), "whole");
    return type instanceof ArrayType
        ? readingArray(leaf, method)
        : readingCase((RecordType) type, leaf, method);
  }

  private static MethodSpec readingArray(Leaf leaf, MethodSpec.Builder method) {
    return method.addStatement("return $L(whole, null)", reader(leaf.path())).build();
  }

  /** The same into an array that is there. */
  private static MethodSpec gathering(ArrayType type, Leaf leaf) {
    Type element = ((ArrayType) leaf.type()).element();
    Leaf inner = new Leaf(leaf.path(), element, leaf.detached(), 0);
    CodeBlock whole = CodeBlock.of("whole[i]");
    return method(reader(leaf.path()))
        .returns(Types.of(leaf.type()))
        .addParameter(Types.of(type), "whole")
        .addParameter(Types.of(leaf.type()), "kept")
        .addStatement(
            "$T leaf = kept != null && kept.length == whole.length ? kept : new $L",
            Types.of(leaf.type()),
            Types.newArray(element, CodeBlock.of("whole.length")))
        .beginControlFlow("for (int i = 0; i < whole.length; i++)")
        .addStatement(
            "leaf[i] = $L",
            Records.isGathered(type.element(), inner)
                ? Records.gather(type.element(), leaf.path(), whole, CodeBlock.of("leaf[i]"))
                : Records.read(type.element(), leaf.path(), whole))
        .endControlFlow()
        .addStatement("return leaf")
        .build();
  }

  private static MethodSpec readingCase(RecordType type, Leaf leaf, MethodSpec.Builder method) {
    List<RecordType.Component> cases = type.cases();
    if (leaf.path().get(0).equals(RecordType.CASE)) {
      method.addStatement("$T.requireNonNull(whole)", Objects.class);
      for (int i = 0; i < cases.size() - 1; i++) {
        method.beginControlFlow("if (whole instanceof $T)", Types.of(cases.get(i).type()));
        method.addStatement("return $L", i);
        method.endControlFlow();
      }
      return method.addStatement("return $L", cases.size() - 1).build();
    }
    Type record = type.component(leaf.path().get(0)).type();
    CodeBlock cast = CodeBlock.of("(($T) whole)", Types.of(record));
    return method
        .addStatement(
            "return whole instanceof $T ? $L : $L",
            Types.of(record),
            Records.read(record, leaf.path().subList(1, leaf.path().size()), cast),
            nothing(leaf.type()))
        .build();
  }

  /** What stands for a leaf of a case that is not there. */
  private static CodeBlock nothing(Type type) {
    if (type instanceof ArrayType array) {
      return CodeBlock.of("$N", nameOfNone(array));
    }
    return type instanceof Scalar scalar
        ? Literals.of(Constant.zero(scalar)).code()
        : CodeBlock.of("null");
  }

  /** An array that stands for all those of cases that are not there: nobody can write it. */
  private static FieldSpec none(ArrayType type) {
    return FieldSpec.builder(
            Types.of(type), nameOfNone(type), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("new $L", Types.newArray(type.element(), CodeBlock.of("0")))
        .build();
  }

  private static String nameOfNone(ArrayType type) {
    return "NO_"
        + "ROWS_OF_".repeat(type.rank() - 1)
        + type.innermost().keyword().replaceAll("\\W", "_").toUpperCase(Locale.ROOT)
        + "S";
  }

  private static MethodSpec making(Type type) {
    MethodSpec.Builder method = method(maker(type)).returns(Types.of(type));
    List<CodeBlock> leaves = new ArrayList<>();
    for (Leaf leaf : Leaf.of(type)) {
      String path = reader(leaf.path());
      String name = path.substring(0, path.length() - 2) + "Leaf";
      method.addParameter(Types.of(leaf.type()), name);
      leaves.add(CodeBlock.of("$L", name));
    }
    return type instanceof ArrayType array
        ? makingArray(array, leaves, method)
        : makingCase((RecordType) type, leaves, method);
  }

  private static MethodSpec makingArray(
      ArrayType type, List<CodeBlock> leaves, MethodSpec.Builder method) {
    List<CodeBlock> elements = leaves.stream().map(leaf -> CodeBlock.of("$L[i]", leaf)).toList();
    return method
        .addStatement(
            "$T whole = new $L",
            Types.of(type),
            Types.newArray(type.element(), CodeBlock.of("$L.length", leaves.get(0))))
        .beginControlFlow("for (int i = 0; i < whole.length; i++)")
        .addStatement("whole[i] = $L", Records.of(type.element(), elements))
        .endControlFlow()
        .addStatement("return whole")
        .build();
  }

  private static MethodSpec makingCase(
      RecordType type, List<CodeBlock> leaves, MethodSpec.Builder method) {
    List<RecordType.Component> cases = type.cases();
    int start = 1;
    for (int i = 0; i < cases.size(); i++) {
      int end = start + Leaf.of(cases.get(i).type()).size();
      CodeBlock made = Records.of(cases.get(i).type(), leaves.subList(start, end));
      if (i < cases.size() - 1) {
        method.beginControlFlow("if ($L == $L)", leaves.get(0), i);
        method.addStatement("return $L", made);
        method.endControlFlow();
      } else {
        method.addStatement("return $L", made);
      }
      start = end;
    }
    return method.build();
  }
}
