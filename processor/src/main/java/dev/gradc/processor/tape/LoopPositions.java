package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.IntRanges;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers the iterations of every loop that has a reverse, over all its runs, so that what a loop
 * records goes to arrays with that index.
 *
 * <p>Three cases. An outermost counted loop: the iteration number, {@code i} itself in {@code for
 * (int i = 0; i < n; i++)}. A counted loop in such loops whose bounds do not change: {@code i * m +
 * j}, with room made once for all. Any other: a mark counts on from run to run; the mark at entry
 * is a value like any other, which the outer loop records.
 *
 * <p>What nobody uses of this is dead code, and removed as such.
 */
final class LoopPositions {

  private static final Constant ONE = number(1);

  private final FreshNames names;
  private IntRanges ranges = IntRanges.in(Block.EMPTY);
  private final Map<String, Variable> reversedLoops;
  private final Map<String, LoopPosition> positions = new LinkedHashMap<>();
  private final Map<String, Extent> extents = new LinkedHashMap<>();
  private final Map<Variable, Integer> loopDepths = new HashMap<>();
  private final List<Statement> marks = new ArrayList<>();
  private final Set<Variable> bases = new LinkedHashSet<>();
  private final Set<Variable> arithmetic = new LinkedHashSet<>();

  /** Bounds that stand for numbers of iterations, and may be less than none. */
  private final Set<Atom> negative = new LinkedHashSet<>();

  /**
   * @param reversedLoops label and index variable of every loop in the backward region
   */
  LoopPositions(FreshNames names, Map<String, Variable> reversedLoops) {
    this.names = names;
    this.reversedLoops = reversedLoops;
  }

  /**
   * The forward region with the positions computed.
   *
   * @param bases values of marks at loop entry, which the positions are computed from
   * @param arithmetic what is computed on the way to the positions
   * @param extents for each loop how many iterations it has over all its runs
   */
  record Result(
      Block forward,
      Map<String, LoopPosition> positions,
      Set<Variable> bases,
      Set<Variable> arithmetic,
      Map<String, Extent> extents) {}

  /** What a block knows of the loop around it. */
  private record Outer(int depth, Atom position, String outermost, Atom total, Extent extent) {

    boolean isRectangular() {
      return extent.isProduct();
    }
  }

  Result number(Block forward) {
    ranges = IntRanges.in(forward);
    FreeVariables.of(forward).forEach(it -> loopDepths.put(it, 0));
    Block body = visit(forward, Optional.empty(), new ArrayList<>());
    List<Statement> statements = new ArrayList<>(marks);
    statements.addAll(body.statements());
    return new Result(new Block(statements), positions, bases, arithmetic, extents);
  }

