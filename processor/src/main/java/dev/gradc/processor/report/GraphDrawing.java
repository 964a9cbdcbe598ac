package dev.gradc.processor.report;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.report.GraphPicture.Edge;
import dev.gradc.processor.report.GraphPicture.Flow;
import dev.gradc.processor.report.GraphPicture.Group;
import dev.gradc.processor.report.GraphPicture.Kind;
import dev.gradc.processor.report.GraphPicture.Node;
import dev.gradc.processor.report.GraphPicture.SlotMark;
import dev.gradc.processor.tape.Slices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the picture's nodes and edges: of the parameters, the operations on floating-point numbers
 * that a result depends on, the cuts, and the outputs; with the slots that hold their values, and
 * the backward passes that go back through them.
 */
final class GraphDrawing {

  private static final int TEXT = 30;
  private static final int SOURCE = 34;
  private static final int TITLE = 70;

  private ReportedMethod method;
  private SourceText text;
  private Map<Variable, UserName> names;
  private DataFlow.Result flow;
  private List<Integer> nodeOf;
  private final Map<Integer, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Edge> edges = new LinkedHashMap<>();
  private Map<Variable, SlotMark> marks;

  GraphPicture draw(ReportedMethod reported) {
    method = reported;
    names = new UserNames().find(method);
    text = new SourceText(names, List.of(method.program().forward(), method.primal().body()));
    marks = new SlotMarks(text).find(method);
    flow = new DataFlow(method, marks::containsKey).follow();
    mergeParameters();
    makeNodes();
    makeEdges();
    makeResults();
    GraphPicture whole =
        new GraphPicture(
            method.methodName(),
            method.slices().outputs().stream().map(Slices.Output::name).toList(),
            List.copyOf(nodes.values()),
            edges.values().stream()
                .sorted(Comparator.comparingInt(Edge::to).thenComparing(Edge::from))
                .toList(),
            groups());
    return new SliceMarking().mark(new Trimming().trim(whole));
  }

