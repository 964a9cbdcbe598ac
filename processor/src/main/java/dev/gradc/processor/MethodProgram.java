package dev.gradc.processor;

import dev.gradc.processor.analysis.InlinedSize;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Signature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A method with all that it calls, in normal form.
 *
 * @param functions all of the method's own class that is compiled in, by key
 * @param outside what methods of other classes consist of, as far as it is known
 */
record MethodProgram(
    DifferentiableMethod method,
    Map<String, Function> functions,
    Map<String, Function> outside,
    MemberCalls calls) {

  String key() {
    return method.method().key();
  }

  Signature signature() {
    return method.signature();
  }

  /** What would grow without end where calls are replaced by bodies. */
  Set<Problem> sizes() {
    Map<String, Function> all = new LinkedHashMap<>(outside);
    all.putAll(functions);
    Set<String> members = new LinkedHashSet<>(calls.names().keySet());
    members.addAll(method.members().keySet());
    InlinedSize size = new InlinedSize(all, members);
    Set<Problem> problems = new LinkedHashSet<>();
    size.problem(key()).ifPresent(problems::add);
    calls.names().keySet().forEach(other -> size.problem(other).ifPresent(problems::add));
    return problems;
  }

  /** Whether generated code calls the method and may not see it, or has taken records apart. */
  boolean isCalled() {
    return signature().hasRecords()
        || (calls.names().containsKey(key()) && method.method().isPrivate());
  }
}
