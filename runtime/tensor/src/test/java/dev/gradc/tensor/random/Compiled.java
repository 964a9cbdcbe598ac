package dev.gradc.tensor.random;

import java.util.List;
import java.util.Map;

/** A class of random methods in the forms that are compared. */
final class Compiled {

  private final String name;
  private final Relation relation;
  private final boolean isOfFloats;
  private final Map<String, Inputs> inputs;
  private final InMemory derivatives;
  private final InMemory changed;
  private final InMemory doubles;
  private final InMemory frozen;

  private Compiled(String name, String text, Relation relation) {
    this.name = name;
    this.relation = relation;
    isOfFloats = text.contains("DType.FLOAT");
    inputs = Inputs.of(text);
    derivatives = new InMemory(name, text, true, List.of());
    changed = new InMemory(name, text, true, List.of(relation.option()));
    doubles = isOfFloats ? new InMemory(name, ProgramFile.inDoubles(text), true, List.of()) : null;
    boolean hasCuts = isDetaching(text);
    frozen =
        !hasCuts
            ? derivatives
            : text.contains("Grad.")
                ? null
                : new InMemory(name, ProgramFile.frozen(text), false, List.of());
  }

  /**
   * @throws InMemory.NotCompiled if it is not
   */
  static Compiled of(String name, String text, Relation relation) {
    return new Compiled(name, text, relation);
  }

  /** Whether differences see what gradients do not; the two that do it stand in each class. */
  static boolean isDetaching(String text) {
    int classes = text.split("(?m)^// file: ", -1).length;
    return text.split("\\b(cut|itself)\\(", -1).length > 1 + 2 * classes;
  }

  Relation relation() {
    return relation;
  }

  /** All that are to be looked at. */
  Iterable<String> methods() {
    return inputs.keySet();
  }

  /** A method in one of the forms, with arguments of the classes of that form. */
  record Form(Companion method, Point point) {

    Checks checks() {
      return new Checks(point, method);
    }
  }

  Form method(String method, int number) {
    return form(derivatives, method, number);
  }

  /** With the option of the relation. */
  Form changed(String method, int number) {
    return form(changed, method, number);
  }

  /** At the numbers of single precision. */
  Form inDoubles(String method, int number) {
    Form form = form(doubles, method, number);
    return new Form(form.method(), form.point().inDoubles());
  }

  /** For differences; null where there is none. */
  Form frozen(String method, int number) {
    return frozen == null ? null : form(frozen, method, number);
  }

  private Form form(InMemory memory, String method, int number) {
    Point point = Point.of(inputs.get(method), memory.load(name), number, isOfFloats);
    return new Form(new Companion(memory, name, method), point);
  }
}
