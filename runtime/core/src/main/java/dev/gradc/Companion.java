package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What generated code of one compilation has to know of that of another. gradc puts it on the class
 * that it generates for a method, and reads it where the method is called; {@code dev.gradc.check}
 * reads it in tests. It is not meant to be written by hand. See docs/abi.md.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Companion {

  /**
   * The version of the conventions that the class follows.
   *
   * @return the version; a caller of another one is not compiled
   */
  int abi();

  /**
   * How the gradient's parts are read.
   *
   * @return for each parameter of the method, records taken apart into their components, the name
   *     of an accessor, empty where no derivative flows to it
   */
  String[] parts();

  /**
   * The components of the records among the parameters, as they were when the class was generated.
   *
   * @return for each part the path to it, empty for what is no component; nothing for a method
   *     without records
   */
  String[] components() default {};

  /**
   * The components of a result that is a record.
   *
   * @return the path to each; nothing for a method whose result is no record
   */
  String[] results() default {};

  /**
   * Which array parameters the method may write.
   *
   * @return their positions among the parts, from 0
   */
  int[] written() default {};

  /**
   * Which of these are arrays of arrays, into which the method may put other arrays.
   *
   * @return their positions among the parts, from 0
   */
  int[] moved() default {};

  /**
   * Which array parameters the method's result may be, or hold, or be a row of.
   *
   * @return their positions among the parts, from 0
   */
  int[] shared() default {};

  /**
   * Which components of the result may be one array, or hold one another.
   *
   * @return their positions among the results, from 0
   */
  int[] joined() default {};

  /**
   * Which components of the result are arrays of arrays in which one array may stand in two places.
   *
   * @return their positions among the results, from 0
   */
  int[] repeated() default {};

  /**
   * Which arrays of {@code static final} fields the method reads, itself or in what it calls.
   *
   * @return their types, as {@code double[]}
   */
  String[] statics() default {};

  /**
   * Whether the method gives the same when it is evaluated once more with the same arguments, as
   * the backward pass of a caller does.
   *
   * @return false if it calls code, or reads fields, that gradc knows nothing of
   */
  boolean repeatable() default true;

  /**
   * What the method consists of, with the methods of its own class that it calls: a text that
   * changes with it. Generated code that holds the body of another class {@linkplain OtherClasses
   * looks} whether it is still that.
   *
   * @return nothing in code of before there was this
   */
  String body() default "";

  /**
   * What the class takes for granted of other classes and cannot look at itself: a text that
   * changes with it. Notes that a compilation has left of it (docs/adr/0106) hold for the class as
   * long as they are under this text.
   *
   * @return nothing for a class that relies on nothing of that kind
   */
  String relies() default "";

  /**
   * What callers have to know of the method where they evaluate it, and go back through it, on
   * memory that they keep. It is on the class within that of the method which does so.
   */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface OnKeptMemory {

    /**
     * How the cotangents are read that the pullback has left behind.
     *
     * @return as {@link Companion#parts()}
     */
    String[] parts();

    /**
     * How several results are read after an evaluation.
     *
     * @return the name of an accessor for each; nothing for a method that has one result
     */
    String[] given() default {};

    /**
     * Whether tensors that the method is given, or their cotangents, get to code of which nothing
     * is known.
     *
     * @return false if nobody has them when the call is over
     */
    boolean holdsArguments() default false;

    /**
     * The same of the arrays in which cotangents are added up.
     *
     * @return false if nobody has them when the call is over
     */
    boolean holdsSums() default false;

    /**
     * Whether a result may be a tensor that the method is given.
     *
     * @return false if it never is
     */
    boolean givesArguments() default false;
  }
}
