package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pooling take its maxima from the places that are recorded for the way back, so that the
 * forward region finds them once.
 */
public final class SharedPlaces {

  private static final String PLACES = "maxPlaces";
  private static final String POOLED = ObjectType.TENSOR_PACKAGE + "PooledPlaces";

  /** The operation of each class that gives places. */
  private static final Map<String, String> OPERATIONS =
      Map.of(
          ObjectType.TENSOR_PACKAGE + "Pooling",
          "maxPool2d",
          ObjectType.TENSOR_PACKAGE + "Regions",
          "maxPool");

  /** The same regions. */
  public LaidOutRegions share(LaidOutRegions regions) {
    return regions.with(rewrite(regions.forward()), regions.backward());
  }

  Block rewrite(Block block) {
    List<Statement> given = block.statements();
    Set<Statement> moved = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Statement statement = given.get(i);
      Optional<Statement.Invoke> places =
          statement instanceof Statement.Invoke invoke && isPooling(invoke)
              ? find(invoke, given.subList(i + 1, given.size()))
              : Optional.empty();
      if (places.isPresent()) {
        moved.add(places.get());
        statements.add(places.get());
        statements.add(pooled((Statement.Invoke) statement, places.get().targets().get(0)));
      } else if (!moved.contains(statement)) {
        statements.add(
            statement.withBlocks(statement.blocks().stream().map(this::rewrite).toList()));
      }
    }
    return new Block(statements);
  }

  private static boolean isPooling(Statement.Invoke invoke) {
    Member member = invoke.member();
    return member.isOfTensors() && member.name().equals(OPERATIONS.get(member.owner()));
  }

  /** What gives the places of the same arguments. */
  private static Optional<Statement.Invoke> find(
      Statement.Invoke pooling, List<Statement> following) {
    if (pooling.arguments().stream().anyMatch(SharedPlaces::mayChange)) {
      return Optional.empty();
    }
    return following.stream()
        .filter(Statement.Invoke.class::isInstance)
        .map(Statement.Invoke.class::cast)
        .filter(it -> it.member().name().equals(PLACES))
        .filter(it -> it.member().owner().equals(pooling.member().owner()))
        .filter(it -> it.arguments().equals(pooling.arguments()))
        .filter(it -> it.targets().stream().noneMatch(SharedPlaces::mayChange))
        .findFirst();
  }

  private static boolean mayChange(Atom atom) {
    return atom instanceof Variable variable && variable.isMutable();
  }

  private static Statement pooled(Statement.Invoke pooling, Variable places) {
    List<Type> types = new ArrayList<>(pooling.member().parameters());
    types.add(1, places.type());
    List<Atom> arguments = new ArrayList<>(pooling.arguments());
    arguments.add(1, places);
    Member member =
        Member.ofStatic(POOLED, pooling.member().name(), types, Optional.of(ObjectType.TENSOR));
    return new Statement.Invoke(pooling.targets(), member, arguments, pooling.origin());
  }
}
