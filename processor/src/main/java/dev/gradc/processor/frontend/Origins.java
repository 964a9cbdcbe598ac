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

  /** The place of a tree; of what javac has added, none. */
  Origin of(Tree tree) {
    int start = (int) positions.getStartPosition(unit, tree);
    int end = (int) positions.getEndPosition(unit, tree);
    if (start < 0 || end < start) {
      return Origin.NONE;
    }
    return new Origin(
        NestedCompilation.simpleName(unit.getSourceFile()),
        (int) unit.getLineMap().getLineNumber(start),
        (int) unit.getLineMap().getColumnNumber(start),
        start,
        end,
        text.substring(start, end));
  }
}
