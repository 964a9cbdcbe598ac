package dev.gradc.processor.frontend;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Expression;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;

/**
 * What the lowerings of one method share.
 *
 * @param topLevel the class whose methods can be compiled in
 * @param receiver what {@code this} stands for
 * @param isDifferentiable which functions have a rule
 * @param companions how differentiable methods of other classes are called
 * @param opened generated classes whose calls are differentiated through
 * @param calls the calls that were met
 */
record Lowering(
    AttributedTrees trees,
    Refusals refusals,
    Locals locals,
    Conversions conversions,
    TypeElement topLevel,
    Receiver receiver,
    RecordMembers members,
    Predicate<Operator> isDifferentiable,
    CompanionReader companions,
    Set<String> opened,
    Calls calls) {

  Lowering(
      AttributedTrees trees,
      Refusals refusals,
      TypeElement topLevel,
      RecordMembers members,
      Predicate<Operator> isDifferentiable,
      CompanionReader companions,
      Set<String> opened,
      Calls calls) {
    this(
        trees,
        refusals,
        new Locals(trees, refusals),
        topLevel,
        members,
        isDifferentiable,
        companions,
        opened,
        calls);
  }

  private Lowering(
      AttributedTrees trees,
      Refusals refusals,
      Locals locals,
      TypeElement topLevel,
      RecordMembers members,
      Predicate<Operator> isDifferentiable,
      CompanionReader companions,
      Set<String> opened,
      Calls calls) {
    this(
        trees,
        refusals,
        locals,
        new Conversions(refusals, new MemberUses(calls, locals, members, refusals)),
        topLevel,
        Receiver.NONE,
        members,
        isDifferentiable,
        companions,
        opened,
        calls);
  }

  /** The same for a body in which there is an object. */
  Lowering with(Receiver object) {
    return new Lowering(
        trees,
        refusals,
        locals,
        conversions,
        topLevel,
        object,
        members,
        isDifferentiable,
        companions,
        opened,
        calls);
  }

  Origin origin(Tree tree) {
    return trees.origin(tree);
  }

  /** Something to go on with after a problem; unresolved trees have theirs from javac. */
  Expression placeholder(Tree tree) {
    refusals.standIn(origin(tree));
    return Conversions.placeholder(trees.type(tree).orElse(Scalar.DOUBLE), origin(tree));
  }

  /** Says what is wrong with the type of an expression, and goes on. */
  Expression refusedType(Tree tree) {
    trees.mirror(tree).ifPresent(mirror -> refusals.add(TypeReader.refusal(mirror, origin(tree))));
    return placeholder(tree);
  }

  /**
   * Whether to look for problems in an expression that is refused as a whole already, for what is
   * done with it: not if it would be refused for its type, once more.
   */
  boolean isWorthALook(Tree tree) {
    return tree instanceof LambdaExpressionTree
        || tree instanceof MemberReferenceTree
        || trees.type(tree).isPresent();
  }
}
