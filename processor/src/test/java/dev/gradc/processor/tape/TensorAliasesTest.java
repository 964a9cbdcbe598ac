package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which variables may stand for one tensor, and which hold it. */
final class TensorAliasesTest {

  /** A region, and what is asked of it by the names of variables. */
  private static final class Asked {
    private final Map<String, Variable> variables = new HashMap<>();
    private final TensorAliases aliases;

    Asked(String forward) {
      LaidOutRegions regions =
          TensorText.read(
              """
              parameter T x
              parameter T y
              parameter T[] xs
              parameter T[][] layers
              parameter int n
              forward
              """
                  + forward);
      regions.regions().parameters().forEach(it -> variables.put(it.name(), it));
      define(regions.forward());
      aliases = new TensorAliases(regions.forward());
    }

    private void define(Block block) {
      for (Statement statement : block.statements()) {
        Mentions.definitions(statement).forEach(it -> variables.put(it.name(), it));
        statement.blocks().forEach(this::define);
      }
    }

    private List<Variable> named(String names) {
      return Arrays.stream(names.split(" ")).map(variables::get).toList();
    }

    private static String names(Set<Variable> variables) {
      return String.join(" ", new TreeSet<>(variables.stream().map(Variable::name).toList()));
    }

    /** Those of the tensors that are read by way of some variables. */
    String among(String tensors, String read) {
      return names(aliases.among(named(tensors), named(read)));
    }

    String standingFor(String tensors) {
      return names(aliases.standingFor(named(tensors)));
    }
  }

  @Test
  void resultsOfOperationsAreOtherTensors() {
    Asked asked =
        new Asked(
            """
            a: T = invoke exp(x)
            b: T = invoke Library.detach(x)
            n1: int = add(n, n)
            """);
    assertEquals("x", asked.among("x y", "x n"));
    assertEquals("", asked.among("x y", "a b n1"));
    assertEquals("x", asked.standingFor("x"));
  }

  /** Copies of a copy too, and what is detached. */
  @Test
  void copiesStandForTheSame() {
    Asked asked =
        new Asked(
            """
            a: T = x
            b: T = a
            c: T = invoke detach(b)
            d: T = detachArray c
            e: T = invoke exp(d)
            f: T = invoke neg(y)
            """);
    assertEquals("x", asked.among("x y f", "d"));
    assertEquals("y", asked.among("x y f", "y"));
    assertEquals("x y", asked.among("x y f", "y c"));
    assertEquals("a b c d x", asked.standingFor("x"));
    assertEquals("b c d", asked.standingFor("b"));
    assertEquals("e f", asked.standingFor("e f"));
  }

  /** What comes together in a variable may be either. */
  @Test
  void variablesThatChange() {
    Asked asked =
        new Asked(
            """
            declare T m
            m = x
            if true {
              m = y
            }
            a: T = m
            """);
    assertEquals("x y", asked.among("x y", "a"));
    assertEquals("x y", asked.among("x y", "x"));
    assertEquals("a m x", asked.standingFor("x"));
    assertEquals("a m y", asked.standingFor("y"));
  }

  /** An array and what is put into it, and is read from it. */
  @Test
  void elementsOfArrays() {
    Asked asked =
        new Asked(
            """
            rows: T[] = newarray primal T[n]
            rows[0] = x
            loop L: for int i = 0; i < n; 1 {
              v: T = load rows[i]
              w: T = load xs[i]
            }
            numbers: double[] = newarray primal double[n]
            numbers[0] = 1.0
            z: double = load numbers[0]
            k: int = length rows
            """);
    assertEquals("x", asked.among("x xs", "v"));
    assertEquals("xs", asked.among("x xs", "w"));
    assertEquals("rows v x", asked.standingFor("x"));
    assertEquals("w xs", asked.standingFor("xs"));
    // A tensor stands for itself, and is no name of the array that it is in.
    assertEquals("v", asked.standingFor("v"));
    assertEquals("n", asked.standingFor("n"));
  }

  /** What is put into a row is in the array too, and in all names of either. */
  @Test
  void rowsOfArrays() {
    Asked asked =
        new Asked(
            """
            row: T[] = load layers[0]
            other: T[] = load layers[n]
            row[0] = x
            element: T = load other[0]
            """);
    assertEquals("layers x", asked.among("x y xs layers", "element"));
    assertEquals("element layers other row x", asked.standingFor("x"));
    assertEquals("element layers other row", asked.standingFor("other"));
  }

