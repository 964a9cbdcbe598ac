package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.source.Holder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Which arrays an expression stands for, or surely holds: {@code w}, {@code model.w()}, {@code
 * List.of(w, b)}. What is not known is left out.
 */
final class ArrayHoldings {

  /** No more definitions and methods are gone through, one behind the other. */
  private static final int DEEPEST = 8;

  private static final Set<String> COLLECTORS = Set.of("of", "asList", "copyOf");

  private final Definitions definitions;
  private final Holders holders;
  private int depth;

  ArrayHoldings(Definitions definitions, Holders holders) {
    this.definitions = definitions;
    this.holders = holders;
  }

  /** By paths from variables of the body that the expression stands in, and from {@code this}. */
  Set<ArrayPath> of(UserUnit unit, Tree expression) {
    if (expression == null || depth > DEEPEST) {
      return Set.of();
    }
    depth++;
    try {
      return expression.accept(new Reading(unit), null);
    } finally {
      depth--;
    }
  }

  /** Where there is just one. */
  Optional<ArrayPath> one(UserUnit unit, Tree expression) {
    Set<ArrayPath> all = of(unit, expression);
    return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
  }

  private final class Reading extends SimpleTreeVisitor<Set<ArrayPath>, Void> {

    private final UserUnit unit;

    Reading(UserUnit unit) {
      super(Set.of());
      this.unit = unit;
    }

    @Override
    public Set<ArrayPath> visitParenthesized(ParenthesizedTree node, Void nothing) {
      return of(unit, node.getExpression());
    }

    @Override
    public Set<ArrayPath> visitTypeCast(TypeCastTree node, Void nothing) {
      return of(unit, node.getExpression());
    }

    @Override
    public Set<ArrayPath> visitArrayAccess(ArrayAccessTree node, Void nothing) {
      return of(unit, node.getExpression());
    }

    @Override
    public Set<ArrayPath> visitNewArray(NewArrayTree node, Void nothing) {
      return union(node.getInitializers());
    }

    @Override
    public Set<ArrayPath> visitConditionalExpression(ConditionalExpressionTree node, Void nothing) {
      Set<ArrayPath> both = new LinkedHashSet<>(of(unit, node.getTrueExpression()));
      both.retainAll(of(unit, node.getFalseExpression()));
      return both;
    }

    @Override
    public Set<ArrayPath> visitIdentifier(IdentifierTree node, Void nothing) {
      if (node.getName().contentEquals("this")) {
        return Set.of(new ArrayPath(Holder.THIS, List.of()));
      }
      return unit.attributed().element(node).map(this::variable).orElse(Set.of());
    }

    private Set<ArrayPath> variable(Element element) {
      if (Holders.isLocal(element)) {
        return defined(element).orElse(Set.of(new ArrayPath(holders.of(element), List.of())));
      }
      return element.getKind() == ElementKind.FIELD
          ? field(element, new ArrayPath(Holder.THIS, List.of()))
          : Set.of();
    }

    private Set<ArrayPath> field(Element field, ArrayPath object) {
      if (!definitions.isKept(field)) {
        return Set.of();
      }
      if (field.getModifiers().contains(Modifier.STATIC)) {
        return defined(field).orElse(Set.of(new ArrayPath(holders.of(field), List.of())));
      }
      boolean isOwn = object.equals(new ArrayPath(Holder.THIS, List.of()));
      return Optional.of(isOwn)
          .filter(own -> own)
          .flatMap(own -> defined(field))
          .orElse(Set.of(object.then(List.of(field.getSimpleName().toString()))));
    }

    /** What the value of a variable stands for, if that is the same wherever it stands. */
    private Optional<Set<ArrayPath>> defined(Element variable) {
      boolean isLocal = Holders.isLocal(variable);
      return definitions
          .of(variable)
          .map(definition -> of(definition.unit(), definition.value()))
          .filter(paths -> !paths.isEmpty())
          .filter(paths -> paths.stream().allMatch(path -> isLasting(path.root(), isLocal)));
    }

    private boolean isLasting(Holder root, boolean isLocal) {
      return root.equals(Holder.THIS)
          || holders
              .element(root)
              .filter(it -> definitions.isKept(it) && (isLocal || !Holders.isLocal(it)))
              .isPresent();
    }

    @Override
    public Set<ArrayPath> visitMemberSelect(MemberSelectTree node, Void nothing) {
      Optional<Element> field =
          unit.attributed().element(node).filter(it -> it.getKind() == ElementKind.FIELD);
      if (field.isEmpty()) {
        return Set.of();
      }
      return field.get().getModifiers().contains(Modifier.STATIC)
          ? variable(field.get())
          : one(unit, node.getExpression())
              .map(object -> field(field.get(), object))
              .orElse(Set.of());
    }

    @Override
    public Set<ArrayPath> visitMethodInvocation(MethodInvocationTree node, Void nothing) {
      Optional<Element> element = unit.attributed().element(node);
      if (element.isEmpty() || !(element.get() instanceof ExecutableElement method)) {
        return Set.of();
      }
      String name = method.getSimpleName().toString();
      String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
      if (owner.startsWith("java.util.")) {
        return COLLECTORS.contains(name) && method.getModifiers().contains(Modifier.STATIC)
            ? union(node.getArguments())
            : name.equals("get") ? of(unit, receiver(node)) : Set.of();
      }
      return node.getArguments().isEmpty() ? gotten(node, method) : Set.of();
    }

    /** Of an accessor, or another method that only returns something. */
    private Set<ArrayPath> gotten(MethodInvocationTree node, ExecutableElement method) {
      Optional<ArrayPath> object =
          receiver(node) == null
              ? Optional.of(new ArrayPath(Holder.THIS, List.of()))
              : one(unit, receiver(node));
      if (object.isEmpty() || method.getModifiers().contains(Modifier.STATIC)) {
        return Set.of();
      }
      Optional<ExpressionTree> result =
          definitions.declaration(method).flatMap(ArrayHoldings::returned);
      if (result.isEmpty()) {
        return isAccessor(method)
            ? Set.of(object.get().then(List.of(method.getSimpleName().toString())))
            : Set.of();
      }
      Set<ArrayPath> found = new LinkedHashSet<>();
      for (ArrayPath path : of(definitions.unitOf(method).orElseThrow(), result.get())) {
        if (path.root().equals(Holder.THIS)) {
          found.add(object.get().then(path.selectors()));
        }
      }
      return found;
    }

    private Set<ArrayPath> union(List<? extends ExpressionTree> expressions) {
      Set<ArrayPath> all = new LinkedHashSet<>();
      if (expressions != null) {
        expressions.forEach(it -> all.addAll(of(unit, it)));
      }
      return all;
    }
  }

  /** What a method is called on; null where that is implied. */
  static ExpressionTree receiver(MethodInvocationTree node) {
    return node.getMethodSelect() instanceof MemberSelectTree select
        ? select.getExpression()
        : null;
  }

  private static boolean isAccessor(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement type
        && type.getRecordComponents().stream()
            .anyMatch(it -> it.getSimpleName().equals(method.getSimpleName()));
  }

  private static Optional<ExpressionTree> returned(Tree method) {
    if (method instanceof MethodTree declared) {
      BlockTree body = declared.getBody();
      if (body != null
          && body.getStatements().size() == 1
          && body.getStatements().get(0) instanceof ReturnTree result) {
        return Optional.ofNullable(result.getExpression());
      }
    }
    return Optional.empty();
  }
}
