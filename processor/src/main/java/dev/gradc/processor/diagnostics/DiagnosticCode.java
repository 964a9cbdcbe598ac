package dev.gradc.processor.diagnostics;

import java.text.MessageFormat;
import java.util.List;

/**
 * Every message of gradc; each has a page {@code docs/errors/<id>.md} and a refused example.
 *
 * <p>GC00xx is general, GC01xx is about what stands in a body, GC02xx about signatures, GC03xx
 * about annotations, GC04xx findings that options switch, GC09xx about the compiler and how it was
 * called.
 */
public enum DiagnosticCode {
  INTERNAL_ERROR(
      "GC0001",
      Severity.ERROR,
      "internal error while compiling ''{0}'': {1}",
      "this is gradc''s fault, not yours; please report it with the method''s source"),

  UNSUPPORTED_CONSTRUCT(
      "GC0101",
      Severity.ERROR,
      "{0} cannot be differentiated: gradc has no derivative for it",
      "rewrite it with local variables, arithmetic, loops and conditions, or compute it outside and"
          + " pass the result in as a parameter"),
  OBJECT_TYPE(
      "GC0102",
      Severity.ERROR,
      "a value of type ''{0}'' cannot stand in a differentiable method: the type has no name that"
          + " generated code could write",
      "declare it with a type that has a name, or compute it outside and pass it in as a parameter"),
  BOXED_TYPE(
      "GC0103",
      Severity.ERROR,
      "a boxed value of type ''{0}'' cannot be differentiated: it is an object, with an identity and"
          + " perhaps null",
      "use the primitive type ''{1}''"),
  NULL_LITERAL(
      "GC0105",
      Severity.ERROR,
      "null cannot be differentiated: arrays and records are always there in a differentiable"
          + " method",
      "use an empty array, or a boolean parameter that says whether it is there"),
  UNSUPPORTED_CAST(
      "GC0106",
      Severity.ERROR,
      "the cast to ''{0}'' cannot be differentiated: only casts between primitive number types, and"
          + " casts of objects, can",
      "cast to a primitive type; to detach an array, declare a local variable:"
          + " ''@Detach double[] cut = a''"),
  UNKNOWN_CALL(
      "GC0107",
      Severity.ERROR,
      "the derivative of ''{0}'' is not known, and a value that carries one goes into it",
      "write it as a static method of this top-level class, or as a differentiable method of its own"
          + " class; to pass the value as a constant, detach it: ''(@Detach double) x'', of a tensor"
          + " ''x.detach()''"),
  CALL_EFFECT(
      "GC0108",
      Severity.ERROR,
      "the derivative of call ''{0}'' is not compiled: the method is recursive or of another class,"
          + " and {1}",
      "let it return what it computes, in a new array if need be, and pass in what it asks other code"
          + " for"),
  INSTANCE_STATE(
      "GC0110",
      Severity.ERROR,
      "''{0}'' changes the state of an object or class, or asks for what is not in this class, which"
          + " a differentiable method cannot",
      "keep the value in a local variable or an array and return it, or pass it in as a parameter"),
  LAMBDA(
      "GC0111",
      Severity.ERROR,
      "a lambda or method reference cannot be differentiated: what it computes is not known here",
      "write its body in place, or in a static method of this top-level class"),
  SWITCH(
      "GC0112",
      Severity.ERROR,
      "a switch over something else than an integer, an enum or a string, or with a pattern, cannot"
          + " be differentiated",
      "use if and else; to choose by the case of a sealed interface, ask with ''instanceof'' and a name:"
          + " ''shape instanceof Circle c''"),
  ENHANCED_FOR(
      "GC0113",
      Severity.ERROR,
      "an enhanced for loop over something else than an array cannot be differentiated",
      "loop over an array, or count: ''for (int i = 0; i < list.size(); i++)'' and read"
          + " ''list.get(i)''"),
  EXCEPTION(
      "GC0114",
      Severity.ERROR,
      "{0} cannot be differentiated: where an exception comes from is not known when this is"
          + " compiled",
      "catch exceptions outside, around the call of this method"),
  SYNCHRONIZED(
      "GC0116",
      Severity.ERROR,
      "synchronized cannot be differentiated: the backward pass would run without the lock",
      "take the lock outside, around forward and backward pass"),
  INSTANCE_OF(
      "GC0117",
      Severity.ERROR,
      "this instanceof cannot be differentiated: it takes apart what carries derivatives, or uses a"
          + " pattern other than a type with a name",
      "ask for a type, and read the components by their names"),
  LOCAL_CLASS(
      "GC0118",
      Severity.ERROR,
      "a class declared in a body cannot be differentiated",
      "use local variables for its fields and static methods of this top-level class for its"
          + " methods"),
  ARRAY_COMPARISON(
      "GC0120",
      Severity.ERROR,
      "''{0}'' asks whether two arrays or records are the same object, which a derivative cannot depend on",
      "pass a boolean in, or compare elements"),
  RECORD_COMPONENT(
      "GC0130",
      Severity.ERROR,
      "the record ''{0}'' has a component ''{1}'' of type ''{2}'', which cannot be differentiated",
      "give it a primitive type, an array, a record or a class, and no box, or keep it elsewhere"),
  RECURSIVE_RECORD(
      "GC0131",
      Severity.ERROR,
      "the record ''{0}'' contains itself, so the number of its values is not known when this is"
          + " compiled",
      "keep the values in arrays, and positions in the place of references"),
  RECORD_MEMBER(
      "GC0132",
      Severity.ERROR,
      "''{0}'' may compute something, and its body is not in this top-level class, where it could be"
          + " compiled in",
      "declare the record inside the class that uses it, or leave the constructor or accessor to"
          + " Java"),
  GENERIC_CASE(
      "GC0134",
      Severity.ERROR,
      "the sealed interface ''{0}'', or one of its cases, has type parameters, and is not taken apart"
          + " into the numbers that it holds",
      "write its types in the place of the parameters, or pass the case itself as a parameter"),
  PRIVATE_MEMBER(
      "GC0140",
      Severity.ERROR,
      "''{0}'' is not visible to the class that is generated beside this one: it is {1}",
      "leave out private, so that it is visible in its package, or make it public in a public class"),
  FOREIGN_ARRAY(
      "GC0141",
      Severity.ERROR,
      "''{0}'' writes a value that carries a derivative to an array that other code holds too",
      "write to an array that is made in this method, or is a parameter of it"),