  /**
   * @param beforeOutermost what is to be computed before the outermost loop around the block
   */
  private Block visit(Block block, Optional<Outer> outer, List<Statement> beforeOutermost) {
    int depth = outer.map(Outer::depth).orElse(0);
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      statements.addAll(visit(statement, outer, beforeOutermost, depth));
    }
    return new Block(statements);
  }

  private List<Statement> visit(
      Statement statement, Optional<Outer> outer, List<Statement> beforeOutermost, int depth) {
    if (statement instanceof Statement.CountedLoop loop) {
      return reversedLoops.containsKey(loop.label())
          ? counted(loop, outer, beforeOutermost)
          : List.of(statement);
    }
    if (statement instanceof Statement.WhileLoop loop) {
      return reversedLoops.containsKey(loop.label()) ? whileLoop(loop, outer) : List.of(statement);
    }
    if (statement instanceof Statement.If choice) {
      return List.of(
          new Statement.If(
              choice.condition(),
              visit(choice.then(), outer, beforeOutermost),
              visit(choice.otherwise(), outer, beforeOutermost),
              choice.origin()));
    }
    if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
      loopDepths.put(assign.target(), depth);
    }
    return List.of(statement);
  }

  private List<Statement> counted(
      Statement.CountedLoop loop, Optional<Outer> outer, List<Statement> beforeOutermost) {
    if (outer.isEmpty()) {
      return outermost(loop);
    }
    boolean isRectangular =
        outer.get().isRectangular()
            && isInvariant(loop.from())
            && isInvariant(loop.bound())
            && isCounted(loop);
    return isRectangular
        ? rectangular(loop, outer.get(), beforeOutermost)
        : marked(loop, outer.get());
  }

  private List<Statement> outermost(Statement.CountedLoop loop) {
    IntArithmetic before = new IntArithmetic(names, arithmetic);
    Atom trips = trips(loop, before);
    IntArithmetic top = new IntArithmetic(names, arithmetic);
    Atom position = iteration(loop, top);
    positions.put(loop.label(), new LoopPosition(position, Optional.of(loop.label()), trips));
    Extent extent = extent(loop.label(), loop, Optional.empty(), true);
    List<Statement> hoisted = new ArrayList<>();
    Block body =
        visit(
            loop.body(), Optional.of(new Outer(1, position, loop.label(), trips, extent)), hoisted);
    before.into().addAll(hoisted);
    before.into().add(withBody(loop, top, body));
    return before.into();
  }

  private List<Statement> rectangular(
      Statement.CountedLoop loop, Outer outer, List<Statement> beforeOutermost) {
    IntArithmetic hoisted = new IntArithmetic(names, arithmetic);
    Atom trips = trips(loop, hoisted);
    Atom outside = atLeastZero(outer.total(), hoisted, loop.origin());
    Atom inside = atLeastZero(trips, hoisted, loop.origin());
    Atom total = hoisted.apply("total", Symbol.MUL, outside, inside, loop.origin());
    beforeOutermost.addAll(hoisted.into());
    IntArithmetic before = new IntArithmetic(names, arithmetic);
    Atom base = before.apply("base", Symbol.MUL, outer.position(), trips, loop.origin());
    IntArithmetic top = new IntArithmetic(names, arithmetic);
    Atom position = top.apply("position", Symbol.ADD, base, iteration(loop, top), loop.origin());
    positions.put(loop.label(), new LoopPosition(position, Optional.of(outer.outermost()), total));
    Extent extent = extent(loop.label(), loop, Optional.of(outer), true);
    Outer inner = new Outer(outer.depth() + 1, position, outer.outermost(), total, extent);
    before.into().add(withBody(loop, top, visit(loop.body(), Optional.of(inner), beforeOutermost)));
    return before.into();
  }

  private List<Statement> marked(Statement.CountedLoop loop, Outer outer) {
    Origin origin = loop.origin();
    Variable mark = mark(origin);
    IntArithmetic before = new IntArithmetic(names, arithmetic);
    Variable base = before.copy("base", mark, origin);
    bases.add(base);
    Atom bound = trips(loop, before);
    Atom trips = bound;
    if (bound.equals(loop.bound())) {
      trips = before.atLeastZero("trips", bound, origin);
    }
    Atom size = before.apply("size", Symbol.ADD, base, trips, origin);
    IntArithmetic top = new IntArithmetic(names, arithmetic);
    Atom position = top.apply("position", Symbol.ADD, base, iteration(loop, top), origin);
    positions.put(loop.label(), new LoopPosition(position, Optional.of(loop.label()), size));
    Extent extent = extent(loop.label(), loop, Optional.of(outer), false);
    Outer inner = new Outer(outer.depth() + 1, position, loop.label(), size, extent);
    Block body = visit(loop.body(), Optional.of(inner), new ArrayList<>());
    before.into().add(withBody(loop, top, body));
    before.into().add(new Statement.Accumulate(mark, trips, origin));
    return before.into();
  }

  private List<Statement> whileLoop(Statement.WhileLoop loop, Optional<Outer> outer) {
    Origin origin = loop.origin();
    Variable iteration = reversedLoops.get(loop.label());
    IntArithmetic before = new IntArithmetic(names, arithmetic);
    IntArithmetic top = new IntArithmetic(names, arithmetic);
    // The first statement of the body defines the iteration number.
    List<Statement> body = loop.body().statements();
    top.into().add(body.get(0));
    Atom position = iteration;
    List<Statement> end = new ArrayList<>();
    if (outer.isPresent()) {
      Variable mark = mark(origin);
      Variable base = before.copy("base", mark, origin);
      bases.add(base);
      position = top.apply("position", Symbol.ADD, base, iteration, origin);
      end.add(new Statement.Accumulate(mark, Constant.of(1), origin));
    }
    Atom size = top.apply("size", Symbol.ADD, position, Constant.of(1), origin);
    positions.put(loop.label(), new LoopPosition(position, Optional.empty(), size));
    int depth = outer.map(Outer::depth).orElse(0) + 1;
    Extent extent = extent(loop.label(), loop, outer, false);
    Outer inner = new Outer(depth, position, loop.label(), size, extent);
    Block rest = new Block(body.subList(1, body.size()));
    top.into().addAll(visit(rest, Optional.of(inner), new ArrayList<>()).statements());
    top.into().addAll(end);
    before
        .into()
        .add(
            new Statement.WhileLoop(
                loop.label(), loop.header(), loop.condition(), new Block(top.into()), origin));
    return before.into();
  }

  private Extent extent(String label, Statement loop, Optional<Outer> outer, boolean isProduct) {
    List<Statement> loops = new ArrayList<>(outer.map(Outer::extent).orElse(Extent.ONE).loops());
    loops.add(loop);
    Extent extent = new Extent(loops, isProduct);
    extents.put(label, extent);
    return extent;
  }

  /**
   * How often a loop runs. For {@code for (i = 0; i < n; i++)} it is n itself, which may be
   * negative where the loop does not run at all.
   */
  private Atom trips(Statement.CountedLoop loop, IntArithmetic arithmetic) {
    Origin origin = loop.origin();
    boolean isStrict = loop.isStrict();
    if (loop.step() == 1 && isStrict && loop.from().equals(Constant.of(0))) {
      if (ranges.of(loop.bound()).low() < 0) {
        negative.add(loop.bound());
      }
      return loop.bound();
    }
    boolean isUp = loop.isUp();
    int stride = Math.abs(loop.step());
    int excess = isStrict ? stride - 1 : stride;
    IntRanges.Range low = ranges.of(isUp ? loop.from() : loop.bound());
    IntRanges.Range high = ranges.of(isUp ? loop.bound() : loop.from());
    boolean mayOverflow =
        high.high() - low.low() + excess > Integer.MAX_VALUE
            || high.low() - low.high() < Integer.MIN_VALUE;
    if (mayOverflow) {
      return distantTrips(loop, isCounted(loop), arithmetic);
    }
    Atom span =
        isUp
            ? arithmetic.apply("span", Symbol.SUB, loop.bound(), loop.from(), origin)
            : arithmetic.apply("span", Symbol.SUB, loop.from(), loop.bound(), origin);
    Atom rounded = arithmetic.apply("span", Symbol.ADD, span, Constant.of(excess), origin);
    Atom trips = arithmetic.apply("trips", Symbol.DIV, rounded, Constant.of(stride), origin);
    return arithmetic.atLeastZero("trips", trips, origin);
  }

  /**
   * The same where an {@code int} may not hold it: a bound before the beginning is the beginning,
   * and a loop with more iterations than {@code int} counts throws, since nothing could be recorded
   * of them.
   *
   * @param isExact whether it is only the bound that may be far before the beginning
   */
  private static Atom distantTrips(
      Statement.CountedLoop loop, boolean isExact, IntArithmetic arithmetic) {
    Origin origin = loop.origin();
    boolean isUp = loop.isUp();
    Atom bound = loop.isStrict() ? loop.bound() : oneAfter(loop, arithmetic);
    bound = arithmetic.math("bound", isUp ? "max" : "min", bound, loop.from(), origin);
    Atom low = isUp ? loop.from() : bound;
    Atom high = isUp ? bound : loop.from();
    int stride = Math.abs(loop.step());
    if (stride > 1 && !isExact) {
      Atom within =
          arithmetic.apply(
              "within", Symbol.SUB, distance(high, low, arithmetic, origin), ONE, origin);
      Atom steps = arithmetic.math("steps", "floorDiv", within, number(stride), origin);
      Atom trips = arithmetic.apply("trips", Symbol.ADD, steps, ONE, origin);
      return arithmetic.toIntExact("trips", trips, origin);
    }
    Atom span =
        isExact
            ? arithmetic.apply("span", Symbol.SUB, high, low, origin)
            : arithmetic.math("span", "subtractExact", high, low, origin);
    if (stride == 1) {
      return span;
    }
    Atom within = arithmetic.apply("within", Symbol.SUB, span, Constant.of(1), origin);
    Atom steps = arithmetic.math("steps", "floorDiv", within, Constant.of(stride), origin);
    return arithmetic.apply("trips", Symbol.ADD, steps, Constant.of(1), origin);
  }

  /** High less low, which an {@code int} may not hold. */
  private static Atom distance(Atom high, Atom low, IntArithmetic arithmetic, Origin origin) {
    Atom first = arithmetic.convert("high", high, Scalar.LONG, origin);
    Atom last = arithmetic.convert("low", low, Scalar.LONG, origin);
    return arithmetic.apply("span", Symbol.SUB, first, last, origin);
  }

  private static Constant number(long value) {
    return new Constant(value, Scalar.LONG);
  }

  /** Whether an {@code int} holds the number of iterations in any case. */
  private boolean isCounted(Statement.CountedLoop loop) {
    boolean isUp = loop.isUp();
    long low = ranges.of(isUp ? loop.from() : loop.bound()).low();
    long high = ranges.of(isUp ? loop.bound() : loop.from()).high();
    return high - low + (loop.isStrict() ? 0 : 1) <= Integer.MAX_VALUE;
  }

  /** Where both are negative, their product is not. */
  private Atom atLeastZero(Atom trips, IntArithmetic arithmetic, Origin origin) {
    return negative.contains(trips) ? arithmetic.atLeastZero("trips", trips, origin) : trips;
  }

  /** The bound that {@code <} has for {@code <=}; there is none where Java would not end. */
  private static Atom oneAfter(Statement.CountedLoop loop, IntArithmetic arithmetic) {
    int sign = Integer.signum(loop.step());
    return loop.bound() instanceof Constant constant
        ? Constant.of((Integer) constant.value() + sign)
        : arithmetic.apply("after", Symbol.ADD, loop.bound(), Constant.of(sign), loop.origin());
  }

  /** The number of the current iteration, from 0. */
  private Atom iteration(Statement.CountedLoop loop, IntArithmetic arithmetic) {
    Origin origin = loop.origin();
    Atom high = loop.isUp() ? loop.index() : loop.from();
    Atom low = loop.isUp() ? loop.from() : loop.index();
    if (Math.abs(loop.step()) > 1 && !isCounted(loop)) {
      Constant stride = number(Math.abs(loop.step()));
      Atom distance = distance(high, low, arithmetic, origin);
      Atom iteration = arithmetic.apply("iteration", Symbol.DIV, distance, stride, origin);
      return arithmetic.convert("iteration", iteration, Scalar.INT, origin);
    }
    Atom distance = arithmetic.apply("distance", Symbol.SUB, high, low, origin);
    return arithmetic.apply(
        "iteration", Symbol.DIV, distance, Constant.of(Math.abs(loop.step())), origin);
  }

  private Variable mark(Origin origin) {
    Variable mark = names.fresh("mark", Scalar.INT, Role.MUTABLE);
    marks.add(new Statement.Declare(mark, origin));
    marks.add(new Statement.Assign(mark, new Operation.Copy(Constant.of(0)), origin));
    return mark;
  }

  private boolean isInvariant(Atom atom) {
    return atom instanceof Constant
        || (atom instanceof Variable variable
            && (variable.role() == Role.PARAMETER || loopDepths.getOrDefault(variable, 1) == 0));
  }

  private static Statement withBody(Statement.CountedLoop loop, IntArithmetic top, Block body) {
    List<Statement> statements = new ArrayList<>(top.into());
    statements.addAll(body.statements());
    return new Statement.CountedLoop(
        loop.label(),
        loop.index(),
        loop.from(),
        loop.relation(),
        loop.bound(),
        loop.step(),
        new Block(statements),
        loop.origin());
  }
}
