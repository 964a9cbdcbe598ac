package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.source.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Which arrays are written in place: by an assignment, by the library, and by methods that are
 * compiled now and visibly write what they were given, or what their object was (an optimizer).
 */
final class InPlaceWrites {

  private static final Set<String> FILLS =
      Set.of("fill", "setAll", "parallelSetAll", "parallelPrefix", "sort", "parallelSort");

  private final Definitions definitions;
  private final Holders holders;
  private final ArrayHoldings holdings;
  private final Map<Element, Set<ArrayPath>> summaries = new LinkedHashMap<>();

  InPlaceWrites(Definitions definitions, Holders holders, ArrayHoldings holdings) {
    this.definitions = definitions;
    this.holders = holders;
    this.holdings = holdings;
  }

  /** By what stands on the left of an assignment. */
  Set<ArrayPath> byAssignment(UserUnit unit, Tree target) {
    return target instanceof ArrayAccessTree element ? holdings.of(unit, element) : Set.of();
  }

  /** By a call of a method. */
  Set<ArrayPath> byCall(UserUnit unit, MethodInvocationTree call, ExecutableElement method) {
    Set<ArrayPath> written = new LinkedHashSet<>(byLibrary(unit, call, method));
    for (ArrayPath path : summary(method)) {
      if (path.root().equals(Holder.THIS)) {
        written.addAll(ofObject(unit, ArrayHoldings.receiver(call), path));
      } else {
        List<VariableElement> parameters = new ArrayList<>(method.getParameters());
        for (int i = 0; i < parameters.size() && i < call.getArguments().size(); i++) {
          if (holders.of(parameters.get(i)).equals(path.root())) {
            holdings
                .of(unit, call.getArguments().get(i))
                .forEach(it -> written.add(it.then(path.selectors())));
          }
        }
      }
    }
    return written;
  }

  private Set<ArrayPath> byLibrary(
      UserUnit unit, MethodInvocationTree call, ExecutableElement method) {
    String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
    String name = method.getSimpleName().toString();
    if (owner.equals("java.util.Arrays") && FILLS.contains(name)) {
      return holdings.of(unit, call.getArguments().get(0));
    }
    return owner.equals("java.lang.System") && name.equals("arraycopy")
        ? holdings.of(unit, call.getArguments().get(2))
        : Set.of();
  }

  /** What a body writes itself, by paths from its parameters and from its object. */
  private Set<ArrayPath> summary(ExecutableElement method) {
    Set<ArrayPath> known = summaries.get(method);
    if (known != null) {
      return known;
    }
    Set<ArrayPath> written = new LinkedHashSet<>();
    Optional<UserUnit> unit = definitions.unitOf(method);
    if (unit.isPresent()
        && definitions.declaration(method).orElseThrow() instanceof MethodTree declared
        && declared.getBody() != null) {
      new Writes(unit.get(), written).scan(declared.getBody(), null);
    }
    summaries.put(method, written);
    return written;
  }

  private final class Writes extends TreeScanner<Void, Void> {

    private final UserUnit unit;
    private final Set<ArrayPath> written;

    Writes(UserUnit unit, Set<ArrayPath> written) {
      this.unit = unit;
      this.written = written;
    }

    @Override
    public Void visitAssignment(AssignmentTree node, Void nothing) {
      written.addAll(byAssignment(unit, node.getVariable()));
      return super.visitAssignment(node, null);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree node, Void nothing) {
      written.addAll(byAssignment(unit, node.getVariable()));
      return super.visitCompoundAssignment(node, null);
    }

    @Override
    public Void visitUnary(UnaryTree node, Void nothing) {
      if (node.getKind() != Tree.Kind.LOGICAL_COMPLEMENT) {
        written.addAll(byAssignment(unit, isStep(node) ? node.getExpression() : node));
      }
      return super.visitUnary(node, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
      if (unit.attributed().element(node).orElse(null) instanceof ExecutableElement method) {
        written.addAll(byLibrary(unit, node, method));
      }
      return super.visitMethodInvocation(node, null);
    }
  }

  /** {@code ++} or {@code --}. */
  static boolean isStep(UnaryTree node) {
    return switch (node.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> false;
    };
  }

  /** What the method of an object writes of the arrays that the object reaches. */
  private Set<ArrayPath> ofObject(UserUnit unit, ExpressionTree receiver, ArrayPath path) {
    if (receiver == null) {
      return Set.of(path);
    }
    Set<ArrayPath> written = new LinkedHashSet<>();
    holdings.one(unit, receiver).ifPresent(object -> written.add(object.then(path.selectors())));
    Optional<Definitions.Definition> made =
        variable(unit, receiver)
            .flatMap(definitions::of)
            .filter(definition -> definition.value() instanceof NewClassTree);
    if (made.isPresent() && !path.selectors().isEmpty()) {
      written.addAll(given(made.get(), path.selectors()));
    }
    return written;
  }

  private static Optional<Element> variable(UserUnit unit, ExpressionTree expression) {
    return expression instanceof IdentifierTree || expression instanceof MemberSelectTree
        ? unit.attributed().element(expression)
        : Optional.empty();
  }

  /** What an object was given, when it was made, for what its field leads to. */
  private Set<ArrayPath> given(Definitions.Definition made, List<String> selectors) {
    NewClassTree creation = (NewClassTree) made.value();
    Element element = made.unit().attributed().element(creation).orElse(null);
    if (!(element instanceof ExecutableElement constructor)) {
      return Set.of();
    }
    Optional<Definitions.Definition> field =
        constructor.getEnclosingElement().getEnclosedElements().stream()
            .filter(it -> it.getKind().isField())
            .filter(it -> it.getSimpleName().contentEquals(selectors.get(0)))
            .findFirst()
            .flatMap(it -> definitions.unitOf(it).flatMap(unit -> definitions.of(it)));
    if (field.isEmpty()) {
      return Set.of();
    }
    Set<ArrayPath> written = new LinkedHashSet<>();
    for (ArrayPath path : holdings.of(field.get().unit(), field.get().value())) {
      List<String> rest = new ArrayList<>(path.selectors());
      rest.addAll(selectors.subList(1, selectors.size()));
      for (int i = 0; i < constructor.getParameters().size(); i++) {
        if (holders.of(constructor.getParameters().get(i)).equals(path.root())
            && i < creation.getArguments().size()) {
          holdings
              .of(made.unit(), creation.getArguments().get(i))
              .forEach(it -> lasting(it).ifPresent(array -> written.add(array.then(rest))));
        }
      }
    }
    return written;
  }

  /** A parameter of a constructor is the field that it is put into. */
  private Optional<ArrayPath> lasting(ArrayPath path) {
    Optional<Element> field = holders.element(path.root()).flatMap(definitions::fieldOf);
    return field.isEmpty()
        ? Optional.of(path)
        : Optional.of(
            new ArrayPath(Holder.THIS, List.of(field.get().getSimpleName().toString()))
                .then(path.selectors()));
  }
}