  RECORD_ARRAY(
      "GC0142",
      Severity.ERROR,
      "''{0}'' may write to an array of records that the caller has given, of which the derivative has a"
          + " copy",
      "write to a copy of your own: ''points.clone()''"),
  GENERIC_CALL(
      "GC0143",
      Severity.ERROR,
      "''{0}'' runs a body that has type parameters, or whose class has, and is not compiled in,"
          + " and a value that carries a derivative goes into it",
      "write the types that it is used with in the place of the type parameters; to pass the value"
          + " as a constant, detach it: ''(@Detach double) x''"),
  INHERITED_CALL(
      "GC0144",
      Severity.ERROR,
      "''{0}'' runs a body that an interface has for all that implement it, which is not compiled"
          + " in, and a value that carries a derivative goes into it",
      "write the method in the record itself, or make the interface sealed, with a record for each"
          + " case"),
  PARAMETER_LIMIT(
      "GC0145",
      Severity.ERROR,
      "the method ''{1}'' that is generated for ''{0}'' would have parameters in {2} places, and Java"
          + " has {3}: records are taken apart, double and long take two places each, and cotangents"
          + " are parameters too",
      "keep the numbers in arrays, in the place of parameters and components of their own"),
  INLINED_SIZE(
      "GC0146",
      Severity.ERROR,
      "''{0}'' would be compiled in {1} times here, which makes {2} statements, and gradc stops at"
          + " {3}",
      "call it in a loop, or write it in another top-level class as a differentiable method: that is"
          + " called, not compiled in"),
  STORAGE_LIMIT(
      "GC0147",
      Severity.ERROR,
      "the derivative of ''{0}'' would keep {1} {2}, and a generated class has room for {3}",
      "write what repeats as a loop over an array, or parts of it as differentiable methods of"
          + " another top-level class: these are called, not compiled in"),
  RECORD_ARRAY_OF_OTHERS(
      "GC0148",
      Severity.ERROR,
      "''{0}'' is, or holds, an array of records, of which other code and the derivative would have a"
          + " copy each: neither would see what the other puts there",
      "pass it, or what is asked of it, as a parameter, or hold its numbers in arrays of numbers"),
  CONVERTED_COMPONENT(
      "GC0149",
      Severity.ERROR,
      "the accessor ''{0}'' of ''{1}'' and its constructor may both compute something, so the field"
          + " may be neither what the one gives nor what the other takes, and a derivative sees"
          + " these alone",
      "leave the accessor to Java, or let it give the component or its clone, and give what it"
          + " computes another name"),
  NO_ACTIVE_PARAMETER(
      "GC0201",
      Severity.ERROR,
      "''{0}'' has no parameter that a gradient can flow to: each is detached, or neither double,"
          + " float, a tensor, nor an array or record of these",
      "add such a parameter, or leave out a @Detach, or leave out @Differentiable"),
  VOID_METHOD(
      "GC0202",
      Severity.ERROR,
      "''{0}'' returns nothing, so there is nothing to differentiate",
      "return double, float, double[] or float[]"),
  ABSTRACT_METHOD(
      "GC0203",
      Severity.ERROR,
      "''{0}'' is abstract, so there is no body to differentiate",
      "annotate a static method with a body"),
  NATIVE_METHOD(
      "GC0204",
      Severity.ERROR,
      "''{0}'' is native, so there is no body to differentiate",
      "write it in Java"),
  GENERIC_METHOD(
      "GC0205",
      Severity.ERROR,
      "''{0}'' has type parameters, and derivatives exist only for primitive types, tensors, and arrays"
          + " and records of them",
      "leave out the type parameters"),
  INSTANCE_METHOD(
      "GC0206",
      Severity.ERROR,
      "''{0}'' is an instance method of a class that others may extend, so that the method that is"
          + " called may be another one",
      "make the class final or a record, or make the method static and pass what it reads of the"
          + " object as parameters"),
  PARAMETER_TYPE(
      "GC0207",
      Severity.ERROR,
      "the parameter ''{0}'' has type ''{1}'', which cannot go into a differentiable method",
      "use a primitive type, a record, a class, or an array of these"),
  RESULT_TYPE(
      "GC0208",
      Severity.ERROR,
      "''{0}'' returns ''{1}'', which cannot be differentiated",
      "return double, float, double[] or float[]"),
  INACCESSIBLE_RECORD(
      "GC0215",
      Severity.ERROR,
      "the record ''{0}'' is private, and the class that is generated beside its own must name it",
      "leave out private"),
  UNNAMED_CLASS(
      "GC0216",
      Severity.ERROR,
      "''{0}'' stands in a file without a class, and generated code cannot call what is in no class"
          + " with a name",
      "write a class around it"),
  SAME_NAME(
      "GC0217",
      Severity.ERROR,
      "''{0}'' is compiled along with {2}, which have a class ''{1}'' each that gradc does not tell"
          + " apart",
      "compile these modules one after the other, or give one of the classes another name"),
  MODULE_IMPORT(
      "GC0218",
      Severity.ERROR,
      "the module ''{0}'' is compiled now, and bodies below its import cannot be read",
      "import its packages in place of it, or what is used of them"),

