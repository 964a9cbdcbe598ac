package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Given {

  private Given() {}

  @Differentiable
  static double changed(double x, Library library) {
    // error: [GC0148] 'library.all()' is, or holds, an array of records that other code has too
    //                     ^
    Library.Item[] items = library.all();
    library.change();
    return x * items[0].weight();
  }

  @Differentiable
  static double inRecord(double x, Library library) {
    // error: [GC0148] is, or holds, an array of records that other code has too
    //     ^
    return library.shelf().items()[0].weight() * x;
  }

  @Differentiable
  static double seenAsObject(double x, @Detach Library.Item[] items) {
    // error: [GC0148] 'items' is, or holds, an array of records that other code has too
    //              ^
    Object object = items;
    return object == null ? 0 : x;
  }

  @Differentiable
  static double ofCase(double x, @Detach Library.Thing thing) {
    // error: [GC0148] 'thing' is, or holds, an array of records that other code has too
    //                       ^
    return x * Library.count(thing);
  }
}

final class Library {

  record Item(double weight) {}

  sealed interface Thing permits Shelf, Table {}

  record Shelf(Item[] items) implements Thing {}

  record Table(double width) implements Thing {}

  private final Item[] items = {new Item(1)};

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
