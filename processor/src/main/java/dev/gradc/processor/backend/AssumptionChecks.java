package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.EffectTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets generated classes look, when they are initialised, whether other classes are what they were
 * when the code was made.
 */
final class AssumptionChecks {

  private final Assumptions assumptions;
  private final Set<String> hiding;

  /**
   * @param hiding simple names of generated classes that are seen from here; in the package without
   *     a name Java has none for the classes that they hide, which are not looked at then
   */
  AssumptionChecks(Assumptions assumptions, Set<String> hiding) {
    this.assumptions = assumptions;
    this.hiding = hiding;
  }

  private boolean isNameable(String companion) {
    return !companion.startsWith("/")
        || !hiding.contains(companion.substring(1, companion.indexOf('.')));
  }

  /**
   * In a class that can be the first of its method's to be used.
   *
   * @param name of that class
   */
  void add(String name, TypeSpec.Builder type) {
    CodeBlock.Builder code = CodeBlock.builder();
    assumptions.bodies().forEach((other, body) -> add(name, other, body, code));
    assumptions.callees().forEach((other, callee) -> add(name, other, callee, code));
    assumptions
        .records()
        .forEach(
            (other, components) ->
                code.addStatement(
                    "$T.requireComponents($L.class, $S, $S)",
                    Types.OTHER_CLASSES,
                    name,
                    other,
                    components));
    if (!code.isEmpty()) {
      type.addStaticBlock(code.build());
    }
  }

  private void add(String name, String companion, String body, CodeBlock.Builder code) {
    if (isNameable(companion)) {
      ClassName other = Types.named(companion);
      code.addStatement(
          "$T.requireBody($L.class, $T.class, $S)", Types.OTHER_CLASSES, name, other, body);
    }
  }

  private void add(
      String name, String companion, Assumptions.Callee callee, CodeBlock.Builder code) {
    if (isNameable(companion)) {
      code.addStatement(
          "$T.requireEffects($L.class, $T.class, $S$L)",
          Types.OTHER_CLASSES,
          name,
          Types.named(companion),
          String.join(",", callee.parts()),
          texts(callee.effects()));
      callee.onKeptMemory().ifPresent(it -> add(name, companion, it, code));
    }
  }

  private static void add(
      String name, String companion, Member.OnKeptMemory called, CodeBlock.Builder code) {
    List<CodeBlock> does = new ArrayList<>();
    EffectTexts.of(called).forEach(it -> does.add(CodeBlock.of(", $S", it)));
    code.addStatement(
        "$T.requireOnKeptMemory($L.class, $T.class, $S, $S$L)",
        Types.OTHER_CLASSES,
        name,
        Types.named(companion),
        called.accessors().stream().map(it -> it.orElse("")).collect(Collectors.joining(",")),
        String.join(",", called.given()),
        CodeBlock.join(does, ""));
  }

  private static CodeBlock texts(Member.Effects effects) {
    return EffectTexts.of(effects).stream()
        .map(it -> CodeBlock.of(", $S", it))
        .collect(CodeBlock.joining(""));
  }
}