  LATE_RULE(
      "GC0339",
      Severity.ERROR,
      "another processor generates the rule ''{0}'', and ''{1}'' has been compiled without it",
      "write the rule by hand, or generate it in a compilation before"),
  RULE_SIGNATURE(
      "GC0303", Severity.ERROR, "the rule ''{0}'' does not fit the method ''{1}'': {2}", "{3}"),
  NAME_CLASH(
      "GC0304",
      Severity.ERROR,
      "the class generated for ''{0}'' would be named ''{1}'', and that of another method of this"
          + " class is already",
      "give it a name of its own: @Differentiable(name = \"Other\")"),
  RESERVED_NAME(
      "GC0305",
      Severity.ERROR,
      "a class generated for ''{0}'' would be named ''{1}'', a name that the generated code uses"
          + " {2}",
      "give it another name: @Differentiable(name = \"Other\"), or your class a package"),
  HIDDEN_PACKAGE(
      "GC0314",
      Severity.ERROR,
      "the class ''{1}'' hides the packages that begin with ''{1}'', which the code generated for"
          + " ''{0}'' mentions",
      "give the class another name, or another package"),
  INVALID_NAME(
      "GC0306",
      Severity.ERROR,
      "''{1}'' is not a name that a class can have",
      "write a Java identifier as name, or leave it out"),
  DETACH_MISUSE(
      "GC0307",
      Severity.ERROR,
      "an array is written through its detached alias, or one variable stands for it now detached,"
          + " now not, so that its elements would be constants and not constants at once",
      "write through the variable without @Detach, or copy the elements into a new array"),
  COMPANION_EXISTS(
      "GC0308",
      Severity.ERROR,
      "the class ''{0}'' is to be generated for ''{1}'', and there is one with this name already",
      "rename one of the two, or delete it if gradc has generated it"),

