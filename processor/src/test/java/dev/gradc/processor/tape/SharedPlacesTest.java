package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where maxima and their places are asked for, they are found once. */
final class SharedPlacesTest {

  private static final String POOLING = ObjectType.TENSOR_PACKAGE + "Pooling";
  private static final String REGIONS = ObjectType.TENSOR_PACKAGE + "Regions";
  private static final String SHARED = ObjectType.TENSOR_PACKAGE + "PooledPlaces";

  private static final Variable X = new Variable("x", ObjectType.TENSOR, Role.PARAMETER);
  private static final Variable STATE = new Variable("state", ObjectType.TENSOR, Role.MUTABLE);
  private static final Variable Y = new Variable("y", ObjectType.TENSOR, Role.SINGLE);
  private static final Variable PLACES =
      new Variable("places", new ArrayType(Scalar.INT), Role.SINGLE);
  private static final Statement BETWEEN =
      new Statement.Assign(
          new Variable("z", ObjectType.TENSOR, Role.SINGLE), new Operation.Copy(X), Origin.NONE);

  private static Statement invoke(String owner, String name, Variable target, Atom... arguments) {
    List<Type> types = Arrays.stream(arguments).map(Atom::type).toList();
    Member member = Member.ofStatic(owner, name, types, Optional.of(target.type()));
    return new Statement.Invoke(List.of(target), member, List.of(arguments), Origin.NONE);
  }

  private static void assertBecomes(List<Statement> expected, Statement... given) {
    assertEquals(expected, new SharedPlaces().rewrite(new Block(List.of(given))).statements());
  }

  /** The backward region stays what it is, and reads what is recorded. */
  @Test
  void theForwardRegionIsRewritten() {
    Statement places = invoke(POOLING, "maxPlaces", PLACES, X);
    Statement pooling = invoke(POOLING, "maxPool2d", Y, X);
    LaidOutRegions regions = TensorText.read("parameter T x\nforward\nreturn x\n");
    Block forward = new Block(List.of(pooling, places));
    SeparatedOutputs backward = SeparatedOutputs.of(new Block(List.of(BETWEEN)));
    LaidOutRegions shared = new SharedPlaces().share(regions.with(forward, backward));
    assertEquals(new SharedPlaces().rewrite(forward), shared.forward());
    assertEquals(backward, shared.backward());
  }

  @Test
  void placesComeFirst() {
    Statement places = invoke(POOLING, "maxPlaces", PLACES, X, Constant.of(2));
    assertBecomes(
        List.of(places, invoke(SHARED, "maxPool2d", Y, X, PLACES, Constant.of(2)), BETWEEN),
        invoke(POOLING, "maxPool2d", Y, X, Constant.of(2)),
        BETWEEN,
        places);
    Statement ofRegions = invoke(REGIONS, "maxPlaces", PLACES, X);
    assertBecomes(
        List.of(ofRegions, invoke(SHARED, "maxPool", Y, X, PLACES)),
        invoke(REGIONS, "maxPool", Y, X),
        ofRegions);
  }

  @Test
  void whatIsInABranchIsSharedThere() {
    Statement pooled = invoke(POOLING, "maxPool2d", Y, X);
    Statement places = invoke(POOLING, "maxPlaces", PLACES, X);
    Block none = new Block(List.of());
    Block both = new Block(List.of(places, invoke(SHARED, "maxPool2d", Y, X, PLACES)));
    assertBecomes(
        List.of(new Statement.If(Constant.TRUE, both, none, Origin.NONE)),
        new Statement.If(Constant.TRUE, new Block(List.of(pooled, places)), none, Origin.NONE));
    Statement elsewhere =
        new Statement.If(Constant.TRUE, new Block(List.of(places)), none, Origin.NONE);
    assertBecomes(List.of(pooled, elsewhere), pooled, elsewhere);
  }

  /** Of other arguments, of another class, of what may change in between. */
  @Test
  void othersAreNotShared() {
    Statement pooled = invoke(POOLING, "maxPool2d", Y, X, Constant.of(2));
    for (Statement other :
        List.of(
            invoke(POOLING, "maxPlaces", PLACES, X, Constant.of(3)),
            invoke(REGIONS, "maxPlaces", PLACES, X, Constant.of(2)),
            invoke(POOLING, "averaging", PLACES, X, Constant.of(2)))) {
      assertBecomes(List.of(pooled, other), pooled, other);
    }
    Statement averaged = invoke(POOLING, "averagePool2d", Y, X);
    Statement places = invoke(POOLING, "maxPlaces", PLACES, X);
    assertBecomes(List.of(averaged, places), averaged, places);
    Statement last =
        invoke(
            POOLING,
            "maxPlaces",
            new Variable("last", new ArrayType(Scalar.INT), Role.MUTABLE),
            X,
            Constant.of(2));
    assertBecomes(List.of(pooled, last), pooled, last);
    Statement ofState = invoke(POOLING, "maxPool2d", Y, STATE);
    Statement placesOfState = invoke(POOLING, "maxPlaces", PLACES, STATE);
    assertBecomes(List.of(ofState, placesOfState), ofState, placesOfState);
  }
}
