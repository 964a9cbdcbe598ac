package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.gradc.processor.ir.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where trees of one compilation unit stand in the source. */
final class Origins {

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String text;

  Origins(Trees trees, CompilationUnitTree unit) {
    this.unit = unit;
    this.positions = trees.getSourcePositions();
    try {
      this.text = unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** javac keeps no table of lines where it is to write none into class files. */
  private int lineOf(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** The place of a tree; of what javac has added, none. */
  Origin of(Tree tree) {
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    if (start < 0 || end < start) {
      return Origin.NONE;
    }
    return new Origin(
        NestedCompilation.simpleName(unit.getSourceFile()),
        lineOf(start),
        start - text.lastIndexOf('\n', start - 1),
        start,
        end,
        text.substring(start, end));
  }
}