  /** The leaves of one parameter are one node. */
  private void mergeParameters() {
    nodeOf = new ArrayList<>();
    Map<Origin, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < flow.stations().size(); i++) {
      DataFlow.Station station = flow.stations().get(i);
      Origin origin = station.statement() == null ? parameter(station).origin() : Origin.NONE;
      nodeOf.add(origin.equals(Origin.NONE) ? i : first.computeIfAbsent(origin, counted(i)));
    }
  }

  private static java.util.function.Function<Origin, Integer> counted(int number) {
    return key -> number;
  }

  private Function.Parameter parameter(DataFlow.Station station) {
    return method.primal().parameters().stream()
        .filter(it -> it.variable().equals(station.variable()))
        .findFirst()
        .orElseThrow();
  }

  private void makeNodes() {
    Set<Variable> marked = new LinkedHashSet<>();
    for (int i = 0; i < flow.stations().size(); i++) {
      DataFlow.Station station = flow.stations().get(i);
      SlotMark mark = SlotMark.NONE;
      for (Variable value : valuesOf(station)) {
        if (marks.containsKey(value) && marked.add(value)) {
          mark = mark.plus(marks.get(value));
        }
      }
      int id = nodeOf.get(i);
      if (nodes.containsKey(id)) {
        Node other = nodes.get(id);
        boolean isInput = parameter(station).isActive() || other.kind() == Kind.INPUT;
        nodes.put(id, with(other, isInput ? Kind.INPUT : Kind.CONSTANT, other.slot().plus(mark)));
      } else {
        nodes.put(id, station.statement() == null ? input(id, station, mark) : step(id, mark));
      }
    }
  }

  /** What the station gives, or the array that it writes into. */
  private List<Variable> valuesOf(DataFlow.Station station) {
    if (!(station.statement() instanceof Statement.Store store)) {
      return List.of(station.variable());
    }
    return marks.keySet().stream()
        .filter(it -> method.arrays().classOf(it).equals(method.arrays().classOf(store.array())))
        .filter(it -> it.role() != Variable.Role.PARAMETER)
        .toList();
  }

  private static Node with(Node node, Kind kind, SlotMark mark) {
    return new Node(
        node.id(),
        kind,
        node.text(),
        node.source(),
        node.line(),
        node.slices(),
        mark,
        node.group(),
        node.operations());
  }

  private Node input(int id, DataFlow.Station station, SlotMark mark) {
    Function.Parameter parameter = parameter(station);
    Origin origin = parameter.origin();
    String written = SourceLine.of(origin, TEXT);
    return new Node(
        id,
        parameter.isActive() ? Kind.INPUT : Kind.CONSTANT,
        written.isEmpty()
            ? (parameter.detached() ? "@Detach " : "")
                + station.variable().type().keyword()
                + " "
                + text.of(station.variable(), TEXT)
            : written,
        "",
        origin.line(),
        Set.of(),
        mark,
        GraphPicture.NO_GROUP,
        1);
  }

  private Node step(int id, SlotMark mark) {
    DataFlow.Station station = flow.stations().get(id);
    Statement statement = station.statement();
    UserName name = names.get(station.variable());
    boolean isCut = station.isDetach();
    Origin origin = statement.origin().statement();
    return new Node(
        id,
        isCut ? Kind.CUT : Kind.OPERATION,
        isCut && name != null ? name.text() : new NodeText(text, names).of(statement),
        SourceLine.of(origin, SOURCE),
        origin.line(),
        Set.of(),
        mark,
        station.frame(),
        isCut ? 0 : 1);
  }

  private void makeEdges() {
    for (DataFlow.Link link : flow.links()) {
      int from = nodeOf.get(link.from());
      int to = nodeOf.get(link.to());
      if (from != to) {
        addEdge(from, to, link.flow(), from > to);
      }
    }
  }

  private void addEdge(int from, int to, Flow kind, boolean isCarried) {
    edges.merge(
        from + ">" + to,
        new Edge(from, to, kind, isCarried, Set.of()),
        (one, other) -> one.flow().compareTo(other.flow()) >= 0 ? one : other);
  }

  private void makeResults() {
    Type type = method.signature().result();
    List<Leaf> leaves = Leaf.of(type);
    int base = flow.stations().size();
    for (int k = 0; k < method.slices().outputs().size(); k++) {
      String name = method.slices().outputs().get(k).name();
      Origin origin = Origin.NONE;
      boolean isGiven = false;
      for (int i = 0; i < leaves.size(); i++) {
        boolean isIts =
            method.slices().outputs().size() == 1
                || (!leaves.get(i).path().isEmpty() && leaves.get(i).path().get(0).equals(name));
        Atom result = method.primal().results().get(i);
        if (isIts && leaves.get(i).type().isDifferentiable()) {
          for (int from : flow.results().get(i)) {
            boolean flows = method.activity().isActive(result) && isVaried(from);
            addEdge(nodeOf.get(from), base + k, flows ? Flow.GRADIENT : Flow.VALUE, false);
          }
          isGiven = true;
          origin = originOf(result, origin);
        }
      }
      if (isGiven) {
        nodes.put(
            base + k,
            new Node(
                base + k,
                Kind.RESULT,
                name,
                SourceLine.of(origin, SOURCE),
                origin.line(),
                Set.of(k),
                SlotMark.NONE,
                GraphPicture.NO_GROUP,
                0));
      }
    }
  }

  private boolean isVaried(int station) {
    DataFlow.Station from = flow.stations().get(station);
    return method.activity().isVaried(from.variable()) && !from.isDetach();
  }

  private Origin originOf(Atom result, Origin other) {
    boolean isComputed = result instanceof Variable variable && text.definition(variable) != null;
    return isComputed ? text.definition((Variable) result).origin().statement() : other;
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (DataFlow.Frame frame : flow.frames()) {
      groups.add(
          new Group(
              groups.size(),
              frame.parent(),
              title(frame),
              frame.statement().origin().line(),
              !(frame.statement() instanceof Statement.If)));
    }
    return groups;
  }

  private String title(DataFlow.Frame frame) {
    if (frame.statement() instanceof Statement.If choice) {
      return (frame.isElse() ? "unless " : "if ") + text.of(choice.condition(), TEXT);
    }
    String written = SourceLine.of(frame.statement().origin(), TITLE);
    if (written.isEmpty()) {
      return frame.statement() instanceof Statement.CountedLoop loop
          ? "for " + text.of(loop.index(), TEXT)
          : "while";
    }
    return written;
  }
}
