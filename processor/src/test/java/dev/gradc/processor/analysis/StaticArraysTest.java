package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which static arrays are read by which statements. */
final class StaticArraysTest {

  private static Set<String> read(String statements) {
    Function function =
        Parser.function(
            """
            member Library.plain(active double): active double
            member Library.table(active double): active double reads double[] reads int[][]
            member Library.record(): Table static
            member Library.values(Table): double[], int
            member Library.copy(double[]): double[]
            function f(double x, double[] given, Table table, boolean c) {
            %s
            return x
            }
            """
                .formatted(statements));
    assertEquals(List.of(), new Verifier().verify(function));
    return StaticArrays.readBy(function.body());
  }

  @Test
  void fieldsAreReadByTheirTypes() {
    assertEquals(Set.of(), read("a: double = load given[0]"));
    assertEquals(Set.of("double[]"), read("a: double[] = inspect STATIC_FIELD Library A()"));
    assertEquals(Set.of(), read("a: double = inspect STATIC_FIELD Library A()"));
    assertEquals(Set.of(), read("a: double[] = inspect FIELD Library a(table)"));
    assertEquals(Set.of("int[]"), read("if c {\na: int[] = inspect STATIC_FIELD Library A()\n}"));
  }

  @Test
  void rowsAreReadToo() {
    assertEquals(
        Set.of("double[][]", "double[]"),
        read("a: double[][] = inspect STATIC_FIELD Library A()\nb: double[] = load a[0]"));
  }

  /** An array may be seen as one of several classes. */
  @Test
  void arraysOfObjectsAreReadAsArraysOfAnyClass() {
    assertEquals(
        Set.of("java.lang/Object[][]", "java.lang/Object[]"),
        read("a: Table[][] = inspect STATIC_FIELD Library A()\nb: Table[] = load a[0]"));
  }

  /** Of a record in a static field too, be it read in the iteration before. */
  @Test
  void whatStaticFieldsHoldIsRead() {
    assertEquals(
        Set.of("double[]"),
        read("t: Table = invoke Library.record()\na: double[], n: int = invoke Library.values(t)"));
    assertEquals(Set.of(), read("a: double[], n: int = invoke Library.values(table)"));
    assertEquals(
        Set.of("double[]"),
        read(
            """
            t: Table = table
            loop i: for int i = 0; i < 2; 1 {
            u: Table = t
            a: double[], n: int = invoke Library.values(u)
            r: Table = invoke Library.record()
            t = r
            }
            """
                .replace("t: Table = table", "declare Table t\nt = table")));
  }

  @Test
  void whatIsCalledReadsForItsCaller() {
    assertEquals(Set.of(), read("y: double = invoke Library.plain(x)"));
    assertEquals(Set.of("double[]", "int[][]"), read("y: double = invoke Library.table(x)"));
  }
}
