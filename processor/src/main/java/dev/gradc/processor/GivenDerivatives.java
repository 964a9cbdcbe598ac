package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the generated classes that are given a value which carries a derivative, as a number, an
 * array, or within a record that has been made of some for them.
 */
final class GivenDerivatives {

  private final Activity activity;
  private final Set<Variable> carriers = new HashSet<>();
  private final Set<String> found = new LinkedHashSet<>();

  GivenDerivatives(Activity activity) {
    this.activity = activity;
  }

  Set<String> find(Block body) {
    int before;
    do {
      before = carriers.size();
      visit(body);
    } while (carriers.size() > before);
    return found;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && invoke.member().isOpaque()
          && carries(invoke.arguments())) {
        DerivativeMember.companionOf(invoke.member().owner()).ifPresent(found::add);
        carriers.addAll(invoke.targets());
      } else if (statement instanceof Statement.Assign assign
          && carriesObject(assign.operation().arguments())) {
        carriers.add(assign.target());
      } else if (statement instanceof Statement.Store store
          && carriesObject(List.of(store.value()))) {
        carriers.add(store.array());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private boolean carries(List<Atom> atoms) {
    return atoms.stream().anyMatch(activity::isVaried) || carriesObject(atoms);
  }

  private boolean carriesObject(List<Atom> atoms) {
    return atoms.stream().anyMatch(carriers::contains);
  }
}
