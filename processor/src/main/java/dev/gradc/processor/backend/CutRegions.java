package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the regions of a method that is too large are cut, and which variables are then used on
 * both sides of a cut.
 */
final class CutRegions {

  /**
   * More is cut. The virtual machine runs a method of more than 8000 bytes without ever compiling
   * it, and takes none of more than 65535.
   */
  static final int LARGEST_METHOD = 1000;

  /** Variables that are used on both sides of a cut take more code than others. */
  private static final int LARGEST_PIECE = 300;

  private static final int CALL = 2;

  /** The method itself, as a place where variables are used. */
  private static final int MAIN = 0;

  /**
   * A piece of a block.
   *
   * @param isMethod whether it is a method of its own, or stays where it is
   */
  record Piece(Block block, boolean isMethod) {}

  private final IdentityHashMap<Block, List<Piece>> pieces = new IdentityHashMap<>();
  private final Map<Variable, Integer> homes = new LinkedHashMap<>();
  private final Set<Variable> shared = new LinkedHashSet<>();
  private final Set<Variable> indices = new HashSet<>();
  private int places = MAIN;

  /**
   * Cuts, if the regions are too large for one method.
   *
   * @param ends what is read after them
   */
  CutRegions(List<Block> regions, List<? extends Atom> ends) {
    if (regions.stream().mapToInt(CodeWeight::of).sum() <= LARGEST_METHOD) {
      return;
    }
    regions.forEach(this::cut);
    Set<Variable> defined = new HashSet<>();
    regions.forEach(region -> collectDefined(region, defined));
    // What counts a while loop may have the name of the index of the loop that reverses it.
    indices.removeAll(defined);
    regions.forEach(region -> visit(region, MAIN));
    for (Variable variable : homes.keySet()) {
      if (!defined.contains(variable)) {
        use(variable, MAIN);
      }
    }
    ends.forEach(end -> use(end, MAIN));
    homes.keySet().retainAll(shared);
    homes.keySet().removeAll(indices);
  }

  /** Whether anything in the region is cut. */
  boolean isCut(Block region) {
    return !piecesOf(region).isEmpty()
        || region.statements().stream()
            .anyMatch(statement -> statement.blocks().stream().anyMatch(this::isCut));
  }

  /** The pieces of a block that is cut; none if it is not. */
  List<Piece> piecesOf(Block block) {
    return pieces.getOrDefault(block, List.of());
  }

  /** Variables that are used in more than one method, loop indices apart. */
  Set<Variable> shared() {
    return homes.keySet();
  }

  /** The variables of counted loops that are nothing else. */
  Set<Variable> indices() {
    return indices;
  }

  /** What is left of the block's weight. */
  private int cut(Block block) {
    List<Integer> weights = new ArrayList<>();
    int total = 0;
    for (Statement statement : block.statements()) {
      int weight = CodeWeight.of(statement);
      if (statement instanceof Statement.WhileLoop loop) {
        // Its condition is computed where it is asked for.
        weight += CodeWeight.of(loop.header()) + cut(loop.body());
      } else {
        for (Block inner : statement.blocks()) {
          weight += cut(inner);
        }
      }
      weights.add(weight);
      total += weight;
    }
    if (total <= LARGEST_PIECE) {
      return total;
    }
    List<Piece> found = pieces(block, weights);
    if (found.size() < 2) {
      return total;
    }
    pieces.put(block, found);
    return CALL * found.size();
  }

  private static List<Piece> pieces(Block block, List<Integer> weights) {
    List<Piece> found = new ArrayList<>();
    // Java has to see that the end is not reached.
    int end = block.statements().size() - (block.isAbruptToJava() ? 1 : 0);
    int start = 0;
    int weight = 0;
    for (int i = 0; i < end; i++) {
      if (weight > 0 && weight + weights.get(i) > LARGEST_PIECE) {
        found.add(new Piece(new Block(block.statements().subList(start, i)), true));
        start = i;
        weight = 0;
      }
      weight += weights.get(i);
    }
    if (start < end) {
      found.add(new Piece(new Block(block.statements().subList(start, end)), true));
    }
    if (end < block.statements().size()) {
      List<Statement> last = block.statements().subList(end, block.statements().size());
      found.add(new Piece(new Block(last), false));
    }
    return found;
  }

  private void collectDefined(Block block, Set<Variable> defined) {
    for (Statement statement : block.statements()) {
      defined.addAll(Mentions.definitions(statement));
      if (statement instanceof Statement.CountedLoop loop) {
        indices.add(loop.index());
      }
      statement.blocks().forEach(inner -> collectDefined(inner, defined));
    }
  }

  private void visit(Block block, int place) {
    if (!pieces.containsKey(block)) {
      block.statements().forEach(statement -> visit(statement, place));
      return;
    }
    for (Piece piece : pieces.get(block)) {
      int inside = piece.isMethod() ? ++places : place;
      piece.block().statements().forEach(statement -> visit(statement, inside));
    }
  }

  private void visit(Statement statement, int place) {
    Mentions.in(statement).forEach(atom -> use(atom, place));
    Mentions.definitions(statement).forEach(variable -> use(variable, place));
    if (statement instanceof Statement.CountedLoop loop) {
      use(loop.index(), place);
    }
    if (statement instanceof Statement.WhileLoop loop) {
      use(loop.condition(), place);
    }
    statement.blocks().forEach(inner -> visit(inner, place));
  }

  private void use(Atom atom, int place) {
    if (atom instanceof Variable variable) {
      Integer home = homes.putIfAbsent(variable, place);
      if (home != null && home != place) {
        shared.add(variable);
      }
    }
  }
}
