package dev.gradc.processor.backend;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.gradc.processor.analysis.VectorLoop;
import dev.gradc.processor.analysis.VectorParts;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The nested class with the loops over vectors of what is generated for a method. Each loop is a
 * method of its own: HotSpot keeps the vectors of a loop in registers where nothing else is in the
 * method.
 */
final class VectorMethods {

  /** As the class is called. */
  static final String CLASS = "Vectors";

  private static final String PACKAGE = "jdk.incubator.vector";
  static final ClassName DOUBLES = ClassName.get(PACKAGE, "DoubleVector");
  static final ClassName FLOATS = ClassName.get(PACKAGE, "FloatVector");
  static final ClassName INTS = ClassName.get(PACKAGE, "IntVector");
  static final ClassName MASK = ClassName.get(PACKAGE, "VectorMask");
  static final ClassName OPERATORS = ClassName.get(PACKAGE, "VectorOperators");
  private static final ClassName SHAPE = ClassName.get(PACKAGE, "VectorShape");
  private static final ClassName SPECIES = ClassName.get(PACKAGE, "VectorSpecies");

  /** The name of the number of iterations in a block. */
  static final String BLOCK_SIZE = "BLOCK";

  /** Iterations between one part of a loop and the next: so many floats take 16 KB. */
  private static final int BLOCK = 4096;

  private final boolean isOn;
  private final boolean isCut;
  private final ClassName type;
  private final List<MethodSpec> methods = new ArrayList<>();
  private int loops;
  private boolean needsIsFloat;
  private final Map<Species, FieldSpec> species = new LinkedHashMap<>();

  /** How many arrays of a block the loop has that has the most. */
  private final Map<Scalar, Integer> blocks = new EnumMap<>(Scalar.class);

  /**
   * Of what is generated for a method.
   *
   * @param isOn whether loops over vectors are written at all
   * @param isCut whether such loops are cut behind functions
   */
  VectorMethods(Signature signature, boolean isOn, boolean isCut) {
    this.isOn = isOn;
    this.isCut = isCut;
    boolean isTaken = signature.nestedName().equals(CLASS);
    this.type =
        Types.companion(signature)
            .nestedClass(signature.nestedName())
            .nestedClass(isTaken ? CLASS + "_" : CLASS);
  }

  /** The vectors that a loop computes with; all of a loop have as many lanes. */
  enum Species {
    /** As many doubles as there is room for. */
    DOUBLES(Scalar.DOUBLE, "DOUBLES"),
    /** As many floats as there is room for. */
    FLOATS(Scalar.FLOAT, "FLOATS"),
    /** A float for each of {@link #DOUBLES}. */
    HALF_FLOATS(Scalar.FLOAT, "HALF_FLOATS"),
    /** An int for each of {@link #DOUBLES}. */
    HALF_INTS(Scalar.INT, "HALF_INTS"),
    /** An int for each of {@link #FLOATS}. */
    INTS(Scalar.INT, "INTS");

    private final Scalar element;
    private final String field;

    Species(Scalar element, String field) {
      this.element = element;
      this.field = field;
    }

    /** The field that holds it. */
    String field() {
      return field;
    }

    /** The class of its vectors. */
    ClassName vector() {
      return switch (element) {
        case DOUBLE -> VectorMethods.DOUBLES;
        case FLOAT -> VectorMethods.FLOATS;
        default -> VectorMethods.INTS;
      };
    }

    private TypeName box() {
      return Types.of(element).box();
    }

    /** The type of its masks. */
    TypeName mask() {
      return ParameterizedTypeName.get(MASK, box());
    }

