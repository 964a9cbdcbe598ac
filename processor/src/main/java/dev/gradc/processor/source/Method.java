package dev.gradc.processor.source;

import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A method, resolved and typed. An instance method has its receiver as first parameter; a
 * constructor returns what it has made.
 *
 * @param key identifies it in its program: {@code Outer.Inner.name(double,double[])}
 * @param owner Java's name of the class, with its package before a slash
 * @param isPrivate whether other classes of the package cannot call it
 * @param isStatic whether there is no object; a constructor has none yet
 * @param result absent for {@code void}
 * @param detachedResult carries {@code @Detach}
 * @param retainedResult carries {@code @Retain}
 * @param isCheckpointed carries {@code @Checkpoint}
 * @param opened generated classes whose calls are differentiated through in it
 * @param isOpen whether classes of other packages may name all that it uses
 */
public record Method(
    String key,
    String owner,
    String name,
    boolean isPrivate,
    boolean isStatic,
    List<Local> parameters,
    Optional<Type> result,
    boolean detachedResult,
    boolean retainedResult,
    boolean isCheckpointed,
    SourceStatement.BlockStatement body,
    Set<String> opened,
    boolean isOpen,
    Origin origin) {

  public Method {
    parameters = List.copyOf(parameters);
    opened = Set.copyOf(opened);
  }

  /** The same in another class. */
  public Method of(String otherOwner) {
    return new Method(
        key,
        otherOwner,
        name,
        isPrivate,
        isStatic,
        parameters,
        result,
        detachedResult,
        retainedResult,
        isCheckpointed,
        body,
        opened,
        isOpen,
        origin);
  }

  /** Whether a parameter or the result is a record, or holds some. */
  public boolean hasRecords() {
    return result.filter(Leaf::isComposite).isPresent()
        || parameters.stream().anyMatch(parameter -> Leaf.isComposite(parameter.type()));
  }
}
