package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the operations on elements, among statements that may change places as far as none needs
 * another one's result, that can run in one loop: those that need one another's results, if no
 * other statement between them does.
 */
final class ElementGroups {

  /** Longer loops than these HotSpot might not compile. */
  private static final int MOST = 64;

  private final List<Statement> statements;
  private final LikelyShapes shapes;

  /** For each statement those that have to come before it. */
  private final List<Set<Integer>> before = new ArrayList<>();

  /** For each statement the group that it is in, by the place of its first member. */
  private final int[] group;

  private final Map<Integer, TreeSet<Integer>> members = new LinkedHashMap<>();

  /**
   * @param statements without blocks within
   */
  ElementGroups(List<Statement> statements, LikelyShapes shapes) {
    this.statements = statements;
    this.shapes = shapes;
    this.group = new int[statements.size()];
  }

  /** The statements in an order in which each group stands together, as a list of its own. */
  List<List<Statement>> find() {
    order();
    for (int i = 0; i < group.length; i++) {
      group[i] = i;
      members.put(i, new TreeSet<>(Set.of(i)));
    }
    TreeSet<Integer> inner = inner();
    Map<Variable, List<Integer>> readers = new HashMap<>();
    inner.forEach(it -> join(it, inner, readers));
    return scheduled();
  }

  private void order() {
    Map<Variable, Integer> defined = new HashMap<>();
    Map<Variable, Integer> mentioned = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      Set<Integer> needed = new TreeSet<>();
      Set<Variable> touched = new LinkedHashSet<>(Mentions.definitions(statement));
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable) {
          touched.add(variable);
          if (defined.containsKey(variable)) {
            needed.add(defined.get(variable));
          }
        }
      }
      for (Variable variable : Mentions.definitions(statement)) {
        defined.put(variable, i);
      }
      for (Variable variable : touched) {
        if (variable.isMutable()) {
          // All mentions of what changes stay in their order, each after the last one.
          Integer last = mentioned.put(variable, i);
          if (last != null) {
            needed.add(last);
          }
        }
      }
      needed.remove(i);
      before.add(needed);
    }
  }

  /** Operations on elements that are worth it; sums to a shape if more of them come after. */
  private TreeSet<Integer> inner() {
    Map<Variable, List<Integer>> uses = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      for (Atom atom : Mentions.in(statements.get(i))) {
        if (atom instanceof Variable variable) {
          uses.computeIfAbsent(variable, none -> new ArrayList<>()).add(i);
        }
      }
    }
    TreeSet<Integer> inner = new TreeSet<>();
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Statement.Invoke invoke
          && isOfElements(invoke)
          && (!isSum(invoke)
              || uses.getOrDefault(invoke.targets().get(0), List.of()).stream()
                  .anyMatch(inner::contains))) {
        inner.add(i);
      }
    }
    return inner;
  }

  private boolean isOfElements(Statement.Invoke invoke) {
    return ElementOperation.of(invoke.member()).isPresent()
        && !shapes.isSmall(invoke.targets().get(0))
        && invoke.arguments().stream().noneMatch(ElementGroups::isNull);
  }

  private static boolean isNull(Atom atom) {
    return atom instanceof Constant constant && constant.value() == null;
  }

  private static boolean isSum(Statement.Invoke invoke) {
    return invoke.member().name().equals("sumTo");
  }

  /**
   * Puts an operation into the groups that it belongs to.
   *
   * @param readers for each tensor the operations before that read no other one, whose results are
   *     of its shape
   */
  private void join(int i, Set<Integer> inner, Map<Variable, List<Integer>> readers) {
    Set<Integer> candidates = new LinkedHashSet<>();
    Set<Variable> needed = tensors((Statement.Invoke) statements.get(i));
    for (int other : before.get(i)) {
      if (inner.contains(other) && isNeeded(other, needed)) {
        candidates.add(other);
      }
    }
    if (needed.size() == 1) {
      Variable only = needed.iterator().next();
      List<Integer> others = readers.computeIfAbsent(only, none -> new ArrayList<>());
      candidates.addAll(others);
      others.add(i);
    }
    for (int candidate : candidates) {
      if (group[candidate] != group[i] && isFree(group[candidate], group[i])) {
        merge(group[candidate], group[i]);
      }
    }
  }

  private boolean isNeeded(int other, Set<Variable> needed) {
    return needed.contains(((Statement.Invoke) statements.get(other)).targets().get(0));
  }

  private static Set<Variable> tensors(Statement.Invoke invoke) {
    Set<Variable> tensors = new LinkedHashSet<>();
    Member member = invoke.member();
    for (int i = 0; i < member.parameters().size(); i++) {
      if (member.parameters().get(i).equals(ObjectType.TENSOR)) {
        tensors.add((Variable) invoke.arguments().get(i));
      }
    }
    return tensors;
  }

  /**
   * Whether two groups may be one: no other statement needs one of them, and the other needs it.
   */
  private boolean isFree(int one, int other) {
    if (members.get(one).size() + members.get(other).size() > MOST) {
      return false;
    }
    return !isBetween(one, other) && !isBetween(other, one);
  }

  /** Whether a group needs another one by way of something that is in neither. */
  private boolean isBetween(int first, int last) {
    Deque<Integer> work = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    for (int needed : neededBy(last)) {
      if (needed != first && seen.add(needed)) {
        work.add(needed);
      }
    }
    while (!work.isEmpty()) {
      for (int needed : neededBy(work.remove())) {
        if (needed == first) {
          return true;
        }
        if (seen.add(needed)) {
          work.add(needed);
        }
      }
    }
    return false;
  }

  /** The groups that a group needs. */
  private Set<Integer> neededBy(int of) {
    Set<Integer> needed = new LinkedHashSet<>();
    for (int member : members.get(of)) {
      before.get(member).forEach(it -> needed.add(group[it]));
    }
    needed.remove(of);
    return needed;
  }

  private void merge(int one, int other) {
    int into = Math.min(one, other);
    int gone = Math.max(one, other);
    Collection<Integer> moved = members.remove(gone);
    moved.forEach(it -> group[it] = into);
    members.get(into).addAll(moved);
  }

  /** In the order in which they were, as far as that can be. */
  private List<List<Statement>> scheduled() {
    Map<Integer, Integer> open = new HashMap<>();
    Map<Integer, List<Integer>> after = new HashMap<>();
    // A group stands where its last member was.
    Map<Integer, Integer> groupsByPlace = new HashMap<>();
    TreeSet<Integer> ready = new TreeSet<>();
    for (int each : members.keySet()) {
      Set<Integer> needed = neededBy(each);
      needed.forEach(it -> after.computeIfAbsent(it, none -> new ArrayList<>()).add(each));
      open.put(each, needed.size());
      groupsByPlace.put(place(each), each);
      if (needed.isEmpty()) {
        ready.add(place(each));
      }
    }
    List<List<Statement>> scheduled = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = groupsByPlace.get(ready.pollFirst());
      scheduled.add(members.get(next).stream().map(statements::get).toList());
      for (int waiting : after.getOrDefault(next, List.of())) {
        if (open.merge(waiting, -1, Integer::sum) == 0) {
          ready.add(place(waiting));
        }
      }
    }
    return scheduled;
  }

  /** Where the last member of a group is. */
  private int place(int of) {
    return members.get(of).last();
  }
}