  DERIVATIVE_OBJECT(
      "GC0325",
      Severity.ERROR,
      "''{0}'' cannot be differentiated: an object that carries a derivative {1}",
      "keep gradients and tapes in local variables, and read them by their own methods; what others"
          + " are to see of one is detached: ''(@Detach double) g.x()''"),
  NO_DERIVATIVE_SOURCE(
      "GC0326",
      Severity.ERROR,
      "''{0}'' would have to be differentiated once more, and the method that it is the derivative of"
          + " is not compiled from source here",
      "compile that class together with this one, or detach what goes in:"
          + " ''(@Detach double) x''"),
  NO_SECOND_DERIVATIVE(
      "GC0327", Severity.ERROR, "''{0}'' cannot be differentiated once more: {1}", "{2}"),
  CYCLIC_DERIVATIVE(
      "GC0328",
      Severity.ERROR,
      "''{0}'' is the derivative of a method that takes this derivative itself, so there is no end"
          + " to it",
      "take the derivative of another method, or detach what goes in: ''(@Detach double) x''"),
  HIDDEN_DERIVATIVE(
      "GC0329",
      Severity.ERROR,
      "''{0}'' cannot be differentiated once more from this package: its method uses ''{1}'', which"
          + " code of another package may not see",
      "make that public, or move this method into the package"),
  HESSIAN_RESULT(
      "GC0335",
      Severity.ERROR,
      "''{0}'' asks for HESSIAN, and its result is {1}: second derivatives are compiled of one"
          + " number alone",
      "leave HESSIAN out, or return the number whose Hessian is meant"),
  SECOND_DERIVATIVE_OF_CALL(
      "GC0336",
      Severity.ERROR,
      "the second derivative of the call of ''{0}'' is not known: its derivative is a method of its"
          + " own, which is not differentiated again",
      "write what it computes into a method without @Differentiable of the same class (over"
          + " tensors one that does not call itself), or leave HESSIAN out"),
  NOT_REPEATABLE(
      "GC0337",
      Severity.NOTE,
      "''{0}'' has ''hvp'' and ''addHvp'' alone: its Hessian would take several evaluations, and here"
          + " each may give, or do, something else",
      "to have ''hessian'' and ''hessianDiagonal'' too, pass what this gives as an argument"),
  ROWS_MOVED(
      "GC0338",
      Severity.ERROR,
      "the Hessian of ''{0}'' takes several evaluations, and here one puts another row into an array"
          + " of the caller''s, which is not undone",
      "write the numbers into the row that is there, or work on an array of the method''s own"),

