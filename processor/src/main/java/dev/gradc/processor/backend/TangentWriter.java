package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Member.Pushforward;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class Tangent: what a method gives, and the derivative of it in one direction. */
final class TangentWriter {

  private final Api api;
  private final List<Leaf> leaves;
  private final List<String> values;
  private final List<String> tangents;

  TangentWriter(Api api) {
    this.api = api;
    this.leaves = api.results();
    List<Member.Result> results = Signature.results(api.signature().result());
    this.values = Pushforward.valueAccessors(results);
    this.tangents = Pushforward.tangentAccessors(results);
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Tangent")
            .addModifiers(api.modifiers(Modifier.STATIC, Modifier.FINAL))
            .addJavadoc(
                "The value of {@code $L} and its derivative in one direction. Belongs to one"
                    + " thread.\n",
                api.source());
    addFields(type);
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(api.modifiers())
            .addJavadoc("One that holds nothing yet.\n")
            .build());
    if (api.hasRecordResult()) {
      type.addMethod(whole("value", "The value of the method in the last evaluation.", false));
      type.addMethod(
          whole(
              "tangent",
              "The derivative in the direction of the last evaluation; what has none is as in the"
                  + " value.",
              true));
      addAccessors(type, true);
    } else {
      addAccessors(type, false);
    }
    type.addMethod(text());
    return type.build();
  }

  /** The same for a function that only generated code calls. */
  TypeSpec writeCarrier() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("Tangent")
            .addModifiers(api.hiddenModifiers(Modifier.STATIC, Modifier.FINAL));
    addFields(type);
    addAccessors(type, true);
    return type.build();
  }

  private void addFields(TypeSpec.Builder type) {
    for (int i = 0; i < leaves.size(); i++) {
      type.addField(typeOf(i), values.get(i), Modifier.PRIVATE);
    }
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).isActive()) {
        type.addField(typeOf(i), tangents.get(i), Modifier.PRIVATE);
      }
    }
  }

  private TypeName typeOf(int leaf) {
    return Types.of(leaves.get(leaf).type());
  }

  private void addAccessors(TypeSpec.Builder type, boolean isForGeneratedCode) {
    for (int i = 0; i < leaves.size(); i++) {
      String javadoc =
          isForGeneratedCode
              ? "For generated code: a part of the value.\n"
              : "The value of the method in the last evaluation.\n";
      type.addMethod(accessor(values.get(i), i, javadoc));
    }
    for (int i = 0; i < leaves.size(); i++) {
      String javadoc =
          isForGeneratedCode
              ? "For generated code: a part of the derivative.\n"
              : "The derivative in the direction of the last evaluation.\n";
      if (leaves.get(i).isActive()) {
        type.addMethod(accessor(tangents.get(i), i, javadoc));
      }
    }
  }

  private MethodSpec accessor(String name, int leaf, String javadoc) {
    MethodSpec.Builder method = api.method(name).returns(typeOf(leaf));
    return method.addJavadoc(javadoc).addStatement("return $L", name).build();
  }

  private MethodSpec whole(String name, String javadoc, boolean isTangent) {
    List<CodeBlock> parts = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      boolean hasTangent = isTangent && leaves.get(i).isActive();
      parts.add(CodeBlock.of("$L", (hasTangent ? tangents : values).get(i)));
    }
    return api.method(name)
        .returns(api.result())
        .addJavadoc(javadoc + "\n")
        .addStatement("return $L", Records.of(api.signature().result(), parts))
        .build();
  }

  private MethodSpec text() {
    Type type = api.signature().result();
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement(
            "return $S + $L + $S + $L + $S",
            "Tangent{value=",
            text(type, "value"),
            ", tangent=",
            text(type, "tangent"),
            "}")
        .build();
  }

  private CodeBlock text(Type type, String name) {
    CodeBlock value = CodeBlock.of(api.hasRecordResult() ? "$L()" : "$L", name);
    return type instanceof ArrayType ? Shapes.text(type, value) : value;
  }

  /**
   * Fills a tangent.
   *
   * @param results of the function: the values, then a tangent for each that can have one
   */
  CodeBlock assign(String into, List<CodeBlock> results) {
    CodeBlock.Builder code = CodeBlock.builder();
    int next = leaves.size();
    for (int i = 0; i < leaves.size(); i++) {
      code.addStatement("$L.$L = $L", into, values.get(i), results.get(i));
    }
    for (int i = 0; i < leaves.size(); i++) {
      if (!leaves.get(i).type().isDifferentiable()) {
        continue;
      }
      // Of a detached component there is a tangent too: zeros that nobody asks for.
      if (leaves.get(i).isActive()) {
        code.addStatement("$L.$L = $L", into, tangents.get(i), results.get(next));
        if (Shapes.isTensorArray(leaves.get(i).type())) {
          code.addStatement(
              "$T.fill($L.$L, $L.$L)",
              Types.COTANGENT_ARRAYS,
              into,
              tangents.get(i),
              into,
              values.get(i));
        }
      }
      next++;
    }
    return code.build();
  }
}
