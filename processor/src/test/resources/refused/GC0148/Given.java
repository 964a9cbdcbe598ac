package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import java.util.Set;

final class Given {

  private Given() {}

  @Differentiable
  static double changed(double x, Library library) {
    // error: [GC0148] 'library.all()' is, or holds, an array of records
    //                     ^
    Library.Item[] items = library.all();
    library.change();
    return x * items[0].weight();
  }

  @Differentiable
  static double inRecord(double x, Library library) {
    // error: [GC0148] is, or holds, an array of records
    //     ^
    return library.shelf().items()[0].weight() * x;
  }

  @Differentiable
  static double seenAsObject(double x, @Detach Library.Item[] items) {
    // error: [GC0148] 'items' is, or holds, an array of records
    //              ^
    Object object = items;
    return object == null ? 0 : x;
  }

  @Differentiable
  static double ofCase(double x, @Detach Library.Thing thing) {
    // error: [GC0148] 'thing' is, or holds, an array of records
    //                       ^
    return x * Library.count(thing);
  }

  @Differentiable
  static double kept(double x) {
    Library.Item[] items = {new Library.Item(1)};
    // error: [GC0148] 'items' is, or holds, an array of records
    //                            ^
    Library library = new Library(items);
    items[0] = new Library.Item(2);
    return x * library.weight();
  }

  @Differentiable
  static double compared(double x, @Detach Library.Shelf shelf, Set<Library.Shelf> shelves) {
    // error: [GC0148] 'shelf' is, or holds, an array of records
    //                      ^
    return shelves.contains(shelf) ? x * x : x;
  }
}

final class Library {

  record Item(double weight) {}

  sealed interface Thing permits Shelf, Table {}

  record Shelf(Item[] items) implements Thing {}

  record Table(double width) implements Thing {}

  private final Item[] items;

  Library(Item[] items) {
    this.items = items;
  }

  double weight() {
    return items[0].weight();
  }

  Item[] all() {
    return items;
  }

  void change() {
    items[0] = new Item(2);
  }

  Shelf shelf() {
    return new Shelf(items);
  }

  static int count(Thing thing) {
    return thing instanceof Shelf shelf ? shelf.items().length : 1;
  }
}
