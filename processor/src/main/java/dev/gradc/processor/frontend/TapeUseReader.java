package dev.gradc.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import dev.gradc.processor.source.UserMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what user code does to the tapes that were generated in this run, in a nested javac. Only
 * files that mention one of their companions are looked at.
 */
public final class TapeUseReader {

  private final CompilerAccess compiler;
  private final SourceSet sources;

  public TapeUseReader(CompilerAccess compiler, SourceSet sources) {
    this.compiler = compiler;
    this.sources = sources;
  }

  /**
   * All methods that may use tapes.
   *
   * @param isWhole whether nothing that mentions them was left out
   */
  public record Read(List<UserMethod> methods, boolean isWhole) {
    public Read {
      methods = List.copyOf(methods);
    }
  }

  /**
   * Reads all bodies of the files that mention one of some companions.
   *
   * @param companions qualified names of generated classes
   * @param classes of those nested in them with tapes
   */
  public Read read(Set<String> companions, Set<String> classes) {
    List<String> files = sources.mentioning(companions);
    if (files.isEmpty()) {
      return new Read(List.of(), true);
    }
    try (NestedCompilation nested = new NestedCompilation(compiler, sources, List.of())) {
      Definitions definitions = new Definitions(nested.trees());
      UseSurroundings surroundings = UseSurroundings.of(definitions);
      List<UserMethod> methods = new ArrayList<>();
      boolean isWhole = true;
      for (String file : files) {
        CompilationUnitTree tree = nested.unit(file);
        UserUnit unit = definitions.unit(tree);
        if (nested.hasErrorIn(tree)) {
          isWhole = false;
        } else {
          new Bodies(file, unit, new TapeCalls(classes), surroundings, methods).scan(tree, null);
        }
      }
      return new Read(methods, isWhole);
    }
  }

  /** Finds all bodies of a file, and reads each by itself. */
  private static final class Bodies extends TreePathScanner<Void, Void> {

    private final String file;
    private final UserUnit unit;
    private final TapeCalls tapes;
    private final UseSurroundings surroundings;
    private final List<UserMethod> methods;
    private boolean isExpected;

    Bodies(
        String file,
        UserUnit unit,
        TapeCalls tapes,
        UseSurroundings surroundings,
        List<UserMethod> methods) {
      this.file = file;
      this.unit = unit;
      this.tapes = tapes;
      this.surroundings = surroundings;
      this.methods = methods;
    }

    private void read(Tree body) {
      if (body != null) {
        UseRecorder recorder = new UseRecorder(isExpected);
        new UseStatements(unit, tapes, surroundings, recorder).read(body);
        if (recorder.hasTapes()) {
          methods.add(new UserMethod(file, recorder.body(), recorder.repeated()));
        }
      }
    }

    /** Lambdas and classes within are run by those who expect it. */
    private void expecting(boolean isAsked, Runnable scanning) {
      boolean outer = isExpected;
      isExpected |= isAsked;
      scanning.run();
      isExpected = outer;
    }

    @Override
    public Void visitMethod(MethodTree node, Void nothing) {
      expecting(
          ExpectedFailures.areAskedFor(node),
          () -> {
            read(node.getBody());
            super.visitMethod(node, null);
          });
      return null;
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree node, Void nothing) {
      read(node.getBody());
      return super.visitLambdaExpression(node, null);
    }

    @Override
    public Void visitBlock(BlockTree node, Void nothing) {
      if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
        read(node);
      }
      return super.visitBlock(node, null);
    }

    @Override
    public Void visitVariable(VariableTree node, Void nothing) {
      if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
        read(node.getInitializer());
      }
      return super.visitVariable(node, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
      expecting(ExpectedFailures.areAskedFor(node), () -> super.visitMethodInvocation(node, null));
      return null;
    }

    @Override
    public Void visitTry(TryTree node, Void nothing) {
      scan(node.getResources(), null);
      expecting(ExpectedFailures.areCaught(unit, node), () -> scan(node.getBlock(), null));
      scan(node.getCatches(), null);
      return scan(node.getFinallyBlock(), null);
    }
  }
}