  DUPLICATE_RULE(
      "GC0312",
      Severity.ERROR,
      "the rule ''{0}'' is for the same method as the rule ''{1}''",
      "keep one of them"),
  NO_COMPANION(
      "GC0309",
      Severity.ERROR,
      "the method ''{0}'' is differentiable, but its companion ''{1}'' is not on the class path",
      "compile its class with gradc, and put all of what that gives on the class path"),
  ABI_VERSION(
      "GC0310",
      Severity.ERROR,
      "the companion ''{1}'' of the method ''{0}'' was generated with version {2} of the conventions"
          + " between companions, and this is version {3}",
      "compile its library with this version of gradc, or this class with that one"),
  RECORD_CHANGED(
      "GC0313",
      Severity.ERROR,
      "the companion ''{1}'' of the method ''{0}'' was generated when the records that it takes or"
          + " returns had other components",
      "compile its class once more, with the records as they are now"),
  STALE_CLASS(
      "GC0315",
      Severity.ERROR,
      "{0}, and generated code of {1}, which is not compiled along, {2}",
      "compile {1} again, together with {3}"),
  OUTPUT_NOT_WRITTEN(
      "GC0316",
      Severity.ERROR,
      "{0} cannot be written: {1}",
      "see to it that javac can make files in the output directories (-d, -s)"),
  LATE_CLASS(
      "GC0317",
      Severity.ERROR,
      "the class ''{0}'' is generated anew by another processor, and ''{1}'' has been compiled with the"
          + " class file that an earlier compilation has left of it",
      "delete that class file (mvn clean), or keep generated sources where they are generated, in a"
          + " directory that has no other sources (-s)"),
  LEFT_CLASSES(
      "GC0318",
      Severity.NOTE,
      "''{0}'' is compiled with class files that an earlier compilation has left of {1}",
      "if the error is in what they hold, or lack, compile them along, or delete their class files if"
          + " another processor generates them (mvn clean)"),
  IMPLICIT_SOURCE(
      "GC0319",
      Severity.ERROR,
      "javac has found ''{0}'' by itself, and runs no processor for it: the derivatives of ''{1}'' would"
          + " be missing, or those of an earlier compilation",
      "name {2} among the files to compile"),
  INVISIBLE_COMPANION(
      "GC0311",
      Severity.ERROR,
      "the derivative of call ''{0}'' is not visible here: companions are public only where method and"
          + " class are",
      "make the method ''{1}'' and the classes around it public, or call it from its own package"),
  NO_FORWARD_MODE(
      "GC0320",
      Severity.ERROR,
      "the call ''{0}'' has no derivative in forward mode: ''{1}'' is compiled without it, and its"
          + " body cannot be compiled in here",
      "add Mode.FORWARD to the modes of ''{1}''"),
  NO_FORWARD_RULE(
      "GC0321",
      Severity.ERROR,
      "the call ''{0}'' gives an array, or works on tensors, and its rule tells the derivative in"
          + " reverse mode alone",
      "write a rule with mode = Mode.FORWARD beside it, that gives the tangent of the result"),
  LONELY_RULE(
      "GC0322",
      Severity.WARNING,
      "the rule ''{0}'' for forward mode has no effect: there is no rule for reverse mode of ''{1}''",
      "write one beside it, without mode"),
  CHECKPOINT_ELEMENTS(
      "GC0330",
      Severity.ERROR,
      "@Checkpoint on ''{0}'' {1}",
      "write ''@Checkpoint'' alone, or on the variable of a loop one of ''segments'' and ''snapshots'',"
          + " greater than zero"),
  CHECKPOINT_COUNT(
      "GC0331",
      Severity.ERROR,
      "@Checkpoint on ''{0}'' divides the iterations beforehand, and how many there are is not known"
          + " when the loop begins",
      "write ''@Checkpoint'' alone, which divides them as it goes, or count with an ''int'' that the"
          + " body does not change, without ''break'' and ''return''"),
  CHECKPOINT_EFFECT(
      "GC0332",
      Severity.ERROR,
      "''{0}'' cannot be checkpointed: {1}",
      "leave out @Checkpoint, or {2}"),
  USELESS_CHECKPOINT(
      "GC0333", Severity.WARNING, "@Checkpoint has no effect on ''{0}'': {1}", "leave it out"),
  CHECKPOINT_PLACE(
      "GC0334",
      Severity.ERROR,
      "@Checkpoint on ''{0}'' stands neither on a method nor on the variable of a for loop",
      "write it there: ''for (@Checkpoint int i = 0; i < n; i++)''"),
  NO_GRADIENT(
      "GC0401",
      Severity.WARNING,
      "no gradient flows to the parameter ''{0}'': {1}",
      "if that is meant, say so by @Detach on the parameter; otherwise let the result depend on it"),
  UNUSED_RULE(
      "GC0404",
      Severity.WARNING,
      "the rule ''{0}'' matches no method ''{1}'': {2}",
      "give it the parameters of the method, the object first, then the cotangent of the result"),
  USELESS_DETACH(
      "GC0402",
      Severity.WARNING,
      "@Detach has no effect on ''{0}'': no gradient would flow there without it",
      "leave it out"),
  USELESS_RETAIN(
      "GC0403",
      Severity.WARNING,
      "@Retain has no effect on ''{0}'': its tape records nothing that a backward pass frees",
      "leave it out"),
  KINK(
      "GC0405",
      Severity.WARNING,
      "''{0}'' has no finite derivative where {1}, and that may happen here",
      "{2}"),

