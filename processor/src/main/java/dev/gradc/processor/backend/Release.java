package dev.gradc.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.gradc.processor.Options;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.tape.TensorAliases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes when the memory of a slot is given up: as soon as no output can go back through it any
 * more.
 */
final class Release {

  private final TapeModel tape;
  private final ReverseProgram program;
  private final Slices slices;

  /** For each condition under which nobody can use them any more, the variables. */
  private final Map<String, List<Variable>> groups = new LinkedHashMap<>();

  Release(TapeModel tape) {
    this.tape = tape;
    this.program = tape.program();
    this.slices = program.slices();
    Map<Variable, Set<Integer>> readers = readers();
    readers.forEach(
        (variable, outputs) -> {
          boolean isGivenUp =
              !outputs.isEmpty()
                  && !slices.retained().contains(variable)
                  && outputs.stream().allMatch(this::canBeBlocked);
          if (isGivenUp) {
            groups.computeIfAbsent(isOver(outputs), key -> new ArrayList<>()).add(variable);
          }
        });
  }

  /** The outputs whose passes read a variable that lives in the tape. */
  private Map<Variable, Set<Integer>> readers() {
    Map<Variable, Set<Integer>> readers = new LinkedHashMap<>();
    program.slots().forEach(slot -> readers.put(slot.variable(), new TreeSet<>()));
    program.storage().forEach(array -> readers.put(array, new TreeSet<>()));
    // Buffers are of use to the next pass.
    program.storage().stream().filter(it -> isTensor(it)).forEach(readers::remove);
    List<Block> regions =
        program.outputs().isEmpty() ? List.of(program.backward()) : program.outputs();
    Map<Variable, Set<Variable>> storage = storageOf();
    TensorAliases aliases = new TensorAliases(program.forward());
    for (int i = 0; i < regions.size(); i++) {
      for (Variable variable : FreeVariables.of(regions.get(i))) {
        Set<Variable> read = new LinkedHashSet<>(storage.getOrDefault(variable, Set.of()));
        read.add(variable);
        read.addAll(aliases.among(program.guarded(), List.of(variable)));
        for (Variable each : read) {
          if (readers.containsKey(each)) {
            readers.get(each).add(i);
          }
        }
      }
    }
    return readers;
  }

  /** For each variable of the forward region the storage that it may stand for a part of. */
  private Map<Variable, Set<Variable>> storageOf() {
    Map<Variable, Set<Variable>> storage = new LinkedHashMap<>();
    program.storage().forEach(array -> storage.put(array, Set.of(array)));
    int before;
    do {
      before = storage.values().stream().mapToInt(Set::size).sum();
      collectAliases(program.forward().statements(), storage);
    } while (storage.values().stream().mapToInt(Set::size).sum() > before);
    return storage;
  }