  /** A tensor that is an object for a while is the same one; what is no tensor is not. */
  @Test
  void casts() {
    Asked asked =
        new Asked(
            """
            o: java.lang/Object = x
            a: T = invoke Library.asTensor(o)
            t: java.lang/String = invoke Library.asText(o)
            """);
    assertEquals("x", asked.among("x y", "a"));
    assertEquals("a o x", asked.standingFor("x"));
    assertEquals("", asked.among("x y", "t"));
  }

  @Test
  void whatHoldsTensors() {
    Type tensor = TensorText.TENSOR;
    assertTrue(TensorAliases.holdsTensors(new Variable("v", tensor, Role.SINGLE)));
    Type rows = new ArrayType(new ArrayType(tensor));
    assertTrue(TensorAliases.holdsTensors(new Variable("v", rows, Role.SINGLE)));
    assertFalse(TensorAliases.holdsTensors(new Variable("v", Scalar.DOUBLE, Role.SINGLE)));
    Type numbers = new ArrayType(Scalar.DOUBLE);
    assertFalse(TensorAliases.holdsTensors(new Variable("v", numbers, Role.SINGLE)));
  }

  static Block inspecting(Aspect aspect, Atom one, Atom other) {
    Variable found = new Variable("found", Scalar.BOOLEAN, Role.SINGLE);
    Operation asked = new Operation.Inspect(aspect, List.of(one, other), "", "", Scalar.BOOLEAN);
    return new Block(List.of(new Statement.Assign(found, asked, Origin.NONE)));
  }

  private static Variable of(String type) {
    return new Variable("a", new ObjectType(type), Role.PARAMETER);
  }

  /** Of enums, arrays and cotangents that are not there it may be asked. */
  @Test
  void whetherTensorsAreCompared() {
    Variable tensor = new Variable("t", ObjectType.TENSOR, Role.PARAMETER);
    Variable object = of("java.lang/Object");
    Variable kind = of("p/Kind");
    Variable array = new Variable("xs", new ArrayType(ObjectType.TENSOR), Role.PARAMETER);
    assertTrue(TensorAliases.areCompared(inspecting(Aspect.SAME, tensor, tensor)));
    assertTrue(TensorAliases.areCompared(inspecting(Aspect.SAME, object, tensor)));
    assertTrue(TensorAliases.areCompared(inspecting(Aspect.SAME, object, object)));
    assertFalse(TensorAliases.areCompared(inspecting(Aspect.SAME, kind, kind)));
    assertFalse(TensorAliases.areCompared(inspecting(Aspect.SAME, kind, object)));
    assertFalse(TensorAliases.areCompared(inspecting(Aspect.SAME, array, array)));
    assertFalse(
        TensorAliases.areCompared(
            inspecting(Aspect.SAME, tensor, Constant.zero(ObjectType.TENSOR))));
    assertFalse(TensorAliases.areCompared(inspecting(Aspect.INSTANCE_OF, tensor, tensor)));
    assertFalse(TensorAliases.areCompared(Block.EMPTY));
    Block inside = inspecting(Aspect.SAME, tensor, tensor);
    Statement branch = new Statement.If(Constant.FALSE, Block.EMPTY, inside, Origin.NONE);
    assertTrue(TensorAliases.areCompared(new Block(List.of(branch))));
    Statement copy = new Statement.Assign(tensor, new Operation.Copy(tensor), Origin.NONE);
    assertFalse(TensorAliases.areCompared(new Block(List.of(copy))));
  }

  /** A cotangent that is not there is no tensor, wherever that is seen. */
  @Test
  void comparisonsWithNone() {
    Variable tensor = new Variable("t", ObjectType.TENSOR, Role.PARAMETER);
    Variable none = new Variable("none", ObjectType.TENSOR, Role.SINGLE);
    Variable maybe = new Variable("maybe", ObjectType.TENSOR, Role.MUTABLE);
    assertFalse(TensorAliases.areCompared(comparedWithNone(tensor, none)));
    assertTrue(TensorAliases.areCompared(comparedWithNone(tensor, maybe)));
    Block inside = comparedWithNone(tensor, none);
    Statement branch = new Statement.If(Constant.FALSE, Block.EMPTY, inside, Origin.NONE);
    assertFalse(TensorAliases.areCompared(new Block(List.of(branch))));
  }

  private static Block comparedWithNone(Variable tensor, Variable none) {
    Operation absent = new Operation.Inspect(Aspect.NULL, List.of(), "", "", ObjectType.TENSOR);
    return new Block(
        List.of(
            new Statement.Assign(none, absent, Origin.NONE),
            inspecting(Aspect.SAME, tensor, none).statements().get(0)));
  }
}
