package dev.gradc.processor.uses;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.source.Fact;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.tape.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an event makes of one state; nothing, if the method is left there. */
final class EventEffects implements TapeEvent.Visitor<Optional<PathState>> {

  private final Map<String, TapeClass> classes;
  private final Set<Fact> repeated;
  private final Sightings sightings;
  private final Evidence evidence;
  private final PathState state;

  EventEffects(
      Map<String, TapeClass> classes,
      Set<Fact> repeated,
      Sightings sightings,
      Evidence evidence,
      PathState state) {
    this.classes = classes;
    this.repeated = repeated;
    this.sightings = sightings;
    this.evidence = evidence;
    this.state = state;
  }

  @Override
  public Optional<PathState> make(TapeEvent.Make event) {
    if (!classes.containsKey(event.tape())) {
      return Optional.of(state.holding(event.to(), Optional.empty()));
    }
    sightings.use(event.tape());
    if (state.isHeldElsewhere(event.to())) {
      // Variables that still hold the one made here before are followed no more.
      sightings.hide(event.tape());
    }
    TapeState.Status status = TapeState.Status.EMPTY;
    return Optional.of(state.making(event.to(), TapeState.of(event.tape(), status)));
  }

  @Override
  public Optional<PathState> copy(TapeEvent.Copy event) {
    return Optional.of(state.holding(event.to(), state.held(event.from())));
  }

  @Override
  public Optional<PathState> handle(TapeEvent.Handle event) {
    if (state.isNull(event.from())) {
      return Optional.empty();
    }
    Optional<PathState.Held> tape = state.held(event.from());
    Optional<Integer> output =
        state.tape(event.from()).flatMap(it -> classes.get(it.tape()).output(event.accessor()));
    if (output.isEmpty()) {
      return escape(new TapeEvent.Escape(event.from()))
          .map(it -> it.holding(event.to(), Optional.empty()));
    }
    return Optional.of(
        state.holding(event.to(), tape.map(it -> new PathState.Held(it.tape(), output.get()))));
  }

  @Override
  public Optional<PathState> clear(TapeEvent.Clear event) {
    return Optional.of(
        state.holding(
            event.holder(), Optional.of(PathState.Held.NULL).filter(any -> event.isNull())));
  }

  @Override
  public Optional<PathState> forward(TapeEvent.Forward event) {
    if (state.isNull(event.holder())) {
      return Optional.empty();
    }
    return Optional.of(
        state.with(event.holder(), tape -> tape.recorded(arguments(tape, event.arguments()))));
  }

  private Map<TapeClass.Guarded, ArrayPath> arguments(
      TapeState tape, List<Optional<ArrayPath>> given) {
    Map<TapeClass.Guarded, ArrayPath> arguments = new LinkedHashMap<>();
    for (TapeClass.Guarded guarded : classes.get(tape.tape()).guarded()) {
      if (guarded.parameter() < given.size()) {
        given
            .get(guarded.parameter())
            .ifPresent(path -> arguments.put(guarded, path.then(guarded.components())));
      }
    }
    return arguments;
  }

  @Override
  public Optional<PathState> backward(TapeEvent.Backward event) {
    if (state.isNull(event.holder())) {
      return Optional.empty();
    }
    Optional<TapeState> tape = state.tape(event.holder());
    if (tape.isEmpty()) {
      sightings.hide(event.tape());
      evidence.run(event.origin());
      return Optional.of(state);
    }
    if (!tape.get().isRecorded()) {
      evidence.run(event.origin());
      return Optional.of(state);
    }
    int pass = state.held(event.holder()).orElseThrow().pass();
    boolean fails = isFailing(event, tape.get(), pass);
    modifications(event, tape.get(), pass);
    if (fails && event.isExpected()) {
      return Optional.empty();
    }
    return Optional.of(state.with(event.holder(), it -> it.with(pass, event.origin())));
  }

  private boolean isFailing(TapeEvent.Backward event, TapeState tape, int pass) {
    TapeClass known = classes.get(tape.tape());
    Evidence.Failure failure = null;
    for (Map.Entry<Integer, Origin> ran : tape.ran().entrySet()) {
      sightings.need(tape.tape(), known.savedByRetain(pass, ran.getKey()));
      List<Slot> slots = known.conflict(pass, ran.getKey());
      boolean isFirst = failure == null || ran.getValue().start() < failure.first().start();
      if (!slots.isEmpty() && isFirst) {
        failure =
            new Evidence.Failure(
                known, event.holder().name(), pass, ran.getKey(), ran.getValue(), slots);
      }
    }
    if (failure == null) {
      evidence.run(event.origin());
    } else if (!event.isExpected()) {
      evidence.failure(event.origin(), failure);
    }
    return failure != null;
  }

  private void modifications(TapeEvent.Backward event, TapeState tape, int pass) {
    tape.changed()
        .forEach(
            (array, change) -> {
              if (array.readers().contains(pass) && !event.isExpected()) {
                evidence.modification(
                    event.origin(),
                    new Evidence.Modification(
                        event.holder().name(), array, change.array(), change.place()));
              }
            });
  }

  @Override
  public Optional<PathState> close(TapeEvent.Close event) {
    return Optional.of(
        state.with(event.holder(), tape -> TapeState.of(tape.tape(), TapeState.Status.EMPTY)));
  }

  @Override
  public Optional<PathState> escape(TapeEvent.Escape event) {
    state.tape(event.holder()).ifPresent(tape -> sightings.hide(tape.tape()));
    return Optional.of(
        state.with(event.holder(), tape -> TapeState.of(tape.tape(), TapeState.Status.ESCAPED)));
  }

  @Override
  public Optional<PathState> stray(TapeEvent.Stray event) {
    sightings.hide(event.tape());
    return Optional.of(state);
  }

  @Override
  public Optional<PathState> write(TapeEvent.Write event) {
    return Optional.of(state.withAll(tape -> tape.written(event.array(), event.origin())));
  }

  @Override
  public Optional<PathState> mayThrow(TapeEvent.MayThrow event) {
    return Optional.of(state);
  }

  @Override
  public Optional<PathState> learn(TapeEvent.Learn event) {
    PathState.Truth truth = event.value() ? PathState.Truth.TRUE : PathState.Truth.FALSE;
    return Optional.of(
        repeated.contains(event.fact()) ? state.knowing(event.fact(), truth) : state);
  }

  @Override
  public Optional<PathState> change(TapeEvent.Change event) {
    Holder variable = event.variable();
    return Optional.of(
        state
            .changed(variable, event.isStep())
            .withAll(tape -> tape.without(path -> path.root().equals(variable))));
  }
}
