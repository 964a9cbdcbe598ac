package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Origin;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** The calls of methods of the same top-level class that stand in a body, in order. */
final class Calls {

  private final List<Call> calls = new ArrayList<>();

  /** One of them. */
  record Call(ExecutableElement method, Origin origin) {}

  void add(ExecutableElement method, Origin origin) {
    calls.add(new Call(method, origin));
  }

  List<Call> calls() {
    return calls;
  }
}
