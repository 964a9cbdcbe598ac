package dev.gradc.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;

/** The compilation units that the user's javac has shown so far, over all rounds. */
public final class SourceSet {

  /** Of messages in generated code, where what an encoding puts in its place does no harm. */
  private static final char ELLIPSIS = '\u2026';

  private final CompilerAccess compiler;
  private final Map<String, CompilationUnitTree> units = new LinkedHashMap<>();
  private final Set<String> classes = new LinkedHashSet<>();
  private final BitSet characters = new BitSet();

  public SourceSet(CompilerAccess compiler) {
    this.compiler = compiler;
  }

  /** Takes in the files of a round's root elements. */
  public void add(Collection<? extends Element> roots) {
    for (Element root : roots) {
      TreePath path = compiler.trees().getPath(root);
      if (path != null) {
        add(path.getCompilationUnit());
      }
    }
  }

  /** By URI: javac may have parsed a file anew since. */
  void add(CompilationUnitTree unit) {
    units.put(unit.getSourceFile().toUri().toString(), unit);
    classes.addAll(declared(unit));
    try {
      unit.getSourceFile().getCharContent(true).chars().forEach(characters::set);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same text as Java, with those characters escaped of which it is not known whether the
   * encoding of the sources can write them: they are neither ASCII nor in any source.
   */
  public String encodable(String text) {
    StringBuilder encodable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < 0x80 || character == ELLIPSIS || characters.get(character)) {
        encodable.append(character);
      } else {
        encodable.append(String.format("\\u%04x", (int) character));
      }
    }
    return encodable.toString();
  }

  private static List<String> declared(CompilationUnitTree unit) {
    String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    List<String> names = new ArrayList<>();
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        names.add(prefix + declared.getSimpleName());
      }
    }
    return names;
  }

  /** Whether a top-level class of this name is among the sources. */
  public boolean declares(String qualifiedName) {
    return classes.contains(qualifiedName);
  }

  /** Whether a simple name stands anywhere in the sources. */
  public boolean mentions(String simpleName) {
    return units.values().stream()
        .anyMatch(unit -> new Mentions(Set.of(simpleName), true).isIn(unit));
  }

  /** Whether a simple name stands outside of bodies: javac looks it up before all bodies. */
  public boolean isDeclaredWith(String simpleName) {
    return units.values().stream()
        .anyMatch(unit -> new Mentions(Set.of(simpleName), false).isIn(unit));
  }

  /** Addresses of the files that mention classes, and declare none of them. */
  List<String> mentioning(Set<String> qualifiedNames) {
    Set<String> simpleNames = new LinkedHashSet<>();
    qualifiedNames.forEach(name -> simpleNames.add(name.substring(name.lastIndexOf('.') + 1)));
    List<String> files = new ArrayList<>();
    units.forEach(
        (file, unit) -> {
          boolean isOne = declared(unit).stream().anyMatch(qualifiedNames::contains);
          if (!isOne && new Mentions(simpleNames, true).isIn(unit)) {
            files.add(file);
          }
        });
    return files;
  }

  /** Looks for simple names. */
  private static final class Mentions extends TreeScanner<Void, Void> {

    private final Set<String> simpleNames;
    private final boolean isOfBodies;
    private boolean isMentioned;

    Mentions(Set<String> simpleNames, boolean isOfBodies) {
      this.simpleNames = simpleNames;
      this.isOfBodies = isOfBodies;
    }

    boolean isIn(CompilationUnitTree unit) {
      scan(unit, null);
      return isMentioned;
    }

    @Override
    public Void visitBlock(BlockTree node, Void nothing) {
      return isOfBodies ? super.visitBlock(node, null) : null;
    }

    @Override
    public Void visitIdentifier(IdentifierTree node, Void nothing) {
      isMentioned |= simpleNames.contains(node.getName().toString());
      return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree node, Void nothing) {
      isMentioned |= simpleNames.contains(node.getIdentifier().toString());
      return super.visitMemberSelect(node, null);
    }
  }

  Map<String, CompilationUnitTree> units() {
    return units;
  }
}
