package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of a method after which something is known about the derivative. */
enum Change implements Relation {
  /**
   * With checkpoints, value and gradient have the same bits, as they are differentiated; what is
   * optimized then knows less of a part than of the whole, so there the gradient has the same but
   * for rounding.
   */
  CHECKPOINTS {
    @Override
    public boolean holds(CorpusFile file) {
      boolean isCompared = false;
      String inOneOrder = CheckpointedCorpusTest.IN_ONE_ORDER;
      Once<Compiled> plain = new Once<>(() -> CheckpointedCorpusTest.plain(file, UNOPTIMIZED));
      Once<Compiled> optimized = new Once<>(() -> CheckpointedCorpusTest.plain(file, inOneOrder));
      for (Map.Entry<String, CorpusFile> variant :
          CheckpointedCorpusTest.variants(file).entrySet()) {
        CorpusFile changed = variant.getValue();
        String name = variant.getKey();
        isCompared |= CheckpointedCorpusTest.isSame(file, plain, changed, name, UNOPTIMIZED, 0);
        double rounding = file.hasFloats() ? 1e-5 : 1e-12;
        CheckpointedCorpusTest.isSame(file, optimized, changed, name, inOneOrder, rounding);
      }
      return isCompared;
    }
  },

  /** Where the result is detached, or all that the method is given, the gradient is zero. */
  DETACHMENT {
    @Override
    public boolean holds(CorpusFile file) {
      CorpusFile cut =
          new CorpusFile(file.topic(), file.name(), detached(file.source()), file.others());
      Compiled compiled = new Compiled(cut);
      assertEquals(List.of(), compiled.complaints());
      for (String method : cut.methods().keySet()) {
        if (method.startsWith("cut") || method.startsWith("shut")) {
          Checks checks = new Checks(cut, compiled, method);
          for (double[] gradient : checks.gradients()) {
            assertEquals(0, Numbers.norm(gradient), () -> method + ": " + Numbers.text(gradient));
          }
          checks.valueIsTheMethods();
          checks.tapeIsTheFusedForm();
        }
      }
      return true;
    }
  },

  /** Jacobians and Hessians are those of the oracle, and of differences of gradients. */
  MATRICES {
    @Override
    public boolean holds(CorpusFile file) {
      Compiled compiled = MatrixTest.compiled(file);
      assertEquals(List.of(), compiled.complaints());
      boolean isCompared = false;
      for (String method : file.methods().keySet()) {
        MatrixChecks checks = new MatrixChecks(file, compiled, method);
        checks.makeVisible();
        if (checks.hasJacobian()) {
          checks.jacobianIsTheOracles();
          isCompared = true;
        }
        if (checks.hasHessian()) {
          checks.hessianIsTheOracles();
          checks.productIsTheHessians();
          Checks.awayFromKinks(checks, MatrixChecks::productIsTheDifferences);
        }
      }
      return isCompared;
    }
  };

  private static final String UNOPTIMIZED = "-Agradc.disable=all";

  private static final Pattern HEADER =
      Pattern.compile(
          "((?: *// .*\\R)*)  @Differentiable\\R  static (\\S+) (method\\w+)\\((.*)\\) \\{");

  private static final Pattern DIFFERENTIABLE =
      Pattern.compile("(double|float)(\\[])*|(Pair|Model|Marked|Kit|Shape|Held<.*>)(\\[])*");

  /** With methods beside each that call it and detach what it gives, or what it is given. */
  private static String detached(String source) {
    return HEADER
        .matcher(source)
        .replaceAll(
            header -> {
              List<String> names = new ArrayList<>();
              List<String> shut = new ArrayList<>();
              StringBuilder locals = new StringBuilder();
              for (String parameter : header.group(4).split(", ", -1)) {
                String[] words = parameter.replace("@Detach ", "").split(" ", -1);
                names.add(words[1]);
                boolean isCut = DIFFERENTIABLE.matcher(words[0]).matches();
                shut.add(isCut ? "shut" + words[1] : words[1]);
                if (isCut) {
                  locals.append(
                      "    @Detach %s shut%s = %s;\n".formatted(words[0], words[1], words[1]));
                }
              }
              String cut =
                  "    @Detach %s cut = %s(%s);\n    return cut;\n"
                      .formatted(header.group(2), header.group(3), String.join(", ", names));
              String call =
                  "    return %s(%s);\n".formatted(header.group(3), String.join(", ", shut));
              return Matcher.quoteReplacement(
                  beside(header, "cut", cut)
                      + beside(header, "shut", locals + call)
                      + header.group());
            });
  }

  private static String beside(MatchResult header, String name, String body) {
    return "%s  @Differentiable\n  static %s %s%s(%s) {\n%s  }\n\n"
        .formatted(header.group(1), header.group(2), name, header.group(3), header.group(4), body);
  }
}
