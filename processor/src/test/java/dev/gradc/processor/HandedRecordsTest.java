package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other code that changes an array of records which it is given is found out. */
final class HandedRecordsTest {

  private static final String SOURCE =
      """
      import dev.gradc.*;
      import java.util.function.Supplier;
      public final class Uses {
        @Differentiable
        static double element(double x, @Detach Item[] items) {
          Library.replace(items);
          return x * items[0].weight();
        }
        @Differentiable
        static double own(double x) {
          Item[] items = {new Item(2), new Item(3)};
          double sum = 0;
          for (int i = 0; i < 2; i++) {
            if (i > 0) sum += x * Library.replaceLast(items);
          }
          return sum * items[1].weight();
        }
        @Differentiable
        static double inRow(double x, @Detach Item[][] rows) {
          Library.replaceInRow(rows);
          return x * rows[1][0].weight();
        }
        @Differentiable
        static double row(double x, @Detach Item[][] rows) {
          Library.replaceRow(rows);
          return x * rows[1].length;
        }
        @Differentiable
        static double inRecord(double x, @Detach Shelf shelf) {
          shelf.empty();
          return x * shelf.items()[0].weight();
        }
        @Differentiable
        static double nothing(double x, @Detach Shelf shelf, @Detach Item[][] rows) {
          return x * shelf.size() * Library.count(shelf.items()) * Library.count(rows);
        }
        static String told(Supplier<Object> use) {
          try {
            return String.valueOf(use.get());
          } catch (IllegalStateException e) {
            return e.getMessage();
          }
        }
        static Item[] items() { return new Item[] {new Item(2), new Item(3)}; }
        static Item[][] rows() { return new Item[][] {items(), items()}; }
        public static String[] told() {
          return new String[] {
            told(() -> UsesGrad.Element.gradient(2, items()).x()),
            told(() -> UsesGrad.Own.gradient(2).x()),
            told(() -> UsesGrad.InRow.gradient(2, rows()).x()),
            told(() -> UsesGrad.Row.forward(2, rows()).backward().x()),
            told(() -> UsesGrad.InRecord.gradient(2, new Shelf(items())).x()),
            told(() -> UsesGrad.Nothing.gradient(2, new Shelf(items()), rows()).x()),
          };
        }
      }
      record Item(double weight) {}
      record Shelf(Item[] items) {
        int size() { return items.length; }
        void empty() { items[0] = null; }
      }
      final class Library {
        static void replace(Item[] items) { items[0] = new Item(items[0].weight()); }
        static int replaceLast(Item[] items) { items[1] = items[0]; return 2; }
        static void replaceInRow(Item[][] rows) { rows[1][0] = new Item(7); }
        static void replaceRow(Item[][] rows) { rows[1] = new Item[5]; }
        static int count(Object[] items) { return items.length; }
      }
      """;

  @TempDir private Path directory;

  @Test
  void changedArraysOfRecordsAreRefusedWhenTheDerivativeRuns() {
    Build.Result result = new Build(directory).source("Uses.java", SOURCE).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    String[] told = (String[]) result.call("Uses", "told");
    List<String> uses =
        List.of(
            "Library.replace(items)",
            "Library.replaceLast(items)",
            "Library.replaceInRow(rows)",
            "Library.replaceRow(rows)",
            "shelf.empty()");
    for (int i = 0; i < uses.size(); i++) {
      String text = " has changed an array of records, of which the derivative has a copy";
      assertEquals("'" + uses.get(i) + "'" + text, told[i]);
    }
    assertEquals(String.valueOf(2.0 * 2 * 2), told[5]);
  }
}
