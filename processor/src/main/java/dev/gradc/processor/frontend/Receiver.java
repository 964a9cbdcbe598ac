package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code this} is in a body: nothing in a static method; a parameter in a method of a record;
 * in a record's canonical constructor a local variable for each field, until there is an object.
 */
final class Receiver {

  /** Of a static method. */
  static final Receiver NONE = new Receiver(Optional.empty(), List.of(), Optional.empty());

  private final Optional<Local> self;
  private final List<Local> fields;
  private final Optional<RecordType> made;

  private Receiver(Optional<Local> self, List<Local> fields, Optional<RecordType> made) {
    this.self = self;
    this.fields = List.copyOf(fields);
    this.made = made;
  }

  /** The object is there. */
  static Receiver of(Local self) {
    return new Receiver(Optional.of(self), List.of(), Optional.empty());
  }

  /** The object is being made, of what these locals hold at the end. */
  static Receiver of(RecordType made, List<Local> fields) {
    return new Receiver(Optional.empty(), fields, Optional.of(made));
  }

  /** The object as a whole. */
  Optional<Expression> value(Origin origin) {
    return self.map(local -> read(local, origin));
  }

  /** One of its fields. */
  Optional<Expression> field(String name, Origin origin) {
    if (self.isPresent()) {
      return Optional.of(new Expression.Component(read(self.get(), origin), name, origin));
    }
    return fields.stream()
        .filter(local -> local.name().equals(name))
        .findFirst()
        .map(local -> read(local, origin));
  }

  /** What a constructor returns. */
  Optional<Expression> result(Origin origin) {
    if (made.isEmpty()) {
      return value(origin);
    }
    List<Expression> arguments = new ArrayList<>();
    fields.forEach(local -> arguments.add(read(local, origin)));
    return Optional.of(new Expression.NewRecord(made.get(), arguments, origin));
  }

  private static Expression read(Local local, Origin origin) {
    return new Expression.Read(new Place.LocalPlace(local), origin);
  }
}