  SHARED_GRAPH(
      "GC0406",
      Severity.NOTE,
      "the outputs ''{0}'' ({1}) and ''{2}'' ({3}) share the graph behind ''{4}'': of what their"
          + " backward passes read there, the one that runs first frees {5}",
      "to run both one after the other, retain it: ''{6}''; to end the gradient of one of them"
          + " there, detach: ''@Detach var cut = {4};''; both in one sweep by ''tape.backward(seed)''"
          + " is fine"),

  BACKWARD_FAILS(
      "GC0407",
      Severity.ERROR,
      "the backward pass of {0} fails: {1} has run before it, and has freed {2}, which it reads"
          + " again",
      "{3}"),
  BACKWARD_MAY_FAIL(
      "GC0408",
      Severity.WARNING,
      "the backward pass of {0} may fail: {1} may have run before it, and frees {2}, which it reads"
          + " again",
      "{3}"),
  RETAINED_FOR_NOTHING(
      "GC0409",
      Severity.WARNING,
      "@Retain on ''{0}'' is held for nothing, {1}: no tape in this build is gone back through"
          + " again",
      "leave it out"),
  MODIFIED_BEFORE_BACKWARD(
      "GC0410",
      Severity.WARNING,
      "the array ''{0}'' is changed at {1}, after ''{2}'' has recorded it, and this backward pass"
          + " reads it again, as ''{3}''",
      "go back first and change it then, or pass a copy to forward: ''{0}.clone()''"),

  TENSOR_CHANGED(
      "GC0501",
      Severity.ERROR,
      "''{0}'' changes a tensor, or gives a way to: in a differentiable method tensors are values that"
          + " stay as they are",
      "compute a new tensor: ''add'', ''mul'', ''copy'', ''Comparisons.where'' and the like give one;"
          + " change parameters outside of the method"),
  TENSOR_MODE(
      "GC0502",
      Severity.ERROR,
      "''{0}'' takes or gives tensors, and the mode {1} does not know them",
      "leave the mode out: take gradients, products with the Jacobian by FORWARD (''jvp''), or with"
          + " the Hessian by HESSIAN (''hvp''); or let the method take arrays"),

  OTHER_COMPILER(
      "GC0901",
      Severity.ERROR,
      "gradc reads method bodies through the tree API of javac, and this compiler does not offer it:"
          + " {0}",
      "compile with the javac of a JDK 17 or later, in its own process if a build tool stands"
          + " between"),
  UNRESOLVED_BODY(
      "GC0902",
      Severity.WARNING,
      "the body of ''{0}'' could not be resolved, so its generated methods throw: classes that javac"
          + " knows were not found",
      "correct the errors that javac reports in it; if there are none, please report it"),
  BAD_OPTION(
      "GC0903",
      Severity.ERROR,
      "the option -A{0} does not know the value ''{1}''",
      "use one of: {2}"),
  REPORT_NOT_WRITTEN(
      "GC0904",
      Severity.ERROR,
      "reports cannot be written to the directory ''{0}'': {1}",
      "give -Agradc.report a directory that can be written, or leave the option out"),
  UNKNOWN_NAME(
      "GC0905",
      Severity.ERROR,
      "javac does not get to this body, where it would say: {0}",
      "correct this first; that generated classes do not exist comes from it"),
  UNREAD_BODY(
      "GC0906",
      Severity.ERROR,
      "javac finds no error around ''{0}'', and gradc, which reads bodies in a javac of its own,"
          + " does: {1}",
      "a processor is not told of all options of javac: move what needs one, as --patch-module,"
          + " into a class without derivatives of another file, or report it");

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  private final String id;
  private final Severity severity;
  private final String text;
  private final String cure;

  DiagnosticCode(String id, Severity severity, String text, String cure) {
    this.id = id;
    this.severity = severity;
    this.text = text;
    this.cure = cure;
  }

  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** What is wrong, with the arguments filled in. */
  public String text(List<String> arguments) {
    return MessageFormat.format(text, arguments.toArray());
  }

  /** Text and cure with the arguments filled in, and where to read on. */
  public String message(List<String> arguments) {
    return "["
        + id
        + "] "
        + text(arguments)
        + "; "
        + MessageFormat.format(cure, arguments.toArray())
        + " (docs/errors/"
        + id
        + ".md)";
  }
}
