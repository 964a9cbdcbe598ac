package dev.gradc.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.gradc.processor.ir.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where trees of one compilation unit stand in the source. */
final class Origins {

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String text;

  /** Where lines begin. */
  private final int[] lines;

  Origins(Trees trees, CompilationUnitTree unit) {
    this.unit = unit;
    this.positions = trees.getSourcePositions();
    try {
      this.text = unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(offset -> text.charAt(offset) == '\n')
                    .map(end -> end + 1))
            .toArray();
  }

  /** javac keeps no table of lines where it is to write none into class files. */
  private int lineOf(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    return found >= 0 ? found + 1 : -found - 1;
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
