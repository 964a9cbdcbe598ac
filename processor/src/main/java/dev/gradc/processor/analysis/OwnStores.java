package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the stores into a new array before anybody else, or another variable, may have it: those
 * that fill {@code new Frame(new double[] {1, 2})}. Classes of arrays know no order, so there such
 * an array is one of others from the start.
 */
public final class OwnStores {

  private final Set<Statement> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private OwnStores() {}

  /** The stores of the function, by their identity. */
  public static Set<Statement> in(Function function) {
    OwnStores stores = new OwnStores();
    stores.visit(function.body());
    return stores.found;
  }

  /** An iteration makes its arrays anew, so what counts is the order within one block. */
  private void visit(Block block) {
    Set<Variable> own = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (!own.isEmpty()) {
        List<Statement> stores = new ArrayList<>();
        Set<Atom> handedOn = new HashSet<>();
        collect(statement, stores, handedOn);
        own.removeAll(handedOn);
        stores.stream().filter(it -> own.contains(arrayOf(it))).forEach(found::add);
      }
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray
          && !assign.target().isMutable()) {
        own.add(assign.target());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private static void collect(Statement statement, List<Statement> stores, Set<Atom> handedOn) {
    if (statement instanceof Statement.Store store) {
      stores.add(store);
      handedOn.add(store.value());
    } else if (statement instanceof Statement.AccumulateElement addition) {
      stores.add(addition);
      handedOn.add(addition.value());
    } else if (!isOnlyRead(statement)) {
      handedOn.addAll(Mentions.in(statement));
    }
    statement.blocks().stream()
        .flatMap(it -> it.statements().stream())
        .forEach(it -> collect(it, stores, handedOn));
  }

  /**
   * Whether something in an array, its length or whether it is another one is all that is asked.
   */
  private static boolean isOnlyRead(Statement statement) {
    return statement instanceof Statement.Assign assign
        && !(assign.target().type() instanceof ArrayType);
  }

  private static Variable arrayOf(Statement store) {
    return store instanceof Statement.Store plain
        ? plain.array()
        : ((Statement.AccumulateElement) store).array();
  }
}