    private FieldSpec spec() {
      FieldSpec.Builder spec =
          FieldSpec.builder(
              ParameterizedTypeName.get(SPECIES, box()),
              field,
              Modifier.PRIVATE,
              Modifier.STATIC,
              Modifier.FINAL);
      return switch (this) {
        // Two lanes at least, since there are no vectors of one float.
        case DOUBLES ->
            spec.initializer(
                    "$T.SPECIES_PREFERRED.length() > 1 ? $T.SPECIES_PREFERRED : $T.SPECIES_128",
                    vector(),
                    vector(),
                    vector())
                .build();
        case FLOATS -> spec.initializer("$T.SPECIES_PREFERRED", vector()).build();
        case HALF_FLOATS, HALF_INTS ->
            spec.initializer(
                    "$T.of($T.class, $T.forBitSize(32 * $L.length()))",
                    SPECIES,
                    Types.of(element),
                    SHAPE,
                    DOUBLES.field)
                .build();
        case INTS ->
            spec.initializer("$L.withLanes($T.class)", FLOATS.field, Types.of(element)).build();
      };
    }
  }

  boolean isOn() {
    return isOn;
  }

  ClassName type() {
    return type;
  }

  /** The number of the next loop. */
  int next() {
    return ++loops;
  }

  /** The loops that run one after the other over each block; the loop alone if it stays whole. */
  List<VectorLoop> parts(VectorLoop loop) {
    return isCut ? new VectorParts().of(loop) : List.of(loop);
  }

  /**
   * The text for the arrays of a block that a thread has.
   *
   * @param count how many of them are used
   */
  CodeBlock useBlocks(Scalar element, int count) {
    blocks.merge(element, count, Math::max);
    return CodeBlock.of("$L.get()", blocksField(element));
  }

  /** The names of the fields that blocks have. */
  static List<String> blockFields() {
    return List.of(BLOCK_SIZE, blocksField(Scalar.FLOAT), blocksField(Scalar.DOUBLE));
  }

  private static String blocksField(Scalar element) {
    return element.name() + "_BLOCKS";
  }

  private static FieldSpec blocksOf(Scalar element, int count) {
    TypeName type = ArrayTypeName.of(ArrayTypeName.of(Types.of(element)));
    return FieldSpec.builder(
            ParameterizedTypeName.get(ClassName.get(ThreadLocal.class), type),
            blocksField(element),
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("What parts of loops leave for later parts, of each thread.\n")
        .initializer(
            "$T.withInitial(() -> new $T[$L][$L])",
            ThreadLocal.class,
            Types.of(element),
            count,
            BLOCK_SIZE)
        .build();
  }

  /** The text for a species; those that it is made of come before it. */
  String use(Species wanted) {
    if (wanted == Species.HALF_FLOATS || wanted == Species.HALF_INTS) {
      use(Species.DOUBLES);
    } else if (wanted == Species.INTS) {
      use(Species.FLOATS);
    }
    species.computeIfAbsent(wanted, Species::spec);
    return wanted.field();
  }

  /** The name of the method that tells whether a double means the same as a float. */
  String useIsFloat() {
    needsIsFloat = true;
    return "isFloat";
  }

  private static MethodSpec isFloat() {
    return MethodSpec.methodBuilder("isFloat")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(TypeName.BOOLEAN)
        .addParameter(TypeName.DOUBLE, "x")
        .addJavadoc("Whether floats hold the number, but for rounding.\n")
        .addStatement("double size = $T.abs(x)", Math.class)
        .addStatement(
            "return !(size > $T.MAX_VALUE && size < $T.POSITIVE_INFINITY"
                + " || size < $T.MIN_NORMAL && size > 0)",
            Float.class,
            Double.class,
            Float.class)
        .build();
  }

  void add(MethodSpec method) {
    methods.add(method);
  }

  private List<FieldSpec> fieldsOfBlocks() {
    List<FieldSpec> fields = new ArrayList<>();
    if (!blocks.isEmpty()) {
      fields.add(
          FieldSpec.builder(
                  TypeName.INT, BLOCK_SIZE, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$L", BLOCK)
              .build());
    }
    blocks.forEach((element, count) -> fields.add(blocksOf(element, count)));
    return fields;
  }

  /** The class, if there are loops. */
  Optional<TypeSpec> write() {
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    TypeSpec.Builder written =
        TypeSpec.classBuilder(type.simpleName())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Loops over vectors.\n")
            .addFields(species.values())
            .addFields(fieldsOfBlocks())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethods(methods);
    if (needsIsFloat) {
      written.addMethod(isFloat());
    }
    return Optional.of(written.build());
  }
}