  private static void collectAliases(
      List<Statement> statements, Map<Variable, Set<Variable>> storage) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Assign assign
          && assign.target().type() instanceof ArrayType
          && !storage.containsKey(assign.target())
          && !assign.operation().arguments().isEmpty()) {
        alias(assign.operation().arguments().get(0), assign.target(), storage);
      } else if (statement instanceof Statement.Assign assign
          && assign.target().isMutable()
          && assign.target().type() instanceof ArrayType) {
        alias(assign.operation().arguments().get(0), assign.target(), storage);
      } else if (statement instanceof Statement.Store store) {
        alias(store.value(), store.array(), storage);
      }
      statement.blocks().forEach(block -> collectAliases(block.statements(), storage));
    }
  }

  private static void alias(Atom from, Variable to, Map<Variable, Set<Variable>> storage) {
    if (from instanceof Variable source && storage.containsKey(source)) {
      Set<Variable> all = new LinkedHashSet<>(storage.get(source));
      all.addAll(storage.getOrDefault(to, Set.of()));
      storage.put(to, all);
    }
  }

  private static boolean isTensor(Variable variable) {
    return Shapes.isTensor(variable.type());
  }

  private boolean canBeBlocked(int output) {
    return tape.fields().passes().keySet().stream().anyMatch(by -> slices.isBlocked(output, by));
  }

  /** Whether there is nothing but numbers to give up. */
  boolean isEmpty() {
    return groups.values().stream().allMatch(group -> group.stream().noneMatch(this::isReference));
  }

  private boolean isReference(Variable variable) {
    return Shapes.areIn(variable.type());
  }

  /** {@code release()}: gives up what nobody can use. */
  MethodSpec method() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("release")
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Gives up what no backward pass can use any more.\n");
    groups.forEach(
        (condition, group) -> {
          List<Variable> references = group.stream().filter(this::isReference).toList();
          if (!references.isEmpty()) {
            method.beginControlFlow("if ($L)", condition);
            references.forEach(it -> method.addCode(giveUp(it)));
            method.endControlFlow();
          }
        });
    return method.build();
  }

  private CodeBlock giveUp(Variable variable) {
    String name = tape.names().of(variable);
    String pool = tape.fields().pools().get(variable);
    return pool == null
        ? CodeBlock.builder().addStatement("$L = null", name).build()
        : CodeBlock.builder().addStatement("$L = $L.give($L)", name, pool, name).build();
  }

  /** Whether no pass of these outputs can run any more, as Java. */
  private String isOver(Set<Integer> outputs) {
    Set<List<String>> terms = new LinkedHashSet<>();
    for (int output : outputs) {
      terms.add(
          tape.fields().passes().entrySet().stream()
              .filter(pass -> slices.isBlocked(output, pass.getKey()))
              .map(pass -> pass.getValue() + ".hasRun()")
              .toList());
    }
    return terms.stream()
        .map(
            passes -> {
              String term = String.join(" || ", passes);
              return passes.size() > 1 && terms.size() > 1 ? "(" + term + ")" : term;
            })
        .collect(Collectors.joining(" && "));
  }

  /** {@code bytes()}: what is held. */
  MethodSpec bytes() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("bytes")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.LONG);
    method.beginControlFlow("if (!$L)", tape.fields().isRecorded());
    method.addStatement("return 0").endControlFlow();
    String bytes = tape.names().unused("bytes");
    method.addStatement("long $L = $L", bytes, numbersOutside());
    groups.forEach(
        (condition, group) -> {
          int numbers = group.stream().mapToInt(Release::bytesOfNumber).sum();
          if (numbers > 0) {
            boolean isOne = condition.indexOf(' ') < 0;
            method.beginControlFlow(isOne ? "if (!$L)" : "if (!($L))", condition);
            method.addStatement("$L += $L", bytes, numbers).endControlFlow();
          }
        });
    for (Variable array : arrays()) {
      method.addStatement(
          "$L += $T.$L($L)",
          bytes,
          bytesOwner(array.type()),
          bytesMethod(array.type()),
          tape.names().of(array));
    }
    return method.addStatement("return $L", bytes).build();
  }

  /** Numbers that stay as long as the recording. */
  private int numbersOutside() {
    Set<Variable> given =
        groups.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    return program.slots().stream()
        .map(Slot::variable)
        .filter(it -> !given.contains(it))
        .mapToInt(Release::bytesOfNumber)
        .sum();
  }

  private static int bytesOfNumber(Variable variable) {
    if (!(variable.type() instanceof Scalar scalar)) {
      return 0;
    }
    return switch (scalar) {
      case DOUBLE, LONG -> 8;
      case FLOAT, INT -> 4;
      case SHORT, CHAR -> 2;
      case BYTE, BOOLEAN -> 1;
    };
  }

  private static boolean holdsTensors(Type type) {
    return Shapes.isTensor(type instanceof ArrayType array ? array.innermost() : type);
  }

  private static ClassName bytesOwner(Type type) {
    return holdsTensors(type) ? Types.COTANGENTS : Types.TAPE_BYTES;
  }

  private static String bytesMethod(Type type) {
    return holdsTensors(type) ? "bytes" : "of";
  }

  /** The arrays and tensors that are the tape's own. */
  private List<Variable> arrays() {
    Set<Variable> made = new LinkedHashSet<>();
    collectMade(program.forward().statements(), made);
    List<Variable> arrays = new ArrayList<>();
    for (Variable array : program.storage()) {
      if (array.type() instanceof ArrayType) {
        arrays.add(array);
      }
    }
    program.slots().stream()
        .map(Slot::variable)
        .filter(
            it ->
                made.contains(it)
                    || (Shapes.isTensor(it.type()) && it.role() != Variable.Role.PARAMETER))
        .filter(it -> !program.storage().contains(it))
        .forEach(arrays::add);
    if (tape.guard() == Options.Guard.COPY) {
      arrays.addAll(program.guarded());
    }
    return arrays;
  }

  private static void collectMade(List<Statement> statements, Set<Variable> made) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray) {
        made.add(assign.target());
      }
      statement.blocks().forEach(block -> collectMade(block.statements(), made));
    }
  }
}
