package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A pullback evaluates the method once more, and gives back its value. Where its cotangent does not
 * need that value, it takes the place of the call of the method itself.
 */
final class PullbacksWithValues {

  private final Set<Variable> carriers;
  private final AdjointArrays gradient;

  /**
   * @param carriers gradients that are kept from call to call, each of which serves many calls
   * @param gradient the arrays that pullbacks add to
   */
  PullbacksWithValues(Collection<Variable> carriers, AdjointArrays gradient) {
    this.carriers = Set.copyOf(carriers);
    this.gradient = gradient;
  }

  /** Two blocks, of which the second follows the first at once, and sees what is defined in it. */
  record Pair(Block forward, Block back) {}

  /** The blocks with one call, in the first, in place of two, the second of them in the second. */
  Pair merge(Pair pair) {
    List<Statement> forward = new ArrayList<>(pair.forward().statements());
    List<Statement> back = new ArrayList<>(pair.back().statements());
    for (int i = 0; i < forward.size(); i++) {
      if (forward.get(i) instanceof Statement.Invoke call && isOfNumber(call)) {
        merge(i, call, forward, back);
      }
    }
    return new Pair(new Block(forward), new Block(back));
  }

  private static boolean isOfNumber(Statement.Invoke call) {
    // The way back of a part of the caller may begin elsewhere than the part.
    return call.member().pullback().isPresent()
        && call.member().pullback().get().rule().isEmpty()
        && !call.member().pullback().get().isPart()
        && call.member().inPlace().isEmpty()
        && call.member().effects().written().isEmpty()
        && call.targets().size() == 1
        && call.targets().get(0).type() instanceof Scalar
        && call.member().results().get(0).accessor().isEmpty()
        && call.arguments().stream()
            .noneMatch(it -> it instanceof Variable given && TensorAliases.holdsTensors(given));
  }

  private void merge(
      int place, Statement.Invoke call, List<Statement> forward, List<Statement> back) {
    OptionalInt found = pullbackOf(call, forward, back);
    if (found.isEmpty()) {
      return;
    }
    int i = found.getAsInt();
    Statement.Invoke pullback = (Statement.Invoke) back.get(i);
    List<Statement> between = new ArrayList<>(forward.subList(place + 1, forward.size()));
    between.addAll(back.subList(0, i));
    Set<Variable> wrapped = new HashSet<>();
    Stream.concat(forward.stream(), back.stream())
        .filter(AdjointArrays::isWrap)
        .forEach(it -> wrapped.addAll(Mentions.definitions(it)));
    Optional<List<Statement>> needed = neededBy(pullback, between, call.targets().get(0), wrapped);
    if (needed.isPresent()) {
      back.remove(i);
      back.removeAll(needed.get());
      forward.removeAll(needed.get());
      forward.set(place, withValue(pullback, call));
      forward.addAll(place, needed.get());
    }
  }

  /** Where the pullback is; nothing if it may be that of another call with these arguments. */
  private static OptionalInt pullbackOf(
      Statement.Invoke call, List<Statement> forward, List<Statement> back) {
    long calls = forward.stream().filter(it -> isSame(it, call)).count();
    int[] found =
        IntStream.range(0, back.size())
            .filter(
                i -> back.get(i) instanceof Statement.Invoke pullback && isPullback(pullback, call))
            .toArray();
    return calls == 1 && found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
  }

  private static boolean isSame(Statement statement, Statement.Invoke call) {
    return statement instanceof Statement.Invoke other
        && other.member().equals(call.member())
        && other.arguments().equals(call.arguments());
  }

  private static boolean isPullback(Statement.Invoke pullback, Statement.Invoke call) {
    int count = call.arguments().size();
    return pullback.member().name().equals("pullback")
        && pullback.targets().isEmpty()
        && pullback.member().owner().equals(call.member().pullback().orElseThrow().companion())
        && pullback.arguments().size() == count + 2
        && pullback.arguments().subList(0, count).equals(call.arguments());
  }

  private static Statement withValue(Statement.Invoke pullback, Statement.Invoke call) {
    Member member = pullback.member();
    Member giving =
        Member.ofStatic(
                member.owner(),
                member.name(),
                member.parameters(),
                Optional.of(call.targets().get(0).type()))
            .carrying(member.cotangents());
    return new Statement.Invoke(call.targets(), giving, pullback.arguments(), call.origin());
  }

  /**
   * What stands between the two and has to run before the pullback; nothing if it needs the value,
   * cannot run earlier, or if others add to arrays of the gradient before, or read what another
   * pullback has left.
   *
   * @param wrapped gradients of pullbacks, which may be one object
   */
  private Optional<List<Statement>> neededBy(
      Statement.Invoke pullback, List<Statement> between, Variable value, Set<Variable> wrapped) {
    Set<Atom> wanted = new HashSet<>(pullback.arguments());
    List<Statement> needed = new ArrayList<>();
    int wraps = 0;
    for (int i = between.size() - 1; i >= 0; i--) {
      Statement statement = between.get(i);
      boolean isWanted =
          isOfCarrier(statement)
              || AdjointArrays.isWrap(statement)
              || Mentions.definitions(statement).stream().anyMatch(wanted::contains);
      boolean isFixed =
          addsToGradient(statement)
              || throwsWithin(statement)
              || FreeVariables.of(statement).stream().anyMatch(wrapped::contains);
      if (isWanted ? !isMovable(statement) : isFixed) {
        return Optional.empty();
      }
      if (isWanted) {
        wraps += AdjointArrays.isWrap(statement) ? 1 : 0;
        wanted.addAll(Mentions.in(statement));
        needed.add(statement);
      }
    }
    if (wanted.contains(value) || wraps != 1) {
      return Optional.empty();
    }
    Collections.reverse(needed);
    return Optional.of(needed);
  }

  private boolean addsToGradient(Statement statement) {
    return FreeVariables.of(statement).stream()
        .anyMatch(it -> gradient.contains(it) || carriers.contains(it));
  }

  /** Who throws on purpose expects a gradient without a part. */
  private static boolean throwsWithin(Statement statement) {
    return statement instanceof Statement.Throw
        || statement.blocks().stream()
            .flatMap(it -> it.statements().stream())
            .anyMatch(PullbacksWithValues::throwsWithin);
  }

  private boolean isOfCarrier(Statement statement) {
    return statement instanceof Statement.Assign assign && carriers.contains(assign.target());
  }

  private boolean isMovable(Statement statement) {
    if (AdjointArrays.isWrap(statement)) {
      return Mentions.in(statement).stream()
          .allMatch(it -> !(it.type() instanceof ArrayType) || gradient.contains(it));
    }
    if (!(statement instanceof Statement.Assign assign)) {
      return false;
    }
    if (assign.operation() instanceof Operation.Copy copy) {
      boolean isFixed = !(copy.value() instanceof Variable source && source.isMutable());
      return isFixed || carriers.contains((Variable) copy.value());
    }
    return assign.operation() instanceof Operation.Apply apply && !apply.operator().mayThrow();
  }
}
